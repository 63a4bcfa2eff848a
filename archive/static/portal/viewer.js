// The page viewer: takes neighbouring pages over in place, with keys, zoom and swipe.
// Every page has its own address and works as a plain link when this does not run.

const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4];
const SWIPE = 60; // pixels

let viewer = document.getElementById("visor");
let zoom = 0;
let touch = null;

if (viewer) {
  furnish();
  addEventListener("keydown", onKey);
  addEventListener("popstate", () => open(location.href, false));
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
}

function furnish() {
  viewer.querySelector(".viewer__zoom").hidden = false;
  const stage = viewer.querySelector(".viewer__stage");
  stage.addEventListener("touchstart", (event) => {
    touch = event.touches.length === 1 && zoom === 0 ? event.touches[0] : null;
  }, { passive: true });
  stage.addEventListener("touchend", onTouchEnd, { passive: true });
  magnify(zoom);
  const current = viewer.querySelector(".strip [aria-current]");
  if (current) {
    const strip = current.closest(".strip");
    strip.scrollLeft = current.parentElement.offsetLeft - strip.offsetLeft - strip.clientWidth / 2 + 40;
  }
  preload(viewer.querySelector('[data-go="next"]'));
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const wide = zoom > 0 && event.target.closest(".viewer__stage"); // arrows then move over the page
  if (event.key === "ArrowLeft" && !wide) go("prev");
  else if (event.key === "ArrowRight" && !wide) go("next");
  else if (event.key === "+" || event.key === "=") magnify(zoom + 1);
  else if (event.key === "-") magnify(zoom - 1);
  else if (event.key === "0") magnify(0);
  else return;
  event.preventDefault();
}

function onClick(event) {
  const button = event.target.closest("[data-zoom]");
  if (button) {
    magnify({ in: zoom + 1, out: zoom - 1, fit: 0 }[button.dataset.zoom]);
    return;
  }
  const link = event.target.closest("a[data-go], a[data-page]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link.href, true);
}

function onSubmit(event) {
  const form = event.target.closest(".viewer__jump");
  if (!form) return;
  const last = Number(viewer.dataset.last);
  const wanted = Math.min(Math.max(Number.parseInt(form.elements.pagina.value, 10) || 1, 1), last);
  form.elements.pagina.value = wanted;
  event.preventDefault();
  open(`${form.action}?${new URLSearchParams(new FormData(form))}`, true);
}

function onTouchEnd(event) {
  if (!touch) return;
  const moved = event.changedTouches[0].clientX - touch.clientX;
  const strayed = Math.abs(event.changedTouches[0].clientY - touch.clientY);
  touch = null;
  if (Math.abs(moved) > SWIPE && strayed < Math.abs(moved) / 2) go(moved < 0 ? "next" : "prev");
}

function go(where) {
  const link = viewer.querySelector(`[data-go="${where}"]`);
  if (link) open(link.href, true);
}

async function open(address, remember) {
  viewer.setAttribute("aria-busy", "true");
  const focused = document.activeElement?.closest(".viewer__stage") ? ".viewer__stage"
    : document.activeElement?.dataset?.go ? `[data-go="${document.activeElement.dataset.go}"]` : null;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const wasOpen = viewer.querySelector(".page-text").open;
    const next = page.getElementById("visor");
    viewer.replaceWith(next);
    viewer = next;
    viewer.querySelector(".page-text").open ||= wasOpen;
    document.title = page.title;
    markInside();
    if (remember) history.pushState(null, "", address.replace(/#visor$/, ""));
    furnish();
    if (focused) viewer.querySelector(focused)?.focus({ preventScroll: true });
  } catch {
    location.assign(address); // the plain way shows what went wrong
  }
}

function markInside() {
  for (const link of document.querySelectorAll(".inside__pages a")) {
    if (link.dataset.page === viewer.dataset.page) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function magnify(step) {
  zoom = Math.min(Math.max(step, 0), STEPS.length - 1);
  const sheet = viewer.querySelector(".sheet");
  const stage = viewer.querySelector(".viewer__stage");
  const centre = (stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth;
  sheet?.style.setProperty("--zoom", STEPS[zoom]);
  stage.scrollLeft = centre * stage.scrollWidth - stage.clientWidth / 2;
  viewer.querySelector("output").textContent = `${Math.round(STEPS[zoom] * 100)} %`;
}

function preload(link) {
  if (!link) return;
  const image = viewer.querySelector(".sheet img");
  if (image) new Image().src = image.getAttribute("src").replace(/\d+(?=\.webp)/, Number(viewer.dataset.page) + 1);
}
