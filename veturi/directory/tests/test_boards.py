"""Partners as a board: stages, cards, moving."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from veturi.directory.models import Partnership
from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.history.models import Change
from veturi.foundation.web.board import CARDS

pytestmark = pytest.mark.django_db
Phase = Partnership.Phase
BOARD = "/partners/board/"


def soup(page):
    return BeautifulSoup(page.content, "html.parser")


def stages(page):
    return {
        stage["data-to"]: (
            int(stage.select_one("h2 .n").get_text()),
            [card.get_text() for card in stage.select(".card > a")],
        )
        for stage in soup(page).select(".board > .stage")
    }


@pytest.fixture
def move(browse):
    def moved(person, partnership, **data):
        address = reverse("directory:stage", args=[partnership.pk])
        return browse(person, "en").post(address, {"back": f"{BOARD}?q=a", **data})

    return moved


@pytest.fixture
def negotiating(workshop):
    Partnership.objects.filter(pk=workshop.pk).update(phase=Phase.NEGOTIATING)
    workshop.refresh_from_db()
    return workshop


def test_the_board_has_every_phase_and_each_partner_in_its_own(aino, negotiating, bakery, browse):
    found = stages(browse(aino).get(BOARD))

    assert list(found) == list(Phase.values)
    assert found[Phase.NEGOTIATING] == (1, [negotiating.name])
    assert found[bakery.phase] == (1, [bakery.name])
    assert found[Phase.ENDED] == (0, [])


def test_the_board_keeps_the_filter_of_the_list(aino, negotiating, bakery, browse):
    page = browse(aino).get(BOARD, {"q": "leipomo"})

    assert sum(total for total, _cards in stages(page).values()) == 1
    assert [one["href"] for one in soup(page).select(".shelf .chip")][:2] == [
        "/partners/?q=leipomo",
        "/partners/board/?q=leipomo",
    ]


def test_by_owner_the_first_stage_is_nobodys(aino, mika, workshop, bakery, browse):
    Partnership.objects.filter(pk=workshop.pk).update(owner=mika)
    Partnership.objects.filter(pk=bakery.pk).update(owner=None)

    found = stages(browse(aino).get(BOARD, {"by": "owner"}))

    assert found == {"": (1, [bakery.name]), str(mika.pk): (1, [workshop.name])}


def test_a_full_stage_leads_to_the_list_of_it(aino, college, mika, browse):
    for _number in range(CARDS + 1):
        PartnershipFactory(provider=college, phase=Phase.CONTACTED, owner=None)

    by_phase = browse(aino, "en").get(BOARD)
    by_owner = browse(aino, "en").get(BOARD, {"by": "owner"})

    assert f'href="/partners/?phase=contacted">Show all {CARDS + 1}' in by_phase.content.decode()
    assert f"The first {CARDS} of {CARDS + 1}" in by_owner.content.decode()


def test_an_empty_board_says_so(aino, workshop, browse):
    page = browse(aino, "en")

    assert "Nothing matches these filters." in page.get(BOARD, {"q": "xyz"}).content.decode()
    Partnership.objects.update(archived_on="2026-01-01", archived_by=aino)
    assert "No partners yet." in page.get(BOARD).content.decode()


def test_who_may_not_edit_finds_no_moves(rea, workshop, browse, move):
    page = browse(rea, "en").get(BOARD)

    assert "Move…" not in page.content.decode()
    assert move(rea, workshop, by="phase", to=Phase.COOPERATING).status_code == 403


def test_a_partner_moves_on_and_history_knows(aino, negotiating, move):
    answer = move(aino, negotiating, by="phase", to=Phase.COOPERATING)

    assert answer.url == f"{BOARD}?q=a"
    negotiating.refresh_from_db()
    assert negotiating.phase == Phase.COOPERATING
    told = Change.objects.of(negotiating.key).values_list("field", "old", "new")
    assert list(told) == [("phase", "negotiating", "cooperating")]


def test_back_a_stage_asks_why_and_history_keeps_it(aino, negotiating, move, browse):
    asked = move(aino, negotiating, by="phase", to=Phase.CONTACTED)
    assert asked.status_code == 422
    assert "Say why the partner moves back a stage." in asked.content.decode()
    negotiating.refresh_from_db()
    assert negotiating.phase == Phase.NEGOTIATING

    move(aino, negotiating, by="phase", to=Phase.CONTACTED, reason="Yhteyshenkilö vaihtui.")

    negotiating.refresh_from_db()
    assert negotiating.phase == Phase.CONTACTED
    page = browse(aino, "en").get(reverse("directory:partner_history", args=[negotiating.pk]))
    text = page.content.decode()
    assert "Reason for moving back" in text and "Yhteyshenkilö vaihtui." in text


def test_a_partner_is_given_to_an_owner_and_to_nobody(aino, mika, workshop, move):
    move(aino, workshop, by="owner", to=str(mika.pk))
    workshop.refresh_from_db()
    assert workshop.owner == mika

    move(aino, workshop, by="owner", to="")
    workshop.refresh_from_db()
    assert workshop.owner is None


def test_the_deputy_does_not_become_the_owner_too(aino, mika, workshop, move):
    Partnership.objects.filter(pk=workshop.pk).update(deputy=mika)

    answer = move(aino, workshop, by="owner", to=str(mika.pk))

    assert answer.status_code == 422
    assert "The deputy is somebody else than the owner." in answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    [{"by": "phase", "to": "x"}, {"by": "owner", "to": "99999"}, {"by": "name", "to": "x"}],
)
def test_to_no_stage_of_the_board_nothing_moves(aino, workshop, move, asked):
    answer = move(aino, workshop, **asked)

    assert answer.status_code == 422
    assert not Change.objects.of(workshop.key).exists()


def test_the_way_back_never_leads_elsewhere(aino, negotiating, move):
    answer = move(
        aino, negotiating, by="phase", to=Phase.COOPERATING, back="https://elsewhere.invalid/"
    )

    assert answer.url == BOARD


def test_anothers_partner_is_not_there(sten, workshop, move):
    assert move(sten, workshop, by="phase", to=Phase.ENDED).status_code == 404


def test_the_board_asks_as_often_with_one_and_many_partners(aino, college, browse):
    for phase in Phase.values:
        PartnershipFactory(provider=college, phase=phase)
    with CaptureQueriesContext(connection) as one:
        browse(aino).get(BOARD)
    for _number in range(20):
        PartnershipFactory(provider=college, phase=Phase.CONTACTED)
    with CaptureQueriesContext(connection) as many:
        browse(aino).get(BOARD)

    assert len(one) == len(many)


def test_a_grouped_list_counts_each_group_in_the_order_of_phases(aino, negotiating, bakery, browse):
    Partnership.objects.filter(pk=bakery.pk).update(phase=Phase.IDENTIFIED)

    page = browse(aino, "en").get("/partners/", {"group": "phase"})

    headings = [" ".join(one.get_text().split()) for one in soup(page).select("tr.group")]
    assert headings == ["identified 1", "negotiating 1"]


def test_the_list_of_levels_is_grouped_by_layer(aino, workshop, browse):
    assert browse(aino).get("/levels/", {"group": "layer"}).status_code == 200
