const a = <Trans i18nKey="key.alone" />;
const b = <Trans i18nKey="key.text" count={n}>Don&apos;t <b title="x">{t("inner")}</b> stay, {{ name }}</Trans>;
const c = <Trans>Hello <Link to="a">there <i>my</i></Link>,{" "}
  friend{" "}
  <strong>kept</strong><br/><img src="x" /></Trans>;
const d = <Trans defaults="Hi <0>you</0>" components={[<b />]} />;
const e = <Trans i18nKey="ns:key" ns="other" context="male" defaults="A text" />;
const f = <Trans>Glued {name} here</Trans>;
const g = <Trans i18nKey={dynamic} />;
function H() { const { t } = useTranslation("bound"); return <Trans t={t} i18nKey="key">Text</Trans>; }
