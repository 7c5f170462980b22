"""Projection and distance, against figures that other software gave (PROJ, EPSG:3067)."""

import pytest

from veturi.foundation.globe import Point, kilometres, project

KNOWN = [
    (Point(60.17, 24.94), (385700.421, 6672126.743)),
    (Point(62.24, 25.72), (433488.179, 6901574.330)),
    (Point(65.0, 27.0), (500000.0, 7208454.582)),
    (Point(69.3, 21.3), (275421.286, 7698274.685)),
    (Point(62.79, 31.58), (733508.699, 6970498.337)),
    (Point(60.1, 19.94), (107899.822, 6683529.773)),
]


@pytest.mark.parametrize(("point", "metres"), KNOWN)
def test_a_place_is_drawn_where_finnish_maps_draw_it(point, metres):
    assert project(point) == pytest.approx(metres, abs=0.01)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (Point(60.17, 24.94), Point(62.24, 25.72), 234.44),
        (Point(60.17, 24.94), Point(69.91, 27.03), 1090.22),
        (Point(62.24, 25.72), Point(62.13, 25.68), 12.44),
    ],
)
def test_a_distance_is_right_within_half_a_per_cent(one, other, km):
    assert kilometres(one, other) == kilometres(other, one) == pytest.approx(km, rel=0.005)


def test_a_place_is_nowhere_from_itself():
    assert kilometres(Point(62.24, 25.72), Point(62.24, 25.72)) == 0
