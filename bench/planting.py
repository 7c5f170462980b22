"""Plants duplicates as people make them, each known: what a scan must find, and nothing else.

The Y-tunnus is missing, as it is when somebody types a partner in a second time. Which partners are
taken and what becomes of their names follows from the seed.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from random import Random
from typing import Any

from django.utils import timezone

from veturi.directory.actions.partners import NewPartner, add_partners
from veturi.directory.codes.municipalities import municipality
from veturi.directory.models import Partnership, Provider
from veturi.directory.rules.duplicates import Row, Suspect

TENTH = 0.1
SEED = 2611
NO_PLACE = 0.1
SHOWN = 12
FORMS = ("Oy", "Ky", "Tmi", "ry")
LETTERS = "aeioukstnlr"
WITHOUT_DOTS = str.maketrans("äöåÄÖÅ", "aoaAOA")
SHORT = (
    ("kappeliseurakunta", "kappelisrk"),
    ("seurakunta", "srk"),
    ("yhdistys", "yhd."),
    ("Puhtauspalvelu", "Puhtauspalv."),
    ("Kiinteistöhuolto", "Kiint.huolto"),
    ("palvelu", "palv."),
    ("Toimintakeskus", "Toim.keskus"),
    ("Asumispalvelut", "Asumispalv."),
    ("Rakennus", "Rak."),
    ("päiväkoti", "pk"),
    ("toimisto", "tsto"),
)
Pair = tuple[int, int]


def typo(name: str, _place: str, rng: Random) -> str:
    """A letter too few, too many, wrong, or two changed round."""
    place = rng.choice([n for n, letter in enumerate(name) if letter.isalpha()])
    head, letter, tail = name[:place], name[place], name[place + 1 :]
    return rng.choice(
        (
            head + tail,
            head + letter + rng.choice(LETTERS) + tail,
            head + rng.choice(LETTERS) + tail,
            head + tail[:1] + letter + tail[1:],
        )
    )


def other_form(name: str, _place: str, rng: Random) -> str:
    """The form of company is left out, written out, or in capitals."""
    whole = name.split()
    words, form = [word for word in whole if word not in FORMS], whole[-1]
    tails = {
        "Oy": ("", "OY", "Osakeyhtiö"),
        "ry": ("", "r.y."),
        "Ky": ("", "KY"),
        "Tmi": ("", "T:mi"),
    }
    return " ".join((*words, rng.choice(tails.get(form, ("",))))).strip()


def other_order(name: str, _place: str, _rng: Random) -> str:
    """What it does first, where it is afterwards."""
    words = [word for word in name.split() if word not in FORMS]
    return " ".join((*words[1:], words[0]))


def without_dots(name: str, _place: str, rng: Random) -> str:
    bare = name.translate(WITHOUT_DOTS)
    return bare.upper() if rng.random() < 0.5 else bare  # noqa: PLR2004 - half of them


def shortened(name: str, _place: str, _rng: Random) -> str:
    return next((name.replace(long, short) for long, short in SHORT if long in name), name)


def with_place(name: str, place: str, _rng: Random) -> str:
    """The municipality is written into the name."""
    words = [word for word in name.split() if word not in FORMS]
    return " ".join((*words, place))


CHANGES: tuple[tuple[Callable[[str, str, Random], str], int], ...] = (
    (typo, 35),
    (other_form, 25),
    (without_dots, 15),
    (other_order, 10),
    (shortened, 8),
    (with_place, 7),
)


def changed(name: str, place: str, rng: Random) -> str:
    """The name as somebody else wrote it."""
    changes, shares = zip(*CHANGES, strict=True)
    return str(rng.choices(changes, shares)[0](name, place, rng)) or name


def plant(provider: Provider, *, share: float, at: datetime, seed: int = SEED) -> set[Pair]:
    """Second rows of so many partners, through the action that imports use; the true pairs."""
    rng = Random(seed)
    ours = Partnership.objects.standing().filter(provider=provider, is_fictitious=True)
    partners = list(ours.select_related("organisation").order_by("pk"))
    chosen = rng.sample(partners, round(len(partners) * share))
    rows = add_partners(
        [_again(one, rng) for one in chosen],
        provider=provider,
        by=None,
        on=timezone.localdate(at),
    )
    return {(one.pk, row.pk) for one, row in zip(chosen, rows, strict=True)}


def _again(partner: Partnership, rng: Random) -> NewPartner:
    code = partner.organisation.municipality
    place = municipality(code) if code else None
    name = changed(partner.name, place.name if place else "", rng)
    return NewPartner(
        name=name,
        kind=partner.organisation.kind,
        municipality="" if rng.random() < NO_PLACE else code,
    )


def score(found: Sequence[Suspect], truth: set[Pair]) -> dict[str, float]:
    """Precision and recall."""
    told = {(pair.first, pair.second) for pair in found}
    right = len(told & truth)
    return {"found": len(told), "precision": right / len(told), "recall": right / len(truth)}


def wrong(rows: Iterable[Row], found: Sequence[Suspect], truth: set[Pair]) -> dict[str, Any]:
    """Some of what was told in error, and of what was not seen."""
    names = {row.key: row.names[0] for row in rows}
    told = {(pair.first, pair.second) for pair in found}

    def some(pairs: set[Pair]) -> list[str]:
        return [f"{names[one]} = {names[other]}" for one, other in sorted(pairs)[:SHOWN]]

    return {"told_in_error": some(told - truth), "not_seen": some(truth - told)}
