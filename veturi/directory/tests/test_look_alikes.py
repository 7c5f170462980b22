"""What may be the same is told while it is typed: which, where, and for which reasons."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.directory.actions import merging, partners, people
from veturi.directory.look_alikes.partners import alike
from veturi.directory.look_alikes.people import alike_people
from veturi.directory.look_alikes.sites import alike_sites
from veturi.directory.models import Site
from veturi.directory.rules.reach import addresses_of, domain_of
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory, PositionFactory

OTTO = {"email": "otto@paja.example", "phone": "+358 40 123 4567"}


def told(found):
    """Who, where, and how many reasons."""
    return [(one.shown, one.where, len(one.reasons)) for one in found]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.paja.example/yhteys?a=1", "paja.example"),
        ("www.Paja.example", "paja.example"),
        ("otto.ohjaaja@paja.example", "paja.example"),
        ("https://paja.example/@otto", "paja.example"),
        ("paja.example:8000", "paja.example"),
        ("otto@gmail.com", ""),
        ("https://www.facebook.com/paja", ""),
        ("paja", ""),
        ("", ""),
    ],
)
def test_the_domain_is_whose_it_is_and_nobodys_where_anybody_may_be(address, domain):
    assert domain_of(address) == domain


def test_a_street_is_the_same_only_in_the_same_town():
    whole = addresses_of("Näytekatu 4", postal_code="40100", place="Jyväskylä")

    assert whole & addresses_of("näytekatu  4", postal_code="", place="JYVÄSKYLÄ")
    assert whole & addresses_of("Näytekatu 4", postal_code="40100", place="")
    assert not whole & addresses_of("Näytekatu 4", postal_code="50100", place="Mikkeli")
    assert not addresses_of("Näytekatu 4", postal_code="", place="")
    assert not addresses_of(" ", postal_code="40100", place="")


@pytest.mark.django_db
class TestPartners:
    @pytest.mark.parametrize(
        "name",
        [
            "Kattilakosken Konepaja",
            "konepaja kattilakosken oy",
            "Kattilakosken Kpnepaja",
            "Kattilakoksen Konepaja",
            "Kattilakosken Konep",
        ],
    )
    def test_a_name_with_a_slip_in_another_order_or_half_typed(self, aino, workshop, name):
        assert [one.shown for one in alike(aino, {"name": name})] == [workshop]

    @pytest.mark.parametrize(
        "name", ["Kattilakosken Leipomo", "Kattilakosken Konepaja 2", "Ko", "Oy", "", "\x00"]
    )
    def test_another_name_is_another(self, aino, workshop, name):
        assert alike(aino, {"name": name}) == []

    def test_a_short_name(self, aino, college, workshop):
        kone = PartnershipFactory(provider=college, name="Kone Oy")

        assert [one.shown for one in alike(aino, {"name": "Kone"})] == [kone]

    def test_the_domain_of_the_website_and_of_its_people(self, aino, workshop, bakery, otto):
        people.edit_person(otto, by=aino, fields={"email": "otto@paja.example"})
        partners.edit_partner(
            bakery, by=aino, fields={}, facts={"website": "https://www.paja.example"}
        )

        found = alike(aino, {"name": "Uusi", "website": "paja.example/yhteys"})

        assert told(found) == [(workshop, "", 1), (bakery, "", 1)]
        assert "paja.example" in found[0].reasons[0]

    def test_a_domain_that_anybody_or_very_many_have_tells_nothing(self, aino, college, workshop):
        for n in range(21):
            person = PersonFactory(provider=college, email=f"a{n}@kunta.example")
            PositionFactory(provider=college, person=person)
        with_mail = PersonFactory(provider=college, email="otto@gmail.com")
        PositionFactory(provider=college, person=with_mail, partnership=workshop)

        assert alike(aino, {"name": "Uusi", "website": "https://kunta.example"}) == []
        assert alike(aino, {"name": "Uusi", "website": "https://gmail.com"}) == []

    def test_a_domain_with_very_many_people_is_not_looked_through(self, aino, college, workshop):
        for n in range(201):
            person = PersonFactory(provider=college, email=f"a{n}@iso.example")
            PositionFactory(provider=college, person=person, partnership=workshop)

        assert alike(aino, {"name": "Uusi", "website": "https://iso.example"}) == []

    def test_several_reasons_at_once_and_the_surest_first(self, aino, workshop, college):
        partners.edit_partner(
            workshop,
            by=aino,
            fields={},
            facts={"municipality": "179", "website": "https://paja.example"},
        )
        namesake = PartnershipFactory(provider=college, name="Kattilakosken Konepaja")

        found = alike(
            aino,
            {
                "name": "Kattilakosken Konepaja Oy",
                "business_id": workshop.organisation.business_id,
                "website": "paja.example",
                "municipality": "Jyväskylä",
            },
        )

        assert told(found) == [(workshop, "", 4), (namesake, "", 1)]
        assert [one.is_same for one in found] == [True, False]

    def test_what_was_merged_is_told_as_what_it_is_now(self, aino, workshop, bakery):
        merging.merge(workshop, bakery, take=[], by=aino, at=NOW)

        assert [one.shown for one in alike(aino, {"name": "Lempoisten leipomo"})] == [workshop]

    def test_the_archived_are_told_as_such_and_ones_own_is_not_told(self, aino, rauha, workshop):
        partners.archive(workshop, by=rauha, on=TODAY)

        [found] = alike(aino, {"name": workshop.name})
        assert found.where
        assert alike(aino, {"name": workshop.name}, but=workshop.pk) == []

    def test_nobody_elses(self, sten, workshop):
        facts = {"name": workshop.name, "business_id": workshop.organisation.business_id}

        assert alike(sten, facts) == []

    def test_as_many_questions_among_a_hundred(self, aino, workshop, college):
        asked = {"name": workshop.name, "website": "https://paja.example"}
        with CaptureQueriesContext(connection) as before:
            alike(aino, asked)
        for _ in range(100):
            PartnershipFactory(provider=college, name="Kattilakosken Konepaja")
        with CaptureQueriesContext(connection) as after:
            assert len(alike(aino, asked)) == 5

        assert len(after) == len(before)


@pytest.mark.django_db
class TestPeople:
    def test_by_e_mail_phone_and_name_in_either_order(self, aino, workshop, otto):
        people.edit_person(otto, by=aino, fields=OTTO)
        for typed, reasons in (
            ({"family_name": "Toinen", "email": "OTTO@paja.example"}, 1),
            ({"family_name": "Toinen", "phone": "040 1234567"}, 1),
            ({"given_name": "Ohjaaja", "family_name": "Otto"}, 1),
            ({"given_name": "Otto", "family_name": "Ohjaaja", **OTTO}, 3),
        ):
            assert told(alike_people(aino, typed)) == [(otto, workshop.name, reasons)]

    def test_nearly_the_same_name_only_at_the_same_partner(self, aino, workshop, bakery, otto):
        typed = {"given_name": "Oto", "family_name": "Ohjaaja"}

        assert told(alike_people(aino, typed, at=workshop)) == [(otto, workshop.name, 2)]
        assert alike_people(aino, typed, at=bakery) == []
        assert alike_people(aino, typed) == []

    def test_the_same_partner_alone_is_no_reason(self, aino, workshop, otto):
        assert alike_people(aino, {"family_name": "Aivan muu"}, at=workshop) == []
        assert alike_people(aino, {}, at=workshop) == []

    def test_what_was_merged_is_told_as_what_it_is_now(self, aino, workshop, otto):
        other = PersonFactory(provider=aino.provider, family_name="Toinen", **OTTO)
        merging.merge(otto, other, take=[], by=aino, at=NOW)

        assert told(alike_people(aino, {"phone": OTTO["phone"]})) == [(otto, workshop.name, 1)]
        merging.undo(merging.Merge.objects.get(), by=aino, at=NOW)
        assert told(alike_people(aino, {"phone": OTTO["phone"]})) == [(other, "", 1)]

    def test_neither_ours_nor_the_archived_nor_ones_own_nor_anothers(self, aino, mika, sten, otto):
        people.edit_person(otto, by=aino, fields=OTTO)

        assert alike_people(aino, {"email": mika.email}) == []
        assert alike_people(sten, OTTO) == []
        assert alike_people(aino, OTTO, but=otto.pk) == []
        people.archive_person(otto, by=aino, on=TODAY)
        assert alike_people(aino, OTTO) == []


@pytest.fixture
def hall(workshop, aino):
    fields = {
        "name": "Halli 2",
        "address": "Näytekatu 4",
        "postal_code": "40100",
        "place": "Jyväskylä",
    }
    return partners.add_site(workshop, by=aino, fields=fields)


THERE = {"name": "Myymälä", "address": "näytekatu 4", "place": "Jyväskylä"}


@pytest.mark.django_db
class TestSites:
    def test_a_site_at_the_address_and_only_there(self, aino, sten, workshop, hall):
        assert told(alike_sites(aino, THERE)) == [(workshop, "Halli 2", 1)]
        assert alike_sites(aino, {**THERE, "address": "Näytekatu 41"}) == []
        assert alike_sites(aino, {**THERE, "place": "Mikkeli"}) == []
        assert alike_sites(aino, {"address": "Näytekatu 4"}) == []
        assert alike_sites(aino, THERE, but=hall.pk) == []
        assert alike_sites(sten, THERE) == []

    def test_it_is_saved_by_who_made_sure(self, browse, aino, bakery, hall):
        address = reverse("directory:site_new", args=[bakery.pk])

        asked = browse(aino).post(address, THERE)
        assert (asked.status_code, Site.objects.count()) == (422, 1)
        assert b"Halli 2" in asked.content
        assert browse(aino).post(address, {**THERE, "made_sure": "1"}).status_code == 302
        assert bakery.sites.get().address == "näytekatu 4"

    def test_one_that_stays_where_it_is_is_not_asked_about(self, browse, aino, bakery, hall):
        site = partners.add_site(bakery, by=aino, fields=THERE)
        address = reverse("directory:site", args=[bakery.pk, site.pk])

        assert browse(aino).save(address, {**THERE, "name": "Kauppa"}).status_code == 302
        assert bakery.sites.get().name == "Kauppa"


@pytest.mark.django_db
def test_the_warnings_are_asked_for_while_typing(browse, aino, workshop, otto, hall):
    people.edit_person(otto, by=aino, fields=OTTO)
    for name, typed, shown in (
        ("alike", {"name": "Kattilakosken konepaja", "but": "x"}, workshop),
        ("alike_people", {"family_name": "Ohjaja", "given_name": "Otto", "at": workshop.pk}, otto),
        ("alike_people", {"email": OTTO["email"], "at": "9" * 30}, otto),
        ("alike_sites", {**THERE, "but": "99999"}, workshop),
    ):
        answer = browse(aino).get(reverse(f"directory:{name}"), typed).content.decode()
        assert shown.get_absolute_url() in answer


@pytest.mark.django_db
def test_a_contact_may_be_one_from_elsewhere(browse, aino, workshop, bakery, otto):
    people.edit_person(otto, by=aino, fields=OTTO)
    new = {
        "given_name": "O.",
        "family_name": "O",
        "phone": "040 123 4567",
        "role": "hr",
        "language": "fi",
        "legal_basis": "public_task",
    }

    asked = browse(aino).post(reverse("directory:contact_new", args=[bakery.pk]), new)

    assert asked.status_code == 422
    assert workshop.name in asked.content.decode()
