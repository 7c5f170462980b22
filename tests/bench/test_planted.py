"""Of what is planted, almost all is found, and almost nothing else."""

from random import Random

import pytest

from bench import planting
from conftest import NOW, TODAY
from veturi.directory.actions.partners import NewPartner, add_partners
from veturi.directory.comparing import partner_rows
from veturi.directory.rules.duplicates import suspects
from veturi.foundation.business_id import made_up_business_id
from veturi.surfaces.demo.words.trades import TRADES
from veturi.surfaces.demo.words.workplaces import wide

pytestmark = pytest.mark.django_db

PLACES = ("179", "410", "500", "992", "182", "091", "905", "491")


@pytest.fixture
def town(college):
    """Four thousand partners, none of them twice."""
    rng, names = Random(5), wide()
    rows = [
        NewPartner(
            name=names.make(rng.choice(TRADES), rng),
            kind="company",
            business_id=made_up_business_id(number),
            municipality=rng.choice(PLACES),
            fields={"is_fictitious": True},
        )
        for number in range(4000)
    ]
    add_partners(rows, provider=college, by=None, on=TODAY)
    return college


def test_the_planted_tenth_is_found_and_hardly_anything_else(town):
    truth = planting.plant(town, share=planting.TENTH, at=NOW)

    rows = partner_rows(town)
    found = suspects(rows)
    score, wrong = planting.score(found, truth), planting.wrong(rows, found, truth)
    assert len(truth) == 400
    assert score["precision"] >= 0.99, wrong
    assert score["recall"] >= 0.96, wrong


@pytest.mark.parametrize(
    ("change", "name", "becomes"),
    [
        (planting.other_order, "Katajaniemen Leipomo Oy", {"Leipomo Katajaniemen"}),
        (planting.with_place, "Katajaniemen Leipomo Oy", {"Katajaniemen Leipomo Laukaa"}),
        (planting.shortened, "Katajaniemen seurakunta", {"Katajaniemen srk"}),
        (
            planting.without_dots,
            "Äänen Päiväkoti Oy",
            {"Aanen Paivakoti Oy", "AANEN PAIVAKOTI OY"},
        ),
    ],
)
def test_a_name_is_written_as_somebody_else_would(change, name, becomes):
    assert change(name, "Laukaa", Random(1)) in becomes
