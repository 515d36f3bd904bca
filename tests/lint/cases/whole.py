# l10n: ignore-file a table of test data
NAME = "小红书"
