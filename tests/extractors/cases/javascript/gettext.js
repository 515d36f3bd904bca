_("小红书"); gettext('Follow'); django.gettext("On an object"); this.gettext("On this");
ngettext("one note", "many notes", n);
pgettext("verb", "Post"); npgettext("noun", "Post", "Posts", n);
gettext(`plain template`);
gettext("tab \t quote \" \u8d5e \u{1F600} \ud83d\ude00 \x41");
gettext("One \
line");
gettext("glued " + "of constants");
ngettext(long ? "%d minute" : "%d min", long ? "%d minutes" : "%d mins", n);
gettext("");
gettext(ok ? "Yes" : "No");
gettext(name || "Anonymous");
gettext(ok && "Only if");
gettext("Bye " + name);
gettext(`Hey ${name}, hello`);
gettext(name);
pgettext(kind, "Contextual");
gettext(...words);
// _("in a comment"); "_('in a string')"
function gettext(x) { return x }
const unrelated = import("x"), set = get(5);
