"""A period from its proposal to its end; the ledger follows each step."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import periods
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.rules.words import State
from veturi.cooperation.placements.tests.conftest import BEGAN, ENDS
from veturi.cooperation.placements.tests.factories import UnitFactory
from veturi.directory.actions import merging
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory
from veturi.foundation.history.models import Change
from veturi.ledger.models import Promise

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
STARTED = ("period_started", BEGAN, None)
OCTOBER = ("period_month_held", date(2026, 10, 31), Decimal("20.00"))


def open_promises():
    return list(Promise.objects.unkept().order_by("due").values_list("kind", "due"))


def test_a_proposal_has_the_students_teacher_and_a_key_for_every_system(propose, mika, ledger):
    period = propose()

    assert (period.teacher, period.made_on, len(period.unique_id)) == (mika, TODAY, 32)
    assert period.state_on(TODAY) == State.PROPOSED
    assert ledger() == []
    assert Change.objects.of(period.key).get().field == "made"


def test_what_the_workplace_accepts_is_not_yet_agreed(propose, mika):
    period = periods.accept(propose(), by=mika, at=NOW)

    assert period.state_on(TODAY) == State.ACCEPTED
    assert periods.accept(period, by=mika, at=NOW + DAY).accepted_on == TODAY


def test_an_agreement_in_force_promises_its_first_and_last_day(propose, mika):
    starts = TODAY + 20 * DAY
    period = propose(starts_on=starts, ends_on=starts + 30 * DAY)

    period = periods.agree(period, on=TODAY, by=mika, at=NOW)

    assert period.state_on(TODAY) == State.AGREED
    assert open_promises() == [
        ("placements.period_starts", starts),
        ("placements.period_ends", starts + 30 * DAY),
    ]


def test_what_has_begun_stands_in_the_ledger_month_by_month(running, ledger):
    assert running.state_on(TODAY) == State.RUNNING
    assert ledger() == [STARTED, OCTOBER]
    assert open_promises() == [("placements.period_ends", ENDS)]


def test_of_work_experience_one_deed_counts_all_days(propose, mika, ledger):
    tet = propose(form="tet", starts_on=date(2026, 11, 9), ends_on=date(2026, 11, 13))

    periods.agree(tet, on=date(2026, 11, 2), by=mika, at=NOW)

    assert ("tet_period_held", date(2026, 11, 13), Decimal("5.00")) in ledger()


@pytest.mark.parametrize(
    ("form", "kind"),
    [("apprenticeship", "apprentice_month_held"), ("practice", "internship_month_held")],
)
def test_each_form_has_its_own_months(propose, mika, ledger, form, kind):
    periods.agree(propose(form=form), on=BEGAN, by=mika, at=NOW)

    assert (kind, date(2026, 10, 31), Decimal("20.00")) in ledger()


def test_days_of_an_interruption_are_taken_out_of_the_ledger(running, mika, ledger):
    row = periods.interrupt(
        running,
        since=date(2026, 10, 12),
        until=date(2026, 10, 16),
        reason="loma",
        by=mika,
        at=NOW,
    )

    assert ledger() == [STARTED, ("period_month_held", date(2026, 10, 31), Decimal("15.00"))]
    assert row.covers(date(2026, 10, 16))
    assert Change.objects.of(running.key).filter(field="interruptions").exists()


def test_an_open_interruption_goes_on_until_it_is_resumed(running, mika, ledger):
    row = periods.interrupt(
        running, since=date(2026, 11, 2), until=None, reason="sairaus", by=mika, at=NOW
    )
    assert Period.objects.get().state_on(TODAY) == State.INTERRUPTED

    periods.resume(row, until=date(2026, 11, 6), by=mika, at=NOW)

    assert Period.objects.get().state_on(TODAY) == State.RUNNING
    assert ledger() == [STARTED, OCTOBER]


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (BEGAN - DAY, None),
        (ENDS + DAY, None),
        (ENDS, ENDS + DAY),
        (date(2026, 10, 16), date(2026, 10, 20)),
        (date(2026, 10, 1), date(2026, 10, 12)),
        (date(2026, 10, 10), None),
    ],
)
def test_interruptions_lie_within_the_period_and_do_not_overlap(running, mika, since, until):
    periods.interrupt(
        running, since=date(2026, 10, 12), until=date(2026, 10, 16), reason="", by=mika, at=NOW
    )

    with pytest.raises(periods.NotPossible):
        periods.interrupt(running, since=since, until=until, reason="", by=mika, at=NOW)

    assert running.interruptions.count() == 1


def test_one_that_is_open_must_end_before_another_begins(running, mika):
    row = periods.interrupt(
        running, since=date(2026, 10, 12), until=None, reason="", by=mika, at=NOW
    )

    with pytest.raises(periods.NotPossible):
        periods.interrupt(running, since=date(2026, 11, 2), until=None, reason="", by=mika, at=NOW)
    for until in (date(2026, 10, 9), ENDS + DAY):
        with pytest.raises(periods.NotPossible):
            periods.resume(row, until=until, by=mika, at=NOW)


def test_another_instructor_is_responsible_from_a_day_on(running, mika, otto):
    other = PersonFactory(provider=running.provider)

    period = periods.change_instructor(
        running, instructor=other, since=date(2026, 11, 16), by=mika, at=NOW
    )

    assert period.instructor == other
    assert list(period.guidances.values_list("instructor", "since", "until")) == [
        (otto.pk, BEGAN, date(2026, 11, 15)),
        (other.pk, date(2026, 11, 16), None),
    ]


def test_the_same_instructor_or_a_day_outside_is_refused(running, mika, otto):
    other = PersonFactory(provider=running.provider)

    for who, since in ((otto, TODAY), (other, BEGAN - DAY), (other, ENDS + DAY)):
        with pytest.raises(periods.NotPossible):
            periods.change_instructor(running, instructor=who, since=since, by=mika, at=NOW)


def test_an_edit_moves_what_is_promised_and_what_was_recorded(running, mika, ledger):
    unit = UnitFactory()
    later = date(2026, 10, 12)

    period = periods.edit(
        running,
        by=mika,
        at=NOW,
        fields={"starts_on": later, "ends_on": ENDS + DAY, "part_time": 50},
        units=[unit],
    )

    assert period.started_on == later
    assert ledger() == [
        ("period_started", later, None),
        ("period_month_held", date(2026, 10, 31), Decimal("7.50")),
    ]
    assert open_promises() == [("placements.period_ends", ENDS + DAY)]
    assert [row.unit for row in period.units.all()] == [unit]
    periods.edit(period, by=mika, at=NOW, fields={}, units=[unit])
    assert Change.objects.of(running.key).filter(field="units").count() == 1


def test_an_edit_may_name_an_instructor_or_none(propose, mika, otto):
    period = periods.edit(propose(), by=mika, at=NOW, fields={"instructor": otto})
    assert [row.instructor for row in period.guidances.all()] == [otto]

    period = periods.edit(period, by=mika, at=NOW, fields={"instructor": None})
    assert (period.instructor, period.guidances.count()) == (None, 0)


def test_what_the_database_refuses_is_told_in_a_sentence(propose, mika):
    with pytest.raises(ValidationError, match="Viimeinen päivä|last day"):
        periods.edit(propose(), by=mika, at=NOW, fields={"ends_on": BEGAN - DAY})
    with pytest.raises(ValidationError):
        propose(part_time=101)


def test_what_never_came_to_be_is_called_off_and_leaves_the_ledger(propose, mika, ledger):
    starts = TODAY + 10 * DAY
    period = periods.agree(
        propose(starts_on=starts, ends_on=starts + DAY), on=TODAY, by=mika, at=NOW
    )

    period = periods.call_off(period, side="workplace", why="yt-neuvottelut", by=mika, at=NOW)

    assert period.state_on(TODAY) == State.CALLED_OFF
    assert (ledger(), open_promises()) == ([], [])
    with pytest.raises(periods.NotPossible):
        periods.call_off(period, side="school", why="", by=mika, at=NOW)
    with pytest.raises(periods.NotPossible):
        periods.accept(period, by=mika, at=NOW)


def test_what_has_begun_is_not_called_off_but_ended(running, mika):
    with pytest.raises(periods.NotPossible):
        periods.call_off(running, side="student", why="", by=mika, at=NOW)


def test_a_period_ends_and_its_last_month_is_recorded(running, mika, ledger):
    period = periods.end(running, on=date(2026, 11, 20), by=mika, at=NOW)

    assert period.state_on(TODAY) == State.ENDED
    assert ledger() == [
        STARTED,
        OCTOBER,
        ("period_month_held", date(2026, 11, 20), Decimal("15.00")),
        ("period_ended", date(2026, 11, 20), None),
    ]
    assert open_promises() == []
    assert period.guidances.get().until == date(2026, 11, 20)


@pytest.mark.parametrize("on", [BEGAN - DAY, TODAY + DAY])
def test_it_ends_neither_before_it_begins_nor_in_days_to_come(running, mika, on):
    with pytest.raises(periods.NotPossible):
        periods.end(running, on=on, by=mika, at=NOW)


def test_what_has_not_begun_or_has_ended_is_not_ended(propose, running, mika):
    with pytest.raises(periods.NotPossible):
        periods.end(propose(), on=TODAY, by=mika, at=NOW)
    ended = periods.end(running, on=TODAY, by=mika, at=NOW)
    with pytest.raises(periods.NotPossible):
        periods.end(ended, on=TODAY, by=mika, at=NOW)


def test_what_became_of_it_is_written_and_hiring_is_a_deed(running, mika, ledger):
    ended = periods.end(running, on=TODAY, by=mika, at=NOW)

    period = periods.note_facts(
        ended, by=mika, at=NOW, fields={"host_again": "yes", "hired_on": TODAY}
    )

    assert period.get_host_again_display() in ("yes", "kyllä")
    assert ("student_hired", TODAY, None) in ledger()


def test_readiness_is_a_deed_once_the_student_is_ready(propose, mika, ledger):
    period = propose()

    periods.check_readiness(period, by=mika, at=NOW, fields={"is_ready": False, "notes": "turva"})
    assert ledger() == []
    periods.check_readiness(period, by=mika, at=NOW, fields={"is_ready": True})

    assert ledger() == [("readiness_checked", TODAY, None)]


GIVEN = {"on": TODAY, "notes": ""}


@pytest.mark.parametrize(
    ("form", "given"),
    [
        ("training_agreement", {"ground": "trial"}),
        ("training_agreement", {"ground": "breach"}),
        ("training_agreement", {"ground": "mutual"}),
        ("apprenticeship", {"ground": "dismissal"}),
        ("tet", {"ground": "to_apprenticeship"}),
    ],
)
def test_a_ground_asks_what_the_law_asks_of_it(propose, mika, form, given):
    period = periods.agree(propose(form=form), on=BEGAN, by=mika, at=NOW)

    with pytest.raises(periods.NotPossible):
        periods.terminate(period, by=mika, at=NOW, fields={**GIVEN, **given})

    assert Period.objects.get().ended_on is None


def test_a_breach_ends_it_once_the_other_side_was_heard_and_a_duty_follows(running, mika, ledger):
    fields = {
        **GIVEN,
        "ground": "breach",
        "heard_on": TODAY - DAY,
        "see_to_it": mika,
        "see_to_it_by": TODAY + 14 * DAY,
    }

    row = periods.terminate(running, by=mika, at=NOW, fields=fields)

    assert Period.objects.get().ended_on == TODAY
    assert ledger()[-1] == ("period_ended", TODAY, None)
    assert periods.replace_learning(row, by=mika, on=TODAY).replaced_on == TODAY


def test_a_revoked_study_right_ends_it_without_a_duty(running, mika):
    row = periods.terminate(running, by=mika, at=NOW, fields={**GIVEN, "ground": "study_right"})

    assert row.see_to_it is None


def test_a_period_of_a_merged_partner_is_the_others_and_comes_back_with_the_undo(
    running, workshop, aino, ledger
):
    stays = PartnershipFactory(provider=aino.provider)

    made_one = merging.merge(stays, workshop, take=[], by=aino, at=NOW)
    assert Period.objects.get().partnership.shown == stays
    assert ledger() == [STARTED, OCTOBER]

    merging.undo(made_one, by=aino, at=NOW)
    assert Period.objects.get().partnership.shown == workshop
    assert ledger() == [STARTED, OCTOBER]
