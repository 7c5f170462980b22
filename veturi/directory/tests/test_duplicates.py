"""Which may be one: what is suspected, with what surety, and what is not."""

from dataclasses import replace

import pytest

from conftest import NOW
from veturi.directory.actions import merging, partners
from veturi.directory.actions.scanning import NotAPair, dismiss, scan
from veturi.directory.models import Pair, Thing
from veturi.directory.rules.duplicates import (
    LARGEST_BLOCK,
    Reason,
    Row,
    compare,
    suspects,
)
from veturi.directory.rules.names import as_name, bare_name, name_likeness
from veturi.directory.tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    PositionFactory,
    rename,
)
from veturi.foundation.text import fold


def row(key, name, **more):
    sets = {"phones", "emails", "domains", "addresses", "partners"}
    values = {k: frozenset(v) if k in sets else v for k, v in more.items()}
    return Row(key, names=(fold(name),), **values)


def told(*rows):
    return [(pair.first, pair.second, pair.score) for pair in suspects(rows)]


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        (
            row(1, "Konepaja Oy", business_id="0942165-3"),
            row(2, "Aivan muu", business_id="0942165-3"),
            99,
        ),
        (
            row(1, "Rantalan Konepaja Oy", municipality="179"),
            row(2, "Konepaja Rantalan", municipality="179"),
            95,
        ),
        (
            row(1, "Rantalan Konepaja Oy", municipality="179"),
            row(2, "Rantalan Konpeaja Oy", municipality="179"),
            90,
        ),
        (row(1, "Rantalan Konepaja", phones={"1"}), row(2, "Rantalan Konepaja", phones={"1"}), 98),
        (row(1, "Rantalan Konepaja"), row(2, "Rantalan konepaja oy"), 84),
    ],
)
def test_two_that_may_be_one(one, other, score):
    assert told(one, other) == [(1, 2, score)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            row(1, "Rantalan Konepaja", business_id="0942165-3"),
            row(2, "Rantalan Konepaja", business_id="0112038-9"),
        ),
        (
            row(1, "Päiväkoti Ranta 1", municipality="179"),
            row(2, "Päiväkoti Ranta 2", municipality="179"),
        ),
        (
            row(1, "Rantalan Konepaja", municipality="179"),
            row(2, "Rantalan Konepaja", municipality="091"),
        ),
        (
            row(1, "Viklolahden kyläkauppa", municipality="179"),
            row(2, "Viklorannan kyläkauppa", municipality="179"),
        ),
        (
            row(1, "Rantala", domains={"kunta.example"}),
            row(2, "Metsälä", domains={"kunta.example"}),
        ),
    ],
)
def test_two_that_are_not_one(one, other):
    assert told(one, other) == []


def test_the_reasons_are_named():
    [pair] = suspects(
        [
            row(1, "Rantalan Konepaja", domains={"paja.example"}, municipality="179"),
            row(2, "Rantalan Konepja", domains={"paja.example"}, municipality="179"),
        ]
    )

    assert set(pair.reasons) == {Reason.NEAR_NAME, Reason.DOMAIN, Reason.MUNICIPALITY}


def test_likeness_looks_word_by_word():
    assert name_likeness("konepaja ranta", "ranta konepaja") == 100
    assert name_likeness("pitkanimen konepaja", "pitkanimen leipomo") == 0


@pytest.mark.django_db
class TestScanning:
    def test_a_scan_writes_down_partners_and_persons(self, college, workshop, otto):
        twin = OrganisationFactory(
            private_to=college, name="Kattilakosken Konepaja", business_id=""
        )
        other = PartnershipFactory(provider=college, organisation=twin)
        second = PersonFactory(provider=college, given_name="Otto", family_name="Ohjaaja")
        PositionFactory(provider=college, person=second, partnership=workshop, role="hr")

        assert scan(college, at=NOW) == 2

        pairs = Pair.objects.order_by("thing").values_list("thing", "first", "second")
        assert list(pairs) == [
            (Thing.PARTNER, workshop.pk, other.pk),
            (Thing.PERSON, otto.pk, second.pk),
        ]

    def test_what_was_dismissed_is_not_asked_again(self, college, workshop, aino):
        twin = PartnershipFactory(provider=college)
        twin.organisation.business_id = ""
        twin.organisation.save()
        rename(twin, "Kattilakosken Konepaja")
        scan(college, at=NOW)

        dismiss(Pair.objects.all(), by=aino, at=NOW)

        assert scan(college, at=NOW) == 0
        assert Pair.objects.count() == 1

    def test_what_is_no_longer_alike_goes(self, college, workshop):
        twin = PartnershipFactory(provider=college)
        twin.organisation.business_id = ""
        twin.organisation.save()
        rename(twin, "Kattilakosken Konepaja")
        scan(college, at=NOW)
        rename(twin, "Metsäreunan Siivous")

        assert scan(college, at=NOW) == 0
        assert not Pair.objects.exists()

    def test_nothing_chosen_is_refused(self, aino):
        with pytest.raises(NotAPair):
            dismiss([], by=aino, at=NOW)

    def test_another_schools_are_not_compared(self, college, workshop, sten):
        OrganisationFactory(private_to=sten.provider, name="Kattilakosken Konepaja")
        PartnershipFactory(provider=sten.provider)

        assert scan(college, at=NOW) == scan(sten.provider, at=NOW) == 0


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("rantalan konepaja", "konepaja rantalan", 100),
        ("paivakoti 1 kataja", "paivakoti 2 kataja", 0),
        ("konepaja rantala", "konepajarantala", 97),
        ("rantalan konepaja ja verstas", "rantalan konepaja ja vesimies", 0),
    ],
)
def test_a_word_more_or_another_word_is_another_name_unless_it_is_a_slip(one, other, likeness):
    assert round(name_likeness(one, other)) == likeness


def test_two_numbers_are_two_organisations_whatever_else_is_the_same():
    same = {"phones": {"1"}, "municipality": "179"}
    one = row(1, "Rantalan Konepaja", business_id="0942165-3", **same)
    other = row(2, "Rantalan Konepaja", business_id="0112038-9", **same)

    name = as_name("rantalan konepaja")

    assert compare(one, other, [name], [name]) is None


def test_what_very_many_share_tells_nothing():
    many = [row(n, f"Yhdistys {n:b}", domains={"kunta.example"}) for n in range(3, 24)]
    pair = [
        row(1, "Rantalan Konepaja", domains={"kunta.example"}),
        row(2, "Rantalan Konepja", domains={"kunta.example"}),
    ]

    assert Reason.DOMAIN in suspects(pair)[0].reasons
    alone = row(99, "Metsäreunan Siivous", phones={"1"})
    assert [one.reasons for one in suspects([*pair, *many, alone])] == [(Reason.NEAR_NAME,)]


def test_shops_of_a_chain_in_two_towns_are_two():
    one = row(1, "Kahvila Kulma", domains={"ketju.example"}, municipality="179")
    other = row(2, "Kahvila Kulma", domains={"ketju.example"}, municipality="491")

    assert told(one, other) == []
    assert told(replace(one, phones=frozenset("1")), replace(other, phones=frozenset("1"))) == [
        (1, 2, 98)
    ]


def test_nearly_the_same_name_at_another_partner_is_another_person():
    one = row(1, "Kristiina Katajanokkalainen", partners={1})
    other = row(2, "Kristiina Katajanokkelainen", partners={2})

    assert told(one, other) == []
    assert told(one, replace(other, partners=frozenset([1, 2]))) == [(1, 2, 94)]
    assert told(one, replace(other, partners=frozenset())) == [(1, 2, 80)]


def reasons_found(college):
    return [(pair.thing, set(pair.reasons.split())) for pair in Pair.objects.order_by("thing")]


@pytest.mark.django_db
def test_people_and_sites_of_partners_are_compared_too(college, workshop, aino):
    twin = PartnershipFactory(provider=college)
    twin.organisation.business_id = ""
    twin.organisation.save()
    rename(twin, "Kattilakosken Konepja")
    for partner, given in ((workshop, "Aku"), (twin, "Rauni")):
        person = PersonFactory(
            provider=college, given_name=given, email=f"{given}@paja.example", phone="040 123 4567"
        )
        PositionFactory(provider=college, person=person, partnership=partner)
        fields = {"name": "Halli", "address": "Näytekatu 4", "place": "Jyväskylä"}
        partners.add_site(partner, by=aino, fields=fields)

    scan(college, at=NOW)

    assert reasons_found(college) == [
        (Thing.PARTNER, {"near_name", "phone", "domain", "address"}),
    ]


@pytest.mark.django_db
def test_what_was_absorbed_is_compared_as_what_it_is_now(college, workshop, bakery, otto, aino):
    merging.merge(workshop, bakery, take=[], by=aino, at=NOW)
    other = PersonFactory(provider=college, given_name="Oskari", family_name="Ohjaaja")
    PositionFactory(provider=college, person=other, partnership=bakery)
    merging.merge(otto, other, take=[], by=aino, at=NOW)
    twin = PartnershipFactory(provider=college, name="Lempoisten Leipomo")
    twin.organisation.business_id = ""
    twin.organisation.save()
    again = PersonFactory(provider=college, given_name="Oskari", family_name="Ohjaaja")
    PositionFactory(provider=college, person=again, partnership=workshop)

    scan(college, at=NOW)

    assert reasons_found(college) == [
        (Thing.PARTNER, {"same_name"}),
        (Thing.PERSON, {"same_name", "partner"}),
    ]


@pytest.mark.parametrize(
    ("written", "place", "bare"),
    [
        ("Katajaniemen Leipomo Osakeyhtiö", "", "katajaniemen leipomo"),
        ("Kylän Nuoriso r.y.", "", "kylan nuoriso"),
        ("Leipomo Katajaniemi T:mi", "", "leipomo katajaniemi"),
        ("Katajaniemen srk", "", "katajaniemen seurakunta"),
        ("Katajaniemen Puhtauspalv. Oy", "", "katajaniemen puhtauspalvelu"),
        ("Katajaniemen Leipomo Laukaa", "laukaa", "katajaniemen leipomo"),
        ("Leipomo Laukaa", "laukaa", "leipomo laukaa"),
        ("Oy Ab", "", "oy ab"),
    ],
)
def test_a_name_is_compared_written_out_and_without_what_says_little(written, place, bare):
    assert bare_name(fold(written), place) == bare


def test_a_slip_in_the_first_letter_is_met_at_the_ends_of_words():
    rows = [row(1, "Lahnansaaren Perhepäiväkoti Oy"), row(2, "Lahnansaaren Nerhepäiväkoti Oy")]

    assert [(pair.first, pair.second) for pair in suspects(rows)] == [(1, 2)]


def test_it_is_the_same_in_whatever_order_the_rows_come():
    rows = [
        row(1, "Rantalan Konepaja Oy", business_id="0942165-3", phones={"1"}),
        row(2, "Rantalan Konepja", phones={"1"}),
        row(3, "Rantalan Konepaja", phones={"2"}),
        row(4, "Aivan muu", business_id="0942165-3"),
    ]

    pairs = [(pair.first, pair.second) for pair in suspects(rows)]
    assert pairs == [(1, 4), (1, 2), (1, 3), (2, 3)]
    assert suspects(reversed(rows)) == suspects(rows)


def test_very_many_of_one_number_tell_nothing():
    few = [row(n, f"Yhdistys {n:b}", business_id="0942165-3") for n in range(LARGEST_BLOCK)]
    one_more = row(LARGEST_BLOCK, "Yhdistys", business_id="0942165-3")

    assert len(suspects(few)) == LARGEST_BLOCK * (LARGEST_BLOCK - 1) // 2
    assert suspects([*few, one_more]) == []
