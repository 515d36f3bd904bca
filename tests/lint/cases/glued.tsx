import { gettext as _ } from "./gettext";
export function App({ name, n, items, status, page }) {
  const one = "Hello " + name + ", welcome back";
  const two = _("You have ") + n + _(" new notes");
  const three = `${_("liked by")} ${name} ${_("and others")}`;
  const label = _("Total:") + " " + n, list = _("cpu") + ", " + _("memory"), key = "user:" + name;
  console.log(_("Saved") + " by " + name, "Nobody reads " + name);
  alert(n + " file" + (n > 1 ? "s" : ""));
  const form = n === 1 ? _("file") : _("files"), state = status === 1 ? _("on") : _("off");
  const kind = items.length > 1 ? t("many.chosen") : t("one.chosen"), next = page > 1 ? "Back" : "Home";
  const right = items.length === 1 ? t("Note gone") : t("notes.gone", { count: items.length });
  const ready = t(n === 1 ? "photo" : "photos"), scheme = secure ? "https" : "http";
  return (
    <div>
      <p>{_("Shared by")} {name} {_("yesterday")}</p>
      <p>{items.length} {t("notes")}</p>
      <p>{_("Read")} <b>{name}</b> {_("first")}</p>
      <p>{_("Name")}: {name}</p>
      <p>{_("Save")}<br />{_("Cancel")}</p>
      <Row>{icon} {t("save")}</Row>
      <button>{_("Save")}</button> <button>{_("Cancel")}</button>
      <p>{_("One is whole.")} {_("So is two.")}</p>
    </div>
  );
}
