"""The virus scanner of the house: any command that reads a file and answers by its exit code.

0 is clean and 1 is found, as `clamdscan -` answers. Whatever else happens, the file is not kept.
"""

import logging
import subprocess

from django.conf import settings

from veturi.foundation.files.refusals import HoldsVirus, ScannerSilent

log = logging.getLogger(__name__)
CLEAN, FOUND = 0, 1


def scan(content: bytes) -> None:
    """Hand the file to the scanner, if the house has one."""
    if not settings.VIRUS_SCANNER:
        return
    answer = _ask(settings.VIRUS_SCANNER, content)
    if answer == FOUND:
        raise HoldsVirus
    if answer != CLEAN:
        log.warning("The virus scanner answered %s instead of 0 or 1.", answer)
        raise ScannerSilent


def _ask(command: list[str], content: bytes) -> int:
    try:
        return subprocess.run(  # noqa: S603 - the command of the house's own environment
            command,
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=settings.VIRUS_SCANNER_SECONDS,
            check=False,
        ).returncode
    except (OSError, subprocess.TimeoutExpired) as silence:
        log.warning("The virus scanner does not answer: %s", silence)
        raise ScannerSilent from silence
