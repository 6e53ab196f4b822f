// The text of a report and its facts: pointing at one shows the other. Without this the page says
// the same: words of the text lead to their row, and a row leads to its words.

const text = document.getElementById("text");
const card = document.createElement("div");
card.className = "card";
card.id = "card";
card.role = "tooltip";
card.hidden = true;
document.body.append(card);

const saying = (row) => document.querySelectorAll(`.fact[data-rows~="${CSS.escape(row)}"]`);
const telling = (row) => document.querySelectorAll(`[data-row="${CSS.escape(row)}"]`);

function light(elements) {
  for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
  for (const one of elements) one.classList.add("lit");
}

function hide() {
  card.hidden = true;
  light([]);
}

function showFacts(words) {
  card.replaceChildren(
    ...words.dataset.words.split("\n").map((line) => {
      const told = document.createElement("p");
      told.textContent = line;
      return told;
    }),
  );
  card.hidden = false;
  const place = words.getClientRects()[0];
  const width = document.documentElement.clientWidth;
  card.style.left = `${Math.max(8, Math.min(place.left, width - card.offsetWidth - 8)) + scrollX}px`;
  const below = place.bottom + 6 + card.offsetHeight < innerHeight;
  card.style.top = `${(below ? place.bottom + 6 : place.top - 6 - card.offsetHeight) + scrollY}px`;
  const rows = words.dataset.rows.split(" ");
  light(rows.flatMap((row) => [...saying(row), ...telling(row)]));
}

function showWords(row, follow) {
  const found = [...saying(row)];
  card.hidden = true;
  light(found);
  if (found.length === 0) return;
  const first = found[0].getBoundingClientRect();
  const pane = found[0].closest(".page");
  if (pane && getComputedStyle(pane).overflowY === "auto") {
    const seen = pane.getBoundingClientRect();
    if (first.top < seen.top || first.bottom > seen.bottom) {
      pane.scrollTop += first.top - seen.top - pane.clientHeight / 3;
    }
  } else if (follow && (first.top < 0 || first.bottom > innerHeight)) {
    found[0].scrollIntoView({ block: "center" });
  }
}

if (text) {
  for (const words of text.querySelectorAll(".fact")) {
    words.dataset.words = words.title;
    words.removeAttribute("title"); // the card says it, to the keyboard too
    words.setAttribute("aria-describedby", card.id);
  }
  const point = (event) => {
    const words = event.target.closest?.(".fact");
    const row = event.target.closest?.("[data-row]")?.dataset.row ?? event.target.closest?.("tr[id]")?.id;
    if (words) showFacts(words);
    else if (row) showWords(row, event.target.closest("[data-row]") !== null);
    else if (!card.hidden || document.querySelector(".lit")) hide();
  };
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}
