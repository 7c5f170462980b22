"""What a register says of an organisation, taken over by a person of ours."""

from datetime import date

import pytest

from veturi.directory.actions.registers import FormerName, take_over
from veturi.directory.models import OrganisationName
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db
SOURCE = "YTJ 24.11.2026"


def told(partner):
    rows = Change.objects.of(partner.key).order_by("pk")
    return list(rows.values_list("field", "old", "new"))


def test_facts_change_and_are_told_with_an_empty_side_as_empty(workshop, aino):
    facts = {"ended_on": date(2026, 6, 30), "legal_form": "Osakeyhtiö"}

    take_over(workshop, facts=facts, source=SOURCE, by=aino)

    workshop.organisation.refresh_from_db()
    assert workshop.organisation.ended_on == date(2026, 6, 30)
    assert told(workshop) == [
        ("organisation.ended_on", "", "2026-06-30"),
        ("organisation.legal_form", "", "Osakeyhtiö"),
    ]


def test_what_is_so_already_leaves_no_trace(workshop, aino):
    take_over(workshop, facts={"name": workshop.name}, source=SOURCE, by=aino)

    assert told(workshop) == []
    assert OrganisationName.objects.count() == 0


def test_a_renamed_organisation_keeps_the_name_before(workshop, aino):
    facts = {"name": "Uusi Paja Oy"}

    take_over(workshop, facts=facts, renamed_on=date(2026, 9, 1), source=SOURCE, by=aino)

    row = OrganisationName.objects.get()
    workshop.refresh_from_db()
    assert workshop.name == "Uusi Paja Oy"
    assert (row.name, row.since, row.until) == (
        "Kattilakosken Konepaja Oy",
        None,
        date(2026, 8, 31),
    )


def test_a_former_name_is_written_down_once(workshop, aino):
    former = [FormerName("Vanha Paja Ky", until=date(2019, 12, 31))]

    take_over(workshop, facts={}, former=former * 2, source=SOURCE, by=aino)
    take_over(workshop, facts={}, former=former, source=SOURCE, by=aino)

    assert OrganisationName.objects.get().provider == workshop.provider
    assert told(workshop) == [("name.former", "", "Vanha Paja Ky")]


def test_what_another_provider_knows_of_a_public_organisation_is_its_own(workshop, aino, sten):
    workshop.organisation.private_to = None
    workshop.organisation.save()
    OrganisationName.objects.create(
        organisation=workshop.organisation,
        provider=sten.provider,
        kind="former",
        name="Vanha Paja Ky",
        name_folded="vanha paja ky",
    )

    take_over(workshop, facts={}, former=[FormerName("Vanha Paja Ky")], source=SOURCE, by=aino)

    owners = OrganisationName.objects.order_by("pk").values_list("provider", flat=True)
    assert list(owners) == [sten.provider_id, None]
