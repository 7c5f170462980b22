"""The ladder finds what was meant and ranks it; the index follows what is put and forgotten."""

import pytest
from django.db import connection

from veturi.foundation.search.engines import engine
from veturi.foundation.search.engines.postgres import PLANS
from veturi.foundation.search.engines.wanting import too_short, worth_asking
from veturi.foundation.search.keeping import Named, forget, put, start_afresh
from veturi.foundation.search.ladder import Rung, corrections, find, slips_between
from veturi.foundation.search.models import Entry, Mark, Shelf
from veturi.foundation.search.texts import marks_of

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "provider:1", "provider:2"
NAMES = {
    1: ["Kattilakosken Konepaja Oy", "Konepaja Virtanen"],
    2: ["Jyväskylän kaupunki"],
    3: ["Jyväskylä"],
    4: ["Suur-Jyväskylän työpajayhdistys ry"],
    5: ["Ålandsbanken Abp"],
}


@pytest.fixture(autouse=True)
def things():
    numbers = {1: marks_of(numbers=["0112038-9"], addresses=["https://www.konepaja.example/"])}
    put(Named(Shelf.THING, key, HERE, names, numbers.get(key, ())) for key, names in NAMES.items())
    put([Named(Shelf.THING, 9, ELSEWHERE, ["Konepaja muualla"])])
    phone = marks_of(numbers=["+358 40 123 4567"], addresses=["otto@konepaja.example"])
    put([Named(Shelf.PERSON, 1, HERE, ["Otto Ohjaaja", "Ohjaaja Otto"], phone)])
    put([Named(Shelf.LINE, 7, HERE, ["Kävin katsomassa uutta hallia"])])


def ask(question, shelves=tuple(Shelf), **near):
    return find(question, scope=HERE, shelves=shelves, **near)


def keys(question):
    return [(one.shelf, one.key) for one in ask(question)]


@pytest.mark.parametrize(
    ("question", "rung"),
    [
        ("Jyväskylän kaupunki", Rung.EXACT),
        ("jyväskylän kau", Rung.START),
        ("KAUPUNKI jyväskylän", Rung.WORD),
        ("kaupungissa jyväskylän", Rung.FORM),
        ("vaskyl kaupun", Rung.INSIDE),
        ("jyväskylän kaupumki", Rung.MISTYPED),
    ],
)
def test_each_rung_is_climbed(question, rung):
    best = next(one for one in ask(question) if one.key == 2)

    assert best.rung == rung


def test_the_nearer_name_comes_first():
    assert keys("jyväskylä") == [(Shelf.THING, 3), (Shelf.THING, 2), (Shelf.THING, 4)]


def test_a_compound_is_found_by_its_part():
    assert keys("pajayhdistys") == [(Shelf.THING, 4)]


@pytest.mark.parametrize("typo", ["konepja", "konepjaa", "konepaha", "konnepaja", "onepaja"])
def test_one_slip_of_the_finger_is_forgiven(typo):
    assert (Shelf.THING, 1) in keys(typo)


def test_another_tenants_things_are_not_found():
    assert keys("muualla") == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("0112038-9", (Shelf.THING, 1)),
        ("0112038", (Shelf.THING, 1)),
        ("040 123", (Shelf.PERSON, 1)),
        ("+358401234567", (Shelf.PERSON, 1)),
        ("otto@konepaja", (Shelf.PERSON, 1)),
        ("@konepaja.example", (Shelf.PERSON, 1)),
    ],
)
def test_numbers_and_addresses_are_found_by_how_they_begin(question, found):
    assert found in keys(question)


def test_marks_are_answered_in_the_order_of_their_letters_and_digits():
    marks = {21: "rauha-a@muu.example", 22: "rauha@muu.example", 23: "rauha.a@muu.example"}
    put(Named(Shelf.PERSON, key, HERE, ["R"], marks_of(addresses=[m])) for key, m in marks.items())

    found = engine().marks(HERE, [Shelf.PERSON], "rauha", 9)

    assert [key for _mark, _shelf, key in found] == [21, 23, 22]
    assert engine().marks(HERE, [Shelf.PERSON], "rauha", 2) == found[:2]
    assert engine().marks(HERE, [Shelf.THING], "rauha", 9) == []
    assert engine().marks(ELSEWHERE, [Shelf.PERSON], "rauha", 9) == []


@pytest.mark.parametrize("start", ["a_b", "a%b", "a\\b"])
def test_signs_that_mean_something_to_a_database_are_taken_as_they_stand(start):
    marks = marks_of(addresses=[f"{start}@muu.example", "axb@muu.example"])
    put([Named(Shelf.PERSON, 24, HERE, ["R"], marks)])

    found = engine().marks(HERE, [Shelf.PERSON], start, 9)
    begin = Mark.objects.filter(engine().begins("mark", start)).values_list("mark", flat=True)

    assert [mark for mark, _shelf, _key in found] == [*begin] == [f"{start}@muu.example"]


def test_a_name_begins_with_small_letters_in_the_order_of_names():
    put(Named(Shelf.THING, 30 + n, HERE, [name]) for n, name in enumerate(["Meri 2", "Meri", "Me"]))

    found = engine().beginning(HERE, Shelf.THING, "meri", 9)

    assert [hit.key for hit in found] == [31, 30]


@pytest.mark.skipif("connection.vendor == 'sqlite'")
def test_the_planner_is_left_as_it_was_for_what_follows():
    engine().containing(HERE, Shelf.THING, [("konepaja",)], 9)

    with connection.cursor() as cursor:
        cursor.execute("SELECT setting FROM pg_settings WHERE name = ANY(%s)", [list(PLANS)])
        assert cursor.fetchall() == [("on",)] * len(PLANS)


@pytest.mark.parametrize(
    "slip", ["valmistusosuuskuntia", "pvalmistusosuuskunta", "salmistusosuuskunta"]
)
def test_a_long_word_is_met_by_what_is_inside(slip):
    put([Named(Shelf.THING, 40, HERE, ["Valmistusosuuskunta"])])

    assert corrections(slip, HERE) == ["valmistusosuuskunta"]


def test_of_forms_that_hold_one_another_the_shortest_is_asked_for():
    parts = [("katajan", "kataja", "kadaj"), ("5", "58"), (" aa", "aa")]

    assert worth_asking(parts) == [["kataja", "kadaj"]]
    assert too_short(parts) == [["5"], ["aa"]]


def test_a_person_is_found_by_the_name_in_either_order():
    assert keys("ohjaaja otto") == keys("otto ohjaaja") == [(Shelf.PERSON, 1)]


def test_a_line_is_found_by_another_form_of_its_words():
    assert keys("uusi halli katsoin") == []
    assert keys("hallin") == [(Shelf.LINE, 7)]


def test_what_changed_is_found_by_its_new_name_alone():
    put([Named(Shelf.THING, 5, HERE, ["Rantaniemen meijeri"])])

    assert keys("rantaniemi") == [(Shelf.THING, 5)]
    assert keys("ålandsbanken") == []


def test_what_is_forgotten_leaves_nothing():
    forget(Shelf.THING, [1])

    assert keys("kattilakosken") == keys("0112038-9") == []
    assert not Mark.objects.filter(shelf=Shelf.THING, key=1).exists()


def test_putting_the_same_again_writes_nothing(django_assert_num_queries):
    before = list(Entry.objects.order_by("pk").values_list("pk", "text"))

    put(Named(Shelf.THING, key, HERE, names) for key, names in NAMES.items() if key > 1)

    assert list(Entry.objects.order_by("pk").values_list("pk", "text")) == before


def test_afresh_nothing_is_found():
    start_afresh()

    assert keys("konepaja") == []
    put([Named(Shelf.THING, 1, HERE, ["Konepaja"])])
    assert keys("konepja") == [(Shelf.THING, 1)]


def test_what_is_near_is_found_among_thousands():
    put(Named(Shelf.THING, 1000 + n, HERE, [f"Autokorjaamo {n:04} Oy"]) for n in range(300))

    found = ask("autokorjaamo", near={Shelf.THING: [1299]})

    assert (Shelf.THING, 1299) in [(one.shelf, one.key) for one in found]


@pytest.mark.parametrize(
    "question", ["", "  ", "!?", '"', "a", "%", "' OR 1", "NEAR(", "*", "ä" * 500]
)
def test_odd_questions_are_answered(question):
    assert isinstance(ask(question), list)


def test_slips_are_counted_against_beginnings_and_parts():
    assert slips_between("konepja", "konepajayhdistys", 1) == 1
    assert slips_between("pjayhdistys", "konepajayhdistys", 1) == 1
    assert slips_between("leipomo", "konepaja", 1) > 1


@pytest.mark.parametrize(
    "question",
    ["FI01120389", "fi 0112038-9", "y-tunnus 0112038-9", "0112038–9", "Y-tunnus: 01120389"],
)
def test_a_business_id_is_found_however_it_is_introduced(question):
    assert keys(question) == [(Shelf.THING, 1)]


@pytest.mark.parametrize("question", ["(040) 123 4567", "puh. 040 123 4567"])
def test_a_phone_number_is_found_however_it_is_introduced(question):
    assert keys(question) == [(Shelf.PERSON, 1)]


@pytest.mark.parametrize(
    "question", ["otto konepaja.example", "konepaja.example ohjaaja", "ohjaaja@konepaja.example"]
)
def test_words_and_the_domain_find_who_has_both(question):
    put([Named(Shelf.PERSON, 2, HERE, ["Otto Muualla"], marks_of(addresses=["o@muu.example"]))])

    assert (Shelf.PERSON, 1) in keys(question)
    assert (Shelf.PERSON, 2) not in keys(question)


def test_of_two_addresses_nothing_is_made():
    assert keys("a@konepaja.example b@konepaja.example") == []


def test_an_address_is_found_with_its_dots_too():
    put([Named(Shelf.PERSON, 3, HERE, ["Äimä"], marks_of(addresses=["aima@muu.example"]))])

    assert keys("äimä@muu.example") == [(Shelf.PERSON, 3)]


@pytest.mark.parametrize("question", ["mallikuja 5 ii", "ii mallikuja 5"])
def test_the_number_of_a_house_narrows_and_is_meant_wholly(question):
    houses = {10: "Mallikuja 58", 11: "Mallikuja 5", 12: "Mallikuja 6"}
    put(Named(Shelf.PLACE, key, HERE, ["Talo", road, "Ii"]) for key, road in houses.items())

    assert keys(question) == [(Shelf.PLACE, 11), (Shelf.PLACE, 10)]


def test_a_short_stem_inside_a_word_counts_less_than_a_slip():
    put([Named(Shelf.PERSON, 4, HERE, ["Bo Vassgård"])])
    put([Named(Shelf.THING, 12, HERE, ["Gradia"])])

    assert keys("gardia")[0] == (Shelf.THING, 12)
