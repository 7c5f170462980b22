"""The pages of agreements, by whoever opens them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import NOW
from veturi.cooperation.placements.actions import agreements, signing
from veturi.cooperation.placements.actions.agreements import Signer
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.models import Period, Signature, SignedFile, Version
from veturi.cooperation.placements.reading.contents import Terms, content_of
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.factories import PeriodUnitFactory, VersionFactory, ready
from veturi.cooperation.placements.tests.reading_pages import at
from veturi.directory.tests.factories import PersonFactory, PositionFactory
from veturi.foundation.files.checking import check
from veturi.foundation.mail.models import Letter
from veturi.foundation.trail.models import Trace, What

pytestmark = pytest.mark.django_db
TERMS = Terms(demonstrations="Näyttö jakson lopussa", elsewhere="Ei muualla")
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def text(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def links(answer):
    return [one.get("href") for one in BeautifulSoup(answer.content, "html.parser").select("a")]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lawful(workshop, eetu, mika, otto, assessed):
    """A period in whose way nothing stands."""
    otto.email = "otto@paja.invalid"
    otto.save()

    def make(**given):
        return PeriodUnitFactory(
            period=ready(workshop, instructor=otto, student=eetu, teacher=mika, **given)
        ).period

    return make


@pytest.fixture
def drawn(mika):
    def make(period, paper=Paper.TRAINING, **more):
        today = timezone.localdate()
        content = content_of(period, paper, language="fi", on=today, terms=TERMS)
        return agreements.draw_up(
            period, paper, content=content, language="fi", by=mika, at=timezone.now(), **more
        )

    return make


@pytest.fixture
def sent(lawful, drawn, mika):
    """A training agreement that waits for the workshop and for us."""
    version = drawn(lawful())
    signers = (
        Signer("workplace", "Otto Ohjaaja", "otto@paja.invalid"),
        Signer("provider", "Rauha Lehto", "rauha@opisto.invalid"),
    )
    agreements.send(version, signers=signers, by=mika, at=timezone.now())
    return version


def of(version, party):
    return version.signatures.get(party=party)


def test_an_agreement_is_drawn_up_from_the_periods_page(browse, mika, lawful):
    period = lawful()
    page = browse(mika)
    address = at("agreement_new", period.pk, "training")
    assert address in links(page.get(period.get_absolute_url()))

    answer = page.post(address, {"language": "sv", "demonstrations": "Yrkesprov i mars"})

    version = Version.objects.get()
    assert answer.url == version.get_absolute_url()
    assert (version.language, version.content["demonstrations"]) == ("sv", "Yrkesprov i mars")
    said = text(page.get(answer.url))
    assert "Yrkesprov i mars" in said
    assert version.digest in said
    assert at("asking", version.pk) in links(page.get(period.get_absolute_url()))


def test_a_paper_that_the_form_does_not_have_is_not_there(browse, mika, lawful):
    period = lawful()

    assert browse(mika).get(at("agreement_new", period.pk, "tet")).status_code == 404
    assert browse(mika).get(at("agreement_new", period.pk, "nothing")).status_code == 404


def test_a_second_version_beside_one_that_waits_is_refused_on_the_form(browse, mika, sent):
    answer = browse(mika).post(
        at("agreement_new", sent.agreement.period_id, "training"),
        {"language": "fi", "other": "Eväät mukaan"},
    )

    assert answer.status_code == 422
    assert "Eväät mukaan" in answer.content.decode()
    assert Version.objects.count() == 1


def test_what_stands_in_the_way_is_said_and_nothing_is_sent(
    browse, mika, rauha, otto, drawn, lawful
):
    version = drawn(lawful(weekly_hours=None))
    page = browse(mika, "en")
    assert "L531/2017 71.4 §" in text(page.get(version.get_absolute_url()))

    answer = page.post(
        at("asking", version.pk), {"provider": rauha.pk, "workplace": otto.pk, "how": "letter"}
    )

    assert answer.status_code == 422
    assert "L531/2017 71.4 §" in text(answer)
    assert not Signature.objects.exists()


def test_signers_are_offered_and_asked(browse, mika, rauha, otto, lawful, drawn, workshop):
    boss = PersonFactory(provider=workshop.provider, email="pomo@paja.invalid")
    PositionFactory(provider=workshop.provider, person=boss, partnership=workshop, role="signatory")
    version = drawn(lawful())
    page, address = browse(mika), at("asking", version.pk)
    soup = BeautifulSoup(page.get(address).content, "html.parser")
    chosen = {
        one["name"]: one.select_one("option[selected]")["value"]
        for one in soup.select("main select")
    }
    assert chosen == {"workplace": str(boss.pk), "provider": str(rauha.pk)}

    page.post(address, {"provider": rauha.pk, "workplace": otto.pk, "how": "letter"})

    rows = Signature.objects.values_list("party", "name", "email")
    assert list(rows) == [
        ("workplace", "Otto Ohjaaja", "otto@paja.invalid"),
        ("provider", str(rauha), rauha.email),
    ]
    assert [letter.to for letter in Letter.objects.all()] == ["otto@paja.invalid"]
    assert "Waits for Otto Ohjaaja" in text(browse(mika, "en").get(version.get_absolute_url()))
    assert (
        page.post(address, {"provider": rauha.pk, "workplace": otto.pk, "how": "none"}).status_code
        == 422
    )


def test_a_letter_wants_an_address(browse, mika, rauha, otto, lawful, drawn, eetu):
    version = drawn(lawful(form="practice"), Paper.PRACTICE)
    otto.email = ""
    otto.save()
    page, address = browse(mika), at("asking", version.pk)
    asked = {"provider": rauha.pk, "workplace": otto.pk, "student_name": "Eetu Aho"}

    answer = page.post(address, {**asked, "how": "letter"})

    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert soup.select_one("#id_student_email_error") and soup.select_one("#id_workplace_error")
    assert page.post(address, {**asked, "how": "none"}).status_code == 302
    assert Signature.objects.count() == 3


def test_whoever_may_sign_for_us_signs_by_a_button(browse, mika, rauha, sent):
    row = of(sent, "provider")
    address = at("signature_ours", row.pk)
    assert browse(mika).post(address).status_code == 403

    browse(rauha).post(address)

    row.refresh_from_db()
    assert (row.way, row.person, row.name) == ("signed_in", rauha, str(rauha))
    assert row.evidence["digest"] == sent.digest
    browse(rauha).post(at("signature_ours", of(sent, "workplace").pk))
    assert of(sent, "workplace").waits


def test_a_paper_is_not_signed_on_a_day_to_come(sent, mika):
    tomorrow = timezone.localdate() + timedelta(days=1)
    row, scan = of(sent, "workplace"), check(SimpleUploadedFile("skanni.pdf", PDF))

    with pytest.raises(NotPossible):
        signing.sign_on_paper(row, on=tomorrow, file=scan, by=mika, at=timezone.now())

    row.refresh_from_db()
    assert (row.signed_at, SignedFile.objects.count()) == (None, 0)


def test_a_signed_paper_is_entered_with_its_day_and_its_scan(browse, mika, sent):
    row, today = of(sent, "workplace"), timezone.localdate()
    page, address = browse(mika), at("signature_on_paper", row.pk)
    fields = {"on": f"{today.day}.{today.month}.{today.year}"}

    page.post(address, {**fields, "file": SimpleUploadedFile("skanni.pdf", PDF)})

    row.refresh_from_db()
    kept = SignedFile.objects.get()
    assert (row.way, row.evidence["on"], row.evidence["entered_by"]) == (
        "paper",
        today.isoformat(),
        str(mika),
    )
    assert row.evidence["file"] == kept.digest
    assert "skanni.pdf" in text(page.get(sent.get_absolute_url()))
    file = page.get(at("signed_file", kept.pk))
    assert (file.content, file["Content-Disposition"][:10]) == (PDF, "attachment")
    assert Trace.objects.get(what=What.FILE_TAKEN).subject == kept.key


@pytest.mark.parametrize(
    ("days", "name", "content"),
    [
        (1, "skanni.pdf", PDF),
        (-400, "skanni.pdf", PDF),
        (0, "skanni.txt", b"teksti"),
        (0, "skanni.pdf", b"ei pdf"),
    ],
)
def test_what_is_wrong_of_a_signed_paper_is_said(browse, mika, sent, days, name, content):
    row = of(sent, "workplace")
    day = timezone.localdate() + timedelta(days=days)
    fields = {"on": f"{day.day}.{day.month}.{day.year}"}

    answer = browse(mika).post(
        at("signature_on_paper", row.pk), {**fields, "file": SimpleUploadedFile(name, content)}
    )

    row.refresh_from_db()
    assert (answer.status_code, row.waits, SignedFile.objects.count()) == (422, True, 0)


def test_with_both_signatures_it_is_in_force(browse, rauha, aino, sent):
    browse(rauha).post(at("signature_ours", of(sent, "provider").pk))
    today = timezone.localdate()
    browse(aino).post(
        at("signature_on_paper", of(sent, "workplace").pk),
        {
            "on": f"{today.day}.{today.month}.{today.year}",
            "file": SimpleUploadedFile("s.pdf", PDF),
        },
    )

    assert Version.objects.get().signed_on == today
    page = browse(aino, "en")
    period = Period.objects.get()
    assert "In force since" in text(page.get(period.get_absolute_url()))
    assert at("agreement_new", period.pk, "training") in links(page.get(period.get_absolute_url()))


def test_an_amendment_says_what_changes(browse, mika, rauha, sent):
    for row in sent.signatures.all():
        agreements.sign(row, way="link", evidence={}, by=None, at=timezone.now())
    page, period = browse(mika), Period.objects.get()
    address = at("agreement_new", period.pk, "training")
    assert "Näyttö jakson lopussa" in page.get(address).content.decode()
    fields = {"language": "fi", "demonstrations": "Näyttö toukokuussa"}
    assert page.post(address, fields).status_code == 422

    answer = page.post(address, {**fields, "why": "Näyttö siirtyy"})

    said = text(page.get(answer.url))
    assert "Näyttö siirtyy" in said
    assert "Näyttö jakson lopussa" in said
    assert page.post(address, {**fields, "why": "uudestaan"}).status_code == 302


def test_a_refusal_is_entered_and_the_version_withdrawn(browse, mika, sent):
    page, row = browse(mika), of(sent, "workplace")

    assert page.post(at("signature_declining", row.pk), {"why": ""}).status_code == 422
    page.post(at("signature_declining", row.pk), {"why": "aika ei käy"})
    said = text(page.get(sent.get_absolute_url()))
    assert "aika ei käy" in said
    page.post(at("withdrawal", sent.pk))

    assert Version.objects.get().withdrawn_at is not None
    assert page.get(sent.get_absolute_url()).status_code == 200
    page.post(at("withdrawal", sent.pk))
    assert page.post(at("signature_declining", row.pk), {"why": "taas"}).status_code == 422


def test_a_bounced_address_is_mended(browse, mika, sent):
    page, row = browse(mika), of(sent, "workplace")
    address = at("signature_mending", row.pk)
    assert page.post(address, {"name": "Otto", "email": "ei osoite"}).status_code == 422

    page.post(address, {"name": "Otto Ohjaaja", "email": "oikea@paja.invalid", "phone": ""})

    row.refresh_from_db()
    assert row.email == "oikea@paja.invalid"
    assert Letter.objects.get().to == "oikea@paja.invalid"


def test_papers_are_fetched_as_files(browse, mika, sent, otto):
    page, period = browse(mika), Period.objects.get()

    for address in (
        at("version_pdf", sent.pk),
        at("safety", period.pk),
    ):
        answer = page.get(address)
        assert answer.content[:5] == b"%PDF-"
        assert answer["Content-Disposition"].startswith("attachment")
    assert Trace.objects.filter(what=What.FILE_TAKEN).count() == 2


def test_a_safety_notice_is_marked_as_delivered(browse, mika, lawful):
    period = lawful(safety_told_on=None)
    page = browse(mika)
    assert at("safety_delivery", period.pk) in page.get(period.get_absolute_url()).content.decode()

    page.post(at("safety_delivery", period.pk))

    assert Period.objects.get().safety_told_on == timezone.localdate()


def test_an_instructor_gets_a_certificate_once_there_is_something_to_certify(
    browse, mika, otto, running
):
    page = browse(mika)

    assert at("certificate", otto.pk) in links(page.get(otto.get_absolute_url()))
    assert page.get(at("certificate", otto.pk)).content[:5] == b"%PDF-"
    other = PersonFactory(provider=otto.provider)
    assert page.get(at("certificate", other.pk)).url == other.get_absolute_url()


def test_who_only_reads_sees_no_agreement_and_a_stranger_none_at_all(browse, rea, sten, sent):
    kept = SignedFile.objects.create(
        provider_id=sent.provider_id, version=sent, name="s.pdf", size=1, added_at=NOW
    )
    row = of(sent, "workplace")
    for address in (
        at("version", sent.pk),
        at("version_pdf", sent.pk),
        at("asking", sent.pk),
        at("signature_on_paper", row.pk),
        at("signed_file", kept.pk),
    ):
        assert browse(rea).get(address).status_code == 403
        assert browse(sten).get(address).status_code == 404


def test_the_periods_page_asks_as_much_of_many_versions_as_of_one(browse, mika, sent):
    page, period = browse(mika), Period.objects.get()
    page.get(period.get_absolute_url())
    with CaptureQueriesContext(
        connection,
    ) as one:
        page.get(period.get_absolute_url())

    for number in range(2, 30):
        VersionFactory(agreement=sent.agreement, number=number, withdrawn_at=NOW)
    with CaptureQueriesContext(connection) as many:
        page.get(period.get_absolute_url())

    assert len(many) == len(one)
