"""Notices in words: with all that the page may show, and with what a letter may hold.

A letter passes through many hands. It names our own people, partners and kinds, and never a
contact person: so not the words of a promise either, which somebody wrote freely.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veturi.directory.models.attachments import TypeCode
from veturi.foundation.web.templates import weekday
from veturi.insight.levels.wording import DEPTHS
from veturi.ledger.kinds import Layer, deed_kind
from veturi.surfaces.notices.kinds import Kind
from veturi.surfaces.notices.models import Notice

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The page of what a notice is about.
PAGES = {
    "encounters.encounter": "encounters:show",
    "directory.partnerattachment": "directory:attachment",
    "placements.period": "placements:period",
    "placements.worry": "placements:worry",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A notice as it is read: what, what else, where it leads."""

    title: str
    note: str
    url: str


def line(notice: Notice, words: Mapping[int, str]) -> Line:
    """For the page; `words` are those of promises."""
    title, note = WORDINGS[Kind(notice.kind)](notice)
    title = str(words.get(notice.promise_id or 0) or title)
    return Line(title[:1].upper() + title[1:], note, address_of(notice))


def plain(notice: Notice) -> str:
    """For a letter: one sentence, without the words of promises and the names of files."""
    title, note = WORDINGS[Kind(notice.kind)](notice)
    if notice.kind == Kind.WORK_READY:
        title = _("What you asked for")
    partner = notice.partner.name if notice.partner else ""
    return " · ".join(part for part in (partner, str(title), note) if part)


def address_of(notice: Notice) -> str:
    """Where one goes on from the notice."""
    if notice.promise_id is not None:
        return reverse("encounters:todo")
    if notice.kind == Kind.WORK_READY:
        return reverse("jobs:show", args=[notice.about.rpartition(":")[2]])
    thing, _colon, key = notice.about.partition(":")
    if thing in PAGES:
        return reverse(PAGES[thing], args=[key.partition(":")[0]])
    if notice.kind == Kind.LEVEL_CHANGED:
        return reverse("levels:show", args=[notice.partner_id])
    return reverse("desk:partner", args=[notice.partner_id])


def _promised(notice: Notice) -> "StrOrPromise":
    return str(notice.promise.catalogue.name) if notice.promise else ""


def _day(notice: Notice) -> str:
    return weekday(notice.on) if notice.on else ""


def _today(notice: Notice) -> tuple["StrOrPromise", str]:
    return _promised(notice), _("due today, %(day)s") % {"day": _day(notice)}


def _late(notice: Notice) -> tuple["StrOrPromise", str]:
    return _promised(notice), _("late, was due %(day)s") % {"day": _day(notice)}


def _near(notice: Notice) -> tuple["StrOrPromise", str]:
    return _promised(notice), _("due %(day)s") % {"day": _day(notice)}


def _given(notice: Notice) -> tuple["StrOrPromise", str]:
    words = {"who": notice.by or "–", "day": _day(notice)}
    return _promised(notice), _("%(who)s gave this to you, due %(day)s") % words


def _deed(notice: Notice) -> tuple["StrOrPromise", str]:
    words = {"who": notice.by or "–", "day": _day(notice)}
    return str(deed_kind(notice.what).name), _("%(who)s logged, done %(day)s") % words


def _level(notice: Notice) -> tuple["StrOrPromise", str]:
    was, now = notice.was or 0, notice.now or 0
    layer = Layer(notice.what).label
    title = _("Level rose: %(layer)s") if now > was else _("Level fell: %(layer)s")
    return title % {"layer": layer}, f"{was} {DEPTHS[was]} → {now} {DEPTHS[now]}"


def _pause(notice: Notice) -> tuple["StrOrPromise", str]:
    return _("The pause has ended"), _("its last day was %(day)s") % {"day": _day(notice)}


def _expiry(notice: Notice) -> tuple["StrOrPromise", str]:
    """By its type: the title was written freely, and somebody else may not know of it."""
    kind = notice.text or str(TypeCode(notice.what).label)
    return kind, _("its validity ends %(day)s") % {"day": _day(notice)}


def _starts(notice: Notice) -> tuple["StrOrPromise", str]:
    return _("A workplace period starts"), _day(notice)


def _ends(notice: Notice) -> tuple["StrOrPromise", str]:
    return _("A workplace period ends"), _day(notice)


def _unasked(notice: Notice) -> tuple["StrOrPromise", str]:
    title = _("Ask the workplace whether it would host again")
    return title, _("the period ended %(day)s") % {"day": _day(notice)}


def _duty(notice: Notice) -> tuple["StrOrPromise", str]:
    return _("Arrange another way to learn"), _("due %(day)s") % {"day": _day(notice)}


def _worry(notice: Notice) -> tuple["StrOrPromise", str]:
    return _("Follow up a worry"), _("due %(day)s") % {"day": _day(notice)}


ANSWERS = {
    "signed": gettext_lazy("An agreement was signed"),
    "declined": gettext_lazy("An agreement was not signed"),
    "ours": gettext_lazy("An agreement waits for our signature"),
    "all": gettext_lazy("An agreement is signed by all"),
}
SAID = {
    "talk": gettext_lazy("The workplace asks for a talk"),
    "time": gettext_lazy("The workplace proposes a time for a visit"),
    "words": gettext_lazy("The workplace wrote of a visit"),
}


def _answered(notice: Notice) -> tuple["StrOrPromise", str]:
    return ANSWERS[notice.what], _day(notice)


def _lost(_notice: Notice) -> tuple["StrOrPromise", str]:
    return _("A letter did not arrive"), _("mend the address on the page of the period")


def _said(notice: Notice) -> tuple["StrOrPromise", str]:
    return SAID[notice.what], _day(notice)


def _work(notice: Notice) -> tuple["StrOrPromise", str]:
    return notice.text, _("did not come to its end") if notice.what == "failed" else _("is ready")


WORDINGS: dict[Kind, Callable[[Notice], tuple["StrOrPromise", str]]] = {
    Kind.PROMISE_TODAY: _today,
    Kind.PROMISE_LATE: _late,
    Kind.PROMISE_NEAR: _near,
    Kind.PROMISE_GIVEN: _given,
    Kind.PARTNER_DEED: _deed,
    Kind.LEVEL_CHANGED: _level,
    Kind.PAUSE_ENDED: _pause,
    Kind.EXPIRES_SOON: _expiry,
    Kind.EXPIRES_TODAY: _expiry,
    Kind.PERIOD_STARTS: _starts,
    Kind.PERIOD_ENDS: _ends,
    Kind.HOST_UNASKED: _unasked,
    Kind.DUTY_DUE: _duty,
    Kind.WORRY_DUE: _worry,
    Kind.PAPER_ANSWERED: _answered,
    Kind.LETTER_FAILED: _lost,
    Kind.PLACE_SAID: _said,
    Kind.WORK_READY: _work,
}
