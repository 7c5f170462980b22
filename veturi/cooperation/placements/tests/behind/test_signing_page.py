"""A paper is read, signed or declined behind a link; the student is informed."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from conftest import NOW
from veturi.cooperation.placements.actions import agreements, doors
from veturi.cooperation.placements.models import (
    Pass,
    Period,
    Readiness,
    Signature,
)
from veturi.cooperation.placements.tests.behind.doorway import come_in, reached, signed_by_all
from veturi.cooperation.placements.tests.factories import (
    ReadinessFactory,
)
from veturi.cooperation.placements.tests.reading_pages import at, text

pytestmark = pytest.mark.django_db


def test_a_party_reads_what_it_signs_and_signs_in_the_same_stay(sign_pass, sent, browse, mika):
    browser = come_in(sign_pass, REMOTE_ADDR="192.0.2.77")
    page = text(browser.get(at("door_signing")))
    for word in ("Senja Kivi", "Kattilakosken Konepaja Oy", "Sorvaus", sent.digest[:16]):
        assert word in page
    assert browser.get(at("door_signing_paper")).content[:5] == b"%PDF-"

    browser.post(at("door_signature"))

    row = sent.signatures.get(party="workplace")
    proof = row.evidence
    assert (row.way, proof["digest"]) == ("link", sent.digest)
    assert (proof["code_sent_to"], proof["code_way"]) == ("otto@paja.invalid", "mail")
    assert (proof["network"], proof["browser"]) == ("192.0.2.0/24", "Selain 1")
    period = sent.agreement.period
    assert at("evidence", row.pk) in browse(mika).get(period.get_absolute_url()).content.decode()
    shown = text(browse(mika).get(at("evidence", row.pk)))
    for word in ("otto@paja.invalid", "192.0.2.0/24", sent.digest):
        assert word in shown
    browser.post(at("door_signature"))
    row.refresh_from_db()
    assert row.evidence == proof
    assert (
        'action="/door/signing/signature/"' not in browser.get(at("door_signing")).content.decode()
    )


def test_a_party_declines_and_says_why(sign_pass, sent, browse, mika):
    browser = come_in(sign_pass)

    assert browser.get(at("door_refusal")).status_code == 200
    assert browser.post(at("door_refusal"), {"why": ""}).status_code == 422
    browser.post(at("door_refusal"), {"why": "Väärät päivät"})

    row = sent.signatures.get(party="workplace")
    assert (row.why, row.signed_at) == ("Väärät päivät", None)
    assert "Väärät päivät" in text(browser.get(at("door_signing")))
    assert "Väärät päivät" in text(browse(mika).get(at("evidence", row.pk)))
    assert browser.post(at("door_refusal"), {"why": "Taas"}).status_code == 422


def test_a_withdrawn_paper_is_not_signed_and_evidence_waits(sign_pass, sent, browse, mika):
    browser = come_in(sign_pass)
    agreements.withdraw(sent, by=mika, at=NOW)

    browser.post(at("door_signature"))

    row = sent.signatures.get(party="workplace")
    assert row.signed_at is None
    assert browser.get(at("door_signing")).status_code == 200
    assert browse(mika).get(at("evidence", row.pk)).status_code == 200


def test_a_guardian_signs_on_a_page_of_its_own_words(sent, mika):
    Signature.objects.filter(party="workplace").update(party="guardian", name="Kaisa Kivi")
    doors.ask_to_sign(sent.signatures.get(party="guardian"), by=mika, at=timezone.now())
    browser = come_in(Pass.objects.get(purpose="guardian"))

    assert browser.get(browser.get(at("door")).url).status_code == 200
    browser.post(at("door_signature"))

    assert sent.signatures.get(party="guardian").signed_at


def test_a_student_sees_ones_own_period_and_says_that_the_agreement_was_seen(sent, mika):
    version = signed_by_all(sent)
    period = version.agreement.period
    reached(period.student, "senja")
    ReadinessFactory(period=period, by_student=False)
    browser = come_in(doors.invite_student(period, by=mika, at=timezone.now()))

    page = text(browser.get(browser.get(at("door")).url))
    for word in ("Kattilakosken Konepaja Oy", "Otto Ohjaaja", "Mika Koivu", "Sorvaus"):
        assert word in page
    assert browser.get(at("door_student_paper", version.pk)).content[:5] == b"%PDF-"
    browser.post(at("door_seen", version.pk))
    browser.post(at("door_ready"))

    version.refresh_from_db()
    assert version.student_saw_at
    assert Readiness.objects.get().by_student
    assert browser.get(at("door_student")).status_code == 200


def test_before_the_agreement_and_the_teachers_look_there_is_nothing_to_press(student_pass):
    Period.objects.update(key_tasks="", goals="", instructor=None, teacher=None)
    browser = come_in(student_pass)

    page = BeautifulSoup(browser.get(at("door_student")).content, "html.parser")
    browser.post(at("door_ready"))

    assert [form["action"] for form in page.select("main form")] == [at("door_leave")]
    assert not Readiness.objects.exists()
