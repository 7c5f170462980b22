"""Packages of Office and OpenDocument: judged by their lists, unpacked nowhere."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from veturi.foundation.files.kinds import Family, FileKind
from veturi.foundation.files.refusals import (
    HoldsMacros,
    Locked,
    NotKept,
    NotWhatItSays,
    UnpacksTooLarge,
)

ENTRIES = 5_000
UNPACKED = 200_000_000
RATIO = 100
# Small packages of XML shrink well: only what unpacks to more than this is held to the ratio.
NO_BOMB = 20_000_000
LIST_OF_TYPES = "[Content_Types].xml"
LONGEST_LIST = 1_000_000
ENCRYPTED = 0x1
# Office and OpenDocument pack by no other methods.
METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED})
# What the library raises on a package that is broken, cut or made so on purpose.
BROKEN = (BadZipFile, NotImplementedError, ValueError, EOFError, OSError, struct.error, zlib.error)
# Where Office and OpenDocument keep what runs by itself.
RUNS = ("vbaproject.bin", "vbadata.xml", "/activex/", "basic/", "scripts/")


def look_into(content: bytes, kind: FileKind) -> None:
    """Refuse a package that is another, is locked, holds macros or unpacks too large."""
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            _refuse_a_bomb(entries, packed=len(content))
            _refuse_what_runs(entries)
            _refuse_another(package, kind)
    except BROKEN as wrong:
        raise NotWhatItSays(kind.ending) from wrong


def _refuse_a_bomb(entries: list[ZipInfo], *, packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    ratio = unpacked / max(packed, 1)
    if len(entries) > ENTRIES or unpacked > UNPACKED or (unpacked > NO_BOMB and ratio > RATIO):
        raise UnpacksTooLarge


def _refuse_what_runs(entries: list[ZipInfo]) -> None:
    for entry in entries:
        if entry.flag_bits & ENCRYPTED:
            raise Locked
        if entry.compress_type not in METHODS:
            raise BadZipFile
        if any(mark in f"/{entry.filename}".lower() for mark in RUNS):
            raise HoldsMacros


def _refuse_another(package: ZipFile, kind: FileKind) -> None:
    if kind.family is Family.OPEN_DOCUMENT:
        said, wanted = _read(package, "mimetype", kind), kind.content_type.encode()
        if said.strip() != wanted:
            raise NotWhatItSays(kind.ending)
        return
    said = _read(package, LIST_OF_TYPES, kind)
    if b"macroEnabled" in said:
        raise HoldsMacros
    if kind.main not in said:
        raise NotWhatItSays(kind.ending)


def _read(package: ZipFile, name: str, kind: FileKind) -> bytes:
    refusal: NotKept = NotWhatItSays(kind.ending)
    if name not in package.namelist():
        raise refusal
    with package.open(name) as entry:
        return entry.read(LONGEST_LIST)
