_("ok")
x = "never closed
_("later")
