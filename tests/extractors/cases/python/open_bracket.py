_("ok")
x = (
_("open")
_(
