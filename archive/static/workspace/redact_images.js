// Page images held in this tab's memory alone: the workspace lets browsers keep nothing on disk, so the
// pages that come next are fetched ahead and shown from here.
const MOST = 8;
const held = new Map(); // address -> promise of an object URL, oldest first

export function ahead(address) {
  if (held.has(address)) return held.get(address);
  const coming = fetch(address, { headers: { Accept: "image/webp" } })
    .then((answer) => (answer.ok ? answer.blob() : Promise.reject(new Error(answer.statusText))))
    .then((blob) => URL.createObjectURL(blob));
  coming.catch(() => held.delete(address));
  held.set(address, coming);
  if (held.size > MOST) {
    const [oldest, url] = held.entries().next().value;
    held.delete(oldest);
    url.then(URL.revokeObjectURL, () => {});
  }
  return coming;
}

// Let the pictures of `part` come from memory where they are there; the others load as written.
export async function fill(part) {
  for (const image of part.querySelectorAll("img[data-image]")) {
    const coming = held.get(image.getAttribute("src"));
    if (coming) image.src = await coming.catch(() => image.src);
  }
}
