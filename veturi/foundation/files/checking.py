"""The one gate that a file of a person goes through before it is kept."""

import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from veturi.foundation.files.kinds import KINDS, Family, FileKind
from veturi.foundation.files.packages import look_into
from veturi.foundation.files.refusals import (
    Empty,
    Locked,
    NotWhatItSays,
    OfAnotherKind,
    TooLarge,
)
from veturi.foundation.files.scanning import scan

LONGEST_NAME = 200
MEGABYTE = 1_000_000
# How a document of Office begins that is locked by a password, or is of before 2007.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGES = frozenset({Family.OPEN_XML, Family.OPEN_DOCUMENT})
# What text may hold beside letters: tab, line feed, form feed, carriage return.
LAYOUT = frozenset("\t\n\f\r")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept: actions take nothing else."""

    name: str
    content_type: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def check(file: "UploadedFile[Any]") -> CheckedFile:
    """Size, ending, bytes, and the scanner last: it is slow. Refused with a sentence.

    Never inside a transaction: the scanner may take its time.
    """
    if (file.size or 0) > settings.LARGEST_FILE_MB * MEGABYTE:
        raise TooLarge(settings.LARGEST_FILE_MB)
    name = tidy(file.name or "")
    kind = KINDS.get(_ending(name))
    if kind is None:
        raise OfAnotherKind
    content = file.read()
    if not content:
        raise Empty
    judge(content, kind)
    scan(content)
    return CheckedFile(name, kind.content_type, content)


def tidy(name: str) -> str:
    """The bare name, in one form of letters, without signs that turn or hide its ending."""
    bare = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    seen = "".join(sign for sign in bare if unicodedata.category(sign)[0] != "C").strip()
    ending = _ending(seen)
    stem = seen[: len(seen) - len(ending)]
    return stem[: LONGEST_NAME - len(ending)] + ending


def _ending(name: str) -> str:
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if stem and dot else ""


def judge(content: bytes, kind: FileKind) -> None:
    """Whether the bytes are what the ending says."""
    if kind.family in PACKAGES:
        if content.startswith(COMPOUND):
            raise Locked
        look_into(content, kind)
    elif kind.family is Family.TEXT:
        _judge_text(content, kind)
    elif kind.content_type not in signs_of(content):
        raise NotWhatItSays(kind.ending)


def signs_of(content: bytes) -> set[str]:
    """The content types that the bytes could be, by their signatures."""
    try:
        return {match.mime_type for match in puremagic.magic_string(content) if match.byte_match}
    except puremagic.PureError:
        return set()


def _judge_text(content: bytes, kind: FileKind) -> None:
    """Readable as text, and no signature of another kind that we take."""
    others = {other.content_type for other in KINDS.values() if other.family is not Family.TEXT}
    text = _decoded(content)
    if text is None or others & signs_of(content):
        raise NotWhatItSays(kind.ending)
    if any(unicodedata.category(sign) == "Cc" and sign not in LAYOUT for sign in text):
        raise NotWhatItSays(kind.ending)


def _decoded(content: bytes) -> str | None:
    """Text of today, of a spreadsheet's export, or of an old Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
