"""Random sequences of edits, merges, undoings, deeds and promises: all that is shown stays exact.

`VETURI_EXAMPLES=2000` tries that many others than those that every run tries.
"""

import os
import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from conftest import TODAY
from tests.journeys.register_twin import OPEN, REFUSALS, Register, read
from veturi.directory.actions import partners, people
from veturi.directory.models import Merge, Partnership, Person, Tagging
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory
from veturi.foundation.search.keeping import differences as index_differences
from veturi.insight.levels import actions as levels
from veturi.insight.levels.models import Verdict
from veturi.insight.levels.reading import judge_one
from veturi.ledger import reading as ledger
from veturi.ledger.auditing import differences
from veturi.ledger.management.commands.audit import modules
from veturi.ledger.models import Contribution
from veturi.ledger.past import Past
from veturi.surfaces.find.management.commands.search import everything

MORE = os.environ.get("VETURI_EXAMPLES")
PLACE = some.integers(0, 3)
SEVERAL = some.lists(PLACE, min_size=1, max_size=3)
COLUMN = some.integers(0, 17)
COLUMNS = some.lists(COLUMN, max_size=8)
KINDS = some.sampled_from(["encounters.met", "encounters.called", "encounters.workplace_visited"])
STEPS = some.one_of(
    some.tuples(some.just("edit"), PLACE, COLUMN),
    some.tuples(some.just("write"), PLACE, COLUMN),
    some.tuples(some.just("merge"), PLACE, PLACE, COLUMNS),
    some.tuples(some.just("merge"), PLACE, PLACE, COLUMNS),
    some.tuples(some.just("merge_people"), PLACE, PLACE, COLUMNS),
    some.tuples(some.just("undo"), PLACE),
    some.tuples(
        some.just("log"), SEVERAL, KINDS, some.lists(PLACE, max_size=2), some.none() | PLACE
    ),
    some.tuples(some.just("take_back"), PLACE),
    some.tuples(some.just("promise"), PLACE),
    some.tuples(some.just("let_go"), PLACE),
    some.tuples(some.just("archive"), PLACE),
    some.tuples(some.just("restore"), PLACE),
    some.tuples(some.just("tag"), PLACE, some.lists(some.sampled_from(["metalli", "oma"]))),
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(college, workshop, bakery, aino, mika):
    """Four partners, the last of them public, and three persons: differing in most fields."""
    public = OrganisationFactory(private_to=None, name="Julkinen ry", kind="ngo")
    new = partners.NewPartner(
        name="Kattilakosken paja",
        kind="company",
        municipality="179",
        website="https://paja.example",
        fields={"owner": mika, "unit": "Metalli"},
    )
    four = [
        workshop,
        bakery,
        partners.add_partner(new, provider=college, by=aino, on=TODAY),
        PartnershipFactory(provider=college, organisation=public, owner=aino, notes="Iso"),
    ]
    for partner, name in zip(four, ("Otto", "Aune", "Kaisa"), strict=False):
        card = {"given_name": name, "family_name": "Kallio", "title": f"{name} itse"}
        people.add_contact(partner, by=aino, person=card, position={"role": "instructor"})
    return four, list(Person.objects.of_partners().order_by("pk"))


@settings(
    max_examples=int(MORE or 20),
    deadline=None,
    derandomize=MORE is None,
    phases=[Phase.generate, Phase.shrink] if MORE else [Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=some.lists(STEPS, min_size=3, max_size=16))
def test_after_any_sequence_all_is_as_it_should_be(rows, college, aino, browse, steps):
    with transaction.atomic():
        register = Register(*rows, by=aino)
        for step in steps:
            take(register, step)
        what_is_derived_is_in_step(college)
        what_is_shown_is_right(register, aino, browse)
        undo_all(register)
        what_is_derived_is_in_step(college)
        all_is_as_if_never_merged(register)
        what_is_shown_is_right(register, aino, browse)
        transaction.set_rollback(True)


def take(register, step):
    """A refusal leaves no trace."""
    try:
        with transaction.atomic():
            register.take(step)
    except REFUSALS:
        pass


def undo_all(register):
    """The latest first, as what was merged on waits for the later one."""
    for side in (register.partners, register.people):
        for merged in reversed(side.merges):
            if merged.stands:
                register.part(merged)
    assert not Merge.objects.standing().exists()


def what_is_derived_is_in_step(college):
    assert list(differences(college, modules())) == []
    assert list(index_differences(everything())) == []
    levels.catch_up(college, on=TODAY)
    for partner in Partnership.objects.filter(absorbed_into=None):
        judged = judge_one(partner, on=TODAY).layers
        rows = Verdict.objects.standing().filter(partner=partner)
        held = {row.layer: (row.depth, row.deeds, row.kinds) for row in rows}
        fresh = {
            layer.value: (one.depth, one.deeds, one.as_data()["kinds"])
            for layer, one in judged.items()
        }
        assert held == {} or held == fresh


def what_is_shown_is_right(register, aino, browse):
    for side in (register.partners, register.people):
        for key in side.fields:
            row = side.model.objects.get(pk=key)
            assert row.shown.pk == side.stays(key)
            assert set(row.shown.family().values_list("pk", flat=True)) == side.family(row.shown.pk)
    for key in register.partners.standing:
        the_partners_page_is_right(register, key, aino)
    the_list_is_right(register, aino, browse)


def the_partners_page_is_right(register, key, aino):
    family = register.partners.family(key)
    partner = Partnership.objects.get(pk=key)
    logged = [one for one in register.logged if one.stands and one.partners & family]
    promised = [
        one.row.pk for one in register.promised if one.state == OPEN and one.partner in family
    ]
    past = ledger.pasts(ledger.families([partner])).get(key, Past())
    deeds = ledger.line_of(partner, seen_by=aino, first=25)
    coming = ledger.promises_of(partner, seen_by=aino)
    tags = Tagging.objects.filter(partnership__in=family).values_list("tag__name", flat=True)

    assert read(partner, register.partners.fields[key]) == register.partners.fields[key]
    assert {deed.source for deed in deeds} == {one.row.key for one in logged}
    assert sum(row.n for row in past.counts) == len(logged)
    assert sum(row.hundredths for row in past.sums) == given_by(family)
    assert Counter(coming.values_list("pk", flat=True)) == Counter(promised)
    assert set(tags) == set().union(*(register.tags[one] for one in family))


def given_by(family):
    gifts = Contribution.objects.filter(partner__in=family, deed__retracted_by=None)
    return sum(gifts.values_list("hundredths", flat=True))


def the_list_is_right(register, aino, browse):
    page = BeautifulSoup(browse(aino).get("/partners/").content, "html.parser")
    links = [a["href"] for a in page.select("main table a")]
    shown = set(register.partners.standing) - register.archived

    assert set(filter(re.compile(r"/partners/\d+/").fullmatch, links)) == {
        Partnership(pk=key).get_absolute_url() for key in shown
    }


def all_is_as_if_never_merged(register):
    """Field by field; what was changed later has stayed where it was changed."""
    for side, edits in (
        (register.partners, register.edits),
        (register.people, register.edits_of_people),
    ):
        for key, fields in edits.items():
            row = side.model.objects.get(pk=key)
            assert row.absorbed_into_id is None
            assert read(row, fields) == fields
