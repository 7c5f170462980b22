"""What comes of links: given, opened, ended; and what instructors say behind them."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from veturi.cooperation.placements.actions import doors, entering, voices
from veturi.cooperation.placements.models import Code, ContactRequest, Pass, Period
from veturi.directory.models import Role
from veturi.foundation.mail import sms
from veturi.foundation.mail.models import CaughtLetter, Letter
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.demo.words.learning import SIGNALS

TO_INSTRUCTORS, TO_STUDENTS, OPENED, ASKING, ANSWERING = 12, 6, 5, 4, 6
DAY = timedelta(days=1)
# A link ends a month after its period: this long ago it was over, and is not yet forgotten.
OVER = (32, 58)
HERE = entering.Visitor("192.0.2.7")
SECRET, DIGITS = re.compile(r"/link/([\w-]+)/"), re.compile(r"\b(\d{6})\b")


def link(town: Town) -> None:
    """Of the teacher who signs in first, then of the others."""
    running = [row for row in periods_of(town) if row.ended_on is None and row.instructor]
    sent = _invite(town, running)
    _open(sent[:OPENED], at=moment(town.today - DAY, 12))
    _expire(town)
    for row in sent[-1:]:
        doors.revoke(row, by=town.coordinator, at=moment(town.today - DAY, 14))
    _signal(town, running)
    _ask(town, running)
    _answer(town)


def periods_of(town: Town) -> list[Period]:
    """Those that have begun; of the teacher who signs in first."""
    teacher = town.one_of_us(Role.TEACHER)
    rows = (
        Period.objects.in_force()
        .filter(provider=town.provider, started_on__isnull=False)
        .select_related(
            "student", "teacher", "instructor__absorbed_into", "partnership__absorbed_into"
        )
    )
    return sorted(rows.order_by("pk"), key=lambda row: row.teacher_id != teacher.pk)


def _invite(town: Town, running: Sequence[Period]) -> list[Pass]:
    """Instructors with an e-mail, and some students, were sent their links last week."""
    at = moment(town.today - 7 * DAY, 9)
    reached = [row for row in running if row.instructor and row.instructor.shown.email]
    by = town.one_of_us(Role.TEACHER)
    given = [doors.invite_instructor(row, by=by, at=at) for row in reached[:TO_INSTRUCTORS]]
    learning = [row for row in running if row.student.email][:TO_STUDENTS]
    return given + [doors.invite_student(row, by=by, at=at) for row in learning]


def _open(links: Sequence[Pass], *, at: datetime) -> None:
    """As whoever got the letter opens it: by the button and the code, and out again."""
    for row in links:
        secret = _found(SECRET, Letter.objects.get(key=row.key).text)
        key = entering.press(secret, visitor=HERE, at=at)
        entering.enter(key, _found(DIGITS, _code_of(row)), visitor=HERE, at=at)


def _found(pattern: re.Pattern[str], text: str) -> str:
    return str(pattern.findall(text)[0])


def _code_of(row: Pass) -> str:
    """The text that brought the last code, by message or by mail."""
    code = Code.objects.filter(stay__link=row).latest("pk")
    if code.way == Code.Way.SMS:
        # The service writes numbers in its own way: the last message is the one just sent.
        return CaughtLetter.objects.filter(sender=sms.SENDER).latest("pk").text
    return Letter.objects.get(key=code.key).text


def _expire(town: Town) -> None:
    """A link to the instructor of a period that ended more than a month ago opens nothing now."""
    latest, earliest = (town.today - days * DAY for days in OVER)
    over = [row for row in periods_of(town) if row.ended_on and row.instructor]
    ended = [row for row in over if earliest <= (row.ended_on or town.today) <= latest]
    reached = [row for row in ended if row.instructor and row.instructor.shown.email]
    for row in reached[:1]:
        at = moment((row.ended_on or town.today) - 5 * DAY, 9)
        doors.invite_instructor(row, by=town.one_of_us(Role.TEACHER), at=at)


def _signal(town: Town, running: Sequence[Period]) -> None:
    """How it goes, of some periods each."""
    for place, ((tone, words), row) in enumerate(zip(SIGNALS, running, strict=False)):
        at = moment(max(row.starts_on, town.today - (place % 4 + 1) * DAY), 15)
        if row.instructor is not None:
            voices.signal_progress(row, tone=tone, words=words, by=row.instructor.shown, at=at)


def _ask(town: Town, running: Sequence[Period]) -> None:
    """Whose contact data are wrong with us; one of the requests was declined."""
    guides = dict.fromkeys(row.instructor.shown for row in running if row.instructor)
    for number, person in enumerate(list(guides)[:ASKING]):
        email = f"uusi.{person.email or f'ohjaaja{number}@tyopaikka.invalid'}"
        at = moment(town.today - (number + 1) * DAY, 16)
        voices.ask_for_correction(person, email=email, phone=f"040 222 {1000 + number}", at=at)
    waiting = ContactRequest.objects.filter(provider=town.provider).waiting()
    for request in waiting.order_by("pk")[1:2]:
        voices.decline_correction(request, by=town.coordinator, at=moment(town.today - DAY, 17))


def _answer(town: Town) -> None:
    """Some instructors said by themselves whether they would host again."""
    unasked = [row for row in periods_of(town) if row.ended_on and not row.host_again]
    for place, row in enumerate(unasked[:ANSWERING]):
        answer = ("yes", "yes", "maybe", "yes", "no", "yes")[place]
        voices.would_host_again(row, answer=answer, at=moment(town.today - DAY, 15))
