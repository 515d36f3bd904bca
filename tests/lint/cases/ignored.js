// l10n: ignore not for users
const a = "调试";
const b = "调试"; // l10n: ignore[hard-coded-literal] a name of a server
const c = "调试"; // l10n: ignore[hard-coded-text] the wrong rule
const d = "调试"; // l10n: ignore
/* l10n: ignore[hard-coded-literal, hard-coded-message] two rules */
alert("两条");
alert("三条");
