// A slider over the days on which reports tell of a body's place. Without this the date is typed.

const form = document.querySelector(".as-of");
const days = form?.dataset.days.split(" ").filter(Boolean) ?? [];

function slider() {
  const field = form.querySelector("input[type=date]");
  const range = document.createElement("input");
  const told = document.createElement("output");
  const address = new URL(location);
  const now = address.searchParams.get("asOf") ?? "";
  range.type = "range";
  range.id = "as-of-slider";
  range.min = 0;
  range.max = days.length; // the last place is any day
  range.value = now ? days.filter((day) => day <= now).length - 1 : days.length;
  range.setAttribute("aria-label", "Như đã biết vào ngày · As known on");
  const say = () => {
    const day = days[range.value];
    told.textContent = day ?? "mọi ngày · any day";
    range.setAttribute("aria-valuetext", told.textContent);
    return day;
  };
  say();
  range.addEventListener("input", say);
  range.addEventListener("change", async () => {
    const day = say();
    if (day) address.searchParams.set("asOf", day);
    else address.searchParams.delete("asOf");
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const chart = page.getElementById("chart");
    const open = document.getElementById("chart");
    // The form stays as it is, with the slider in the hand: what follows it is shown anew.
    const rest = (section) => [...section.children].slice([...section.children].findIndex((one) => one.matches(".as-of")) + 1);
    for (const old of rest(open)) old.remove();
    open.append(...rest(chart));
    field.value = day?.length === 10 ? day : "";
    history.replaceState(null, "", address);
  });
  form.querySelector("button").after(range, told);
}

if (days.length > 1) slider();
