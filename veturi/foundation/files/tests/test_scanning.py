"""The scanner of the house: found, clean, silent. The scanners are real little programs."""

import sys

import pytest
from django.utils.translation import override

from veturi.foundation.files import refusals
from veturi.foundation.files.checking import check
from veturi.foundation.files.tests.making import pdf, upload

SCANNER = "import sys; sys.exit('EICAR' in sys.stdin.buffer.read().decode('latin-1'))"


@pytest.fixture
def scanner(settings):
    """A scanner that runs these lines of Python."""

    def runs(lines, *, seconds=20):
        settings.VIRUS_SCANNER = [sys.executable, "-S", "-c", lines]
        settings.VIRUS_SCANNER_SECONDS = seconds

    return runs


def test_what_the_scanner_finds_is_not_kept(scanner):
    scanner(SCANNER)

    with pytest.raises(refusals.HoldsVirus) as told:
        check(upload("sopimus.pdf", pdf("EICAR")))

    with override("en"):
        assert str(told.value).endswith("It was not kept. Tell your IT support.")


def test_what_is_clean_is_kept(scanner):
    scanner(SCANNER)

    assert check(upload("sopimus.pdf", pdf())).name == "sopimus.pdf"


@pytest.mark.parametrize("lines", ["import sys; sys.exit(2)", "import os; os.abort()"])
def test_a_scanner_that_does_not_know_lets_nothing_in(scanner, lines):
    scanner(lines)

    with pytest.raises(refusals.ScannerSilent):
        check(upload("sopimus.pdf", pdf()))


def test_a_scanner_that_hangs_lets_nothing_in(scanner):
    scanner("import time; time.sleep(60)", seconds=0.2)

    with pytest.raises(refusals.ScannerSilent):
        check(upload("sopimus.pdf", pdf()))


def test_a_scanner_that_is_not_there_lets_nothing_in(settings):
    settings.VIRUS_SCANNER = ["/nowhere/scanner"]

    with pytest.raises(refusals.ScannerSilent) as told:
        check(upload("sopimus.pdf", pdf()))

    with override("en"):
        assert str(told.value).endswith("Try again in a while.")


def test_what_is_refused_before_does_not_trouble_the_scanner(scanner):
    scanner("import sys; sys.exit(2)")

    with pytest.raises(refusals.OfAnotherKind):
        check(upload("asenna.exe", b"MZ"))
