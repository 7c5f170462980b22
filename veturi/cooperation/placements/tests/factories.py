"""One factory a model; say whose it is: the provider, or the row that it belongs to.

Students are fictional. `ready` makes a period in whose way nothing stands, with all that belongs to it.
"""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from veturi.cooperation.placements.models import (
    Agreement,
    Card,
    Guidance,
    Instructor,
    Interruption,
    NewUse,
    Offer,
    Part,
    Period,
    PeriodUnit,
    PlaceProposal,
    Qualification,
    Readiness,
    Signature,
    Student,
    StudyRightState,
    Suitability,
    SuitableUnit,
    Support,
    Termination,
    Unit,
    Version,
    Worry,
)
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory, PositionFactory
from veturi.foundation.text import fold, sort_key

MADE = date(2026, 11, 2)
STARTS = date(2027, 1, 11)
ENDS = date(2027, 3, 19)


def provider_of(parent):
    return factory.SelfAttribute(f"{parent}.provider")


def ours(maker):
    """A row of the same provider."""
    return factory.SubFactory(maker, provider=factory.SelfAttribute("..provider"))


class QualificationFactory(DjangoModelFactory):
    class Meta:
        model = Qualification

    code = factory.Sequence(lambda n: f"{300_000 + n}")
    record_number = factory.Sequence(lambda n: f"OPH-{n}-2026")
    name_fi = factory.Sequence(lambda n: f"Esimerkkialan perustutkinto {n}")
    kind = "vocational"


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"{100_000 + n}")
    name_fi = factory.Sequence(lambda n: f"Esimerkkityössä toimiminen {n}")


class PartFactory(DjangoModelFactory):
    class Meta:
        model = Part

    qualification = factory.SubFactory(QualificationFactory)
    unit = factory.SubFactory(UnitFactory)
    points = 30


class StudentFactory(DjangoModelFactory):
    class Meta:
        model = Student

    number = factory.Sequence(lambda n: f"S{n:05}")
    given_name = factory.Iterator(["Eetu", "Senja", "Amira", "Onni", "Helmi"])
    family_name = factory.Sequence(lambda n: f"Opiskelija{n}")
    name_folded = factory.LazyAttribute(lambda row: fold(f"{row.given_name} {row.family_name}"))
    name_sort = factory.LazyAttribute(lambda row: sort_key(f"{row.family_name} {row.given_name}"))
    qualification = factory.SubFactory(QualificationFactory)
    born_on = date(2005, 3, 14)
    starts_on = date(2026, 8, 10)
    ends_on = date(2029, 6, 2)


class StudyRightStateFactory(DjangoModelFactory):
    class Meta:
        model = StudyRightState

    provider = provider_of("student")
    student = ours(StudentFactory)
    since = date(2026, 8, 10)
    state = "lasna"


class SupportFactory(DjangoModelFactory):
    class Meta:
        model = Support

    provider = provider_of("student")
    student = ours(StudentFactory)
    is_special = True


class SuitabilityFactory(DjangoModelFactory):
    class Meta:
        model = Suitability

    provider = provider_of("partnership")
    partnership = ours(PartnershipFactory)
    has_activity = True
    has_tools = True
    has_staff = True
    has_orientation = True
    normal_hours = "37.5"
    method = "visit"
    assessed_on = date(2026, 8, 20)
    valid_until = date(2028, 8, 19)


class SuitableUnitFactory(DjangoModelFactory):
    class Meta:
        model = SuitableUnit

    provider = provider_of("suitability")
    suitability = ours(SuitabilityFactory)
    unit = factory.SubFactory(UnitFactory)


class InstructorFactory(DjangoModelFactory):
    """What somebody is as an instructor; the person has an e-mail."""

    class Meta:
        model = Instructor

    provider = provider_of("person")
    person = factory.SubFactory(
        PersonFactory, provider=factory.SelfAttribute("..provider"), email="ohjaaja@paja.invalid"
    )
    by_experience = True


class OfferFactory(DjangoModelFactory):
    class Meta:
        model = Offer

    provider = provider_of("partnership")
    partnership = ours(PartnershipFactory)
    places = 2
    starts_on = STARTS
    ends_on = ENDS
    made_on = MADE


class PeriodFactory(DjangoModelFactory):
    """A proposal: what it has of the law's demands is said by `ready`."""

    class Meta:
        model = Period

    provider = provider_of("partnership")
    partnership = ours(PartnershipFactory)
    student = ours(StudentFactory)
    form = "training_agreement"
    starts_on = STARTS
    ends_on = ENDS
    weekly_hours = 35
    part_time = 100
    key_tasks = "Sorvaus\nHitsaus"
    unique_id = factory.Sequence(lambda n: f"veturi-{n}")
    made_on = MADE


class WorryFactory(DjangoModelFactory):
    """Of a student; say who wrote it."""

    class Meta:
        model = Worry

    provider = provider_of("student")
    student = ours(StudentFactory)
    text = "Poissa kahdesti"
    severity = "grave"
    made_at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class NewUseFactory(DjangoModelFactory):
    class Meta:
        model = NewUse

    provider = provider_of("partnership")
    partnership = ours(PartnershipFactory)
    variant = "group"
    tried_on = MADE
    what = "Neljä yhdessä"
    made_at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class PeriodUnitFactory(DjangoModelFactory):
    class Meta:
        model = PeriodUnit

    provider = provider_of("period")
    period = ours(PeriodFactory)
    unit = factory.SubFactory(UnitFactory)


class InterruptionFactory(DjangoModelFactory):
    class Meta:
        model = Interruption

    provider = provider_of("period")
    period = ours(PeriodFactory)
    since = date(2027, 2, 1)
    until = date(2027, 2, 5)


class PlaceProposalFactory(DjangoModelFactory):
    """It waits for an answer."""

    class Meta:
        model = PlaceProposal

    provider = provider_of("student")
    student = ours(StudentFactory)
    name = factory.Sequence(lambda n: f"Löydetty työpaikka {n}")
    name_folded = factory.LazyAttribute(lambda row: fold(row.name))
    municipality = "179"
    work = "Auttaa asiakkaita"
    asked = "no"
    made_at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class GuidanceFactory(DjangoModelFactory):
    class Meta:
        model = Guidance

    provider = provider_of("period")
    period = ours(PeriodFactory)
    instructor = ours(PersonFactory)
    since = STARTS


class CardFactory(DjangoModelFactory):
    class Meta:
        model = Card

    provider = provider_of("student")
    student = ours(StudentFactory)
    requirement = "hygiene_pass"
    shown_on = MADE


class ReadinessFactory(DjangoModelFactory):
    class Meta:
        model = Readiness

    provider = provider_of("period")
    period = ours(PeriodFactory)
    checked_on = MADE
    is_ready = True
    by_student = True


class TerminationFactory(DjangoModelFactory):
    class Meta:
        model = Termination

    provider = provider_of("period")
    period = ours(PeriodFactory)
    ground = "mutual"
    on = date(2027, 2, 12)
    told_on = date(2027, 2, 12)


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    provider = provider_of("period")
    period = ours(PeriodFactory)
    paper = "training"


class VersionFactory(DjangoModelFactory):
    """A first version; `signed_on=` is the day of its last signature."""

    class Meta:
        model = Version

    provider = provider_of("agreement")
    agreement = ours(AgreementFactory)
    number = 1
    content = factory.LazyFunction(dict)
    digest = "0" * 64
    made_at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class SignatureFactory(DjangoModelFactory):
    class Meta:
        model = Signature

    provider = provider_of("version")
    version = ours(VersionFactory)
    party = "workplace"
    name = "Otto Ohjaaja"
    email = "otto@paja.invalid"


SEEN_TO = {
    "plan_approved_on": MADE,
    "plan_approved_by_student_on": MADE,
    "plan_approved_by_workplace_on": MADE,
    "safety_told_on": MADE,
    "safety_acknowledged_on": MADE,
}


def ready(partnership, *, instructor=None, **given):
    """One in whose way nothing stands: all is seen to, the workplace is assessed.

    Of an apprenticeship, sign the arrangement agreement too.
    """
    provider = partnership.provider
    if instructor is None:
        instructor = InstructorFactory(provider=provider).person
        PositionFactory(
            provider=provider, person=instructor, partnership=partnership, role="instructor"
        )
    if not partnership.suitabilities.exists():
        SuitabilityFactory(partnership=partnership)
    if given.get("form") == "apprenticeship":
        given.setdefault("wage_basis", "Teknologiateollisuuden työehtosopimus")
    teacher = given.pop("teacher", None) or PersonFactory(provider=provider, is_ours=True)
    return PeriodFactory(
        partnership=partnership, instructor=instructor, teacher=teacher, **SEEN_TO | given
    )
