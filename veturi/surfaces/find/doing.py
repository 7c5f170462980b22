"""Pages and actions by their words: “käynti konepaja” offers to log a visit with Konepaja."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from veturi.directory.access import Act, may
from veturi.directory.models import Person
from veturi.foundation.search.ladder import Rung
from veturi.foundation.search.models import Shelf
from veturi.foundation.text import fold
from veturi.foundation.words import Words
from veturi.surfaces.find.answers import Answer, read
from veturi.surfaces.find.weighing import ranked

OFFERED = 3
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Doing:
    """An action with a partner: the words that mean it, in any of our languages."""

    label: Words
    words: tuple[str, ...]
    icon: str
    address: str
    act: Act
    query: Mapping[str, str]
    by_key: bool = False


def _log(label: Words, words: str, icon: str, kind: str) -> Doing:
    return Doing(label, tuple(words.split()), icon, "quick:entry", Act.LOG, {"kind": kind})


DOINGS = (
    _log(
        Words("Kirjaa käynti", "Anteckna ett besök", "Log a visit"),
        "kaynti kavin vierailu vierailin besok besokte visit visited",
        "hard-hat",
        "encounters.workplace_visited",
    ),
    _log(
        Words("Kirjaa puhelu", "Anteckna ett samtal", "Log a call"),
        "puhelu soitin soitto ring ringde samtal call called",
        "phone",
        "encounters.called",
    ),
    _log(
        Words("Kirjaa tapaaminen", "Anteckna ett möte", "Log a meeting"),
        "tapaaminen tapasin mote traffade meeting met",
        "users",
        "encounters.met",
    ),
    _log(
        Words("Kirjaa viesti", "Anteckna ett meddelande", "Log a message"),
        "viesti meddelande message",
        "mail",
        "encounters.messaged",
    ),
    Doing(
        Words("Sovi seuraavasta", "Kom överens om nästa steg", "Agree on what is next"),
        ("sovi", "lupaus", "avtala", "lofte", "agree", "promise"),
        "flag",
        "encounters:promise_new",
        Act.PROMISE,
        {},
        by_key=True,
    ),
    Doing(
        Words("Lisää liite", "Lägg till en bilaga", "Add an attachment"),
        ("liite", "liita", "bilaga", "attachment", "attach"),
        "paperclip",
        "directory:attachment_new",
        Act.EDIT_PARTNER,
        {},
        by_key=True,
    ),
    Doing(
        Words("Avaa taso", "Öppna nivån", "Open the level"),
        ("taso", "niva", "level"),
        "signal",
        "levels:show",
        Act.SEE,
        {},
        by_key=True,
    ),
)
# “Kirjaa käynti …” means the same as “käynti …”.
LEADING = frozenset({"kirjaa", "anteckna", "logga", "log"})
PLAIN = Doing(
    Words("Kirjaa", "Anteckna", "Log"),
    tuple(sorted(LEADING)),
    "plus",
    "quick:entry",
    Act.LOG,
    {},
)


def doings(question: str, *, person: Person, on: date, least: Rung = Rung.MISTYPED) -> list[Answer]:
    """What may be done with the partner that the rest of the question names, at least so well."""
    words = question.split()
    led = bool(words) and fold(words[0]) in LEADING
    rest = words[1:] if led else words
    chosen = [doing for doing in DOINGS if rest and _means(rest[0], doing)]
    name = " ".join(rest[1:] if chosen else rest)
    if not chosen and led:
        chosen = [PLAIN]
    allowed = [doing for doing in chosen if may(person, doing.act, on=on)]
    if not allowed or len(name) < 2:  # noqa: PLR2004 - one letter names nobody
        return []
    found = ranked(name, person=person, on=on, shelves=[Shelf.THING])[:OFFERED]
    partners = read([row for row in found if row.hit and row.hit.rung >= least], on=on)
    return [_answer(doing, partner) for doing in allowed for partner in partners]


def _means(word: str, doing: Doing) -> bool:
    folded = fold(word)
    return len(folded) >= SHORTEST and any(one.startswith(folded) for one in doing.words)


def _answer(doing: Doing, partner: Answer) -> Answer:
    query = {**doing.query} if doing.by_key else {"partner": str(partner.key), **doing.query}
    args = [partner.key] if doing.by_key else []
    address = reverse(doing.address, args=args, query=query or None)
    return Answer("do", partner.key, f"{doing.label}: {partner.title}", "", address, doing.icon)


def pages(question: str, *, items: Iterable[tuple[str, str, str]]) -> list[Answer]:
    """Pages of the menu (label, address, icon) whose words begin as the question's do."""
    asked = fold(question).split()
    return [
        Answer("page", place, label, "", url, mark)
        for place, (label, url, mark) in enumerate(items)
        if asked and all(_begins(word, label) for word in asked)
    ]


def _begins(word: str, label: str) -> bool:
    return any(one.startswith(word) for one in fold(label).split())
