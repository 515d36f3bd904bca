// Decisions by name: each presses the button that the page offers for it, and none that it doesn't.
import { form } from "./page.js";

// The button of a key; whether there was one to press.
export function press(key) {
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!target || target.disabled) return false;
  target.click();
  if (key === "r") document.getElementById("note")?.focus();
  return true;
}

// Send the form as if its button for this action had been pressed.
export function submit(action) {
  const button = document.querySelector(`button[form="editor"][value="${action}"]`);
  if (button && !button.disabled) form.requestSubmit(button);
}
