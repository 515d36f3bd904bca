// Placeables as chips that can't be broken, in fields of rich text.
// One field of rich text over each textarea. The textarea stays what is sent. It tells of a
// "change" whenever a person changed its text.
export class Field extends EventTarget {
  constructor(area) {
    super();
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
    this.dispatchEvent(new Event("change"));
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
