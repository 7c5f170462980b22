"""Agreements of many periods in one go: each drawn up and sent, or refused with its reasons."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veturi.cooperation.placements.actions.agreements import NotSignable, draw_up
from veturi.cooperation.placements.actions.asking import likely_signers, send_out
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.models import Period, Round, RoundRow, Version
from veturi.cooperation.placements.reading.contents import Terms, contents_of
from veturi.cooperation.placements.reading.papers import Next, next_papers
from veturi.cooperation.placements.rules.content import Content
from veturi.directory.models import Person
from veturi.foundation.jobs.actions import ask
from veturi.foundation.jobs.models import Job
from veturi.foundation.rows import create

STEP = "veturi.cooperation.placements.actions.rounds.step"
A_STEP = 10
MOST = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is done with each period of a round."""

    terms: Terms
    ours: Person | None
    language: str = ""
    sends: bool = True
    by_letter: bool = True


@transaction.atomic
def ask_round(periods: Collection[Period], *, wanted: Wanted, by: Person, at: datetime) -> Round:
    """Ask for the papers of these periods; a job draws them up and sends them."""
    if not periods:
        raise NotPossible(gettext_lazy("Choose at least one period."))
    if len(periods) > MOST:
        raise NotPossible(
            gettext_lazy("At most %(most)s periods fit in one round.") % {"most": MOST}
        )
    row = Round.objects.create(
        provider=by.provider,
        language=wanted.language,
        terms=asdict(wanted.terms),
        ours=wanted.ours,
        sends=wanted.sends,
        by_letter=wanted.by_letter,
        made_at=at,
        made_by=by,
    )
    create([RoundRow(provider=by.provider, round=row, period=one) for one in periods])
    row.job = ask(
        STEP,
        key=f"agreements:{row.pk}",
        scope=by.provider.scope,
        title=_("Drawing up agreements"),
        argument=str(row.pk),
        total=len(periods),
        by=by.user,
        at=at,
        result_url=row.get_absolute_url(),
    )
    row.save(update_fields=["job"])
    return row


def step(job: Job, *, at: datetime) -> bool:
    """The next few periods; what is refused is written down, and the rest goes on."""
    asked = Round.objects.select_related("made_by__provider", "ours").get(pk=int(job.argument))
    rows = list(
        asked.rows.filter(pk__gt=job.bookmark)
        .select_related(
            "period__student",
            "period__provider",
            "period__partnership__absorbed_into",
            "period__instructor__absorbed_into",
        )
        .order_by("pk")[:A_STEP]
    )
    with translation.override(asked.made_by.language):
        _take(asked, rows, at=at)
    job.bookmark = rows[-1].pk if rows else job.bookmark
    job.done += len(rows)
    return job.done < job.total and bool(rows)


def _take(asked: Round, rows: Sequence[RoundRow], *, at: datetime) -> None:
    next_ones = next_papers(row.period for row in rows)
    contents = _contents(asked, rows, next_ones, at=at)
    for row in rows:
        row.done_at = at
        try:
            with transaction.atomic():
                row.version = _go_on(asked, row.period, next_ones[row.period_id], contents, at=at)
        except NotSignable as refusal:
            row.refused = refusal.reasons
        except NotPossible as refusal:
            row.refused = [str(refusal)]
        row.save(update_fields=["done_at", "version", "refused"])


def _contents(
    asked: Round, rows: Sequence[RoundRow], next_ones: dict[int, Next | None], *, at: datetime
) -> dict[int, Content]:
    """What the papers say that are to be drawn up: of all periods in one go."""
    wanted = [
        (row.period, found.paper, asked.language or row.period.student.language)
        for row in rows
        if (found := next_ones[row.period_id]) is not None and found.waiting is None
    ]
    terms = Terms(**asked.terms)
    made = contents_of(wanted, on=localdate(at), terms=terms)
    return {period.pk: content for (period, *_rest), content in zip(wanted, made, strict=True)}


def _go_on(
    asked: Round,
    period: Period,
    found: Next | None,
    contents: Mapping[int, Content],
    *,
    at: datetime,
) -> Version:
    """Draw up what is not drawn up, and send it when that is asked for."""
    if found is None:
        raise NotPossible(gettext_lazy("Every agreement of this period is signed."))
    if found.is_sent:
        raise NotPossible(gettext_lazy("An agreement of this period waits for signatures."))
    version = found.waiting or draw_up(
        period,
        found.paper,
        content=contents[period.pk],
        language=contents[period.pk]["language"],
        by=asked.made_by,
        at=at,
    )
    if asked.sends:
        signers = likely_signers(
            version, ours=asked.ours, by_letter=asked.by_letter, on=localdate(at)
        )
        send_out(version, signers=signers, by_letter=asked.by_letter, by=asked.made_by, at=at)
    return version
