// What is typed and not saved yet stays in this tab, by unit and by the words it was typed over:
// it is there again after a log-in or an accident, and goes once it was sent and answered.
import { schedule } from "./checks.js";
import { fields } from "./fields.js";
import { form, line, token, words } from "./page.js";

export const drafts = {
  name: `draft ${form.getAttribute("action")}`,
  over: form.elements.expected.value,
  leaving: false,
  saved: [],

  // Sent in this session, it was saved, or it stands on this page with what is wrong with it.
  start() {
    this.saved = fields.map((field) => field.area.defaultValue);
    for (const name of Object.keys(sessionStorage).filter((key) => key.startsWith("draft "))) {
      if (stored(name)?.sent === token) sessionStorage.removeItem(name);
    }
    if (document.getElementById("problem")) {
      this.saved = [];
      this.keep();
      return;
    }
    const kept = stored(this.name);
    if (kept?.over !== this.over || !this.typed(kept.texts) || fields[0].area.readOnly) return;
    this.restore(kept.texts);
  },

  restore(texts) {
    fields.forEach((field, number) => {
      field.show(texts[number]);
      field.area.value = texts[number];
    });
    const notice = line(words.wordsRestored, "notice notice--warn", "p");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = words.wordsDrop;
    button.addEventListener("click", () => {
      fields.forEach((field, number) => field.replace(this.saved[number]));
      notice.remove();
    });
    notice.append(" ", button);
    document.getElementById("flash").append(notice);
    schedule();
  },

  typed(texts) {
    const same = texts.length === this.saved.length;
    return !same || texts.some((text, number) => text !== this.saved[number]);
  },

  texts() {
    return fields.map((field) => field.area.value);
  },

  keep(sent = "") {
    const texts = this.texts();
    try {
      if (!this.typed(texts)) sessionStorage.removeItem(this.name);
      else sessionStorage.setItem(this.name, JSON.stringify({ over: this.over, texts, sent }));
    } catch {
      // A full or forbidden storage: the warning on leaving is what remains.
    }
  },
};

function stored(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

addEventListener("submit", (event) => {
  drafts.leaving = true;
  if (event.target === form || event.target.className === "reject-form") drafts.keep(token);
});
addEventListener("beforeunload", (event) => {
  if (!drafts.leaving && drafts.typed(drafts.texts())) event.preventDefault();
});
// A page that comes back from the browser's own memory was not left for good.
addEventListener("pageshow", () => {
  drafts.leaving = false;
});
