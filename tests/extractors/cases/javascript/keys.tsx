import { useTranslation } from "react-i18next";
export function A() {
  const { t } = useTranslation("account", { keyPrefix: "profile.card" });
  t("title"); t("home.deep"); t("other:left.out"); t("A sentence is its own text.");
  return <p>{t("name", "Your name")}</p>;
}
export function B() {
  const { t: tr, i18n } = useTranslation(["first", "second"]);
  const fixed = i18n.getFixedT(null, "fixed", "under");
  const [arrayed] = useTranslation("listed");
  const whole = useTranslation("whole");
  tr("renamed"); fixed("key"); arrayed("key"); whole.t("key");
}
export async function C() {
  const t = await getTranslations({ locale, namespace: "Nav" });
  const u = useTranslations("Menu");
  t("home"); t.rich("rich.text"); u("open");
}
t("home.title"); t("save_changes"); t("saveChanges"); t("SAVE_CHANGES"); t("sign-in"); t("Follow"); t("word"); t("e.g. this");
t("photo.count", "{{count}} photo", { count: n });
t("photo.forms", { count: n, defaultValue_one: "{{count}} photo", defaultValue_other: "{{count}} photos" });
t("photo.default", { defaultValue: "A photo", ns: "media" });
t("{{count}} natural photos", { count: n });
t("friend.of", { context: male ? "male" : "female", defaultValue: "A friend" });
t("friend.whose", { context: gender });
t("A natural friend", { context: "male" });
