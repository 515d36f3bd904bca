// The audit by keyboard: f is fine, s goes to the reason of a serious error, Enter there says so.
"use strict";

const form = document.getElementById("audit");
const note = document.getElementById("note");
const button = (verdict) => form.querySelector(`button[value="${verdict}"]`);

note.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit(button("serious"));
  } else if (event.key === "Escape") {
    note.blur();
  }
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  const off = localStorage.getItem("single-keys") === "off";
  if (typing || off || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f") form.requestSubmit(button("fine"));
  else if (event.key === "s") note.focus();
  else return;
  event.preventDefault();
});
