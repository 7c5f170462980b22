"""Letters to those who have no account: plain sentences in the reader's language, and a link.

The code never travels in the letter of the link.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from veturi.cooperation.placements.models import (
    Code,
    Pass,
    PlaceProposal,
    PlannedVisit,
    ProgressSignal,
    VisitTime,
)
from veturi.cooperation.placements.reading.behind import agreements_of, visit_asked_about
from veturi.cooperation.placements.rules.doors import Purpose
from veturi.foundation.mail.actions import Draft


def letter_of(row: Pass, secret: str) -> Draft:
    """The letter with the link; its text is wiped when it has left."""
    with override(row.language):
        subject, why = _words(row)
        link = settings.ADDRESS + reverse("placements:link", args=[secret])
        text = "\n\n".join([_("Hello %(name)s,") % {"name": row.name}, why, link, _rest(row)])
    return Draft(row.key, row.email, subject, text, scope=row.provider.scope, about=row.about.key)


def _words(row: Pass) -> tuple[str, str]:
    """The subject names nobody: subjects are kept, and shown on locked phones."""
    school = {"school": row.provider.name}
    match row.purpose:
        case Purpose.INSTRUCTOR:
            guide = _(
                "You guide a student of %(school)s. On your own page you see who, when and what."
            )
            return _("Your page as a workplace instructor"), f"{guide % school}{_visit(row)}"
        case Purpose.STUDENT:
            return _("Your workplace period"), _of_period(row) % school
        case Purpose.PLACE:
            return (
                _("Find a workplace for your studies"),
                _("%(school)s asks you to look for a workplace. On your page you tell us of it.")
                % school,
            )
    return _to_sign(row, school)


def _of_period(row: Pass) -> str:
    if row.period and agreements_of(row.period):
        return _("The agreement on your workplace period is signed. Read it on your own page.")
    return _("%(school)s has put together what you need to know of your workplace period.")


def _to_sign(row: Pass, school: dict[str, str]) -> tuple[str, str]:
    """To whoever signs, or to the guardian who signs for a child; later once more by itself."""
    if row.made_by_id is None:
        return (
            _("Reminder: an agreement waits for your signature"),
            _("%(school)s reminds you: the agreement has not been signed yet.") % school,
        )
    if row.purpose == Purpose.GUARDIAN:
        return (
            _("An agreement waits for a guardian"),
            _("%(school)s asks you to sign an agreement on behalf of your child.") % school,
        )
    return (
        _("An agreement waits for your signature"),
        _("%(school)s asks you to sign an agreement on learning at work.") % school,
    )


def _visit(row: Pass) -> str:
    """The visit about whose time the instructor is asked."""
    plan = visit_asked_about(row.period, on=localdate(row.made_at)) if row.period else None
    if plan is None:
        return ""
    asked = _("A visit is planned for %(time)s. Say on your page whether it suits you.")
    return f" {asked % {'time': plan.when}}"


def _rest(row: Pass) -> str:
    day = date_format(localtime(row.expires_at), "SHORT_DATE_FORMAT")
    return " ".join(
        [
            _("Open the link and press the button. You then get a code of six digits."),
            _("You need no account and no password."),
            _("The link is only for you and works until %(day)s.") % {"day": day},
        ]
    )


def code_text(digits: str, *, school: str) -> str:
    return " ".join(
        [
            _("%(school)s: your code is %(code)s.") % {"school": school, "code": digits},
            _("It works once, for 15 minutes."),
            _("Nobody of us ever asks you for it."),
        ]
    )


def code_letter(code: Code, row: Pass, text: str) -> Draft:
    """The code in a letter of its own, which says nothing else and holds no link."""
    return Draft(
        code.key,
        row.email,
        _("Your code"),
        text,
        scope=row.provider.scope,
        about=row.about.key,
        is_urgent=True,
    )


def talk_letter(signal: ProgressSignal) -> Draft | None:
    """To the teacher, when an instructor asks for a talk."""
    period = signal.period
    if period.teacher is None or not period.teacher.email:
        return None
    with override(period.teacher.language):
        text = "\n\n".join(
            [
                _("%(name)s asks for a talk about a workplace period.") % {"name": signal.by},
                settings.ADDRESS + period.get_absolute_url(),
            ]
        )
        subject = _("A workplace asks for a talk")
    key = f"placements.signal:{signal.pk}"
    return Draft(
        key, period.teacher.email, subject, text, scope=period.provider.scope, about=period.key
    )


def answer_letter(row: PlaceProposal) -> Draft:
    """To the student: there is an answer. It says neither which one nor of what place."""
    student = row.student
    with override(student.language):
        text = "\n\n".join(
            [
                _("Hello %(name)s,") % {"name": student},
                _("%(school)s has answered your proposal of a workplace.")
                % {"school": row.provider.name},
                _("You see the answer on your page: open the link in the letter you got earlier."),
                _("If the link does not work any more, ask your teacher for a new one."),
            ]
        )
        subject = _("Your proposal has an answer")
    return Draft(
        f"{row.key}:answer",
        student.email,
        subject,
        text,
        scope=row.provider.scope,
        about=student.key,
    )


def time_proposed_letter(row: VisitTime) -> Draft | None:
    """To whoever goes, when a workplace proposes another time for a visit."""
    teacher = row.plan.promise.owner
    if teacher is None or not teacher.email:
        return None
    with override(teacher.language):
        words = {"name": row.by, "time": row}
        text = "\n\n".join(
            [
                _("%(name)s proposes %(time)s for a visit.") % words,
                settings.ADDRESS + row.plan.get_absolute_url(),
            ]
        )
        subject = _("A workplace proposes a time for a visit")
    return _about(row, f"{row.key}:proposed", teacher.email, subject, text)


def time_agreed_letter(row: VisitTime) -> Draft | None:
    """To the instructor, when the time that was proposed is accepted."""
    if not row.by.email:
        return None
    with override(row.by.language):
        words = {"school": row.plan.provider.name, "time": row}
        text = "\n\n".join(
            [
                _("Hello %(name)s,") % {"name": row.by},
                _("The time that you proposed suits us: %(school)s comes on %(time)s.") % words,
            ]
        )
        subject = _("The time of the visit is agreed")
    return _about(row, f"{row.key}:agreed", row.by.email, subject, text)


def visit_changed_letter(row: VisitTime, plan: PlannedVisit, *, off: bool) -> Draft | None:
    """To the instructor who had said when it suits: the visit is at another time, or off."""
    if not row.by.email:
        return None
    with override(row.by.language):
        words = {"school": plan.provider.name, "was": row, "time": plan.when}
        if off:
            subject = _("The visit is called off")
            told = _("The visit of %(school)s on %(was)s is called off.")
        else:
            subject = _("The visit is at another time")
            told = _(
                "%(school)s comes on %(time)s, and not on %(was)s. "
                "If it does not suit you, propose another time on your own page."
            )
        text = "\n\n".join([_("Hello %(name)s,") % {"name": row.by}, told % words])
    return _about(row, f"{row.key}:changed", row.by.email, subject, text)


def _about(row: VisitTime, key: str, to: str, subject: str, text: str) -> Draft:
    """Told to nobody else; in the outbox it stands beside the planned visit."""
    return Draft(key, to, subject, text, scope=row.plan.provider.scope, about=row.plan.key)
