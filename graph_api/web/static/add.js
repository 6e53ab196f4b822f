// The page on which reports are added, made better: files are dropped, the preview stands on the
// page itself, and each file is sent alone, so that many show how far they are.

const form = document.getElementById("add");
const input = document.getElementById("file");
const drop = document.getElementById("drop");
const chosen = document.getElementById("chosen");
const status = document.getElementById("progress");
const outcome = document.getElementById("outcome");
const STATES = {
  new: "mới · new",
  unchanged: "không đổi, đã có từ trước · unchanged",
  replaced: "thay bản trước · replaced",
  "passed over": "bỏ qua · passed over",
  failed: "không nạp được · not loaded",
};

let files = [];

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function choose(more) {
  files = [...files, ...more];
  input.value = "";
  chosen.replaceChildren(
    ...files.map((file, at) => {
      const item = element("li", `${file.name} (${Math.ceil(file.size / 1000)} kB) `);
      const away = element("button", "Bỏ · Remove", "plain");
      away.type = "button";
      away.setAttribute("aria-label", `Bỏ · Remove ${file.name}`);
      away.addEventListener("click", () => {
        files = files.filter((_, other) => other !== at);
        choose([]);
      });
      item.append(away);
      return item;
    }),
  );
}

// What is sent together: each file alone, but those that give their report the same name, of which
// the server then tells; then what was pasted.
function parts() {
  const together = new Map();
  for (const file of files) {
    const called = file.name.replace(/\.gz$/i, "").replace(/\.[^.]*$/, "");
    together.set(called, [...(together.get(called) ?? []), file]);
  }
  const sent = [...together.values()].map((some) => ({ name: some[0].name, files: some }));
  const text = form.elements.text.value.trim();
  if (text) sent.push({ name: form.elements.name.value.trim() || "văn bản dán · pasted text", text });
  return sent;
}

function body(part) {
  const data = new FormData();
  data.append("key", form.elements.key.value);
  if (part.files) {
    for (const file of part.files) data.append("file", file);
  } else {
    data.append("text", part.text);
    data.append("name", form.elements.name.value);
  }
  return data;
}

async function send(address, part, accept) {
  const answer = await fetch(address, {
    method: "POST",
    body: body(part),
    headers: { Accept: `${accept}, application/problem+json` },
  }).catch(() => {
    throw new Error("đứt kết nối với máy chủ: thử lại · the connection broke off: try again");
  });
  if ((answer.headers.get("content-type") ?? "").startsWith("application/problem+json")) {
    const problem = await answer.json();
    throw Object.assign(new Error(`${problem.title}: ${problem.detail}`), problem);
  }
  return answer;
}

// Whether the key is right, before files are sent for nothing: what then is missing is the files.
async function checkKey() {
  try {
    await send(`${form.action}/preview`, { text: "" }, "application/json");
  } catch (error) {
    if (error.status !== 400) throw error;
  }
}

function checkSize(part) {
  const most = Number(form.dataset.most);
  const size = (part.files ?? []).reduce((sum, file) => sum + file.size, 0);
  if (size > most) {
    throw new Error(`quá ${most / 1e6} MB: chia nhỏ tệp · too large: split the file`);
  }
}

// What concerns all that is sent, not one file: there is no use in going on.
const ends = (error) => [401, 403, 429, 501, 507].includes(error.status);

function complain(where, name, error) {
  const told = element("p", `${name}: ${error.message}`, "wrong");
  told.setAttribute("role", "alert");
  where.append(told);
  if (error.parameter === "key" || error.status === 401) form.elements.key.focus();
}

function bar(total) {
  const made = document.createElement("progress");
  made.max = total;
  made.value = 0;
  made.setAttribute("aria-label", "Tiến độ · Progress");
  return made;
}

async function each(sent, doing) {
  const progress = bar(sent.length);
  const line = element("span");
  status.replaceChildren(progress, line);
  for (const [at, part] of sent.entries()) {
    line.textContent = ` ${at + 1}/${sent.length} ${part.name}`;
    try {
      if (!at) await checkKey();
      checkSize(part);
      await doing(part);
    } catch (error) {
      complain(outcome, part.name, error);
      if (ends(error)) break;
    }
    progress.value = at + 1;
  }
  status.replaceChildren();
}

async function preview(sent) {
  await each(sent, async (part) => {
    const answer = await send(`${form.action}/preview`, part, "text/html");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    outcome.append(...page.getElementById("preview").children);
  });
}

function loaded(list, one) {
  const item = element("li");
  if (one.problem) {
    const { place, message, english, code } = one.problem;
    item.append(element("strong", place), " ", element("span", STATES[one.state], "tag"));
    item.append(element("span", `${message} · ${english} (${code})`, "meta"));
  } else {
    const link = element("a", one.report);
    link.href = one.address;
    item.append(link, " ", element("span", STATES[one.state], "tag"));
    const { meetings, people, directives, citations } = one.facts;
    const told = `${meetings} cuộc họp · ${people} người · ${directives} chỉ đạo · ${citations} viện dẫn`;
    item.append(element("span", told, "meta"));
  }
  list.append(item);
}

async function load(sent) {
  const list = element("ul", "", "list outcome");
  list.id = "added";
  outcome.append(element("h2", "Kết quả nạp · What was loaded"), list);
  await each(sent, async (part) => {
    const answer = await send(form.action, part, "application/json");
    for (const one of (await answer.json()).reports) loaded(list, one);
  });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const sent = parts();
  outcome.replaceChildren();
  if (!sent.length) {
    complain(outcome, "–", new Error("chọn tệp hay dán văn bản · choose files or paste a text"));
    return;
  }
  const buttons = form.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  await (event.submitter?.dataset.act === "preview" ? preview : load)(sent);
  for (const button of buttons) button.disabled = false;
  outcome.tabIndex = -1;
  if (!outcome.querySelector(".wrong")) outcome.focus();
});

input.addEventListener("change", () => choose([...input.files]));
for (const name of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name === "drop") choose([...event.dataTransfer.files]);
  });
}
drop.append(element("p", "Kéo tệp thả vào đây cũng được. · Files may be dropped here.", "hint"));
