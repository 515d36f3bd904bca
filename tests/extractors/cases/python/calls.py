_("Follow"); self._("On an object"); ngettext("%d note", "%d notes", n)
pgettext("verb", "Post"); npgettext("noun", "Post", "Posts", n)
gettext_lazy("Later"); _l("Later still"); pgettext_lazy("verb", "Share"); ngettext_lazy("one", "many", "n")
_("one "
  "string"); _('''two
lines'''); _(r"raw \d"); _("glued " + "together"); _(f"no field")
_("quote \" tab \t 小红书 \u8d5e"); _ ("spaced"); _(("bracketed")); _("trailing",)
ngettext("%d cat", "%d cats", count(_("pets")))
npgettext("shop", "%d item", "%d items", count(_("goods")))
f(g(_("nested")), {"a": [_("in a list")]}, lambda x: _("in a lambda"))
_(_("inner"))
_("Yes" if ok else "No"); _(name or "Nobody"); _(ok and "If ok")
ngettext("a" if x else "b", "as" if x else "bs", n)
_("Hello {name}"); _("%(n)s notes"); _("100%"); _("Save 50% off your order")
_("a" # a comment with a "quote" and a )
  "b"); _("not a % d"); f(x)("y"); _("in \
a row"); print(_("printed"), end="")
