// The editor: placeables as chips that can't be broken, live checks, everything by keyboard.
// Without this script the page is a plain form that does the same.
"use strict";

const form = document.getElementById("editor");
const words = form.dataset;
const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const PAUSE = 250; // milliseconds of quiet before the checks are asked

// One field of rich text over each textarea. The textarea stays what is sent.
class Field {
  constructor(area) {
    this.area = area;
    this.placeables = [...new Set(JSON.parse(area.dataset.placeables))].sort(
      (a, b) => b.length - a.length,
    );
    this.box = document.createElement("div");
    this.box.className = "target text";
    this.box.lang = area.lang;
    this.box.dir = "auto";
    this.box.contentEditable = String(!area.readOnly);
    this.box.spellcheck = true;
    this.box.setAttribute("role", "textbox");
    this.box.setAttribute("aria-multiline", "true");
    this.box.setAttribute("aria-readonly", String(area.readOnly));
    this.box.setAttribute("aria-labelledby", `label-${area.id.split("-")[1]}`);
    this.box.id = `box-${area.id}`;
    area.hidden = true;
    area.after(this.box);
    this.show(area.value);
    this.box.addEventListener("input", () => this.changed());
    this.box.addEventListener("beforeinput", (event) => this.before(event));
    this.box.addEventListener("paste", (event) => {
      event.preventDefault();
      this.insert(event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n"));
    });
    this.box.addEventListener("drop", (event) => event.preventDefault());
    for (const what of ["copy", "cut"]) {
      this.box.addEventListener(what, (event) => this.copy(event));
    }
  }

  // Chips and text in turn, as the source's placeables cut the text.
  nodes(text) {
    const found = [];
    let rest = text;
    while (rest) {
      let first = -1;
      let chip = "";
      for (const name of this.placeables) {
        const at = rest.indexOf(name);
        if (at >= 0 && (first < 0 || at < first)) [first, chip] = [at, name];
      }
      if (first < 0) break;
      if (first) found.push(document.createTextNode(rest.slice(0, first)));
      found.push(makeChip(chip));
      rest = rest.slice(first + chip.length);
    }
    if (rest) found.push(document.createTextNode(rest));
    return found;
  }

  show(text) {
    this.box.replaceChildren(...this.nodes(text));
  }

  // A line break at the very end is the browser's, so that the caret has a line to stand on.
  text() {
    const said = read(this.box);
    return said.endsWith("\n") && !this.area.defaultValue.endsWith("\n") ? said.slice(0, -1) : said;
  }

  changed() {
    this.area.value = this.text();
    schedule();
    drafts.keep();
  }

  // Only plain text gets in; a line break is a character like others.
  before(event) {
    if (event.inputType === "insertParagraph" || event.inputType === "insertLineBreak") {
      event.preventDefault();
      document.execCommand("insertText", false, "\n");
    } else if (event.inputType.startsWith("format")) {
      event.preventDefault();
    } else if (event.inputType === "deleteContentBackward") {
      this.deleteChip(event, -1);
    } else if (event.inputType === "deleteContentForward") {
      this.deleteChip(event, 1);
    }
  }

  // A chip beside the caret goes as one; browsers differ in what they do with it by themselves.
  deleteChip(event, side) {
    const caret = getSelection();
    if (!caret.isCollapsed) return;
    const chip = this.beside(caret.anchorNode, caret.anchorOffset, side);
    if (!chip?.classList?.contains("chip")) return;
    event.preventDefault();
    const range = document.createRange();
    range.selectNode(chip);
    caret.removeAllRanges();
    caret.addRange(range);
    document.execCommand("delete");
    this.changed();
  }

  // What stands right before (-1) or after (1) a place; null where there is text between.
  beside(node, offset, side) {
    const chip = node.parentElement?.closest(".chip");
    if (chip) return chip;
    if (node.nodeType === Node.TEXT_NODE) {
      if (offset !== (side < 0 ? 0 : node.length)) return null;
      return side < 0 ? node.previousSibling : node.nextSibling;
    }
    return node.childNodes[side < 0 ? offset - 1 : offset] ?? null;
  }

  copy(event) {
    const chosen = getSelection();
    if (!chosen.rangeCount) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", read(chosen.getRangeAt(0).cloneContents()));
    if (event.type === "cut") document.execCommand("delete");
  }

  // The browser's own command, so that its undo knows of it.
  insert(text) {
    this.focus();
    const made = document.createElement("div");
    made.append(...this.nodes(text));
    document.execCommand("insertHTML", false, made.innerHTML);
    // A chip that was inserted last has the caret in it, where nobody can type.
    const caret = getSelection();
    const chip = caret.anchorNode?.parentElement?.closest(".chip");
    if (!chip) return;
    const range = document.createRange();
    range.setStartAfter(chip);
    caret.removeAllRanges();
    caret.addRange(range);
  }

  replace(text) {
    this.focus();
    getSelection().selectAllChildren(this.box);
    document.execCommand("delete");
    this.insert(text);
  }

  focus() {
    if (document.activeElement === this.box) return;
    this.box.focus();
    const end = getSelection();
    end.selectAllChildren(this.box);
    end.collapseToEnd();
  }
}

function makeChip(text) {
  const chip = document.createElement("span");
  chip.className = /^\p{Extended_Pictographic}/u.test(text) ? "chip chip--emoji" : "chip";
  chip.contentEditable = "false";
  chip.dataset.text = text;
  chip.textContent = text;
  return chip;
}

function read(node) {
  let said = "";
  for (const part of node.childNodes) {
    if (part.nodeType === Node.TEXT_NODE) said += part.data;
    else if (part.dataset?.text !== undefined) said += part.dataset.text;
    else if (part.nodeName === "BR") said += "\n";
    else said += read(part);
  }
  return said;
}

// What is typed and not saved yet stays in this tab, by unit and by the words it was typed over:
// it is there again after a log-in or an accident, and goes once it was sent and answered.
const drafts = {
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

const fields = [...form.querySelectorAll("textarea[name=target]")].map((area) => new Field(area));
let current = fields[0];
for (const field of fields) {
  field.box.addEventListener("focus", () => {
    current = field;
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
  button.disabled = current.area.readOnly;
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => current.insert(button.dataset.insert));
}
for (const button of document.querySelectorAll("button.use")) {
  button.hidden = current.area.readOnly;
  button.addEventListener("click", () => use(button));
}

function use(button) {
  const texts = JSON.parse(button.dataset.use);
  fields.forEach((field, number) => field.replace(texts[number] ?? texts[texts.length - 1]));
}

// Live checks: the same as the command line's, asked when the typing pauses.
let timer = 0;
let asked = 0;

function schedule() {
  count();
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

async function check() {
  const number = ++asked;
  const list = document.getElementById("findings");
  try {
    const reply = await fetch(words.check, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": token },
      body: JSON.stringify({ target: fields.map((field) => field.area.value) }),
    });
    if (!reply.ok) throw new Error(reply.statusText);
    const said = await reply.json();
    if (number !== asked) return; // the answer to an older question
    list.replaceChildren(...said.findings.map(finding));
    if (!said.findings.length) list.append(line(words.wordsNone, "muted"));
    said.terms.forEach(proof);
  } catch {
    if (number === asked) list.replaceChildren(line(words.wordsFailed, "muted"));
  }
  const preview = document.getElementById("preview");
  if (preview) preview.textContent = fields[fields.length - 1].area.value;
}

function line(text, name, kind = "li") {
  const item = document.createElement(kind);
  item.className = name;
  item.textContent = text;
  return item;
}

function finding(found) {
  const item = document.createElement("li");
  item.className = `finding finding--${found.severity}`;
  const grave = found.severity === "error";
  const badge = document.createElement("span");
  badge.className = `badge badge--${grave ? "bad" : "warn"}`;
  badge.textContent = grave ? words.wordsError : words.wordsWarning;
  const text = document.createElement("span");
  text.textContent = found.message;
  const name = document.createElement("span");
  name.className = "muted";
  name.textContent = found.check;
  item.append(badge, " ", text, " ", name);
  return item;
}

function proof(found) {
  const row = [...document.querySelectorAll(".terms > div")].find(
    (candidate) => candidate.dataset.source === found.term,
  );
  const badge = row?.querySelector(".outcome");
  if (!badge) return;
  const good = found.outcome === "applied" || found.outcome === "variant";
  badge.className = `outcome badge badge--${good ? "good" : "bad"}`;
  badge.textContent = found.said;
}

function count() {
  const limit = Number(words.limit);
  fields.forEach((field, number) => {
    const length = [...field.area.value].length;
    const place = form.querySelector(`[data-count="${number}"]`);
    const sentence = limit ? words.wordsLeft : words.wordsCount;
    place.textContent = sentence.replace("{count}", length).replace("{limit}", limit);
    place.classList.toggle("count--over", limit > 0 && length > limit);
  });
}
count();
drafts.start();

// Keys. Single ones work outside of fields, and can be turned off (WCAG 2.1.4).
const help = document.getElementById("help");
const single = document.getElementById("single-keys");
single.checked = localStorage.getItem("single-keys") !== "off";
single.addEventListener("change", () => {
  localStorage.setItem("single-keys", single.checked ? "on" : "off");
});
const helpButton = document.getElementById("help-button");
helpButton.hidden = false;
helpButton.addEventListener("click", () => help.showModal());

function press(key) {
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!target || target.disabled) return false;
  target.click();
  if (key === "r") document.getElementById("note")?.focus();
  return true;
}

function submit(action) {
  const button = document.querySelector(`button[form="editor"][value="${action}"]`);
  if (button && !button.disabled) form.requestSubmit(button);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return; // an input method is at work
  const typing = event.target.closest("input, select, textarea, [contenteditable=true]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    submit(event.shiftKey ? "edit" : "approve");
  } else if (event.altKey && /^Digit[1-9]$/.test(event.code) && typing) {
    const text = current.placeables[Number(event.code.slice(5)) - 1];
    if (text) {
      event.preventDefault();
      current.insert(text);
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
    e: () => current.focus(),
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

document.getElementById("problem")?.scrollIntoView({ block: "center" });
