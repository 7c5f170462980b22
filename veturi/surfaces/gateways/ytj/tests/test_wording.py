"""Codes as their names, days as people read them."""

import pytest
from django.utils.translation import override

from veturi.surfaces.gateways.ytj.rules.companies import Name
from veturi.surfaces.gateways.ytj.wording import dated, in_words


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", "", ""),
        ("name", "Pata Oy", "Pata Oy"),
        ("municipality", "179", "Jyväskylä"),
        ("municipality", "905", "Vaasa"),
        ("municipality", "000", "000"),
        ("industry", "2025 25530 Metallin työstö", "25530 Metallin työstö (TOL 2025)"),
        ("industry", "2008 25620", "25620 (TOL 2008)"),
        ("ended_on", "2026-06-30", "30.6.2026"),
        (
            "former_names",
            "Vanha Ky\t2001-02-03\t2019-12-31\nVanhempi\t\t",
            "Vanha Ky (3.2.2001–31.12.2019); Vanhempi",
        ),
    ],
)
def test_a_side_of_a_difference_in_words(field, text, words):
    with override("fi"):
        assert in_words(field, text) == words


def test_a_name_without_days_stands_alone():
    assert dated(Name("Pata Oy")) == "Pata Oy"
