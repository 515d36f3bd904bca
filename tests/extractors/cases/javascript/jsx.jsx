const p = <p>Don't {t("After an apostrophe")} isn't</p>;
const q = <p>5" screen {t("After an inch")}</p>;
const u = <p title={t("A title")}>see http://x.example {t("After slashes")}</p>;
const v = <>{ok && <b>{t("In a fragment")}</b>} &amp; {/* t("no") */}</>;
