// The queue by keyboard: j and k walk, Enter opens (it is a link), g starts, / searches.
"use strict";

const links = [...document.querySelectorAll(".queue__open")];

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  const off = localStorage.getItem("single-keys") === "off";
  if (typing || off || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = links.indexOf(document.activeElement);
  const act = {
    j: () => links[Math.min(at + 1, links.length - 1)]?.focus(),
    k: () => links[Math.max(at - 1, 0)]?.focus(),
    g: () => document.getElementById("start")?.click(),
    "/": () => document.getElementById("q").focus(),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
