// Lists and the document's page: badges that follow the documents; the page itself is opened anew at the end.
import { Watcher, badge } from "./states.js";

for (const list of document.querySelectorAll("[data-watch]")) {
  const watcher = new Watcher(list.dataset.watch);
  for (const row of list.querySelectorAll("[data-id]")) {
    watcher.watch(row.dataset.id, (standing) => {
      badge(row.querySelector("[data-badge] .badge"), standing.state, standing.label);
      const title = row.querySelector("[data-title]");
      if (title) title.textContent = standing.title;
      row.querySelector("[data-progress]").textContent = standing.sentence === standing.label ? "" : standing.sentence;
      if (!standing.moving && "reload" in list.dataset && !editing()) location.reload();
    });
  }
}

function editing() {
  return [...document.querySelectorAll("form")].some((form) => form.contains(document.activeElement));
}
