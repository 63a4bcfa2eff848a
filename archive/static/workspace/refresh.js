// Keeps one part of a page fresh: fetched again every few seconds, left alone while somebody uses it.
const EVERY = 3000;

for (const part of document.querySelectorAll("[data-refresh]")) {
  const again = async () => {
    if (!document.hidden && !part.contains(document.activeElement)) {
      try {
        const answer = await fetch(part.dataset.refresh, { credentials: "same-origin", redirect: "error" });
        if (answer.ok && !part.contains(document.activeElement)) part.innerHTML = await answer.text();
      } catch {
        // No connection for a moment: what is shown stays until the next round.
      }
    }
    setTimeout(again, EVERY);
  };
  setTimeout(again, EVERY);
}
