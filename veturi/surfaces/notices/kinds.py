"""The kinds of notices as a table: what each is about, and where it is told by default."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Where(TextChoices):
    """Where one wishes to be told of a kind."""

    BOTH = "both", _("in the app and in the letter")
    APP = "app", _("only in the app")
    LETTER = "letter", _("only in the letter")
    NOWHERE = "nowhere", _("not at all")


class Kind(TextChoices):
    PROMISE_TODAY = "promise_today", _("A promise of mine is due today")
    PROMISE_LATE = "promise_late", _("A promise of mine is late")
    PROMISE_NEAR = "promise_near", _("A promise of mine is due soon")
    PROMISE_GIVEN = "promise_given", _("Somebody gave me a promise to see to")
    PARTNER_DEED = "partner_deed", _("Something new with a partner that I own or follow")
    LEVEL_CHANGED = "level_changed", _("The level of a partner of mine changed")
    PAUSE_ENDED = "pause_ended", _("A pause with a partner of mine has ended")
    EXPIRES_SOON = "expires_soon", _("An attachment of a partner of mine expires in 30 days")
    EXPIRES_TODAY = "expires_today", _("An attachment of a partner of mine expires today")
    PERIOD_STARTS = "period_starts", _("A workplace period of mine starts in a week")
    PERIOD_ENDS = "period_ends", _("A workplace period of mine ends in a week")
    HOST_UNASKED = "host_unasked", _("A period of mine ended and hosting again was not asked")
    DUTY_DUE = "duty_due", _("I was to arrange another way to learn by today")
    WORRY_DUE = "worry_due", _("I was to follow up a worry by today")
    PAPER_ANSWERED = "paper_answered", _("An agreement of a period of mine was answered")
    LETTER_FAILED = "letter_failed", _("A letter about a period of mine did not arrive")
    PLACE_SAID = "place_said", _("A workplace of mine said something")
    WORK_READY = "work_ready", _("An import or an export that I asked for is ready")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a kind is told: where unless one wishes otherwise, by which lamp, hushed by what."""

    where: Where
    lamp: str
    hint: "StrPromise | str" = ""
    own: bool = False


MANNERS: dict[Kind, Manner] = {
    Kind.PROMISE_TODAY: Manner(Where.BOTH, "wait", own=True),
    Kind.PROMISE_LATE: Manner(Where.BOTH, "stop", own=True),
    Kind.PROMISE_NEAR: Manner(
        Where.LETTER, "info", _("A day before, or earlier when its kind needs preparing."), own=True
    ),
    Kind.PROMISE_GIVEN: Manner(Where.BOTH, "wait", own=True),
    Kind.PARTNER_DEED: Manner(Where.BOTH, "info", _("What somebody else logged.")),
    Kind.LEVEL_CHANGED: Manner(Where.BOTH, "info"),
    Kind.PAUSE_ENDED: Manner(Where.BOTH, "ok"),
    Kind.EXPIRES_SOON: Manner(Where.BOTH, "wait"),
    Kind.EXPIRES_TODAY: Manner(Where.BOTH, "stop"),
    Kind.PERIOD_STARTS: Manner(
        Where.APP, "info", _("The letter tells of it among what is due soon."), own=True
    ),
    Kind.PERIOD_ENDS: Manner(
        Where.APP, "info", _("The letter tells of it among what is due soon."), own=True
    ),
    Kind.HOST_UNASKED: Manner(Where.BOTH, "wait", own=True),
    Kind.DUTY_DUE: Manner(Where.BOTH, "stop", own=True),
    Kind.WORRY_DUE: Manner(
        Where.BOTH, "stop", _("Neither the notice nor the letter says whose worry it is."), own=True
    ),
    Kind.PAPER_ANSWERED: Manner(Where.BOTH, "info", own=True),
    Kind.LETTER_FAILED: Manner(Where.BOTH, "stop", own=True),
    Kind.PLACE_SAID: Manner(
        Where.BOTH,
        "wait",
        _("A talk is wished, a time is proposed or something is written of a visit."),
        own=True,
    ),
    Kind.WORK_READY: Manner(Where.APP, "ok", own=True),
}
# In the letter these stand as the days of one's promises, and not once more as news.
REMINDERS = frozenset({Kind.PROMISE_TODAY, Kind.PROMISE_LATE, Kind.PROMISE_NEAR})

IN_APP = frozenset({Where.BOTH, Where.APP})
IN_LETTER = frozenset({Where.BOTH, Where.LETTER})
