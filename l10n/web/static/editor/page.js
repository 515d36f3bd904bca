// What the page tells its scripts: the form, its sentences, and the secret of its requests.
export const form = document.getElementById("editor");
export const words = form.dataset;
export const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";

export function line(text, name, kind = "li") {
  const item = document.createElement(kind);
  item.className = name;
  item.textContent = text;
  return item;
}
