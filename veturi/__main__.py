"""The command `veturi`: Django's management commands under one name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veturi.settings")
    execute_from_command_line(["veturi", *sys.argv[1:]])


if __name__ == "__main__":
    main()
