_("ok")
_("a" if)
