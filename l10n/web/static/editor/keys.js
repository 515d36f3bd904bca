// Keys. Single ones work outside of fields, and can be turned off (WCAG 2.1.4).
import { press, submit } from "./decisions.js";
import { current, use } from "./fields.js";

const help = document.getElementById("help");
const single = document.getElementById("single-keys");
single.checked = localStorage.getItem("single-keys") !== "off";
single.addEventListener("change", () => {
  localStorage.setItem("single-keys", single.checked ? "on" : "off");
});
const helpButton = document.getElementById("help-button");
helpButton.hidden = false;
helpButton.addEventListener("click", () => help.showModal());

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return; // an input method is at work
  const typing = event.target.closest("input, select, textarea, [contenteditable=true]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    submit(event.shiftKey ? "edit" : "approve");
  } else if (event.altKey && /^Digit[1-9]$/.test(event.code) && typing) {
    const text = current().placeables[Number(event.code.slice(5)) - 1];
    if (text) {
      event.preventDefault();
      current().insert(text);
    }
  } else if (event.key === "Escape" && typing && !help.open) {
    document.activeElement.blur();
  } else if (!typing && !help.open && single.checked && plainKey(event)) {
    event.preventDefault();
  }
});

function plainKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (/^[1-9]$/.test(event.key)) {
    const button = document.querySelectorAll("button.use")[Number(event.key) - 1];
    if (!button || button.hidden) return false;
    use(button);
    return true;
  }
  const act = {
    e: () => current().focus(),
    c: () => document.getElementById("comment").focus(),
    q: () => document.querySelector(".unit-title a").click(),
    "?": () => help.showModal(),
  }[event.key];
  if (act) {
    act();
    return true;
  }
  return "asrnuw".includes(event.key) && press(event.key);
}
