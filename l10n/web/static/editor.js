// The editor: placeables as chips that can't be broken, live checks, everything by keyboard.
// Without these scripts the page is a plain form that does the same.
import { count, schedule } from "./editor/checks.js";
import { drafts } from "./editor/drafts.js";
import { fields } from "./editor/fields.js";
import "./editor/keys.js";

for (const field of fields) {
  field.addEventListener("change", () => {
    schedule();
    drafts.keep();
  });
}
count();
drafts.start();

document.getElementById("problem")?.scrollIntoView({ block: "center" });
