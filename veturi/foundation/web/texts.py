"""Every text is translated: what is marked in the code against what the catalogues hold.

`python -m veturi.foundation.web.texts` prints what is missing; `--gather FILE` writes the template
from which the catalogues are brought up to date. English is written in the code itself.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[2]
MAPPING = PACKAGE.parent / "babel.cfg"
LANGUAGES = ("fi", "sv")
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext")},
    "npgettext_lazy": DEFAULT_KEYWORDS["npgettext"],
    "gettext_noop": None,
}


def main(arguments: list[str]) -> int:
    parser = ArgumentParser(prog="texts")
    parser.add_argument("--gather", type=Path, metavar="FILE")
    wanted = marked(PACKAGE, mapping=MAPPING)
    if file := parser.parse_args(arguments).gather:
        with file.open("wb") as template:
            write_po(template, wanted, no_location=True, sort_output=True)
        return 0
    lines = [line for code in LANGUAGES for line in untranslated(wanted, language=code)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return min(1, len(lines))


def marked(folder: Path, *, mapping: Path) -> Catalog:
    """All texts that the code marks for translation."""
    with mapping.open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # babel's gap
    found = extract_from_dir(folder, methods, options, KEYWORDS, ("Translators:",))
    catalog = Catalog(project="Veturi", charset="utf-8")
    for filename, line, text, comments, context in found:
        catalog.add(text, locations=[(filename, line)], auto_comments=comments, context=context)
    return catalog


def untranslated(wanted: Catalog, *, language: str, folder: Path = PACKAGE) -> Iterator[str]:
    """A line for each text that is missing, doubtful or translated with other placeholders."""
    path = folder / "locale" / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        yield f"{language}: there is no catalogue {path.relative_to(folder.parent)}."
        return
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    if catalog.fuzzy:
        yield f"{language}: the catalogue itself is marked as doubtful and would not be compiled."
    for message in wanted:
        if message.id and (fault := fault_of(catalog.get(message.id, message.context), catalog)):
            filename, line = message.locations[0]
            yield f"{language}: {filename}:{line}: {fault}: {first(message)!r}"


def fault_of(message: Message | None, catalog: Catalog) -> str:
    if message is None or not all(strings(message)):
        return "not translated"
    if message.fuzzy:
        return "marked as doubtful"
    return "; ".join(str(error) for error in message.check(catalog))


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or [""])


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
