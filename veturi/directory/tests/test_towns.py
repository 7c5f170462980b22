"""What a whole town needs: mergers, public facts, tags for many at once."""

from datetime import date

import pytest

from conftest import TODAY
from veturi.directory.actions import towns
from veturi.directory.actions.partners import NewPartner, set_tags
from veturi.directory.models import Succession, Tag
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db


def test_what_merges_into_another_had_its_last_day_the_day_before(workshop, bakery):
    row = towns.succeed(
        workshop.organisation,
        successor=bakery.organisation,
        on=date(2023, 1, 1),
        kind=Succession.Kind.MERGER,
        source="kooste",
    )

    workshop.organisation.refresh_from_db()
    assert workshop.organisation.ended_on == date(2022, 12, 31)
    assert (row.predecessor, row.successor, row.on) == (
        workshop.organisation,
        bakery.organisation,
        date(2023, 1, 1),
    )


def test_what_splits_goes_on(workshop, bakery):
    towns.succeed(
        workshop.organisation,
        successor=bakery.organisation,
        on=date(2023, 1, 1),
        kind=Succession.Kind.SPLIT,
        source="kooste",
    )

    workshop.organisation.refresh_from_db()
    assert workshop.organisation.ended_on is None


def test_public_partners_are_nobodys_own(college, aino):
    [row] = towns.add_public_partners(
        [NewPartner("Esimerkin kunta", "municipality")], provider=college, by=aino, on=TODAY
    )

    row.refresh_from_db()
    assert row.organisation.private_to is None and row.provider == college


def test_tags_for_many_use_those_that_are_there(college, workshop, bakery, aino):
    set_tags(workshop, names=["Metalli"], by=aino)

    towns.tag_partners([(bakery, ["metalli", "leipä"])], provider=college, by=aino)

    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Metalli", "leipä"]
    assert sorted(t.tag.name for t in bakery.taggings.all()) == ["Metalli", "leipä"]
    assert Change.objects.of(bakery.key).get().new == "metalli, leipä"
