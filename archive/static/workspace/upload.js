// The upload page: files and folders in pieces, three at once, taken up again after anything that breaks.
import { Watcher, badge } from "./states.js";
import { Upload, fingerprint, forget, unfinished } from "./pieces.js";

const AT_ONCE = 3;
// Numbers as the page writes them; plain "es" would put a comma where Mexico puts a point.
const LOCALE = { es: "es-MX" }[document.documentElement.lang] ?? document.documentElement.lang;
const form = document.querySelector("[data-uploader]");
const words = JSON.parse(form.dataset.words);
const list = document.querySelector("[data-files]");
const template = document.querySelector("template[data-row]");
const watcher = new Watcher(form.dataset.states);
const rows = [];
let allPaused = false;

prepare();

function prepare() {
  form.classList.add("uploader--live");
  for (const element of form.querySelectorAll("[data-js]")) element.hidden = false;
  form.querySelector("[data-plain]").hidden = true;
  const [files, folder] = [form.querySelector("#archivos"), form.querySelector("#carpeta")];
  folder.hidden = false;
  for (const input of [files, folder]) {
    input.required = false;
    input.addEventListener("change", () => {
      add([...input.files].map((file) => ({ file, folder: folderOf(file.webkitRelativePath) })));
      input.value = "";
    });
  }
  const drop = form.querySelector("[data-drop]");
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => over(event, drop, true));
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, (event) => over(event, drop, false));
  drop.addEventListener("drop", async (event) => add(await dropped(event.dataTransfer)));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => {
    if (rows.some((row) => row.upload.busy)) event.preventDefault();
  });
  document.querySelector("[data-pause-all]").addEventListener("click", pauseAll);
  showUnfinished();
}

function over(event, drop, inside) {
  event.preventDefault();
  drop.classList.toggle("drop--over", inside);
}

async function dropped(transfer) {
  // Entries must be taken before the first wait: afterwards the browser empties the list.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...transfer.files].map((file) => ({ file, folder: "" }));
  const found = [];
  for (const entry of entries) await walk(entry, "", found);
  return found;
}

async function walk(entry, folder, found) {
  if (entry.isFile) {
    found.push({ file: await new Promise((give, fail) => entry.file(give, fail)), folder });
    return;
  }
  const reader = entry.createReader();
  const inside = folder ? `${folder}/${entry.name}` : entry.name;
  // A browser gives at most a hundred entries at a time; an empty list is the end.
  for (;;) {
    const some = await new Promise((give, fail) => reader.readEntries(give, fail));
    if (some.length === 0) return;
    for (const child of some) await walk(child, inside, found);
  }
}

function folderOf(path) {
  return path && path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function add(chosen) {
  const practice = form.querySelector("[name=practica]")?.value ?? "";
  for (const { file, folder } of chosen) {
    if (file.name.startsWith(".") || file.name === "Thumbs.db") continue;
    const key = fingerprint(file, folder, practice);
    if (rows.some((row) => row.upload.key === key && row.upload.state !== "failed")) continue;
    rows.push(new Row(new Upload({
      file, folder, practice, key, begin: form.dataset.begin, token: form.dataset.token,
      largest: Number(form.dataset.largest), words,
    })));
  }
  document.querySelector("[data-batch]").hidden = rows.length === 0;
  next();
}

function next() {
  count();
  if (allPaused) return;
  let running = rows.filter((row) => row.upload.busy).length;
  for (const row of rows) {
    if (running >= AT_ONCE) return;
    if (row.upload.state === "waiting") {
      running += 1;
      row.upload.run();
    }
  }
}

function count() {
  const done = rows.filter((row) => row.upload.state === "done").length;
  document.querySelector("[data-pause-all]").hidden = rows.every((row) => ["done", "failed"].includes(row.upload.state));
  document.querySelector("[data-count]").textContent = `${done} ${words.count_of} ${rows.length}`;
}

function pauseAll(event) {
  allPaused = !allPaused;
  event.currentTarget.textContent = allPaused ? words.go_all : words.pause_all;
  for (const row of rows) allPaused ? row.upload.pause() : row.upload.resume();
  next();
}

function showUnfinished() {
  const kept = unfinished();
  const box = document.querySelector("[data-unfinished]");
  box.hidden = kept.length === 0;
  const names = box.querySelector("[data-unfinished-list]");
  for (const { name } of kept) names.append(Object.assign(document.createElement("li"), { textContent: name }));
  box.querySelector("[data-forget]").addEventListener("click", () => {
    for (const { key } of kept) forget(key);
    box.hidden = true;
  });
}

class Row {
  constructor(upload) {
    this.upload = upload;
    this.element = template.content.firstElementChild.cloneNode(true);
    this.part = (name) => this.element.querySelector(`.file__${name}`);
    this.part("name").textContent = upload.folder ? `${upload.folder}/${upload.file.name}` : upload.file.name;
    this.part("bar").setAttribute("aria-label", `${words.progress} ${upload.file.name}`);
    upload.onchange = () => this.draw();
    list.append(this.element);
    this.draw();
  }

  draw() {
    const { state, sent, file, message, outcomes } = this.upload;
    const label = { done: words.sending, failed: words.failed, lost: words.sending }[state] ?? words[state];
    badge(this.part("state"), { sending: "reading", failed: "failed", lost: "in_review" }[state] ?? "received", label);
    this.part("bar").value = file.size ? (100 * sent) / file.size : 0;
    this.part("note").textContent = message || `${size(sent)} ${words.of} ${size(file.size)}`;
    this.buttons(state);
    if (state === "done" && !this.drawn) {
      this.drawn = true;
      this.finish(outcomes);
    }
    if (!this.upload.busy) next();
  }

  buttons(state) {
    const wanted = {
      waiting: ["cancel"], sending: ["pause"], checking: [], lost: ["pause"], paused: ["go", "cancel"], failed: ["again", "cancel"], done: [],
    }[state];
    const box = this.part("buttons");
    if (box.dataset.shown === wanted.join()) return;
    box.dataset.shown = wanted.join();
    box.replaceChildren(...wanted.map((name) => this.button(name)));
  }

  button(name) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button--quiet button--small", textContent: words[name] });
    button.setAttribute("aria-label", `${words[name]}: ${this.upload.file.name}`);
    button.addEventListener("click", () => {
      if (name === "cancel") this.remove();
      else if (name === "pause") this.upload.pause();
      else this.upload.resume();
      next();
    });
    return button;
  }

  remove() {
    this.upload.abandon();
    rows.splice(rows.indexOf(this), 1);
    this.element.remove();
    count();
  }

  finish(outcomes) {
    this.element.classList.add("file--done");
    const overall = outcomes.length === 1 ? outcomes[0] : null;
    const tones = { received: "ready", duplicate: "in_review", refused: "failed" };
    badge(this.part("state"), overall ? tones[overall.state] : "ready", overall ? "" : `${outcomes.length} ${words.several}`);
    if (overall) this.part("state").hidden = true;
    this.part("outcomes").replaceChildren(...outcomes.map((outcome) => this.outcome(outcome, outcomes.length > 1)));
  }

  outcome(outcome, named) {
    const item = document.createElement("li");
    const mark = document.createElement("span");
    const note = document.createElement("span");
    note.textContent = outcome.sentence;
    badge(mark, { received: "received", duplicate: "in_review", refused: "failed" }[outcome.state], outcome.label);
    item.append(mark);
    if (named) item.append(Object.assign(document.createElement("strong"), { textContent: `${outcome.name} ` }));
    item.append(note);
    if (outcome.address) {
      const text = outcome.state === "duplicate" ? words.existing : words.see;
      item.append(" ", Object.assign(document.createElement("a"), { href: outcome.address, textContent: text }));
    }
    if (outcome.state === "received") this.follow(outcome.id, mark, note);
    return item;
  }

  follow(id, mark, note) {
    watcher.watch(id, (standing) => {
      badge(mark, standing.state, standing.label);
      note.textContent = standing.sentence === standing.label ? standing.title : standing.sentence;
    });
  }
}

function size(bytes) {
  for (const [unit, step] of [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]]) {
    if (bytes >= step) return `${(bytes / step).toLocaleString(LOCALE, { maximumFractionDigits: 1 })} ${unit}`;
  }
  return `${bytes} bytes`;
}
