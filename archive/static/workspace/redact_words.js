// What the desk says to people: a line on the screen that goes by itself, and the same to screen readers.
const LONG = 6000; // milliseconds
let fading = 0;

// `stay`: until something else is said.
export function tell(sentence, problem = false, stay = false) {
  const spoken = document.getElementById("dicho");
  spoken.textContent = "";
  requestAnimationFrame(() => { spoken.textContent = sentence; });
  document.querySelector(".toast")?.remove();
  const toast = document.createElement("p");
  toast.className = problem ? "toast toast--problem" : "toast";
  toast.setAttribute("aria-hidden", "true");
  toast.textContent = sentence;
  document.body.append(toast);
  clearTimeout(fading);
  if (!stay) fading = setTimeout(() => toast.remove(), problem ? 2 * LONG : LONG);
}
