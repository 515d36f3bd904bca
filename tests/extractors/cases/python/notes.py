# a comment for programmers
# Translators: a button
# L10N: max-length:12
_("Go")

# L10N: for the first alone
z = _(f"Hello {x}")

_("No note")  # L10N: beside

# L10N: above two
f(_("both"), _("have it"))
