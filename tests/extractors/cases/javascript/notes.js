// a comment for programmers
// Translators: a button
// L10N: max-length:12
t("Go");

/* L10N: two
 * lines */
t("title.key", "A title");
t("No note");
const a = {
  // NOTE: not this tag
  b: t("Nor here"), // Translators: beside
};
