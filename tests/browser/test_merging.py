"""Two partners, then two persons, are made one and parted again; what was changed meanwhile stays."""

import pytest

from conftest import TODAY
from veturi.directory.actions import partners, people
from veturi.directory.models import Merge, Partnership
from veturi.directory.tests.factories import PersonFactory, PositionFactory

WIDTHS = (1280, 390)


@pytest.fixture
def twin(college, aino):
    new = partners.NewPartner(
        name="Kattilakosken paja",
        kind="company",
        website="https://paja.example",
        fields={"unit": "Metalli", "notes": "Iso halli"},
    )
    return partners.add_partner(new, provider=college, by=aino, on=TODAY)


def send(page, selector):
    with page.expect_navigation():
        page.click(selector)


@pytest.mark.parametrize("width", WIDTHS)
def test_two_partners_are_one_and_two_again(visit, aino, workshop, twin, width):
    page = visit(aino, width=width)
    page.goto(f"/duplicates/partner/{workshop.pk}/{twin.pk}/")
    page.check("[name=take][value=unit]")
    assert page.is_checked("[name=take][value=notes]")
    send(page, "main form button.primary")
    merge = Merge.objects.get()
    assert page.url.endswith(f"/merges/{merge.pk}/")

    page.goto(f"/partners/{workshop.pk}/edit/")
    assert page.input_value("[name=unit]") == "Metalli"
    page.fill("[name=unit]", "Metalli ja muovi")
    send(page, "main form[method=post] button[type=submit]")
    page.goto(twin.get_absolute_url())
    assert page.url.endswith(workshop.get_absolute_url())

    page.goto(f"/merges/{merge.pk}/")
    assert page.locator("[name=keep]").evaluate_all("all => all.map(one => one.value)") == ["unit"]
    send(page, "main form button.stop")
    page.goto(twin.get_absolute_url())

    assert page.locator("h1").inner_text().startswith("Kattilakosken paja")
    rows = Partnership.objects.filter(pk__in=[workshop.pk, twin.pk]).order_by("pk")
    assert list(rows.values_list("unit", "notes", "absorbed_into")) == [
        ("Metalli ja muovi", "", None),
        ("Metalli", "Iso halli", None),
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_two_persons_are_one_and_two_again(visit, aino, workshop, otto, width):
    other = PersonFactory(provider=workshop.provider, given_name="Otto", family_name="Ohjaja")
    PositionFactory(provider=workshop.provider, person=other, partnership=workshop, role="contact")
    people.edit_person(other, by=aino, fields={"email": "otto@paja.example"})
    page = visit(aino, width=width)
    page.goto(f"/duplicates/person/{otto.pk}/{other.pk}/")
    send(page, "main form button.primary")
    page.goto(other.get_absolute_url())
    assert page.url.endswith(otto.get_absolute_url())
    assert page.locator("main a[href='mailto:otto@paja.example']").count() >= 1

    page.goto(f"/merges/{Merge.objects.get().pk}/")
    send(page, "main form button.stop")
    page.goto(otto.get_absolute_url())

    assert page.locator("main a[href='mailto:otto@paja.example']").count() == 0
    otto.refresh_from_db()
    other.refresh_from_db()
    assert (otto.email, other.email, other.absorbed_into) == ("", "otto@paja.example", None)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_contact_that_is_there_is_told_while_typing(visit, aino, workshop, otto, width):
    people.edit_person(otto, by=aino, fields={"phone": "+358 40 123 4567"})
    page = visit(aino, width=width)
    page.goto(f"/partners/{workshop.pk}/contacts/new/")
    page.locator("#id_phone").press_sequentially("0401234567")

    told = page.locator("#alike li", has_text=str(otto))
    told.wait_for()
    assert "040 123 4567".replace(" ", "") in told.inner_text().replace(" ", "")
    page.fill("#id_given_name", "Olli")
    page.fill("#id_family_name", "Toinen")
    send(page, "main form button[type=submit]")
    page.check("[name=made_sure]")
    send(page, "main form button[type=submit]")
    assert page.url.endswith(workshop.get_absolute_url())
