// Moderation by keyboard: each key presses what the page offers for it. Single keys can be turned
// off (WCAG 2.1.4), and do nothing while somebody writes a reason.
"use strict";

const links = [...document.querySelectorAll(".queue__open")];
const help = document.getElementById("help");
const single = document.getElementById("single-keys");
const isOff = () => localStorage.getItem("single-keys") === "off";

if (help) {
  single.checked = !isOff();
  single.addEventListener("change", () => {
    localStorage.setItem("single-keys", single.checked ? "on" : "off");
  });
  const button = document.getElementById("help-button");
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
}

function press(key) {
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!target) return false;
  target.click();
  // What opens asks for a reason.
  const details = target.closest("details");
  if (details?.open) details.querySelector("input").focus();
  return true;
}

function walk(by) {
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
  return links.length > 0;
}

function act(key) {
  if ("aheunq".includes(key) && press(key)) return true;
  if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
  if (key === "?" && help) help.showModal();
  if (key === "g") document.getElementById("start")?.click();
  return key === "?" || key === "g";
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || help?.open) return;
  const typing = event.target.closest("input, select, textarea");
  if (typing) {
    if (event.key === "Escape") event.target.blur();
  } else if (!isOff() && !event.ctrlKey && !event.metaKey && !event.altKey && act(event.key)) {
    event.preventDefault();
  }
});
