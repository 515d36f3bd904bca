# _("in a comment")
"""_("in a docstring")"""
x = "_('in a string')"; y = r'\'_("no")'
def _(message): return message
class gettext(object): pass
def f(): return not_(1), my_gettext("x")
print "Python 2"
