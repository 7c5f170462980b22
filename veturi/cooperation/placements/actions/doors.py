"""Giving links instead of accounts: a letter with a link to one who signs, guides or learns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.changing import change
from veturi.cooperation.placements.actions.periods import NotPossible, refuse_called_off
from veturi.cooperation.placements.letters import letter_of
from veturi.cooperation.placements.models import (
    Code,
    Knock,
    Pass,
    Period,
    Signature,
    Stay,
    Student,
)
from veturi.cooperation.placements.models.doors import digest_of, new_secret
from veturi.cooperation.placements.reading.behind import instructor_of, untold_in
from veturi.cooperation.placements.rules.doors import Purpose, link_ends
from veturi.cooperation.placements.rules.words import Party
from veturi.directory.actions.changing import tell
from veturi.directory.actions.people import edit_person
from veturi.directory.models import Person
from veturi.foundation.history.actions import Difference
from veturi.foundation.mail.actions import post

KEPT = timedelta(days=30)
MOST_AT_ONCE = 60
COUNTED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the letter goes to, and where a code reaches them."""

    name: str
    email: str
    phone: str = ""
    language: str = "fi"
    person: Person | None = None


class NoAddress(NotPossible):
    """A link goes by mail."""

    def __init__(self) -> None:
        super().__init__(_("Give an e-mail address first: the link is sent there."))


class TooManyAtOnce(NotPossible):
    """A group is a few dozen; a slip of the hand must not write to the whole school."""

    def __init__(self) -> None:
        super().__init__(
            _("A link is sent to at most %(most)s students at once. Choose one group.")
            % {"most": MOST_AT_ONCE}
        )


@transaction.atomic
def give_pass(
    purpose: Purpose,
    period: Period,
    *,
    to: Recipient,
    by: Person | None,
    at: datetime,
    signature: Signature | None = None,
) -> Pass:
    """A new link in a letter; the former one for the same thing ends."""
    if not to.email:
        raise NoAddress
    refuse_called_off(period)
    former = Pass.objects.live(at).filter(purpose=purpose, period=period, signature=signature)
    _end(former, at=at)
    row = Pass(
        provider_id=period.provider_id,
        purpose=purpose,
        period=period,
        signature=signature,
        expires_at=link_ends(purpose, period.last_day, at=at),
    )
    return _given(row, to=to, by=by, at=at)


def _given(row: Pass, *, to: Recipient, by: Person | None, at: datetime) -> Pass:
    """Its secret is made here and leaves in the letter; nobody else ever has it."""
    secret = new_secret()
    row.person, row.name, row.email = to.person, to.name, to.email
    row.phone, row.language = to.phone, to.language
    row.digest, row.made_at, row.made_by = digest_of(secret), at, by
    row.full_clean()
    row.save()
    post(letter_of(row, secret), at=at)
    tell(row.about, [Difference("passes", "", row.name)], by=by)
    return row


def _end(passes: Iterable[Pass], *, at: datetime) -> None:
    """The links open nothing more, and whoever is behind them is out."""
    keys = [row.pk for row in passes]
    Pass.objects.filter(pk__in=keys, revoked_at=None).update(revoked_at=at)
    Stay.objects.filter(link__in=keys, left_at=None).update(left_at=at)


def ask_to_sign(signature: Signature, *, by: Person | None, at: datetime) -> None:
    """A link to the signing page, to the party of the agreement; a guardian has its own."""
    if not signature.waits:
        raise NotPossible(_("This was answered already."))
    is_guardian = signature.party == Party.GUARDIAN
    to = Recipient(
        signature.name, signature.email, signature.phone, signature.language, signature.person
    )
    give_pass(
        Purpose.GUARDIAN if is_guardian else Purpose.SIGN,
        signature.version.agreement.period,
        to=to,
        by=by,
        at=at,
        signature=signature,
    )


def invite_instructor(period: Period, *, by: Person | None, at: datetime) -> Pass:
    """A link to the instructor's own page."""
    if period.instructor is None:
        raise NotPossible(_("Name the instructor first."))
    person = period.instructor.shown
    to = Recipient(str(person), person.email, person.phone, person.language, person)
    return give_pass(Purpose.INSTRUCTOR, period, to=to, by=by, at=at)


def invite_student(period: Period, *, by: Person | None, at: datetime) -> Pass:
    """A link to the student's own page; with it the agreements in force are given to them."""
    one = period.student
    to = Recipient(str(one), one.email, one.phone, one.language)
    row = give_pass(Purpose.STUDENT, period, to=to, by=by, at=at)
    untold_in(period).update(student_told_at=at)
    return row


@transaction.atomic
def invite_to_find(student: Student, *, by: Person | None, at: datetime) -> Pass:
    """A link to the page where a student without a period proposes a place."""
    if student.archived_on is not None:
        raise NotPossible(_("This student was put away."))
    if not student.email:
        raise NoAddress
    _end(Pass.objects.live(at).filter(purpose=Purpose.PLACE, student=student), at=at)
    row = Pass(
        provider_id=student.provider_id,
        purpose=Purpose.PLACE,
        student=student,
        expires_at=link_ends(Purpose.PLACE, None, at=at),
    )
    to = Recipient(str(student), student.email, student.phone, student.language)
    return _given(row, to=to, by=by, at=at)


@transaction.atomic
def invite_group_to_find(
    students: Sequence[Student], *, by: Person | None, at: datetime
) -> list[Pass]:
    """The same to many at once, all or none; those without an address are left out."""
    if len(students) > MOST_AT_ONCE:
        raise TooManyAtOnce
    reached = [one for one in students if one.email]
    if not reached:
        raise NoAddress
    return [invite_to_find(one, by=by, at=at) for one in reached]


def send_again(row: Pass, *, by: Person, at: datetime) -> None:
    """The same once more, by what is known of the recipient now; the secret is a new one."""
    match row.purpose:
        case Purpose.INSTRUCTOR:
            _refuse_former(row)
            invite_instructor(row.of_period, by=by, at=at)
        case Purpose.STUDENT:
            invite_student(row.of_period, by=by, at=at)
        case Purpose.PLACE:
            invite_to_find(row.learner, by=by, at=at)
        case _:
            ask_to_sign(_signature(row), by=by, at=at)


def _refuse_former(row: Pass) -> None:
    now, then = row.of_period.instructor, instructor_of(row)
    if now is not None and now.shown != then:
        raise NotPossible(_("Somebody else is the instructor now: send the link to them."))


def _signature(row: Pass) -> Signature:
    """The signature that a link of signing is for, as it is now."""
    return Signature.objects.select_related("version__agreement__period").get(passes=row)


@transaction.atomic
def mend_address(row: Pass, *, email: str, phone: str, by: Person, at: datetime) -> None:
    """Another address in the place where the recipient is kept, and the link sent there."""
    where = {"email": email, "phone": phone}
    match row.purpose:
        case Purpose.INSTRUCTOR:
            edit_person(instructor_of(row), by=by, fields=where)
        case Purpose.STUDENT | Purpose.PLACE:
            change(row.learner, by=by, fields=where)
        case _:
            _mend_signature(_signature(row), where, by=by)
    send_again(Pass.objects.get(pk=row.pk), by=by, at=at)


def _mend_signature(signature: Signature, where: dict[str, str], *, by: Person) -> None:
    """Of one that waits: what was signed keeps the address by which it was signed."""
    if not signature.waits:
        raise NotPossible(_("This was answered already."))
    signature.email, signature.phone = where["email"], where["phone"]
    signature.full_clean()
    signature.save(update_fields=["email", "phone"])
    told = f"{signature.get_party_display()} {signature.name}"
    tell(signature.version.agreement.period, [Difference("asked_again", "", told)], by=by)


@transaction.atomic
def revoke(row: Pass, *, by: Person | None, at: datetime) -> None:
    """The link opens nothing any more; whoever is behind it is out at once."""
    if row.revoked_at is None:
        _end([row], at=at)
        tell(row.about, [Difference("passes", row.name, "")], by=by)


def forget_ended(*, on: date) -> None:
    """The work of the night: links and stays that ended a month ago, codes and tries of yesterday.

    What a signature was proved by stays with the signature.
    """
    midnight = make_aware(datetime.combine(on, time()))
    Knock.objects.filter(at__lt=midnight - COUNTED).delete()
    Code.objects.filter(expires_at__lt=midnight - COUNTED).delete()
    over = Q(expires_at__lt=midnight - KEPT)
    Stay.objects.filter(over | Q(left_at__lt=midnight - KEPT)).delete()
    Pass.objects.filter(over | Q(revoked_at__lt=midnight - KEPT)).delete()
