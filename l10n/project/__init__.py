"""What a project's folder says. In: its path. Out: settings, glossary terms, pictures.

Open `config.py` first; `toml_tables.py` reports mistakes with their lines, `glossaries.py` reads
the glossary files that the settings name, `screenshots.py` the pictures that notes name.
"""
