import { useTranslation, Trans } from "react-i18next";
import "./样式.css";
const OPTIONS = [{ label: "Followers", value: "followers" }, { label: t("a.b"), id: "Some id" }];
const LANGUAGES = { zh: "简体中文", en: "English" };
const titles = { analyticsName: "Open the menu", title: "Settings" };
type Kind = "保存" | "Two Words";
export function App({ ok, name }) {
  const { t: tr } = useTranslation("x");
  console.log("调试信息", "Something to debug here");
  logger.warn("Nobody sees this one");
  if (name === "小红书" || name.includes("红书")) throw new Error("Something broke badly");
  switch (name) { case "中文": break; }
  toast.error("Could not save the note.");
  toast(tr("Marked by the hook"));
  alert(`Hello ${name}, welcome back`);
  const message = ok ? "已保存" : t("not.saved");
  return (
    <div className="flex items-center 大" title="Close the dialog" data-x="No text" aria-label={tr("y")}>
      <h1>Welcome home</h1>
      <p>
        {name} liked
        your note &amp; more
      </p>
      <p>关注</p>
      <Trans>Hello <b>you</b> there</Trans>
      <code>npm install thing</code>
      <ChevronIcon>arrow down</ChevronIcon>
      <i>{"Save"}</i><i>{ok ? "Yes" : tr("no")}</i><i>{ok && "text-red-500"}</i>
      <p>42 · {name} — v1.0</p><p>https://example.com</p><p>{"/"}</p>
      <input placeholder="Search notes" type="text" name="query words" alt={`Photo of ${name}`} />
      <Field helperText="At least eight letters" variant="outlined" label="name" />
      <T>Marked by its component</T>
      <a href="/x">GitHub</a>
    </div>
  );
}
throw new Error("出错了");
fetchIt("Two words"); fetchIt("two small words"); fetchIt("A sentence for somebody."); fetchIt("Title Case Words");
