"""A list that goes out and comes back unchanged changes nothing."""

import pytest
from django.urls import reverse

from veturi.directory.actions.partners import edit_partner, set_tags
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory
from veturi.directory.views.lists import PARTNER_COLUMNS
from veturi.foundation.history.models import Change
from veturi.surfaces.imports import running

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_row_is_skipped(
    browse, aino, college, workshop, bakery, tmp_path, bring, run, language, kind
):
    edit_partner(bakery, by=aino, fields={"owner": aino}, facts={"municipality": "179"})
    PartnershipFactory(
        provider=college,
        organisation=OrganisationFactory(private_to=college, name="=Kaava+1 Oy", kind="ngo"),
    )
    path = tmp_path / f"kumppanit.{kind}"
    answer = browse(aino, language).get(reverse("directory:partners"), {"export": kind})
    path.write_bytes(answer.content)
    before = Change.objects.count()

    imported = run(bring(path))

    assert running.counts(imported) == {
        "created": 0,
        "updated": 0,
        "skipped": 3,
        "refused": 0,
        "not_reached": 0,
        "nonrow": 0,
    }
    assert set(imported.rows.values_list("reason", flat=True)) == {"nothing_differs"}
    assert Change.objects.count() == before


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_column_comes_back(browse, aino, mika, bakery, tmp_path, bring, run, language):
    edit_partner(
        bakery, by=aino, fields={"owner": aino, "deputy": mika, "phase": "ended", "unit": "Metalli"}
    )
    set_tags(bakery, names=["messut", "TET"], by=aino)
    columns = [column.key for column in PARTNER_COLUMNS]
    answer = browse(aino, language).get(
        reverse("directory:partners"), {"export": "csv", "columns": columns}
    )
    path = tmp_path / "kumppanit.csv"
    path.write_bytes(answer.content)
    before = Change.objects.count()

    imported = run(bring(path))

    assert len(imported.mapping) == len(columns)
    assert imported.rows.get().reason == "nothing_differs"
    assert Change.objects.count() == before
