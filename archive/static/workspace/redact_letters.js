// Keys of a single letter, and whether this person wants them.
// Whoever speaks to the computer, or leans on keys, may turn the single letters off (WCAG 2.1.4).
export function lettersOn() {
  return document.getElementById("teclas-activas").checked;
}

export function rememberLetters() {
  try {
    localStorage.setItem("teclas", lettersOn() ? "1" : "0");
  } catch {
    // Not kept, where the browser keeps nothing.
  }
}

export function recallLetters() {
  try {
    document.getElementById("teclas-activas").checked = localStorage.getItem("teclas") !== "0";
  } catch {
    // As the page has it.
  }
}
