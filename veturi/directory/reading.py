"""What is asked of the directory across rows: search, who of us knows whom."""

from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from veturi.directory.codes.municipalities import municipality_codes
from veturi.directory.models import (
    Grant,
    Organisation,
    Partnership,
    Person,
    Provider,
    SecondStepRule,
)
from veturi.foundation.accounts.steps import steps_of
from veturi.foundation.business_id import NotABusinessId, read_business_id
from veturi.foundation.search.ladder import find
from veturi.foundation.search.models import Shelf
from veturi.foundation.text import fold

FORMS_OF_COMPANY = frozenset({"oy", "oyj", "ab", "ry", "tmi", "ky", "osk", "rf", "ay", "sr"})


def find_partners(person: Person, text: str) -> QuerySet[Partnership]:
    """One's own partners that the index finds: any of their names, Y-tunnus, one slip forgiven."""
    keys = _found(person, text, Shelf.THING)
    return Partnership.objects.seen_by(person).standing().filter(pk__in=keys)


def find_people(person: Person, text: str) -> QuerySet[Person]:
    """Persons by name, e-mail or phone."""
    keys = _found(person, text, Shelf.PERSON)
    return Person.objects.seen_by(person).standing().filter(pk__in=keys)


# One row of a partner there. The cross join keeps SQLite from beginning with all partnerships, as
# it does without statistics; PostgreSQL, told to look place by place, does not join all with all.
THERE = {
    "sqlite": "WHERE EXISTS (SELECT 1 FROM directory_organisation o"
    " CROSS JOIN directory_partnership p WHERE o.municipality = place.code"
    " AND p.organisation_id = o.id AND p.provider_id = %s)",
    "postgresql": "CROSS JOIN LATERAL (SELECT 1 FROM (SELECT id FROM directory_organisation"
    " WHERE municipality = place.code OFFSET 0) o CROSS JOIN LATERAL (SELECT 1"
    " FROM directory_partnership p WHERE p.organisation_id = o.id AND p.provider_id = %s"
    " LIMIT 1) one LIMIT 1) there",
}


def municipalities_of(provider_id: int) -> list[str]:
    """Codes of the municipalities where the provider has partners.

    Each is looked up by index, which stays quick however many partners there are.
    """
    codes = list(municipality_codes())
    marks = ", ".join(["(%s)"] * len(codes))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH place (code) AS (VALUES {marks}) SELECT code FROM place"  # noqa: S608 - marks only
            f" {THERE[connection.vendor]}",
            [*codes, provider_id],
        )
        return [code for (code,) in cursor.fetchall()]


def _found(person: Person, text: str, shelf: Shelf) -> list[int]:
    scope = Provider(pk=person.provider_id).scope
    return [one.key for one in find(text, scope=scope, shelves=[shelf])]


def as_business_id(text: str) -> str | None:
    try:
        return read_business_id(text)
    except NotABusinessId:
        return None


def public_by_exact_id(text: str) -> Organisation | None:
    """An organisation that is nobody's partner here yet is found only by its exact Y-tunnus."""
    business_id = as_business_id(text)
    if business_id is None:
        return None
    return Organisation.objects.filter(private_to=None, business_id=business_id).first()


def bare_name(name: str) -> str:
    """The folded name without the form of company: “Kone Oy” and “Kone” are one."""
    return " ".join(word for word in fold(name).split() if word not in FORMS_OF_COMPANY)


def lacks_second_step(*, on: date) -> Q:
    """Of a person: a role of the day asks for a second step, and the account has none."""
    rules = SecondStepRule.objects.on(on).filter(
        provider=OuterRef("provider"), role=OuterRef("role")
    )
    asked = Grant.objects.on(on).filter(Exists(rules), person=OuterRef("pk"))
    return Q(Exists(asked)) & ~has_second_step()


def has_second_step() -> Q:
    """Of a person: the account has a second step set up."""
    return Q(Exists(steps_of(OuterRef("user"))))
