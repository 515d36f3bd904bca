$T.ngettext("%d file", "%d files", n);
other.ngettext("a", "b", n);
tr("menu", "Open");
tr("Two", "Too many", "arguments");
marked("Told to translators");
