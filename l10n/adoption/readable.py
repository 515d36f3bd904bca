"""The formats that catalogs of ours are made of, as detectors call them."""

# Formats that texts stand in, which catalogs of ours are made of: names of l10n/formats/resources.
RESOURCES = frozenset(
    {
        *("android", "apple-strings", "arb", "fluent", "formatjs", "i18next", "properties"),
        *("qt-ts", "stringsdict", "vue-i18n", "xcstrings", "xliff", "yaml"),
    }
)
# What catalogs may be today; any other is named, with the reason.
READ = frozenset({"po"}) | RESOURCES
