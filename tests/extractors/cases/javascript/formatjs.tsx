const a = <FormattedMessage id="app.hello" defaultMessage="Hi {name}" description="A greeting" values={{ name }} />;
const b = defineMessages({ one: { id: "b.one", defaultMessage: "One" }, two: { defaultMessage: `Two` }, "three-x": { id: "b.three" } });
const c = intl.formatMessage({ id: "c", defaultMessage: "{n, plural, one {# c} other {# cs}}" }, { n });
const d = formatMessage(ok ? { defaultMessage: "Yes" } : { defaultMessage: "No" });
const e = intl.formatMessage(messages.elsewhere);
const f = intl.formatMessage({ defaultMessage: `Glued ${x}` });
const g = <Translate id="doc.id" description="Docusaurus">Plain text</Translate>;
const h = translate({ message: "A message", id: "doc.h", description: "More" });
