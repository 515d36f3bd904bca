"""The library that knows Parquet, which is an extra."""

from typing import Any

from l10n.errors import ConfigError
from l10n.messages import gettext as _


def library() -> Any:
    """`pyarrow.parquet`.

    Raises:
        ConfigError: where the extra is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise ConfigError(
            _("Parquet needs the extra `parquet`."),
            remedy=_("Install it: `pip install 'l10n-zh-en[parquet]'`."),
        ) from error
    return pyarrow.parquet


def failures() -> tuple[type[Exception], ...]:
    """What it raises of a file that is none, or that can't be read."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    return (pa.ArrowException, OSError)
