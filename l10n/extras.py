"""What an installation may lack: the packages behind the extras of the distribution.

The plain distribution is a light core, since a hook installs it whole. Who needs an engine or the
review tool installs its extra; whatever is called without it says so in one line.
"""

from l10n.errors import ConfigError
from l10n.messages import gettext as _

DISTRIBUTION = "l10n-zh-en"
# The packages that an extra brings, as they are imported; pyproject.toml says what each is for.
PACKAGES = {
    "mt": (
        "argostranslate",
        "ctranslate2",
        "packaging",
        "py3langid",
        "sentencepiece",
        "sqlalchemy",
    ),
    "parquet": ("pyarrow",),
    "ray": ("ray",),
    "review": (
        *("alembic", "argon2", "fastapi", "itsdangerous", "psycopg", "python_multipart"),
        *("sqlalchemy", "starlette", "uvicorn"),
    ),
    "signing": ("cryptography",),
    "starter": ("l10n_starter",),
    "train": ("numpy", "sacrebleu", "torch"),
}


def command(extra: str) -> str:
    """What installs an extra."""
    return f"pip install '{DISTRIBUTION}[{extra}]'"


def missing(error: ModuleNotFoundError, likely: str = "mt") -> ConfigError | None:
    """What to tell of a package that is not there; None where no extra has it: that is a bug.

    Args:
        likely: the extra that is meant where several have the package.
    """
    package = (error.name or "").partition(".")[0]
    having = [extra for extra, packages in PACKAGES.items() if package in packages]
    if not having:
        return None
    extra = likely if likely in having else having[0]
    return ConfigError(
        _("This needs the package {name}, which is not installed.").format(name=package),
        remedy=_("Run `{command}`.").format(command=command(extra)),
    )
