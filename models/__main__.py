import sys

from models.recipe import main

sys.exit(main())
