// The fields of this unit, and the buttons that write into them.
import { Field } from "./chips.js";
import { form, words } from "./page.js";

export const fields = [...form.querySelectorAll("textarea[name=target]")].map((area) => new Field(area));
let focused = fields[0];
// The field that the caret is in, or was in last.
export const current = () => focused;
for (const field of fields) {
  field.box.addEventListener("focus", () => {
    focused = field;
  });
}
document.querySelectorAll("label[id^=label-]").forEach((label, number) => {
  label.addEventListener("click", () => fields[number].focus());
});

// The source's placeables as buttons that put them where the caret is.
fields.forEach((field, number) => {
  if (!field.placeables.length || field.area.readOnly) return;
  const row = form.querySelector(`[data-chips="${number}"]`);
  field.placeables.forEach((text, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip chip--button";
    button.textContent = text;
    button.setAttribute("aria-label", words.wordsInsert.replace("{placeable}", text));
    button.title = `Alt ${index + 1}`;
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => field.insert(text));
    row.append(button);
  });
  row.hidden = false;
});

for (const button of document.querySelectorAll("button[data-insert]")) {
  button.disabled = current().area.readOnly;
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => current().insert(button.dataset.insert));
}
for (const button of document.querySelectorAll("button.use")) {
  button.hidden = current().area.readOnly;
  button.addEventListener("click", () => use(button));
}

// Put an offer (a match, another suggestion) into the fields. Writing takes the focus there; it goes
// back to where it was, so that the next key is a key and no letter.
export function use(button) {
  const before = document.activeElement;
  const texts = JSON.parse(button.dataset.use);
  fields.forEach((field, number) => field.replace(texts[number] ?? texts[texts.length - 1]));
  document.activeElement.blur();
  before?.focus();
}
