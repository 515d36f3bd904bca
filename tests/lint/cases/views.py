"""模块说明 is a docstring."""
from django.utils.translation import gettext as _
import logging
class Form:
    """说明"""
    name = Field(label="Your name", help_text=_("Marked"), regex="[a-z] words")
    kind = Field(verbose_name="类型", choices=[("a", "选项")])
def view(request, n):
    logging.info("日志"); logger.error("日志 %s", n)
    messages.success(request, "Your note was saved.")
    messages.info(request, _("Marked"))
    flash("ok")
    if n == "中文" or n in ("文", "中"): pass
    d = {"键": "值", "key": "plain words here"}["键"]
    raise ValidationError(f"Too many notes: {n}", code="some code")
    return "共 %d 条" % n, f"共{n}条", ngettext("一", "二", n)
PATTERN = "(?:第|共)\\d+条"
