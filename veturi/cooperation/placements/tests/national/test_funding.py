"""What those who did not answer do to the points."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from veturi.cooperation.placements.national import nonresponse_coefficient
from veturi.cooperation.placements.tests.national.reading import rows, unhurried


@pytest.mark.parametrize(
    "row", rows("coefficients"), ids=lambda row: f"{row['season']} {row['share']}"
)
def test_points_are_corrected_as_in_the_register(row):
    coefficient = nonresponse_coefficient(float(row["share"]), row["season"])

    assert round(coefficient, 10) == float(row["coefficient"])


# The worked table of the domain, §4.1: season 2024–2025 and later.
@pytest.mark.parametrize(
    ("share", "coefficient"),
    [(0.1, 2.667), (0.2, 2.467), (0.27, 2.327), (0.3, 2.267), (0.4, 2.067), (0.5, 1.867)]
    + [(0.6, 1.667), (0.8, 1.25), (1, 1.0), (0, 2.867)],
)
def test_points_are_corrected_so_since_2024(share, coefficient):
    assert round(nonresponse_coefficient(share, "2025-2026"), 3) == coefficient


@pytest.mark.parametrize(
    ("season", "share", "coefficient"),
    [
        ("2020-2021", 0.7, 1 / 0.7),
        ("2019-2020", 0.1, 857 / 350),
        ("2018-2019", 0.8, 1.25),
        ("2018-2019", 0.4, 1.25),
        ("2018-2019", 0, 1),
    ],
)
def test_older_seasons_had_other_lines(season, share, coefficient):
    assert nonresponse_coefficient(share, season) == pytest.approx(coefficient)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_is_between_nothing_and_all(share):
    with pytest.raises(ValueError):
        nonresponse_coefficient(share, "2024-2025")


@pytest.mark.parametrize("season", ["2024", "2024-2026", "2024–2025", "", "24-25"])
def test_a_season_is_two_years_that_follow(season):
    with pytest.raises(ValueError):
        nonresponse_coefficient(0.5, season)


SHARES = some.floats(0, 1)
SEASONS = some.sampled_from(["2020-2021", "2023-2024", "2024-2025", "2030-2031"])


@unhurried
@given(SHARES, SHARES, SEASONS)
def test_more_answers_never_raise_the_coefficient_nor_lower_the_points(one, other, season):
    fewer, more = sorted([one, other])
    low, high = nonresponse_coefficient(fewer, season), nonresponse_coefficient(more, season)

    assert low >= high - 1e-9
    assert fewer * low <= more * high + 1e-9
