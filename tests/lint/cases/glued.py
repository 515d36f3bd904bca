from gettext import gettext as _
def view(request, n, name, files, kind):
    flash("Hello " + name + ", welcome back")
    flash(_("You have ") + str(n) + _(" new notes"))
    text = f"{_('liked by')} {name} {_('and others')}", f"{_('Total')}: {n}"
    text = _("Total:") + " " + str(n), "user:" + name, _("cpu") + ", " + _("memory")
    word = _("file") if n == 1 else _("files")
    word = _("file" if len(files) == 1 else "files"), _("on") if kind == 1 else _("off")
    flash("%d file%s chosen" % (n, "s" if n != 1 else ""))
    logging.info("file" if n == 1 else "files")
    label = "共" + str(n) + "条", ngettext("one", "many", n) if n > 1 else ""
    return "".join(a + b for a, b in files), 1 + n
