"""The pages of the round."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from veturi.cooperation.placements.models import SurveyRun, WorkplaceSurvey
from veturi.cooperation.placements.tests.reading_pages import text
from veturi.cooperation.placements.tests.surveys.asked import LINK, ended_at, only
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory
from veturi.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


def test_a_round_is_begun_and_listed(browse, aino):
    page = browse(aino, "en")
    empty = text(page.get("/surveys/"))

    answer = page.post("/surveys/opening/")

    run = SurveyRun.objects.get()
    assert "No rounds yet" in empty
    assert answer.url == run.get_absolute_url()
    assert "No periods have ended" in text(page.get(answer.url))
    assert "Begin the round" not in text(page.get("/surveys/"))


def test_the_count_is_asked_and_the_letters_sent(browse, aino, now):
    page = browse(aino, "en")
    seen = text(page.get(now.get_absolute_url()))

    sent = page.post(reverse("placements:survey_sending", args=[now.pk]), {"count": 1}, follow=True)
    reminded = page.post(
        reverse("placements:survey_reminding", args=[now.pk]), {"count": 1}, follow=True
    )

    assert "Send to 1 recipient" in seen and "The letter that will be sent" in seen
    assert "1 letter is in the outbox." in text(sent)
    assert "1 letter is in the outbox." in text(reminded)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("given", [{}, {"count": 7}, {"count": "monta"}])
def test_without_the_right_count_nothing_is_sent(browse, aino, now, given):
    answer = browse(aino, "en").post(
        reverse("placements:survey_sending", args=[now.pk]), given, follow=True
    )

    assert "The list has changed meanwhile" in text(answer)
    assert Letter.objects.count() == 0


def test_the_list_is_narrowed_by_state(browse, aino, now):
    page = browse(aino, "en")

    assert "Kattilakosken" in text(page.get(now.get_absolute_url(), {"status": "ready"}))
    assert "None stand there." in text(page.get(now.get_absolute_url(), {"status": "sent"}))
    assert "Kattilakosken" in text(page.get(now.get_absolute_url(), {"status": "x"}))


def test_links_are_brought_in_on_a_page(browse, aino, now, workshop):
    now.workplaces.update(link="")
    address = reverse("placements:survey_links", args=[now.pk])
    page = browse(aino, "en")

    def bring(content):
        return page.post(address, {"file": SimpleUploadedFile("linkit.csv", content.encode())})

    some = bring(f"tyopaikka;linkki\n{workshop.name};{LINK}\nMuu Oy;https://k.invalid/2\n")
    none = bring("a;b\n1;2\n")
    odd = bring(f"tyopaikka;linkki\n{workshop.name};ei linkki\n")
    whole = bring(f"tyopaikka;linkki\n{workshop.name};https://k.invalid/3\n")

    assert "Row 3: Muu Oy" in " ".join(text(some).split())
    assert (none.status_code, odd.status_code) == (422, 200)
    assert "Row 2, linkki:" in " ".join(text(odd).split())
    assert "Name the columns" in text(none)
    assert whole.url == now.get_absolute_url()
    assert only(now).link == "https://k.invalid/3"


def test_a_file_too_large_is_refused(browse, aino, now):
    address = reverse("placements:survey_links", args=[now.pk])
    file = SimpleUploadedFile("linkit.csv", b"x" * 1_000_001)

    assert browse(aino).post(address, {"file": file}).status_code == 422


def test_an_answer_is_noted(browse, aino, now):
    address = reverse("placements:survey_answering", args=[only(now).pk])
    page = browse(aino, "en")

    early = text(page.post(address, follow=True))
    now.workplaces.update(sent_at=timezone.now())
    then = text(page.post(address, follow=True))

    assert "This was not sent yet." in early
    assert "Noted as answered." in then
    assert only(now).answered_on == timezone.localdate()


def test_workplaces_are_looked_for_again(browse, aino, now, bakery):
    address = reverse("placements:survey_gathering", args=[now.pk])
    page = browse(aino, "en")

    none = text(page.post(address, follow=True))
    ended_at(bakery, starts_on=now.since, ends_on=now.until)
    one = text(page.post(address, follow=True))

    assert "No new workplaces." in none
    assert "1 new workplace." in one


@pytest.mark.parametrize(
    "name", ["survey", "survey_gathering", "survey_links", "survey_sending", "survey_reminding"]
)
def test_who_edits_no_partners_sends_nothing(browse, mika, sten, now, name):
    address = reverse(f"placements:{name}", args=[now.pk])
    for person, code in ((mika, 403), (sten, 404)):
        page = browse(person)
        assert {page.get(address).status_code, page.post(address).status_code} <= {code, 405}


def test_many_workplaces_take_as_many_questions_as_one(browse, aino, now, college):
    page = browse(aino)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            page.get(now.get_absolute_url())
        return len(queries)

    asked()
    with_one = asked()
    for n in range(10):
        WorkplaceSurvey.objects.create(
            provider=college,
            run=now,
            partnership=PartnershipFactory(provider=college),
            recipient=PersonFactory(provider=college, email=f"a{n}@l.invalid"),
            link=f"https://k.invalid/{n}",
        )

    assert asked() == with_one
