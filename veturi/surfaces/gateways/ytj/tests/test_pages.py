"""A partner beside the register and the list of proposals, as Aino uses them; who may not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW
from veturi.surfaces.gateways.ytj import actions, samples
from veturi.surfaces.gateways.ytj.models import Inquiry, Proposal
from veturi.surfaces.gateways.ytj.tests.conftest import soup, words

pytestmark = pytest.mark.django_db
SEARCH = "/registers/ytj/"


@pytest.fixture
def page(browse, aino):
    return browse(aino, "en")


def of(name, partner):
    return reverse(f"ytj:{name}", args=[partner.pk])


def asked(partner):
    return actions.keep(partner, answer=sample(partner), at=NOW)


def sample(partner):
    number = partner.organisation.business_id
    return next(c for c in samples.ANSWER["companies"] if c["businessId"]["value"] == number)


def test_by_looking_nothing_is_asked_and_nothing_written(page, machine_shop):
    assert "has not been asked" in words(page.get(of("show", machine_shop)), "main")
    assert Inquiry.objects.count() == Proposal.objects.count() == 0


def test_asking_shows_both_sides_and_what_is_proposed(page, machine_shop):
    answer = page.post(of("inquiry", machine_shop), follow=True)

    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")][:3]
        for row in soup(answer).select("section[aria-labelledby=proposed] tbody tr")
    ]
    assert rows == [
        [
            "Official name",
            "Konepaja Vaajavirta Ky",
            "Vaajavirran Konepaja Oy since 1.9.2026",
        ],
        ["Company form", "Kommandiittiyhtiö", "Osakeyhtiö"],
        [
            "Industry",
            "25620 (TOL 2008)",
            "25530 Metallin työstö (TOL 2025) since 1.1.2026",
        ],
        ["Website", "–", "https://www.vaajavirta.invalid"],
    ]
    facts = words(answer, "section[aria-labelledby=facts]")
    assert "Esimerkkitie 12, 40800 VAAJAKOSKI" in facts
    assert "Konepaja Vaajavirta Ky (4.5.2009–31.8.2026)" in facts


@pytest.mark.parametrize("mood", ["offline", "busy"])
def test_out_of_reach_the_last_answer_is_still_shown(page, machine_shop, settings, mood):
    asked(machine_shop)
    settings.YTJ_TWIN = mood

    answer = page.post(of("inquiry", machine_shop), follow=True)

    assert words(answer, "#notices .warning") != ""
    assert "Vaajavirran Konepaja Oy" in words(answer, "section[aria-labelledby=facts]")


def test_accepting_one_on_the_partners_page(page, machine_shop):
    asked(machine_shop)
    row = Proposal.objects.get(field="name")

    answer = page.post(of("partner_acceptance", machine_shop), {"proposal": row.pk}, follow=True)

    assert words(answer, "#notices") == "1 change accepted."
    assert "Aino Salmela accepted this on" in words(answer, "section[aria-labelledby=decided]")
    machine_shop.organisation.refresh_from_db()
    assert machine_shop.organisation.name == "Vaajavirran Konepaja Oy"


def test_declining_one_on_the_partners_page(page, aino, machine_shop):
    asked(machine_shop)
    row = Proposal.objects.get(field="website")

    answer = page.post(of("partner_refusal", machine_shop), {"proposal": row.pk}, follow=True)

    assert words(answer, "#notices") == "1 change declined."
    row.refresh_from_db()
    assert (row.accepted, row.decided_by) == (False, aino)


def test_a_partners_page_decides_on_that_partner_only(page, machine_shop, oven):
    asked(oven)
    row = Proposal.objects.filter(partnership=oven).first()

    page.post(of("partner_acceptance", machine_shop), {"proposal": row.pk})

    row.refresh_from_db()
    assert row.decided_at is None


def test_nothing_chosen_is_said_so(page, machine_shop):
    asked(machine_shop)

    answer = page.post(of("partner_acceptance", machine_shop), {"proposal": "x"}, follow=True)

    assert words(answer, "#notices") == "Choose first which changes you mean."


def test_a_partner_without_a_number_is_told_what_to_do(page, machine_shop):
    machine_shop.organisation.business_id = ""
    machine_shop.organisation.save()

    assert page.post(of("inquiry", machine_shop)).status_code == 302
    assert "Write it down first" in words(page.get(of("show", machine_shop)), "main")


def test_a_number_that_the_register_does_not_know(page, workshop):
    answer = page.post(of("inquiry", workshop), follow=True)

    assert "does not know this Y-tunnus" in words(answer, "main")


def test_all_proposals_are_on_one_page_and_chosen_ones_are_accepted(page, machine_shop, oven):
    asked(machine_shop)
    asked(oven)
    listed = page.get(reverse("ytj:proposals"))
    keys = [one["value"] for one in soup(listed).select("input[type=checkbox][name=proposal]")]
    assert len(keys) == Proposal.objects.count() == 4 + 3

    answer = page.post(reverse("ytj:acceptance"), {"proposal": keys}, follow=True)

    assert words(answer, "#notices") == "7 changes accepted."
    assert "Nothing waits for a decision" in words(answer, "main")
    assert Proposal.objects.filter(accepted=True).count() == 7


def test_the_list_is_narrowed_to_what_fills_and_what_differs(page, machine_shop):
    asked(machine_shop)

    def fields(show):
        answer = page.get(reverse("ytj:proposals"), {"show": show})
        return [one.get_text() for one in soup(answer).select("tbody td[data-label=Fact]")]

    assert fields("fills") == ["website"]
    assert fields("differs") == ["official name", "company form", "industry"]
    assert fields("olematon") == ["official name", "company form", "industry", "website"]


def test_the_list_is_declined_in_one_go_too(page, oven):
    asked(oven)
    keys = list(Proposal.objects.values_list("pk", flat=True))

    page.post(reverse("ytj:refusal"), {"proposal": keys})

    assert set(Proposal.objects.values_list("accepted", flat=True)) == {False}


def test_a_stranger_neither_sees_nor_decides(browse, sten, machine_shop):
    asked(machine_shop)
    row = Proposal.objects.first()
    page = browse(sten)

    page.post(reverse("ytj:acceptance"), {"proposal": row.pk})

    assert page.get(of("show", machine_shop)).status_code == 404
    row.refresh_from_db()
    assert row.decided_at is None


@pytest.mark.parametrize("who", ["mika", "rauha", "rea"])
def test_who_may_not_edit_partners_may_not_decide(browse, request, machine_shop, who):
    asked(machine_shop)
    row = Proposal.objects.first()
    page = browse(request.getfixturevalue(who))

    assert page.get(SEARCH).status_code == 403
    assert page.post(reverse("ytj:acceptance"), {"proposal": row.pk}).status_code == 403
    assert page.post(of("inquiry", machine_shop)).status_code == 403
    row.refresh_from_db()
    assert row.decided_at is None


def test_the_partners_page_warns_everybody_and_proposes_to_who_may_decide(browse, aino, rea, oven):
    asked(oven)

    notices = words(browse(rea, "en").get(oven.get_absolute_url()), "main .notice")
    assert notices.startswith("Bankrupt since 3.11.2026. Agree on nothing new")
    mine = browse(aino, "en").get(oven.get_absolute_url()).content.decode()
    assert "3 facts differ in YTJ." in mine
    assert "differ in YTJ" not in browse(rea, "en").get(oven.get_absolute_url()).content.decode()


def test_the_owners_desk_tells_of_a_bankrupt_partner(browse, aino, mika, oven):
    asked(oven)

    assert "Bankrupt" in words(browse(aino, "en").get("/"), "section[aria-labelledby=attention]")
    assert oven.name not in browse(mika, "en").get("/").content.decode()


def test_a_partners_page_costs_the_same_with_1_and_30_decisions(page, machine_shop, aino):
    asked(machine_shop)
    costs = []
    for count in (1, 29):
        for n in range(count):
            Proposal.objects.create(
                provider=machine_shop.provider,
                partnership=machine_shop,
                field="website",
                theirs=f"https://{n}.invalid",
                seen_at=NOW,
                decided_at=NOW,
                decided_by=aino,
                accepted=False,
            )
        page.get("/")
        with CaptureQueriesContext(connection) as queries:
            assert page.get(of("show", machine_shop)).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]
