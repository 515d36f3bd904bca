"""`python -m l10n.hook`: for hooks that know the interpreter, and no PATH."""

from l10n.hook import main

if __name__ == "__main__":
    main()
