"""What a kind of deed or promise consists of."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from veturi.foundation.words import Words, label

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_GIFT = re.compile(
    r"(?P<currency>[a-z_]+):(?:(?P<record>record)|(?P<amount>\d+(?:\.\d+)?)/(?P<unit>[a-z]+))",
    re.ASCII,
)


class Layer(StrEnum):
    """Where in the partnership a deed is done."""

    EVERYDAY = "everyday"
    DEVELOPING = "developing"
    STRATEGIC = "strategic"
    NETWORK = "network"

    @property
    def label(self) -> "StrPromise":
        return LAYER_LABELS[self]


class Purpose(StrEnum):
    """What a deed is for."""

    RENEWING = "R"
    PATHS = "P"
    QUALITY = "Q"

    @property
    def label(self) -> "StrPromise":
        return PURPOSE_LABELS[self]


class Currency(StrEnum):
    """What one side gives to the other."""

    GUIDANCE_HOURS = "guidance_hours"
    TEACHING_HOURS = "teaching_hours"
    EXPERTISE_HOURS = "expertise_hours"
    STUDENT_DAYS = "student_days"
    PREMISES_HOURS = "premises_hours"
    HIRES = "hires"
    EUROS = "euros"
    VISIBILITY = "visibility"

    @property
    def label(self) -> Words:
        return CURRENCY_NAMES[self]


class Unit(StrEnum):
    """By what a default gift is multiplied; RECORD is the sum written in the owner's record."""

    DEED = "deed"
    HOUR = "hour"
    PERSON = "person"
    DAY = "day"
    RECORD = "record"


class Side(StrEnum):
    """Who owes a promise."""

    WE = "we"
    PARTNER = "partner"
    BOTH = "both"

    @property
    def label(self) -> "StrPromise":
        return SIDE_LABELS[self]


@dataclass(frozen=True, slots=True)
class Gift:
    """A default contribution of one side."""

    currency: Currency
    amount: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class Number:
    """What is counted in a deed, each with its default on the form; at most two."""

    hours: Decimal | None = None
    persons: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class DeedKind:
    """A form of cooperation: what it is called, what it gives and how it is told."""

    code: str
    layer: Layer
    name: Words
    purposes: frozenset[Purpose]
    number: Number
    partner_gives: tuple[Gift, ...]
    we_give: tuple[Gift, ...]
    stamp: bool
    counts: bool
    by: str
    sentence: Words
    document_months: int | None
    seed: str

    @property
    def module(self) -> str:
        return self.code.partition(".")[0]

    @property
    def is_document(self) -> bool:
        """Whether the deed stands as a paper; a membership stands until it is left."""
        return self.document_months is not None or self.code == "networks.joined"

    def tell(
        self,
        partner: str,
        *,
        people: int | None = None,
        hours: Decimal | None = None,
        days: Decimal | int | None = None,
    ) -> str:
        """The line of the timeline, in the active language."""
        return str(self.sentence).format(
            partner=partner, n=_figure(people), hours=_figure(hours), days=_figure(days)
        )

    def __str__(self) -> str:
        return str(self.name)


@dataclass(frozen=True, slots=True)
class PromiseKind:
    """What may be promised: who owes it, when to remind, which deeds keep it (None: any)."""

    code: str
    name: Words
    side: Side
    ahead: int
    kept_by: tuple[str, ...] | None

    @property
    def module(self) -> str:
        return self.code.partition(".")[0]

    def may_be_kept_by(self, deed_code: str) -> bool:
        return self.kept_by is None or deed_code in self.kept_by

    def __str__(self) -> str:
        return str(self.name)


def read_gifts(text: str) -> tuple[Gift, ...]:
    """Read "student_days:1/day + guidance_hours:0.5/day"; nothing and "–" are no gifts."""
    pieces = (piece.strip() for piece in text.split("+"))
    return tuple(_gift(piece) for piece in pieces if piece not in {"", "–"})


def _gift(piece: str) -> Gift:
    parts = _GIFT.fullmatch(piece)
    if parts is None:
        raise ValueError(piece)
    if parts["record"]:
        return Gift(Currency(parts["currency"]), Decimal(1), Unit.RECORD)
    return Gift(Currency(parts["currency"]), Decimal(parts["amount"]), Unit(parts["unit"]))


def _figure(number: Decimal | int | None) -> str:
    if number is None:
        return "–"
    plain = f"{Decimal(number):f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain if (get_language() or "").startswith("en") else plain.replace(".", ",")


LAYER_LABELS: dict[Layer, "StrPromise"] = {
    Layer.EVERYDAY: label("Arjen kumppanuus", "Vardagligt partnerskap", "Everyday partnership"),
    Layer.DEVELOPING: label(
        "Kehittävä kumppanuus", "Utvecklande partnerskap", "Developing partnership"
    ),
    Layer.STRATEGIC: label(
        "Strateginen kumppanuus", "Strategiskt partnerskap", "Strategic partnership"
    ),
    Layer.NETWORK: label(
        "Kumppanuus- ja palveluverkostot",
        "Partnerskaps- och servicenätverk",
        "Partnership and service networks",
    ),
}

PURPOSE_LABELS: dict[Purpose, "StrPromise"] = {
    Purpose.RENEWING: label(
        "Työelämän uudistuva osaaminen",
        "Arbetslivets förnyade kompetens",
        "Renewing competence of working life",
    ),
    Purpose.PATHS: label(
        "Opiskelijan polut työelämään",
        "Studerandes vägar till arbetslivet",
        "Student’s paths to working life",
    ),
    Purpose.QUALITY: label(
        "Laadun ja toiminnan kehittäminen asiakkaiden kanssa",
        "Utveckling av kvalitet och verksamhet med kunderna",
        "Development of quality and operations with customers",
    ),
}

SIDE_LABELS: dict[Side, "StrPromise"] = {
    Side.WE: label("me", "vi", "we"),
    Side.PARTNER: label("kumppani", "partnern", "partner"),
    Side.BOTH: label("molemmat", "båda", "both"),
}

CURRENCY_NAMES: dict[Currency, Words] = {
    Currency.GUIDANCE_HOURS: Words("ohjaustunnit", "handledningstimmar", "guidance hours"),
    Currency.TEACHING_HOURS: Words("opetustunnit", "undervisningstimmar", "teaching hours"),
    Currency.EXPERTISE_HOURS: Words("asiantuntijatunnit", "experttimmar", "expertise hours"),
    Currency.STUDENT_DAYS: Words("opiskelijapäivät", "studerandedagar", "student days"),
    Currency.PREMISES_HOURS: Words("tilatunnit", "lokaltimmar", "premises hours"),
    Currency.HIRES: Words("palkkaukset", "anställningar", "hires"),
    Currency.EUROS: Words("eurot", "euro", "euros"),
    Currency.VISIBILITY: Words("näkyvyys", "synlighet", "visibility"),
}
