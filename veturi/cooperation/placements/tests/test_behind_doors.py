"""The pages behind links: reached from a letter, showing the least, and nothing of others."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import agreements, doors
from veturi.cooperation.placements.actions.agreements import Signer
from veturi.cooperation.placements.models import (
    Code,
    ContactRequest,
    Knock,
    Pass,
    Period,
    ProgressSignal,
    Readiness,
    Signature,
    Stay,
    Version,
)
from veturi.cooperation.placements.reading.contents import Terms, content_of
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.factories import (
    PeriodFactory,
    PeriodUnitFactory,
    ReadinessFactory,
    StudentFactory,
    SupportFactory,
    ready,
)
from veturi.directory.tests.factories import PersonFactory
from veturi.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRET = re.compile(r"/link/([\w-]+)/")
DIGITS = re.compile(r"\b(\d{6})\b")
TERMS = Terms(demonstrations="Näyttö jakson lopussa", elsewhere="Ei muualla")


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def at(name, *keys):
    return reverse(f"placements:{name}", args=keys)


def link_to(row):
    return at("link", SECRET.search(Letter.objects.get(key=row.key).text)[1])


def code_in_letter():
    letters = Letter.objects.filter(key__startswith="placements.code").order_by("pk")
    return DIGITS.search(letters.last().text)[1]


def come_in(row, **options):
    """A browser that came in by the link of this pass."""
    browser = Client(headers={"accept-language": "fi", "user-agent": "Selain 1"}, **options)
    browser.post(link_to(row))
    browser.post(at("door_code"), {"code": code_in_letter()})
    return browser


def reached(person, name):
    person.email = f"{name}@paja.invalid"
    person.save()
    return person


@pytest.fixture
def now_running(running):
    """Its days are of the real clock, which the pages go by."""
    today = timezone.localdate()
    Period.objects.filter(pk=running.pk).update(
        starts_on=today - 9 * DAY, ends_on=today + 60 * DAY, key_tasks="Sorvaus", goals="Mitata"
    )
    return Period.objects.get(pk=running.pk)


@pytest.fixture
def instructor_pass(now_running, otto, mika):
    reached(otto, "otto")
    return doors.invite_instructor(now_running, by=mika, at=timezone.now())


@pytest.fixture
def student_pass(now_running, eetu, mika):
    reached(eetu, "eetu")
    return doors.invite_student(Period.objects.get(pk=now_running.pk), by=mika, at=timezone.now())


@pytest.fixture
def sent(workshop, mika, otto, assessed):
    """A training agreement that waits for both; its student is Senja Kivi."""
    student = StudentFactory(provider=workshop.provider, given_name="Senja", family_name="Kivi")
    period = PeriodUnitFactory(
        period=ready(workshop, instructor=otto, student=student, teacher=mika)
    ).period
    content = content_of(period, Paper.TRAINING, language="fi", on=TODAY, terms=TERMS)
    version = agreements.draw_up(
        period, Paper.TRAINING, content=content, language="fi", by=mika, at=NOW
    )
    signers = (
        Signer("workplace", "Otto Ohjaaja", "otto@paja.invalid"),
        Signer("provider", "Rauha Lehto", "rauha@opisto.invalid"),
    )
    agreements.send(version, signers=signers, by=mika, at=NOW)
    return Version.objects.get(pk=version.pk)


@pytest.fixture
def sign_pass(sent, mika):
    row = sent.signatures.get(party="workplace")
    doors.ask_to_sign(row, by=mika, at=timezone.now())
    return Pass.objects.get(signature=row)


def stored():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Pass, Stay, Code, Knock, Letter, Signature)
    ]


def test_opening_the_link_changes_nothing_however_often(instructor_pass):
    address, browser, before = link_to(instructor_pass), Client(), stored()

    answers = [browser.get(address), browser.head(address), browser.get(address)]

    assert {answer.status_code for answer in answers} == {200}
    assert stored() == before
    assert not browser.cookies
    headers = answers[0].headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"


def test_the_button_takes_the_secret_out_of_the_address(instructor_pass, settings):
    settings.SESSION_COOKIE_SECURE = True
    browser = Client(enforce_csrf_checks=True)
    address = link_to(instructor_pass)

    answer = browser.post(address, headers={"origin": "null"})

    assert answer.url == at("door_code")
    cookie = answer.cookies["veturi_door"]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
    assert cookie["path"] == "/door/"
    assert address.split("/")[-2] not in cookie.value
    page = browser.get(answer.url)
    assert "ot…@paja.invalid" in text(page)
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "same-origin")


def test_a_forged_form_behind_the_door_is_refused(instructor_pass):
    browser = Client(enforce_csrf_checks=True)
    browser.post(link_to(instructor_pass))

    assert browser.post(at("door_code"), {"code": code_in_letter()}).status_code == 403


def test_an_unknown_and_an_ended_link_look_the_same_until_and_after_the_button(instructor_pass):
    known, unknown = link_to(instructor_pass), at("link", "x" * 43)
    doors.revoke(instructor_pass, by=None, at=timezone.now())
    browser = Client(headers={"accept-language": "fi"})

    assert browser.get(known).content == browser.get(unknown).content
    ended, guessed = browser.post(known), browser.post(unknown)
    assert (ended.status_code, ended.content) == (guessed.status_code, guessed.content)
    assert ended.status_code == 404


def test_a_wrong_code_is_told_and_the_right_one_opens_the_page(instructor_pass):
    browser = Client(headers={"accept-language": "fi"})
    browser.post(link_to(instructor_pass))

    empty = browser.post(at("door_code"), {"code": ""})
    wrong = browser.post(at("door_code"), {"code": "12"})

    assert (empty.status_code, wrong.status_code) == (422, 422)
    assert BeautifulSoup(wrong.content, "html.parser").select_one("#id_code_error")
    right = browser.post(at("door_code"), {"code": code_in_letter()})
    assert right.url == at("door")
    assert browser.get(right.url).url == at("door_instructor")
    assert browser.post(at("door")).status_code == 405


def test_another_code_is_sent_on_asking_but_not_for_ever(instructor_pass):
    browser = Client(headers={"accept-language": "fi"})
    browser.post(link_to(instructor_pass))

    answers = [browser.post(at("door_code_again")).status_code for _n in range(5)]

    assert answers == [302, 302, 302, 302, 429]
    assert Code.objects.count() == 5
    assert browser.post(link_to(instructor_pass)).status_code == 429
    assert browser.get(at("door_code")).status_code == 200


def test_many_wrong_codes_end_in_waiting(instructor_pass):
    browser = Client(headers={"accept-language": "fi"})
    browser.post(link_to(instructor_pass))

    statuses = [browser.post(at("door_code"), {"code": "1"}).status_code for _n in range(16)]

    assert statuses == [422] * 15 + [429]


def test_without_having_pressed_nothing_is_behind_the_door(db):
    browser = Client()
    for name in ("door", "door_code", "door_instructor", "door_signing", "door_student"):
        assert browser.get(at(name)).status_code == 404
    for name in ("door_code_again", "door_leave", "door_signature", "door_ready"):
        assert browser.post(at(name)).status_code == 404


def test_a_cookie_that_was_made_up_opens_nothing(instructor_pass):
    browser = come_in(instructor_pass)
    value = browser.cookies["veturi_door"].value
    browser.cookies["veturi_door"] = "x" + value

    assert browser.get(at("door_instructor")).status_code == 404


def test_leaving_ends_the_stay_and_takes_the_cookie(instructor_pass):
    browser = come_in(instructor_pass)
    value = browser.cookies["veturi_door"].value

    answer = browser.post(at("door_leave"))

    assert answer.status_code == 200
    assert answer.cookies["veturi_door"].value == ""
    browser.cookies["veturi_door"] = value
    assert browser.get(at("door_instructor")).status_code == 404


def test_who_came_in_and_who_was_refused_stands_in_the_access_log(
    instructor_pass, student_pass, browse, antti
):
    come_in(instructor_pass)
    come_in(student_pass).post(at("door_leave"))
    browser = Client()
    browser.post(link_to(student_pass))
    browser.post(at("door_code"), {"code": "no"})

    page = text(browse(antti, "en").get(reverse("accesslog:index")))

    for words in (
        "Came in by a link and a code",
        "Left what a link opened",
        "Was refused at a link",
    ):
        assert words in page
    assert "Otto Ohjaaja" in page and "Eetu Aho" in page


def test_the_page_speaks_the_readers_language_unless_another_was_chosen(instructor_pass):
    Pass.objects.update(language="sv")
    browser = come_in(instructor_pass)

    assert browser.get(at("door_instructor"))["Content-Language"] == "sv"
    browser.post(reverse("set_language"), {"language": "en"})
    page = browser.get(at("door_instructor"))
    assert page["Content-Language"] == "en"
    assert "Your students" in text(page)


def test_an_instructor_sees_who_is_here_and_who_comes_and_of_whom_no_support_needs(
    instructor_pass, now_running, workshop, otto, mika, eetu
):
    today = timezone.localdate()
    SupportFactory(student=eetu, needs="Lukivaikeus", told_to_workplace="Lisäaikaa")

    def of(name, **given):
        fields = {"instructor": otto, "agreed_on": TODAY, "teacher": mika, **given}
        student = StudentFactory(provider=workshop.provider, given_name=name, family_name="X")
        return PeriodFactory(partnership=workshop, student=student, **fields)

    of("Tuleva", starts_on=today + 9 * DAY, ends_on=today + 30 * DAY)
    of("Ehdotus", agreed_on=None)
    of("Peruttu", called_off_on=TODAY, called_off_by="school")
    of("Vanha", starts_on=today - 90 * DAY, ends_on=today - 40 * DAY, ended_on=today - 40 * DAY)
    of("Muun", instructor=PersonFactory(provider=workshop.provider))

    page = text(come_in(instructor_pass).get(at("door_instructor")))

    for word in ("Eetu Aho", "Tuleva X", "Sorvaus", "Mitata", "Mika Koivu"):
        assert word in page
    for word in ("Ehdotus", "Peruttu", "Vanha", "Muun", "Lukivaikeus", "Lisäaikaa"):
        assert word not in page


def test_an_instructor_without_students_is_told_so(instructor_pass, now_running, mika):
    other = PersonFactory(provider=mika.provider)
    Period.objects.update(instructor=other)

    page = come_in(instructor_pass).get(at("door_instructor"))

    assert "Eetu" not in text(page)
    assert BeautifulSoup(page.content, "html.parser").select_one(".empty")


def test_the_instructors_page_asks_as_much_for_one_as_for_many(
    instructor_pass, workshop, otto, mika
):
    browser = come_in(instructor_pass)
    browser.get(at("door_instructor"))
    with CaptureQueriesContext(connection) as one:
        browser.get(at("door_instructor"))
    for _n in range(12):
        student = StudentFactory(provider=workshop.provider)
        PeriodFactory(
            partnership=workshop, student=student, instructor=otto, agreed_on=TODAY, teacher=mika
        )
    with CaptureQueriesContext(connection) as many:
        browser.get(at("door_instructor"))

    assert len(many) == len(one)


def test_a_wish_to_talk_is_kept_and_told_to_the_teacher(
    instructor_pass, now_running, mika, otto, browse
):
    mika.email = "mika@opisto.invalid"
    mika.save()
    browser, address = come_in(instructor_pass), at("door_signal", now_running.pk)

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"words": ""}).status_code == 422
    answer = browser.post(address, {"tone": "talk", "words": "Myöhästelee"})

    assert answer.url == at("door_instructor")
    row = ProgressSignal.objects.get()
    assert (row.period, row.by, row.tone, row.words) == (now_running, otto, "talk", "Myöhästelee")
    letter = Letter.objects.get(key=f"placements.signal:{row.pk}")
    assert letter.to == "mika@opisto.invalid"
    assert "Myöhästelee" not in letter.text and "Eetu" not in letter.text
    assert "Myöhästelee" in text(browse(mika).get(now_running.get_absolute_url()))
    assert str(row)


def test_what_goes_well_writes_no_letter_and_a_teacher_without_address_gets_none(
    instructor_pass, now_running
):
    browser, address = come_in(instructor_pass), at("door_signal", now_running.pk)
    browser.post(address, {"tone": "well", "words": ""})
    browser.post(address, {"tone": "talk", "words": ""})

    count = Letter.objects.filter(key__startswith="placements.signal").count()
    assert count == bool(now_running.teacher.email)
    Period.objects.update(teacher=None)
    browser.post(address, {"tone": "talk", "words": ""})
    assert Letter.objects.filter(key__startswith="placements.signal").count() == count


def test_near_the_end_the_workplace_is_asked_whether_it_would_host_again(
    instructor_pass, now_running
):
    browser, address = come_in(instructor_pass), at("door_again", now_running.pk)
    assert address not in browser.get(at("door_instructor")).content.decode()
    Period.objects.update(ends_on=timezone.localdate() + 3 * DAY)
    assert address in browser.get(at("door_instructor")).content.decode()

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"answer": "?"}).status_code == 422
    browser.post(address, {"answer": "maybe"})

    assert Period.objects.get().host_again == "maybe"


def test_contact_data_change_only_when_one_of_ours_accepts(
    instructor_pass, otto, browse, aino, mika
):
    browser, address = come_in(instructor_pass), at("door_contact")
    fields = {"email": "otto@uusi.invalid", "phone": "0401234567"}
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"email": "ei"}).status_code == 422
    assert browser.post(address, {"email": "otto@paja.invalid", "phone": ""}).status_code == 422

    browser.post(address, {**fields, "email": "vanha@uusi.invalid"})
    assert browser.post(address, fields).url == at("door_instructor")

    otto.refresh_from_db()
    assert otto.email == "otto@paja.invalid"
    row = ContactRequest.objects.get()
    ours = browse(aino)
    assert at("contact_requests") in ours.get(at("periods")).content.decode()
    assert "otto@uusi.invalid" in text(ours.get(at("contact_requests")))
    ours.post(at("contact_request_acceptance", row.pk))
    otto.refresh_from_db()
    assert (otto.email, otto.phone) == ("otto@uusi.invalid", "+358 40 1234567")
    row.refresh_from_db()
    assert row.answered_by == aino and row.accepted_at and str(row)
    ours.post(at("contact_request_declining", row.pk))
    row.refresh_from_db()
    assert row.declined_at is None
    assert "otto@uusi.invalid" not in text(ours.get(at("contact_requests")))


def test_a_correction_is_declined_and_nothing_changes(instructor_pass, otto, browse, aino):
    come_in(instructor_pass).post(at("door_contact"), {"email": "x@uusi.invalid"})

    browse(aino).post(at("contact_request_declining", ContactRequest.objects.get().pk))

    otto.refresh_from_db()
    assert otto.email == "otto@paja.invalid"
    assert ContactRequest.objects.get().declined_at
    assert not ContactRequest.objects.waiting().exists()


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


def signed_by_all(sent):
    for row in sent.signatures.all():
        agreements.sign(row, way="paper", evidence={}, by=None, at=NOW)
    return Version.objects.select_related("agreement__period__student").get(pk=sent.pk)


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


# Every address behind the door, each with the things of everybody else.
def behind():
    names = {
        one.name
        for pattern in get_resolver("veturi.cooperation.placements.urls").url_patterns
        for one in [pattern]
        if str(one.pattern).startswith("door/")
    }
    return sorted(names)


OF_PURPOSE = {
    "instructor": {"door_instructor", "door_contact", "door_signal", "door_again"},
    "sign": {"door_signing", "door_signing_paper", "door_signature", "door_refusal"},
    "student": {"door_student", "door_ready", "door_student_paper", "door_seen"},
}
EVERYBODYS = {"door", "door_code", "door_code_again", "door_leave"}


def test_every_address_behind_the_door_belongs_to_a_purpose():
    assert set(behind()) == EVERYBODYS.union(*OF_PURPOSE.values())


@pytest.mark.parametrize("purpose", sorted(OF_PURPOSE))
def test_with_the_link_of_another_nothing_else_is_readable(
    purpose, instructor_pass, student_pass, sign_pass, bakery, mika, sent
):
    """Walk every address with this pass and the keys of all others: each answers as if not there."""
    mine = {"instructor": instructor_pass, "student": student_pass, "sign": sign_pass}[purpose]
    others_version = sent if purpose == "student" else None
    stranger = PersonFactory(provider=bakery.provider, email="leipuri@leipomo.invalid")
    secret = StudentFactory(provider=bakery.provider, given_name="Salla", family_name="Salainen")
    other = PeriodFactory(
        partnership=bakery, student=secret, instructor=stranger, agreed_on=TODAY, teacher=mika
    )
    browser = come_in(mine)
    shut = Client(headers={"accept-language": "fi"}).get(at("door_instructor")).content
    allowed = OF_PURPOSE[purpose]

    for name in sorted(set(behind()) - EVERYBODYS, key=lambda name: (name in allowed, name)):
        keyed = name in {"door_signal", "door_again", "door_student_paper", "door_seen"}
        key = [others_version.pk if others_version and "s" in name[-5:] else other.pk]
        address = at(name, *(key if keyed else []))
        answers = [browser.get(address), browser.post(address, {})]
        for answer in answers:
            assert b"Salainen" not in answer.content, name
            assert b"Leipomo" not in answer.content, name
        if name not in allowed:
            assert [a.content for a in answers] == [shut, shut], name
        elif keyed:
            assert {a.status_code for a in answers} <= {404, 405}, name
    assert ProgressSignal.objects.count() == 0
    assert Version.objects.exclude(student_saw_at=None).count() == 0


def test_two_instructors_read_exactly_their_own(instructor_pass, bakery, mika):
    """What each reads is what would be there if the other did not exist."""
    alone = come_in(instructor_pass).get(at("door_instructor"))
    baker = PersonFactory(provider=bakery.provider, email="leipuri@leipomo.invalid")
    student = StudentFactory(provider=bakery.provider)
    theirs = PeriodFactory(
        partnership=bakery, student=student, instructor=baker, agreed_on=TODAY, teacher=mika
    )
    row = doors.invite_instructor(theirs, by=mika, at=timezone.now())

    beside = come_in(instructor_pass).get(at("door_instructor"))
    theirs_page = come_in(row).get(at("door_instructor"))

    assert text(beside) == text(alone)
    assert "Eetu" not in text(theirs_page) and str(student) in text(theirs_page)


def test_we_send_again_mend_and_end_links_on_the_page_of_the_period(
    instructor_pass, now_running, otto, browse, mika
):
    page = browse(mika)
    Letter.objects.update(failed_at=NOW, trouble="address")
    shown = text(page.get(now_running.get_absolute_url()))
    assert "otto@paja.invalid" in shown

    page.post(at("link_again", instructor_pass.pk))
    live = Pass.objects.live(timezone.now()).get()
    assert live != instructor_pass
    assert page.get(at("link_address", live.pk)).status_code == 200
    assert page.post(at("link_address", live.pk), {"email": "ei"}).status_code == 422
    fields = {"email": "otto@toinen.invalid", "phone": ""}
    assert page.post(at("link_address", live.pk), fields).url == now_running.get_absolute_url()
    otto.refresh_from_db()
    assert otto.email == "otto@toinen.invalid"

    live = Pass.objects.live(timezone.now()).get()
    page.post(at("link_end", live.pk))
    assert not Pass.objects.live(timezone.now()).exists()
    assert page.get(now_running.get_absolute_url()).status_code == 200


def test_links_are_sent_from_the_page_of_the_period(now_running, otto, eetu, browse, mika):
    page = browse(mika)
    page.post(at("link_student", now_running.pk))
    assert not Pass.objects.exists()
    reached(eetu, "eetu")
    reached(otto, "otto")

    page.post(at("link_student", now_running.pk))
    page.post(at("link_instructor", now_running.pk))
    Letter.objects.update(sent_at=NOW, text="")

    assert set(Pass.objects.values_list("purpose", flat=True)) == {"student", "instructor"}
    assert page.get(now_running.get_absolute_url()).status_code == 200


def test_what_was_signed_is_mended_nowhere(sign_pass, sent, browse, mika):
    Signature.objects.update(signed_at=NOW, way="link")
    answer = browse(mika).post(
        at("link_address", sign_pass.pk), {"email": "x@paja.invalid", "phone": ""}
    )

    assert answer.status_code == 422


def test_a_called_off_period_gets_no_links(now_running, otto, browse, mika):
    reached(otto, "otto")
    Period.objects.update(called_off_on=TODAY, called_off_by="school")

    browse(mika).post(at("link_instructor", now_running.pk))

    assert not Pass.objects.exists()
    assert browse(mika).get(now_running.get_absolute_url()).status_code == 200
