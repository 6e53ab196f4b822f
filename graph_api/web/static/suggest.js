// Suggestions while typing: an editable combobox with a list, as the ARIA Authoring Practices have
// it. An input says by `data-suggest` where they come from; `data-choose="go"` opens what is chosen,
// else its label is what the input then holds. Without scripts all of them are plain fields.

const WAIT = 120; // milliseconds after a key, so that not every letter is asked for

let lists = 0;

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function option(item, id) {
  const made = element("li", "", "option");
  made.id = id;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.append(element("span", item.label, "label"), " ", element("span", item.kind_name, "tag"));
  const more = item.snippet || item.detail;
  if (more) made.append(" ", element("span", more, "meta"));
  return made;
}

class Combobox {
  constructor(input) {
    this.input = input;
    this.items = [];
    this.active = -1;
    this.asked = "";
    this.list = element("ul", "", "suggestions");
    this.list.id = `suggestions-${++lists}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Gợi ý · Suggestions");
    this.said = element("span", "", "hidden");
    this.said.setAttribute("role", "status");
    const around = element("span", "", "combobox");
    input.replaceWith(around);
    around.append(input, this.list, this.said);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
    })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the input stays in focus
    this.list.addEventListener("click", (event) => {
      const at = [...this.list.children].indexOf(event.target.closest("li"));
      if (at >= 0) this.choose(at);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const typed = this.input.value.trim();
    this.asked = typed;
    if (!typed) return this.close();
    this.request?.abort();
    this.request = new AbortController();
    const address = new URL(this.input.dataset.suggest, location.href);
    address.searchParams.set("q", typed);
    try {
      const answer = await fetch(address, { signal: this.request.signal });
      if (!answer.ok) return this.close();
      const { suggestions } = await answer.json();
      if (this.asked === typed && document.activeElement === this.input) this.show(suggestions);
    } catch {
      this.close(); // another letter came, or the server is away: the field goes on as it is
    }
  }

  show(items) {
    this.items = items;
    this.active = -1;
    this.list.replaceChildren(...items.map((item, at) => option(item, `${this.list.id}-${at}`)));
    this.list.hidden = !items.length;
    this.input.setAttribute("aria-expanded", String(Boolean(items.length)));
    this.input.removeAttribute("aria-activedescendant");
    this.said.textContent = `${items.length} gợi ý · suggestions`;
  }

  close() {
    clearTimeout(this.timer);
    this.asked = "";
    this.show([]);
    this.said.textContent = "";
  }

  move(to) {
    const options = this.list.children;
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = to;
    const chosen = options[to];
    if (!chosen) return this.input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen.id);
  }

  choose(at) {
    const { address, label } = this.items[at];
    if (this.input.dataset.choose === "go" && address) {
      location.assign(address);
    } else {
      this.input.value = label;
      this.close();
    }
  }

  key(event) {
    const count = this.items.length;
    if (event.isComposing || !count) {
      if (event.key === "ArrowDown" && !event.isComposing) this.ask();
      return;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      // From the input down to the first or up to the last, and past either end to the input.
      this.move(((this.active + 1 + steps[event.key] + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && this.active >= 0) {
      this.choose(this.active);
    } else if (event.key === "Escape") {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Combobox(input);
