"""The school's own fields on the page that compares two."""

from decimal import Decimal

import pytest
from django.urls import reverse

from veturi.directory.actions.own_fields import add_own_field
from veturi.directory.actions.own_values import give_own
from veturi.directory.models import Merge, Thing
from veturi.directory.own_fields import own_of
from veturi.foundation.words import Words
from veturi.surfaces.merging.sides import lines

pytestmark = pytest.mark.django_db


def test_both_stand_side_by_side(browse, college, workshop, bakery, aino):
    area, seats = (
        add_own_field(
            college,
            thing=Thing.PARTNER,
            by=None,
            fields={"label_fi": label, "kind": kind},
            choices=[Words("metalli", "", "")],
        )
        for label, kind in (("Avainalue", "choice"), ("Paikkoja", "number"))
    )
    give_own(bakery, {seats.name: Decimal("1234.5")}, by=aino)
    give_own(workshop, {area.name: area.choices.get().pk}, by=aino)
    found = [
        line for line in lines(Thing.PARTNER, workshop, bakery) if line.field.startswith("own_")
    ]
    page = browse(aino)
    compare = reverse("merging:compare", args=["partner", workshop.pk, bakery.pk])

    page.post(compare, {"take": [seats.name]})

    assert [(line.label, line.one, line.other, line.takes_other) for line in found] == [
        ("Avainalue", "metalli", "", False),
        ("Paikkoja", "", "1\u00a0234,5", True),
    ]
    [row] = Merge.objects.all()
    shown = page.get(reverse("merging:show", args=[row.pk])).content.decode()
    assert "Paikkoja" in shown
    assert own_of(workshop)[seats.name] == Decimal("1234.5")
