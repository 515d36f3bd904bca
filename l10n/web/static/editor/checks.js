// Live checks: the same as the command line's, asked when the typing pauses.
import { fields } from "./fields.js";
import { form, line, token, words } from "./page.js";

const PAUSE = 250; // milliseconds of quiet before the checks are asked
let timer = 0;
let asked = 0;
// What the page brought: there a finding can be accepted, while its words stand as they are saved.
const saved = [...document.getElementById("findings").children];

export function schedule() {
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
    const typed = fields.some((field) => field.area.value !== field.area.defaultValue);
    list.replaceChildren(...(typed ? said.findings.map(finding) : saved));
    if (typed && !said.findings.length) list.append(line(words.wordsNone, "muted"));
    said.terms.forEach(proof);
  } catch {
    if (number === asked) list.replaceChildren(line(words.wordsFailed, "muted"));
  }
  const preview = document.getElementById("preview");
  if (preview) preview.textContent = fields[fields.length - 1].area.value;
}

function finding(found) {
  const item = document.createElement("li");
  item.className = `finding finding--${found.severity}`;
  const grave = found.severity === "error";
  const badge = document.createElement("span");
  const kind = grave ? "bad" : "warn";
  badge.className = `badge badge--${found.accepted ? "info" : kind}`;
  badge.textContent = grave ? words.wordsError : words.wordsWarning;
  if (found.accepted) badge.textContent = words.wordsAccepted;
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

export function count() {
  const limit = Number(words.limit);
  fields.forEach((field, number) => {
    const length = [...field.area.value].length;
    const place = form.querySelector(`[data-count="${number}"]`);
    const sentence = limit ? words.wordsLeft : words.wordsCount;
    place.textContent = sentence.replace("{count}", length).replace("{limit}", limit);
    place.classList.toggle("count--over", limit > 0 && length > limit);
  });
}
