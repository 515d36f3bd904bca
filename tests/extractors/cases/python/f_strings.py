f"{_('a')} {_('b')!r:>{width}}"
_("c"), f"""{x}{f'{ngettext("one", "many", n)}'}"""
f"""
{_("e")} {_}"""
f"{{_('no')}} {x:{_('in a format')}} {d["same quotes"]} {_("f")}" + _("g")
rf"\{_('raw')}" f'{x!r}' f"it's {y}" + _("h")
f"{d["it's"]}" + _("i"); t"{_("in a template string")}"
f"{lambda: 1}" "_('no')" f"{(lambda: _('k'))()}" f"\N{DASH}{_('l')}"
f'{x:%H:%M}' + _("m")  # it's a comment
