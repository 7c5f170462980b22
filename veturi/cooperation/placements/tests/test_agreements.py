"""Agreements are drawn up, sent, signed and amended; the law and the ledger follow."""

from datetime import date, timedelta

import pytest

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import agreements, doors, periods
from veturi.cooperation.placements.actions.agreements import Signer
from veturi.cooperation.placements.actions.bringing import SignedPaper, bring_in
from veturi.cooperation.placements.models import Period, Student, Version
from veturi.cooperation.placements.reading.contents import Terms, content_of
from veturi.cooperation.placements.reading.triad import triad_of
from veturi.cooperation.placements.rules.triad import Who
from veturi.cooperation.placements.rules.words import Paper, State
from veturi.cooperation.placements.tests.factories import PeriodUnitFactory, ready
from veturi.foundation.mail.models import Letter
from veturi.ledger.models import Deed, Promise

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TERMS = Terms(demonstrations="Näyttö jakson lopussa", elsewhere="Ei muualla")


@pytest.fixture
def lawful(workshop, eetu, mika, otto, assessed):
    """A period in whose way nothing stands; letters reach Eetu."""
    eetu.email = "eetu@opisto.invalid"
    eetu.save()

    def make(**given):
        return PeriodUnitFactory(
            period=ready(workshop, instructor=otto, student=eetu, teacher=mika, **given)
        ).period

    return make


@pytest.fixture
def drawn(mika):
    def make(period, paper=Paper.TRAINING, **more):
        content = content_of(period, paper, language="fi", on=TODAY, terms=TERMS)
        return agreements.draw_up(
            period, paper, content=content, language="fi", by=mika, at=NOW, **more
        )

    return make


SIGNERS = (
    Signer("workplace", "Otto Ohjaaja", "otto@paja.invalid"),
    Signer("provider", "Rauha Lehto", "rauha@opisto.invalid"),
)


def sign_all(version, by, at=NOW, **more):
    for row in version.signatures.all():
        agreements.sign(row, way="link", evidence={"code": "sent"}, by=by, at=at, **more)
    return Version.objects.get(pk=version.pk)


def test_a_training_agreement_is_signed_by_both_and_told_to_the_student(
    lawful, drawn, mika, ledger
):
    period = lawful()
    version = drawn(period)

    agreements.send(version, signers=SIGNERS, by=mika, at=NOW)
    assert Promise.objects.unkept().get().kind == "agreements.signature_due"
    signed = sign_all(version, mika)

    assert signed.signed_on == TODAY
    assert signed.student_told_at == NOW
    letter = Letter.objects.get(to="eetu@opisto.invalid")
    assert "/link/" in letter.text
    assert Period.objects.get().state_on(TODAY) == State.AGREED
    assert ledger() == [("training_agreement_signed", TODAY, None)]
    assert set(Promise.objects.unkept().values_list("kind", flat=True)) == {
        "placements.period_starts",
        "placements.period_ends",
    }
    assert agreements.student_saw(signed, at=NOW).student_saw_at == NOW
    assert agreements.student_saw(signed, at=NOW + DAY).student_saw_at == NOW


def test_a_student_without_an_address_is_given_the_agreement_when_there_is_one(
    lawful, drawn, eetu, mika
):
    version = drawn(lawful())
    Student.objects.update(email="")
    agreements.send(version, signers=SIGNERS, by=mika, at=NOW)
    assert sign_all(version, mika).student_told_at is None
    assert [step.who for step in triad_of(Period.objects.get(), at=NOW, on=TODAY).steps] == [
        Who.TEACHER
    ]

    Student.objects.update(email="eetu@opisto.invalid")
    doors.invite_student(Period.objects.get(), by=mika, at=NOW + DAY)

    assert Version.objects.get().student_told_at == NOW + DAY


def test_what_was_promised_to_be_signed_stays_kept_when_the_period_ends_early(
    lawful, drawn, mika, ledger
):
    version = drawn(lawful(starts_on=TODAY - 9 * DAY))
    agreements.send(version, signers=SIGNERS, by=mika, at=NOW)
    sign_all(version, mika)

    periods.end(Period.objects.get(), on=TODAY, by=mika, at=NOW)

    row = Promise.objects.get(kind="agreements.signature_due")
    assert row.kept_by == Deed.objects.standing().get(kind="agreements.training_agreement_signed")


def test_an_apprenticeship_is_agreed_when_both_papers_are_signed(lawful, drawn, mika, ledger):
    period = lawful(
        form="apprenticeship", wage_basis="TES", weekly_hours=37, trial_until=date(2027, 1, 31)
    )
    arrangement = drawn(period, Paper.ARRANGEMENT)
    agreements.send(arrangement, signers=SIGNERS, by=mika, at=NOW)
    sign_all(arrangement, mika)
    assert Period.objects.get().agreed_on is None

    contract = drawn(Period.objects.get(), Paper.APPRENTICESHIP)
    who = (Signer("student", "Eetu Aho", "eetu@opisto.invalid"), SIGNERS[0])
    agreements.send(contract, signers=who, by=mika, at=NOW)
    signed = sign_all(contract, mika)

    assert signed.student_told_at is None
    assert Period.objects.get().agreed_on == TODAY
    assert [row[0] for row in ledger()] == [
        "arrangement_agreement_signed",
        "apprenticeship_signed",
    ]


def test_a_paper_without_a_deed_lets_its_promise_go(lawful, drawn, mika, ledger):
    period = lawful(form="practice")
    version = drawn(period, Paper.PRACTICE)
    who = (Signer("student", "Eetu Aho"), *SIGNERS)

    agreements.send(version, signers=who, by=mika, at=NOW)
    sign_all(version, mika, on=TODAY - DAY)

    assert Period.objects.get().agreed_on == TODAY - DAY
    assert ledger() == []
    assert not Promise.objects.unkept().filter(kind="agreements.signature_due").exists()


def test_what_the_law_wants_stands_in_the_way_of_sending_and_of_signing(lawful, drawn, mika):
    period = lawful()
    version = drawn(period)
    agreements.send(version, signers=SIGNERS, by=mika, at=NOW)
    period.partnership.suitabilities.update(has_tools=False)

    with pytest.raises(agreements.NotSignable) as refusal:
        agreements.sign(version.signatures.first(), way="paper", evidence={}, by=mika, at=NOW)
    assert len(refusal.value.reasons) == 1
    assert not version.signatures.exclude(signed_at=None).exists()

    agreements.withdraw(version, by=mika, at=NOW)
    another = drawn(period)
    with pytest.raises(agreements.NotSignable):
        agreements.send(another, signers=SIGNERS, by=mika, at=NOW)
    assert not another.signatures.exists()


def test_a_paper_that_lacks_what_the_law_wants_in_it_is_not_sent(lawful, drawn, mika):
    version = drawn(lawful(weekly_hours=None))

    with pytest.raises(agreements.NotSignable, match="71"):
        agreements.send(version, signers=SIGNERS, by=mika, at=NOW)


def test_a_form_has_its_own_papers_and_one_version_waits_at_a_time(lawful, drawn, mika):
    period = lawful()
    drawn(period)

    with pytest.raises(periods.NotPossible):
        drawn(period, Paper.TET)
    latest = drawn(period)
    assert [row.withdrawn_at for row in Version.objects.order_by("number")] == [NOW, None]
    agreements.send(latest, signers=SIGNERS, by=mika, at=NOW)
    with pytest.raises(periods.NotPossible):
        drawn(period)


def test_what_is_sent_or_answered_is_not_sent_or_answered_again(lawful, drawn, mika):
    version = drawn(lawful())
    first, _second = agreements.send(version, signers=SIGNERS, by=mika, at=NOW)
    with pytest.raises(periods.NotPossible):
        agreements.send(version, signers=SIGNERS, by=mika, at=NOW)

    row = agreements.decline(first, why="ajankohta ei käy", by=None, at=NOW)

    assert (row.declined_at, row.waits) == (NOW, False)
    for act in (agreements.decline, agreements.sign):
        more = {"why": ""} if act == agreements.decline else {"way": "link", "evidence": {}}
        with pytest.raises(periods.NotPossible):
            act(row, by=None, at=NOW, **more)


def test_another_address_is_asked_again(lawful, drawn, mika):
    version = drawn(lawful())
    first, _second = agreements.send(version, signers=SIGNERS, by=mika, at=NOW)

    row = agreements.mend_signer(
        first, name="Otto Ohjaaja", email="oikea@paja.invalid", phone="", by=mika, at=NOW + DAY
    )

    assert row.email == "oikea@paja.invalid"
    assert Version.objects.get().sent_at == NOW + DAY


def test_a_version_that_is_withdrawn_is_not_signed_and_promises_nothing(lawful, drawn, mika):
    version = drawn(lawful())
    first, _second = agreements.send(version, signers=SIGNERS, by=mika, at=NOW)

    agreements.withdraw(version, by=mika, at=NOW)

    assert not Promise.objects.unkept().exists()
    with pytest.raises(periods.NotPossible):
        agreements.sign(first, way="link", evidence={}, by=None, at=NOW)
    with pytest.raises(periods.NotPossible):
        agreements.withdraw(version, by=mika, at=NOW)
    with pytest.raises(periods.NotPossible):
        agreements.send(version, signers=SIGNERS, by=mika, at=NOW)


def test_what_changes_after_signing_is_an_amendment_and_no_second_deed(lawful, drawn, mika, ledger):
    period = lawful()
    version = drawn(period)
    agreements.send(version, signers=SIGNERS, by=mika, at=NOW)
    sign_all(version, mika)
    with pytest.raises(periods.NotPossible):
        agreements.withdraw(version, by=mika, at=NOW)
    with pytest.raises(periods.NotPossible):
        drawn(Period.objects.get())

    later = periods.edit(
        Period.objects.get(), by=mika, at=NOW, fields={"ends_on": date(2027, 3, 26)}
    )
    amended = drawn(later, why="Jakso jatkuu viikon")
    agreements.send(amended, signers=SIGNERS, by=mika, at=NOW)
    signed = sign_all(amended, mika)

    assert (signed.number, signed.student_told_at) == (2, NOW)
    assert [row[0] for row in ledger()] == ["training_agreement_signed"]


def test_of_a_period_that_was_called_off_nothing_is_drawn_up_or_signed(lawful, drawn, mika):
    period = lawful()
    version = drawn(period)
    first, _second = agreements.send(version, signers=SIGNERS, by=mika, at=NOW)
    off = periods.call_off(period, side="student", why="muutti", by=mika, at=NOW)

    with pytest.raises(periods.NotPossible):
        agreements.sign(first, way="link", evidence={}, by=None, at=NOW)
    agreements.withdraw(version, by=mika, at=NOW)
    with pytest.raises(periods.NotPossible):
        drawn(off)


def test_what_was_signed_elsewhere_is_brought_in_as_it_stands(lawful, mika, college, ledger):
    period = lawful(
        agreed_on=TODAY - 30 * DAY, started_on=TODAY - 20 * DAY, starts_on=TODAY - 20 * DAY
    )
    content = content_of(period, Paper.TRAINING, language="fi", on=TODAY, terms=TERMS)
    paper = SignedPaper(period, Paper.TRAINING, content, TODAY - 30 * DAY, NOW - 30 * DAY, SIGNERS)

    [version] = bring_in([paper], provider=college, by=mika, at=NOW)

    assert (version.signed_on, version.student_told_at) == (TODAY - 30 * DAY, NOW - 30 * DAY)
    assert {row.way for row in version.signatures.all()} == {"paper"}
    assert ledger()[0] == ("training_agreement_signed", TODAY - 30 * DAY, None)
    assert not Promise.objects.filter(kind="placements.period_starts").exists()
