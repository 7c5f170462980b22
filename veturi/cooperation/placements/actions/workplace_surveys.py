"""A round of the workplace survey: opened, gathered, linked, sent once, reminded of once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.changing import change, tell_new
from veturi.cooperation.placements.models import SurveyRun, WorkplaceSurvey
from veturi.cooperation.placements.reading.workplace_surveys import (
    partners_named,
    recipients_of,
    standings,
    workplaces_of,
)
from veturi.cooperation.placements.rules.unread import Unread
from veturi.cooperation.placements.rules.workplace_surveys import (
    Linked,
    NotLinks,
    Status,
    read_links,
    season,
)
from veturi.directory.actions.changing import tell
from veturi.directory.models import Person, Provider
from veturi.foundation.history.actions import Difference
from veturi.foundation.mail.actions import Draft, post_many
from veturi.foundation.rows import create
from veturi.foundation.sheets.delimited import decode
from veturi.foundation.text import fold


class NotSent(Exception):
    """The round cannot go on; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What came of a file of links: how many were new, which rows were not taken, and why."""

    new: int
    unknown: Sequence[Linked]
    unread: Sequence[Unread] = ()


@transaction.atomic
def open_run(provider: Provider, *, by: Person, at: datetime) -> SurveyRun:
    """The round of the season that is answered now, or will be next; with its workplaces."""
    asked = season(localdate(at))
    run = SurveyRun.objects.filter(provider=provider, since=asked.since).first()
    if run is None:
        run = SurveyRun(
            provider=provider,
            since=asked.since,
            until=asked.until,
            opens_on=asked.opens_on,
            closes_on=asked.closes_on,
            made_on=localdate(at),
            made_by=by,
        )
        run.full_clean()
        run.save()
        tell_new([run], by=by, at=at)
    gather(run, on=localdate(at))
    return run


@transaction.atomic
def gather(run: SurveyRun, *, on: date) -> int:
    """Bring in workplaces that have come since, and recipients where none was; how many."""
    SurveyRun.objects.select_for_update().get(pk=run.pk)
    known = {row.partnership_id: row for row in run.workplaces.all()}
    fresh = workplaces_of(run) - set(known)
    lacking = {key for key, row in known.items() if row.sent_at is None}
    recipients = recipients_of(fresh | lacking, on=on)
    create(
        [
            WorkplaceSurvey(
                provider_id=run.provider_id,
                run=run,
                partnership_id=key,
                recipient=recipients.get(key),
            )
            for key in sorted(fresh)
        ]
    )
    moved = [known[key] for key in lacking if known[key].recipient != recipients.get(key)]
    for row in moved:
        row.recipient = recipients.get(row.partnership_id)
    WorkplaceSurvey.objects.bulk_update(moved, ["recipient"])
    return len(fresh)


@transaction.atomic
def bring_links(run: SurveyRun, *, content: bytes, by: Person) -> Matched:
    """Links from a file, by business ID or name; what was sent keeps its link."""
    try:
        links = read_links(decode(content))
    except NotLinks as refusal:
        raise NotSent(
            _("Name the columns: Y-tunnus or työpaikka, and linkki. Nothing was brought in.")
        ) from refusal
    named = partners_named(run)
    rows = {row.partnership_id: row for row in run.workplaces.select_for_update()}
    unknown, unread, new, seen = [], [], 0, dict[int, str]()
    for one in links:
        keys = named.get(one.business_id) or named.get(fold(one.name)) or []
        if len(keys) != 1:
            unknown.append(one)
            continue
        key, first = keys[0], seen.get(keys[0], one.link)
        try:
            new += _take(rows[key], one.link, first=first, by=by)
            seen[key] = one.link
        except ValidationError as refusal:
            unread.append(Unread(one.number, "linkki", " ".join(refusal.messages)))
    return Matched(new, unknown, unread)


def _take(row: WorkplaceSurvey, link: str, *, first: str, by: Person) -> bool:
    if link != first:
        raise ValidationError(_("A row above gives this workplace another link."))
    if row.sent_at is not None or row.link == link:
        return False
    change(row, by=by, fields={"link": link})
    return True


def send(run: SurveyRun, *, expected: int, by: Person, at: datetime) -> int:
    """Send what is ready, if it is as many as were seen; each workplace once."""
    return _post(run, Status.READY, expected=expected, by=by, at=at)


def remind(run: SurveyRun, *, expected: int, by: Person, at: datetime) -> int:
    """Remind those that have not answered; each once."""
    return _post(run, Status.SENT, expected=expected, by=by, at=at)


@transaction.atomic
def _post(run: SurveyRun, of: Status, *, expected: int, by: Person, at: datetime) -> int:
    fresh = SurveyRun.objects.select_for_update().get(pk=run.pk)
    today = localdate(at)
    if not fresh.is_open_on(today):
        raise NotSent(_("The survey is sent only while it can be answered."))
    rows = to_write_to(fresh, of, on=today)
    if len(rows) != expected:
        raise NotSent(_("The list has changed meanwhile: look at it again before sending."))
    post_many([_letter(row, is_reminder=of == Status.SENT) for row in rows], at=at)
    field = "reminded_at" if of == Status.SENT else "sent_at"
    for row in rows:
        setattr(row, field, at)
    WorkplaceSurvey.objects.bulk_update(rows, [field])
    tell(fresh, [Difference(field, "", str(len(rows)))], by=by)
    return len(rows)


def to_write_to(run: SurveyRun, of: Status, *, on: date) -> list[WorkplaceSurvey]:
    """Those that stand there and are not paused."""
    rows = [one for one in standings(run, on=on) if one.status == of]
    return [one.row for one in rows if not one.is_paused]


def _letter(row: WorkplaceSurvey, *, is_reminder: bool) -> Draft:
    """In the language of whoever reads it; the key makes it one letter, however often asked."""
    subject, text = letter_text(row, is_reminder=is_reminder)
    kind = "reminder" if is_reminder else "survey"
    return Draft(
        key=f"placements.workplacesurvey:{row.pk}:{kind}",
        to=row.recipient.email if row.recipient else "",
        subject=subject,
        text=text,
        scope=row.run.provider.scope,
        about=row.key,
    )


def letter_text(row: WorkplaceSurvey, *, is_reminder: bool = False) -> tuple[str, str]:
    """The subject and the text, as they are shown before sending and sent."""
    with override(row.recipient.language if row.recipient else "fi"):
        last = row.run.closes_on
        words = {
            "workplace": row.partnership.name,
            "provider": row.run.provider.name,
            "day": f"{last.day}.{last.month}.{last.year}",
            "link": row.link,
        }
        subject = (
            gettext("Reminder: how does our cooperation work?")
            if is_reminder
            else gettext("How does our cooperation work? The survey of workplaces")
        )
        text = gettext(
            "Hello,\n\nour students have learnt at %(workplace)s. The national survey of "
            "workplaces asks how the cooperation works. It takes five minutes, and the answers "
            "are anonymous.\n\n%(link)s\n\nPlease answer by %(day)s.\n\n%(provider)s\n"
        )
        return subject, text % words


def note_answer(row: WorkplaceSurvey, *, by: Person, on: date) -> WorkplaceSurvey:
    """The workplace has answered: it is not reminded any more."""
    if row.sent_at is None:
        raise NotSent(_("This was not sent yet."))
    return change(row, by=by, fields={"answered_on": on})
