"""The starter model of l10n as data: `l10n.engines.packages` finds this folder and reads it."""
