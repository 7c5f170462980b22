"""Coming in without an account: press the button of a link, give the code, leave.

What is refused leaves its count and its trace behind: they are written before the refusal is
raised, outside of any transaction that it would undo.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from veturi.cooperation.placements.letters import code_letter, code_text
from veturi.cooperation.placements.models import Code, Knock, Pass, Stay
from veturi.cooperation.placements.models.doors import digest_of, keyed_digest, new_secret
from veturi.cooperation.placements.rules.doors import (
    CODE_HOLDS,
    HOUR,
    MOST_TRIES,
    STAY_HOLDS,
    Knocking,
    is_over,
)
from veturi.foundation.mail import sms
from veturi.foundation.mail.actions import post
from veturi.foundation.trail.actions import Step, leave_many, leave_once
from veturi.foundation.trail.models import What

DIGITS = 6


class Shut(Exception):
    """The link opens nothing: whether there is none or it has ended is not said."""

    def __init__(self) -> None:
        super().__init__(
            _("This link does not work any more. Ask the school to send you a new one.")
        )


class TooMany(Exception):
    """Too many tries in an hour."""

    def __init__(self) -> None:
        super().__init__(_("There were many tries in a short time. Try again in an hour."))


class WrongCode(Exception):
    """The code is not the one that was sent, or it has ended; which of them is not said."""

    def __init__(self) -> None:
        super().__init__(_("This code does not work. Check the digits, or ask for a new code."))


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who knocks: the address of the network, of which a digest is kept."""

    address: str

    @property
    def digest(self) -> str:
        return keyed_digest("address", self.address)


def press(secret: str, *, visitor: Visitor, at: datetime) -> str:
    """The button of the link: a code is sent. The answer is the secret of the stay's cookie."""
    row = Pass.objects.live(at).filter(digest=digest_of(secret)).first()
    _count(Knocking.PRESSED if row else Knocking.TRIED, row, visitor, at=at)
    if row is None:
        _refused(None, at=at)
        raise Shut
    key = new_secret()
    stay = Stay.objects.create(
        provider_id=row.provider_id,
        link=row,
        digest=digest_of(key),
        made_at=at,
        expires_at=at + HOUR,
    )
    _send_code(stay, at=at)
    return key


def send_another(key: str, *, visitor: Visitor, at: datetime) -> None:
    """A new code to one who waits at the door; the former one ends."""
    stay = at_the_door(key, at=at)
    if stay is None:
        raise Shut
    _count(Knocking.PRESSED, stay.link, visitor, at=at)
    stay.codes.update(expires_at=at)
    _send_code(stay, at=at)


def _send_code(stay: Stay, *, at: datetime) -> None:
    """By text message when a phone is known and there is a service, else in its own letter."""
    row = stay.link
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    with override(row.language):
        text = code_text(digits, school=row.provider.name)
        way = _sent_by_sms(row, text)
        code = Code.objects.create(
            provider_id=row.provider_id,
            stay=stay,
            digest=_code_digest(stay, digits),
            way=way,
            sent_to=row.phone if way == Code.Way.SMS else row.email,
            sent_at=at,
            expires_at=at + CODE_HOLDS,
        )
        if way == Code.Way.MAIL:
            post(code_letter(code, row, text), at=at)


def _sent_by_sms(row: Pass, text: str) -> Code.Way:
    if not row.phone or not sms.is_possible():
        return Code.Way.MAIL
    try:
        sms.send(row.phone, text)
    except sms.NotSent:
        return Code.Way.MAIL
    return Code.Way.SMS


def is_by_mail_instead(code: Code) -> bool:
    """Whether it was meant to be a text message, which did not leave."""
    return code.way == Code.Way.MAIL and bool(code.stay.link.phone) and sms.is_possible()


def _code_digest(stay: Stay, digits: str) -> str:
    """Salted by the stay: the same digits elsewhere have another digest."""
    return keyed_digest("code", f"{stay.digest}:{digits}")


def at_the_door(key: str, *, at: datetime) -> Stay | None:
    """The stay that has pressed the button and not yet given the code."""
    return _stay(key, at=at, is_in=False)


def behind_the_door(key: str, *, at: datetime) -> Stay | None:
    """The stay that has come in, while it and its link hold."""
    return _stay(key, at=at, is_in=True)


def _stay(key: str, *, at: datetime, is_in: bool) -> Stay | None:
    live = Pass.objects.live(at)
    rows = Stay.objects.open_at(at).filter(digest=digest_of(key), link__in=live)
    found = rows.filter(entered_at__isnull=not is_in).select_related(
        "link__provider",
        "link__person",
        "link__signature",
        "link__period__student",
        "link__student",
    )
    stay: Stay | None = found.first()
    return stay


def enter(key: str, digits: str, *, visitor: Visitor, at: datetime) -> str:
    """Give the code; the answer is the secret of a new cookie, since the former was outside."""
    stay = at_the_door(key, at=at)
    _count(Knocking.TRIED, stay.link if stay else None, visitor, at=at)
    if stay is None:
        _refused(None, at=at)
        raise Shut
    fresh = _try(stay, "".join(digits.split()), at=at)
    if fresh is None:
        _refused(stay.link, at=at)
        raise WrongCode
    return fresh


@transaction.atomic
def _try(stay: Stay, digits: str, *, at: datetime) -> str | None:
    """One try with the latest code, counted whether it is right or wrong."""
    code = Code.objects.select_for_update().filter(stay=stay).order_by("-pk").first()
    if code is None or code.used_at or code.expires_at <= at or code.tries >= MOST_TRIES:
        return None
    code.tries += 1
    is_right = constant_time_compare(code.digest, _code_digest(stay, digits))
    code.used_at = at if is_right else None
    code.save(update_fields=["tries", "used_at"])
    return _let_in(stay, at=at) if is_right else None


def _let_in(stay: Stay, *, at: datetime) -> str:
    row, key = stay.link, new_secret()
    Stay.objects.filter(pk=stay.pk).update(
        digest=digest_of(key), entered_at=at, expires_at=min(at + STAY_HOLDS, row.expires_at)
    )
    Pass.objects.filter(pk=row.pk, opened_at=None).update(opened_at=at)
    leave_many([_step(What.LINK_OPENED, row, at=at)])
    return key


@transaction.atomic
def leave(stay: Stay, *, at: datetime) -> None:
    """Out: the cookie opens nothing any more."""
    Stay.objects.filter(pk=stay.pk).update(left_at=at)
    leave_many([_step(What.LINK_LEFT, stay.link, at=at)])


def _count(what: Knocking, row: Pass | None, visitor: Visitor, *, at: datetime) -> None:
    """Count this try, or refuse it when there were too many in an hour."""
    if not _counted(what, row, visitor, at=at):
        leave_once(_step(What.LINK_REFUSED, row, at=at, why="too many"), within=HOUR)
        raise TooMany


@transaction.atomic
def _counted(what: Knocking, row: Pass | None, visitor: Visitor, *, at: datetime) -> bool:
    """In the database, for all processes; those of one link wait for one another here."""
    recent = Knock.objects.filter(what=what, at__gt=at - HOUR)
    counts = {"address": recent.filter(address=visitor.digest).count()}
    recipient = keyed_digest("recipient", row.email.lower()) if row else ""
    if row is not None:
        Pass.objects.select_for_update().get(pk=row.pk)
        counts["link"] = recent.filter(link=row.pk).count()
        counts["recipient"] = recent.filter(recipient=recipient).count()
    if is_over(what, counts):
        return False
    Knock.objects.create(
        what=what,
        at=at,
        link=row.pk if row else None,
        recipient=recipient,
        address=visitor.digest,
    )
    return True


def _refused(row: Pass | None, *, at: datetime) -> None:
    leave_many([_step(What.LINK_REFUSED, row, at=at)])


def _step(what: What, row: Pass | None, *, at: datetime, why: str = "") -> Step:
    """A trace; of no such link there is neither a school nor a subject."""
    details = {"why": why} if why else {}
    if row is None:
        return Step(what, "", None, at, details=details)
    subject = row.person.key if row.person else row.about.key
    return Step(what, row.provider.scope, None, at, subject, row.name, details)
