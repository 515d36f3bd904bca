"""The tests mirror l10n/; cases are data beside a small runner."""
