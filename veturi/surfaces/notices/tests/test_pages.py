"""One's own notices: list, reading, mutes, wishes; the bell; the outbox of who keeps the staff."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.history.models import Change
from veturi.foundation.mail.actions import Draft, post_many
from veturi.foundation.mail.models import Letter
from veturi.surfaces.notices import actions
from veturi.surfaces.notices.kinds import Kind, Where
from veturi.surfaces.notices.models import LetterWish, Mute, Notice, Wish
from veturi.surfaces.notices.telling import News, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(college, aino, mika, workshop):
    news = News(
        aino.pk,
        Kind.PARTNER_DEED,
        "encounters.encounter:7",
        partner=workshop.pk,
        by=mika.pk,
        on=TODAY,
        what="encounters.met",
    )
    tell([news], provider=college, at=NOW)
    return Notice.objects.get()


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def test_a_notice_leads_to_what_it_is_about(browse, aino, notice, workshop):
    row = soup(browse(aino).get("/notices/")).select_one(".notices li")

    assert row.select_one(".what > a")["href"] == "/encounters/7/"
    assert workshop.name in row.text and "Mika Koivu" in row.text


def test_looking_at_notices_reads_none(browse, aino, notice):
    page = browse(aino)
    page.get("/notices/")
    page.get("/")

    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_notice_is_read_and_the_bell_knows(browse, aino, notice):
    page = browse(aino)
    assert soup(page.get("/")).select_one(".bell .n").text == "1"

    page.post(reverse("notices:reading", args=[notice.pk]))

    notice.refresh_from_db()
    assert notice.read_at is not None
    assert soup(page.get("/")).select_one(".bell .n") is None


def test_all_are_read_at_once_but_only_ones_own(browse, college, aino, mika, notice):
    tell([News(mika.pk, Kind.PAUSE_ENDED, "a")], provider=college, at=NOW)

    browse(aino).post(reverse("notices:reading_all"))

    assert [row.person for row in Notice.objects.unread()] == [mika]


def test_unread_ones_come_first(browse, college, aino, notice, workshop):
    later = NOW + timedelta(hours=1)
    tell([News(aino.pk, Kind.PAUSE_ENDED, "b", partner=workshop.pk)], provider=college, at=later)
    Notice.objects.filter(about="b").update(read_at=later)

    rows = soup(browse(aino).get("/notices/")).select(".notices > li")

    assert ["read" in row.get("class", []) for row in rows] == [False, True]


def test_nobody_elses_notices_are_there(browse, mika, notice):
    page = browse(mika)

    assert soup(page.get("/notices/")).select(".notices li") == []
    assert page.post(reverse("notices:reading", args=[notice.pk])).status_code == 404


def test_the_bell_costs_one_query_however_much_waits(browse, college, aino):
    costs = []
    for count in (0, 100):
        news = [News(aino.pk, Kind.PAUSE_ENDED, f"{count}:{n}") for n in range(count)]
        tell(news, provider=college, at=NOW)
        page = browse(aino)
        page.get("/people/")
        with CaptureQueriesContext(connection) as queries:
            page.get("/people/")
        costs.append(len(queries))
        asked = [q["sql"] for q in queries if "notices_notice" in q["sql"]]
        assert len(asked) == 1

    assert costs[0] == costs[1]


def test_a_partner_is_muted_until_a_day(browse, aino, workshop):
    page = browse(aino)
    until = timezone.localdate() + timedelta(days=7)

    answer = page.post(
        reverse("notices:mute_partner", args=[workshop.pk]), {"until": until.isoformat()}
    )

    row = Mute.objects.get()
    assert answer.status_code == 302
    assert (row.person, row.partner, row.kind, row.until) == (aino, workshop, "", until)
    assert workshop.name in page.get(reverse("notices:settings")).content.decode()


def test_a_kind_is_muted_and_muted_again_only_its_day_changes(browse, aino):
    page = browse(aino)
    for until in ("", "24.12.2099"):
        page.post(reverse("notices:mute_kind"), {"kind": "partner_deed", "until": until})

    row = Mute.objects.get()
    assert (row.kind, row.partner, row.until.year) == ("partner_deed", None, 2099)


def test_a_day_that_is_none_stays_as_it_was_typed(browse, aino, workshop):
    answer = browse(aino).post(
        reverse("notices:mute_partner", args=[workshop.pk]), {"until": "31.4.2026"}
    )

    assert answer.status_code == 422
    assert soup(answer).select_one("[name=until]")["value"] == "31.4.2026"
    assert Mute.objects.count() == 0


def test_a_mute_is_ended_by_who_made_it(browse, aino, mika, workshop):
    browse(aino).post(reverse("notices:mute_partner", args=[workshop.pk]), {"until": ""})
    address = reverse("notices:mute_end", args=[Mute.objects.get().pk])

    assert browse(mika).post(address).status_code == 404
    assert browse(aino).post(address).status_code == 302
    assert Mute.objects.count() == 0


def wished(**changes):
    where = {kind.value: Where.BOTH.value for kind in Kind}
    return {"often": "weekly", "quiet_until": "", **where, **changes}


def test_wishes_are_kept_and_shown_again(browse, aino):
    page = browse(aino)

    page.post(
        reverse("notices:settings"), wished(level_changed="nowhere", quiet_until="24.12.2099")
    )

    letter = LetterWish.objects.get(person=aino)
    assert (letter.often, letter.quiet_until.year) == ("weekly", 2099)
    kept = dict(Wish.objects.values_list("kind", "where"))
    assert kept == {
        "level_changed": "nowhere",
        "promise_near": "both",
        "period_starts": "both",
        "period_ends": "both",
        "work_ready": "both",
    }
    again = soup(page.get(reverse("notices:settings")))
    assert again.select_one("[name=level_changed] [selected]")["value"] == "nowhere"
    assert again.select_one("[name=often][checked]")["value"] == "weekly"


def test_a_wish_that_is_none_is_refused_and_leaves_no_trace(browse, aino):
    answer = browse(aino).post(reverse("notices:settings"), wished(often="hourly"))

    assert answer.status_code == 422
    assert LetterWish.objects.count() == Wish.objects.count() == 0


def test_what_one_does_not_wish_to_see_is_not_written(college, aino):
    actions.wish(
        aino,
        often="daily",
        quiet_until=None,
        where={Kind.PAUSE_ENDED: Where.NOWHERE, Kind.LEVEL_CHANGED: Where.LETTER},
    )
    news = [
        News(aino.pk, Kind.PAUSE_ENDED, "a"),
        News(aino.pk, Kind.LEVEL_CHANGED, "b", what="everyday", was=1, now=2),
    ]
    tell(news, provider=college, at=NOW)

    [row] = Notice.objects.all()
    assert (row.kind, row.is_in_app, row.is_in_letter) == ("level_changed", False, True)


def letters(college, aino, *keys):
    drafts = [
        Draft(key, aino.user.email, f"Kirje {key}", "salainen linkki", scope=college.scope)
        for key in keys
    ]
    post_many(drafts, at=NOW)


def test_who_keeps_the_staff_sees_letters_but_not_what_they_say(browse, college, aino, antti):
    letters(college, aino, "odottaa", "jäi")
    Letter.objects.filter(key="jäi").update(failed_at=NOW, trouble="address")

    body = browse(antti).get(reverse("notices:letters")).content.decode()

    assert "Kirje odottaa" in body and "Kirje jäi" in body
    assert "salainen linkki" not in body


def test_a_failed_letter_is_sent_again(browse, college, aino, antti):
    letters(college, aino, "jäi")
    Letter.objects.update(failed_at=NOW, trouble="address", tries=8)

    browse(antti).post(reverse("notices:sending", args=[Letter.objects.get().pk]))

    row = Letter.objects.get()
    assert (row.failed_at, row.tries) == (None, 0)
    assert Change.objects.filter(subject=f"mail.letter:{row.pk}", by=antti.user).count() == 1


def test_a_letter_that_did_not_fail_is_not_sent_twice(browse, college, aino, antti):
    letters(college, aino, "odottaa")
    address = reverse("notices:sending", args=[Letter.objects.get().pk])

    answer = browse(antti).post(address, follow=True)

    assert soup(answer).select_one(".notice.error")
    assert Change.objects.filter(subject__startswith="mail.letter").count() == 0


def test_letters_of_signing_in_are_seen_by_the_provider_of_who_asked(browse, aino, antti, sten):
    draft = Draft("link", aino.user.email, "Vaihda salasana", "linkki", is_urgent=True)
    post_many([draft], at=NOW)
    address = reverse("notices:sending", args=[Letter.objects.get().pk])

    assert "Vaihda salasana" in browse(antti).get(reverse("notices:letters")).content.decode()
    assert browse(sten).post(address).status_code == 404


def test_the_outbox_costs_the_same_with_1_and_50_letters(browse, college, aino, antti):
    page, costs = browse(antti), []
    for count in (1, 50):
        letters(college, aino, *[f"{count}:{n}" for n in range(count)])
        page.get("/")
        with CaptureQueriesContext(connection) as queries:
            page.get(reverse("notices:letters"))
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_the_list_is_shown_in_pages(browse, college, aino):
    partner = PartnershipFactory(provider=college)
    news = [News(aino.pk, Kind.PAUSE_ENDED, f"{n}", partner=partner.pk) for n in range(60)]
    tell(news, provider=college, at=NOW)
    page = browse(aino)

    assert len(soup(page.get("/notices/")).select(".notices > li")) == 50
    assert len(soup(page.get("/notices/?page=2")).select(".notices > li")) == 10


def test_a_new_colleague_gets_the_link_through_the_outbox(browse, antti, settings):
    settings.EMAIL_BACKEND = "veturi.foundation.mail.backend.Outbox"
    given = {
        "given_name": "Kaisa",
        "family_name": "Kivi",
        "email": "kaisa.kivi@opisto.invalid",
        "role": "teacher",
    }

    browse(antti).post(reverse("directory:staff_new"), given)

    letter = Letter.objects.get()
    assert (letter.to, letter.is_urgent, letter.sent_at) == (given["email"], True, None)
    assert "/password/reset/key/" in letter.text


def test_the_palette_knows_the_way(browse, aino):
    answer = browse(aino, "en").get(reverse("find:suggestions"), {"q": "notices"})

    links = [row["data-go"] for row in soup(answer).select("[data-go]")]
    assert links[:2] == [reverse("notices:index"), reverse("notices:settings")]
