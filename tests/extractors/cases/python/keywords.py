_n("%d cat", "%d cats", n)
_p("menu", "Open")
tr("One"); tr("Two", "forms", 3)
_("Replaced", "Told")
