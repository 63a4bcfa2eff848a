// Completion while typing: an ARIA combobox over the plain search box, which works without it.

const WAIT = 120; // milliseconds after the last key
const SHORTEST = 2;

for (const input of document.querySelectorAll("input[data-complete]")) combobox(input);

function combobox(input) {
  const list = document.createElement("ul");
  list.className = "completions";
  list.id = `${input.id}-completions`;
  list.setAttribute("role", "listbox");
  list.hidden = true;
  input.form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let typed = input.value;
  let picked = -1;
  let timer = 0;
  let asking = null;

  const close = () => {
    asking?.abort();
    clearTimeout(timer);
    list.hidden = true;
    picked = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const show = (words) => {
    list.replaceChildren(...words.map((word, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = word;
      return option;
    }));
    picked = -1;
    list.hidden = words.length === 0;
    input.setAttribute("aria-expanded", String(words.length > 0));
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const address = `${input.dataset.complete}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close(); // the box still works without completion
    }
  };

  const pick = (place) => {
    const options = [...list.children];
    picked = place;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    input.value = place < 0 ? typed : options[place].textContent;
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[place].id);
      options[place].scrollIntoView({ block: "nearest" });
    }
  };

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    if (typed.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") pick(picked + 1 >= count ? -1 : picked + 1);
    else if (event.key === "ArrowUp") pick(picked < 0 ? count - 1 : picked - 1);
    else if (event.key === "Escape") { pick(-1); close(); }
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("li");
    if (!option) return;
    event.preventDefault();
    input.value = option.textContent;
    close();
    input.form.requestSubmit();
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
}
