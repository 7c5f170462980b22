"""The drawing of a map: windows, outlines, circles, classes, names."""

import pytest

from veturi.directory.codes.places import centre_of
from veturi.directory.codes.municipalities import municipalities
from veturi.directory.codes.regions import regions
from veturi.foundation.globe import Metres, project
from veturi.surfaces.pictures import drawing, outlines
from veturi.surfaces.pictures.drawing import Circle, Shade, Square
from veturi.surfaces.pictures.outlines import HIGHEST, WIDTH, Window, paths, window_of

# Moved to another region since the outlines were drawn; the page says so.
MOVED = {"Heinävesi", "Iitti", "Isokyrö", "Joroinen", "Kuhmoinen", "Vaala"}


def circle(x, y, r, count=10, name="Muurame"):
    return Circle(x, y, r, count, name, "/")


def inside(metres, rings):
    """Whether a point is in an area with holes: how often a ray from it crosses an edge."""
    crossed = False
    for ring in rings:
        for one, other in zip(ring, ring[1:]):
            if (one.north > metres.north) != (other.north > metres.north):
                part = (metres.north - one.north) / (other.north - one.north)
                crossed ^= metres.east < one.east + (other.east - one.east) * part
    return crossed


def test_every_region_has_its_outline():
    assert set(outlines.outlines()) == {one.code for one in regions()}


def test_centres_of_municipalities_are_inside_their_region_or_by_the_sea():
    """What guards our own coordinates: nobody is in a wrong region but those that moved."""
    every = outlines.outlines()
    elsewhere = {
        place.name_fi
        for place in municipalities()
        for code, rings in every.items()
        if code != place.region and inside(project(centre_of(place.code)), rings)
    }

    assert elsewhere == MOVED


def test_without_a_build_the_way_to_build_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(outlines, "GEO", tmp_path / "suomi.json")

    with pytest.raises(RuntimeError, match="design.build"):
        outlines.outlines()


@pytest.mark.parametrize("code", ["", *(one.code for one in regions())])
def test_a_window_holds_its_region_and_is_no_tower(code):
    window = window_of(code)
    mine = outlines.outlines().get(code, ())

    assert all(window.holds(point) for ring in mine for point in ring)
    assert 100 < window.height <= HIGHEST
    assert code in {"", *paths(window)}


def test_what_is_drawn_stays_in_the_picture():
    window = window_of("13")
    drawn = paths(window)

    assert {"13", "06", "11"} <= set(drawn) and "21" not in drawn
    for path in drawn.values():
        for pair in path.replace("Z", "").replace("M", "L").split("L")[1:]:
            x, y = map(float, pair.split())
            assert 0 <= x <= WIDTH and 0 <= y <= window.height + 1


def test_north_is_up_and_east_is_right():
    window = Window(0, 0, 1000, 1000)

    assert window.place(Metres(0, 1000)) == (0, 0)
    assert window.place(Metres(1000, 0)) == (WIDTH, WIDTH)


def test_the_area_of_a_circle_grows_with_the_count_and_the_least_is_seen():
    assert drawing.radius(100, most=100) == drawing.LARGEST
    assert drawing.radius(25, most=100) == drawing.LARGEST / 2
    assert drawing.radius(1, most=100_000) == drawing.SMALLEST


@pytest.mark.parametrize(
    ("counts", "bounds"),
    [
        ([], []),
        ([0, 0], []),
        ([1], [(1, None)]),
        ([3, 8], [(1, 1), (2, 4), (5, None)]),
        ([148, 21, 5], [(1, 9), (10, 49), (50, 99), (100, None)]),
    ],
)
def test_classes_have_round_bounds(counts, bounds):
    found = drawing.shades(counts)

    assert [(one.first, one.last) for one in found] == bounds
    assert [one.number for one in found] == list(range(1, len(bounds) + 1))


def test_a_count_falls_into_its_class():
    legend = [Shade(1, 1, 9), Shade(2, 10, None)]

    assert [drawing.shade_of(count, legend) for count in (0, 1, 9, 10, 500)] == [0, 1, 1, 2, 2]


def test_the_number_stands_where_it_fits_and_nothing_covers_it():
    alone, small = circle(50, 50, 12, 491), circle(100, 100, 4, 300)
    covered, upon = circle(200, 200, 20, 85), circle(205, 200, 6, 7)

    found = drawing.numbers_upon([alone, covered, upon, small])

    assert [one.text for one in found] == ["491", "7"]


def test_a_name_goes_where_there_is_room_or_nowhere():
    by_the_edge = circle(390, 200, 8, name="Lappeenranta")
    beside = circle(60, 60, 8, name="Jyväskylä")
    right_of_it = circle(80, 60, 8, name="Laukaa")
    names = drawing.names_beside([by_the_edge, beside, right_of_it], width=400, height=400)

    assert {one.text: one.anchor for one in names} == {
        "Lappeenranta": "end",
        "Jyväskylä": "middle",
        "Laukaa": "start",
    }


def test_a_name_without_room_is_left_out_and_there_are_not_too_many():
    crowd = [circle(5 + x * 8, 5 + y * 8, 5) for x in range(5) for y in range(5)]
    apart = [circle(60, 20 + 22 * n, 5) for n in range(30)]

    assert drawing.names_beside([circle(5, 5, 5)], width=10, height=10) == []
    assert len(drawing.names_beside(crowd, width=45, height=45)) == 0
    assert len(drawing.names_beside(apart, width=400, height=700)) == drawing.NAMED_AT_MOST


def test_a_square_under_a_circle_is_not_drawn():
    seen, hidden = Square(30, 30, "a", "/"), Square(52, 50, "b", "/")

    assert drawing.beside([seen, hidden], [circle(50, 50, 10)]) == [seen]
