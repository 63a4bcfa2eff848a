// Asks every second or two where documents stand, until none of them moves any more.
const EVERY = 1500;
const MOST = 100;
export const TONES = {
  received: "", reading: "accent", ready: "ok", in_review: "warn", failed: "danger",
  proposed: "accent", publishing: "accent", published: "ok", withdrawn: "warn",
};

export function badge(element, state, label) {
  for (const tone of new Set(Object.values(TONES))) if (tone) element.classList.remove(`badge--${tone}`);
  element.classList.add("badge");
  if (TONES[state]) element.classList.add(`badge--${TONES[state]}`);
  element.textContent = label;
}

export class Watcher {
  constructor(address) {
    this.address = address;
    this.watched = new Map();
    this.running = false;
  }

  watch(id, tell) {
    this.watched.set(id, tell);
    if (!this.running) {
      this.running = true;
      setTimeout(() => this.ask(), 300);
    }
  }

  async ask() {
    const ids = [...this.watched.keys()].slice(0, MOST);
    if (ids.length === 0) {
      this.running = false;
      return;
    }
    if (!document.hidden) await this.askFor(ids);
    setTimeout(() => this.ask(), EVERY);
  }

  async askFor(ids) {
    const query = ids.map((id) => `id=${encodeURIComponent(id)}`).join("&");
    try {
      const answer = await fetch(`${this.address}?${query}`, { headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) return;
      for (const standing of (await answer.json()).documents) {
        const tell = this.watched.get(standing.id);
        if (!standing.moving) this.watched.delete(standing.id);
        tell?.(standing);
      }
    } catch {
      // No connection for a moment: ask again next time.
    }
  }
}
