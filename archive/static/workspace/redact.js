// The reviewer's desk with a keyboard and a mouse.  Every step is a form of the page, sent in the background;
// the answer is the desk as it is then.  Without this script the same forms work by themselves.
import { ahead, fill } from "./redact_images.js";
import { Frame } from "./redact_frame.js";
import { lettersOn, recallLetters, rememberLetters } from "./redact_letters.js";
import { tell } from "./redact_words.js";

const STEPS = [1, 1.25, 1.5, 2, 3, 4];
const EVERY = 2500; // milliseconds between looks whether the version is ready
const REASONS = { 1: "not_personal", 2: "public_servant", 3: "consent" };

let desk = document.getElementById("mesa");
let frame = null;
let current = null; // the chosen box's id
let zoom = 0;
let solid = false;
let rejecting = false;
let busy = false;
let lastType = null;

if (desk) {
  recallLetters();
  furnish();
  addEventListener("keydown", onKey);
  addEventListener("popstate", () => open(location.href, false));
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("change", onChange);
  document.addEventListener("focusin", onFocus);
}

function furnish() {
  desk.classList.add("redact--live");
  desk.classList.toggle("redact--solid", solid);
  for (const hidden of desk.querySelectorAll("[data-js]")) hidden.hidden = false;
  desk.querySelector('[data-act="through"]')?.setAttribute("aria-pressed", solid);
  const draw = desk.querySelector('[data-act="draw"]');
  if (draw) draw.hidden = !drawable();
  const svg = desk.querySelector("[data-stage] .boxes");
  frame = new Frame(svg, Number(desk.dataset.width), Number(desk.dataset.height), settled);
  svg.addEventListener("pointerdown", onPress);
  svg.addEventListener("pointermove", (event) => frame.drag(event));
  svg.addEventListener("pointerup", onRelease);
  svg.addEventListener("pointercancel", abandonFrame);
  const type = desk.querySelector("#dato");
  if (type && lastType) type.value = lastType;
  choose(null, false);
  magnify(zoom);
  const here = desk.querySelector(".strip [aria-current]");
  if (here) here.closest("ol").scrollLeft = here.parentElement.offsetLeft - here.closest("ol").clientWidth / 2;
  rejecting = false;
  if (desk.dataset.problem) tell(desk.dataset.problem, true);
  else if (desk.dataset.said) tell(desk.dataset.said);
  for (const image of desk.querySelectorAll("img[data-image]")) image.decode?.().then(preload, preload);
  if ("waiting" in desk.dataset) setTimeout(lookAgain, EVERY);
}

// ---- pages

function preload() {
  const page = Number(desk.dataset.page);
  for (const next of [page + 1, page + 2, page - 1]) {
    if (next >= 1 && next <= Number(desk.dataset.last)) ahead(`${desk.dataset.images}${next}.webp`).catch(() => {});
  }
}

function address(page, beside = desk.dataset.beside) {
  return `${desk.dataset.address}?pagina=${page}&junto=${beside}`;
}

function turn(by) {
  const page = Number(desk.dataset.page) + by;
  if (page < 1) tell(desk.dataset.sayFirst);
  else if (page > Number(desk.dataset.last)) tell(desk.dataset.sayLast);
  else open(address(page), true);
}

async function open(where, remember) {
  const asked = new URL(where, location.href);
  asked.searchParams.set("parte", "1");
  const moved = asked.searchParams.get("pagina") !== desk.dataset.page;
  if (!(await swap(() => fetch(asked, { headers: { Accept: "text/html" } })))) return;
  if (moved) current = null;
  asked.searchParams.delete("parte");
  if (remember) history.pushState(null, "", asked);
  choose(current, false);
}

async function lookAgain() {
  if (!("waiting" in desk.dataset)) return;
  if (document.hidden || busy || frame.open) setTimeout(lookAgain, EVERY);
  else await open(address(desk.dataset.page), false);
}

// ---- steps

async function send(step, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ csrf: desk.dataset.csrf, pagina: desk.dataset.page, junto: desk.dataset.beside, parte: 1, ...fields })) form.append(name, value);
  const from = current;
  const deciding = ["aceptar", "rechazar"].includes(step);
  const done = await swap(() => fetch(`${desk.dataset.address}/${step}`, { method: "POST", body: form, headers: { Accept: "text/html" } }));
  if (!done) return;
  if (desk.dataset.problem) choose(from, true);
  else if (desk.dataset.chosen) choose(desk.dataset.chosen, true);
  else if (deciding) choose(nextUndecided(from) ?? from, true);
  else choose(from, false);
  if (step === "confirmar" && !desk.dataset.problem && desk.dataset.nextOpen) open(address(desk.dataset.nextOpen), true);
}

async function swap(ask) {
  if (busy) return false;
  busy = true;
  desk.setAttribute("aria-busy", "true");
  try {
    const answer = await ask();
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("mesa");
    if (!part) { // signed out, or the document is gone: the plain page says so
      location.reload();
      return false;
    }
    const lists = desk.querySelector(".found")?.scrollTop ?? 0;
    const side = desk.querySelector(".redact__side").scrollTop;
    const stages = [...desk.querySelectorAll(".stage__scroll")].map((one) => [one.scrollLeft, one.scrollTop]);
    const same = part.dataset.page === desk.dataset.page;
    const focused = document.activeElement?.closest("#mesa") ? handle(document.activeElement) : null;
    await fill(part);
    desk.replaceWith(part);
    desk = part;
    furnish();
    if (same) {
      const found = desk.querySelector(".found");
      if (found) found.scrollTop = lists;
      desk.querySelector(".redact__side").scrollTop = side;
      desk.querySelectorAll(".stage__scroll").forEach((one, place) => one.scrollTo(...(stages[place] ?? [0, 0])));
    }
    if (focused) desk.querySelector(focused)?.focus({ preventScroll: true });
    return true;
  } catch {
    tell(desk.dataset.sayLost, true);
    return false;
  } finally {
    busy = false;
    desk.removeAttribute("aria-busy");
  }
}

// How to find the element again on the new desk.
function handle(element) {
  if (element.id) return `#${element.id}`;
  for (const name of ["step", "act", "go", "page"]) {
    const holder = element.closest(`[data-${name}]`);
    if (holder && desk.contains(holder) && holder !== desk) {
      const tail = holder === element ? "" : " button";
      return `#mesa [data-${name}="${holder.getAttribute(`data-${name}`)}"]${tail}`;
    }
  }
  return element.name ? `#mesa [name="${element.name}"]` : null;
}

// ---- the chosen box

function items() {
  return [...desk.querySelectorAll(".found__box")];
}

function item(id) {
  return id === null ? null : desk.querySelector(`.found__box[data-id="${id}"]`);
}

function choose(id, focus) {
  if (frame.open && frame.id !== null && frame.id !== id) abandonFrame();
  const found = item(id);
  current = found ? found.dataset.id : null;
  for (const each of items()) {
    const here = each === found;
    each.classList.toggle("found__box--current", here);
    each.querySelector("input").checked = here;
  }
  for (const each of desk.querySelectorAll(".box")) {
    const here = each.dataset.id === current;
    each.classList.toggle("box--current", here);
    each.setAttribute("tabindex", here ? "0" : "-1");
    if (here) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
    if (here && focus) each.focus({ preventScroll: true });
    if (here) each.querySelector("rect").scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  if (!current) desk.querySelector(".box")?.setAttribute("tabindex", "0");
  const remove = desk.querySelector('[data-step="remove"]');
  if (remove) remove.parentElement.hidden = found?.dataset.origin !== "person";
  if (!found) return;
  const list = found.closest(".found");
  if (list.scrollHeight > list.clientHeight) {
    const high = found.offsetTop - list.offsetTop;
    if (high < list.scrollTop || high + found.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = high - 20;
  }
  const type = desk.querySelector("#dato");
  if (type) type.value = found.dataset.type;
}

function walk(by) {
  const all = items();
  if (!all.length) return;
  const place = all.findIndex((each) => each.dataset.id === current);
  const next = place < 0 ? (by > 0 ? 0 : all.length - 1) : (place + by + all.length) % all.length;
  choose(all[next].dataset.id, true);
  if (!desk.querySelector(".box--current")) tell(all[next].querySelector(".found__name").textContent);
}

function nextUndecided(from) {
  const all = items();
  const place = all.findIndex((each) => each.dataset.id === from);
  const order = [...all.slice(place + 1), ...all.slice(0, place + 1)];
  return order.find((each) => each.dataset.state === "proposed")?.dataset.id;
}

function decide(step, fields = {}) {
  if (!changeable()) return;
  if (current === null) tell(desk.dataset.sayNone);
  else send(step, { testado: current, ...fields });
}

// ---- drawing and moving

function changeable() {
  return "changeable" in desk.dataset;
}

function drawable() {
  return "drawable" in desk.dataset;
}

function startDrawing() {
  if (!drawable()) return;
  frame.beginInSight(desk.querySelector(".stage__scroll"));
  modes();
  tell(desk.dataset.sayDrawing, false, true);
  desk.querySelector(".stage__scroll").focus({ preventScroll: true });
}

function startMoving() {
  const rect = current && desk.querySelector(".box--current rect");
  if (!drawable()) return;
  if (!rect) {
    tell(desk.dataset.sayNone);
    return;
  }
  frame.begin(boxOf(rect), current);
  modes();
  tell(desk.dataset.sayMoving, false, true);
}

function boxOf(rect) {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
  return { x0: x, y0: y, x1: x + width, y1: y + height };
}

function modes() {
  desk.classList.toggle("redact--drawing", frame.open);
}

function settled(box, id) {
  modes();
  const sides = Object.fromEntries(Object.entries(box).map(([name, side]) => [name, side.toFixed(2)]));
  if (id !== null) send("mover", { testado: id, ...sides });
  else send("dibujar", { dato: newType(), ...sides });
}

// What a new box covers: what was chosen last, else what the page proposes.
function newType() {
  if (lastType) return lastType;
  const type = desk.querySelector("#dato");
  return [...(type?.options ?? [])].find((option) => option.defaultSelected)?.value ?? type?.value ?? "other";
}

function onPress(event) {
  const box = event.target.closest(".box");
  const finger = event.pointerType === "touch" && !desk.classList.contains("redact--drawing");
  if (event.button || !drawable() || finger) return;
  const pulled = box && box.dataset.id === current && !frame.open;
  if (pulled) frame.begin(boxOf(box.querySelector("rect")), current);
  if (pulled || (frame.open && frame.group.contains(event.target))) {
    event.preventDefault();
    const before = JSON.stringify(frame.box);
    frame.press({ target: pulled ? frame.rect : event.target, clientX: event.clientX, clientY: event.clientY, pointerId: event.pointerId });
    frame.before = before;
    return;
  }
  if (frame.open) frame.drop();
  frame.press(event);
  frame.before = null;
  event.preventDefault();
}

function onRelease(event) {
  const unmoved = frame.open && frame.before !== null && JSON.stringify(frame.box) === frame.before;
  if (unmoved) { // a click on the chosen box: its frame stays open, with its handles
    frame.grip = null;
    modes();
    return;
  }
  if (frame.release()) return;
  const box = document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.closest?.(".box"))?.closest(".box");
  choose(box ? box.dataset.id : null, true);
}

// ---- what people press

function onKey(event) {
  if (event.ctrlKey || event.metaKey) return;
  const writing = event.target.closest?.("input:not([type=checkbox]), textarea, select");
  if (document.querySelector("dialog[open]") || (writing && event.key !== "Escape")) return;
  if (frame.open && frame.key(event)) {
    modes();
    event.preventDefault();
    return;
  }
  if (event.altKey || (!lettersOn() && /^[a-z0-9+=-]$/i.test(event.key))) return;
  if (rejecting && REASONS[event.key]) {
    rejecting = false;
    decide("rechazar", { motivo: REASONS[event.key] });
    event.preventDefault();
    return;
  }
  const way = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (way && event.target.closest(".box")) {
    walk(way);
    event.preventDefault();
    return;
  }
  const act = ACTS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  act(event);
  event.preventDefault();
}

const ACTS = {
  j: () => walk(1),
  k: () => walk(-1),
  n: () => turn(1),
  p: () => turn(-1),
  g: () => desk.dataset.nextOpen && open(address(desk.dataset.nextOpen), true),
  v: () => open(address(desk.dataset.page, desk.dataset.beside === "1" ? 0 : 1), true),
  x: () => cover(),
  a: (event) => (event.shiftKey ? press("page") : decide("aceptar")),
  r: () => askReason(),
  c: () => decide("aceptar", { alcance: "column" }),
  t: () => decide("aceptar", { alcance: "table" }),
  o: () => decide("aceptar", { alcance: "document" }),
  s: () => desk.querySelector("#dato")?.focus(),
  d: () => startDrawing(),
  m: () => startMoving(),
  z: () => press("undo"),
  y: () => press("redo"),
  w: () => press(desk.querySelector('[data-step="doubt"]') ? "doubt" : "confirm"),
  f: () => press("finish"),
  "?": () => document.getElementById("teclas").showModal(),
  "+": () => magnify(zoom + 1),
  "=": () => magnify(zoom + 1),
  "-": () => magnify(zoom - 1),
  0: () => magnify(0),
  Delete: () => decide("quitar"),
  Escape: () => abandon(),
};

function askReason() {
  if (!changeable()) return;
  if (current === null) tell(desk.dataset.sayNone);
  else {
    rejecting = true;
    tell(item(current).dataset.origin === "column" ? desk.dataset.sayRejectColumn : desk.dataset.sayReject, false, true);
  }
}

function abandonFrame() {
  frame.drop();
  modes();
}

function abandon() {
  const was = frame.open || rejecting;
  rejecting = false;
  abandonFrame();
  if (document.activeElement?.closest("select")) document.activeElement.blur();
  if (was) tell(desk.dataset.sayAbandoned);
  else choose(null, false);
}

function press(step) {
  const button = desk.querySelector(`form[data-step="${step}"] button`);
  if (button && !button.disabled) button.click();
}

function cover() {
  solid = !solid;
  desk.classList.toggle("redact--solid", solid);
  desk.querySelector('[data-act="through"]').setAttribute("aria-pressed", solid);
}

function onClick(event) {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act) ({ draw: startDrawing, through: cover, help: () => ACTS["?"]() })[act]();
  const link = event.target.closest("#mesa a[data-page], #mesa a[data-go]");
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
    event.preventDefault();
    open(link.href, true);
    return;
  }
  const found = event.target.closest(".found__box");
  if (found && !event.target.closest("a")) {
    event.preventDefault();
    choose(found.dataset.id, false);
  }
}

function onFocus(event) {
  const box = event.target.closest(".found__box input")?.value ?? event.target.closest(".box")?.dataset.id;
  if (box && box !== current) choose(box, false);
}

function onSubmit(event) {
  const form = event.target.closest("#mesa form");
  const button = event.submitter;
  const action = new URL(button?.getAttribute("formaction") ?? form?.getAttribute("action") ?? "", location.href).pathname;
  if (!form || !action.startsWith(`${desk.dataset.address}/`)) return;
  event.preventDefault();
  const step = action.slice(desk.dataset.address.length + 1);
  if (form.id === "decidir") {
    const fields = new FormData(form);
    decide(step, { alcance: fields.get("alcance"), motivo: fields.get("motivo"), dato: fields.get("dato") });
  } else send(step, Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrf")));
}

function onChange(event) {
  if (event.target.id === "teclas-activas") rememberLetters();
  if (event.target.id !== "dato") return;
  lastType = event.target.value;
  const found = item(current);
  if (found && found.dataset.type !== lastType) decide("dato", { dato: lastType });
  event.target.blur();
}

// ---- seeing and hearing

function magnify(step) {
  zoom = Math.min(Math.max(step, 0), STEPS.length - 1);
  for (const page of desk.querySelectorAll(".stage__page")) page.style.setProperty("--zoom", STEPS[zoom]);
  desk.querySelector(".box--current rect")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
