"""What is known of a workplace before anybody goes there: preconditions, instructors, offers."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.qualifications import Qualification, Unit
from veturi.directory.models import Owned, Partnership, Person, Site


class SuitabilityQuerySet(models.QuerySet["Suitability"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def on(self, day: date) -> Self:
        return self.filter(assessed_on__lte=day, valid_until__gte=day, withdrawn_on=None)


class Suitability(Owned):
    """The preconditions of a workplace for a qualification, assessed (L531/2017 72 §)."""

    class Method(models.TextChoices):
        VISIT = "visit", _("visit")
        CALL = "call", _("call")
        SELF = "self", _("the workplace’s own assessment")

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="suitabilities")
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("site")
    )
    qualification = models.ForeignKey(
        Qualification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qualification"),
        help_text="None: for any education.",
    )
    has_activity = models.BooleanField(_("enough production or services"), default=False)
    has_tools = models.BooleanField(_("the tools needed"), default=False)
    has_staff = models.BooleanField(_("competent staff"), default=False)
    has_orientation = models.BooleanField(_("orientation to safety"), default=False)
    notes = models.TextField(_("notes"), blank=True)
    at_once = models.PositiveSmallIntegerField(_("students at once"), null=True, blank=True)
    normal_hours = models.DecimalField(
        _("normal weekly hours"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    requirements = models.CharField(
        _("what is required"), max_length=300, blank=True, help_text="Codes with commas between."
    )
    method = models.CharField(_("how it was assessed"), max_length=5, choices=Method.choices)
    assessed_on = models.DateField(_("assessed on"))
    assessed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    valid_until = models.DateField(_("valid until"))
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)

    objects: ClassVar = SuitabilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("preconditions of a workplace")
        verbose_name_plural = _("preconditions of workplaces")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("assessed_on")),
                name="suitable_after_it_is_assessed",
                violation_error_message=_("It is valid from the day of the assessment on."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership} {self.assessed_on}"

    @property
    def is_met(self) -> bool:
        """Whether the three preconditions of 72 § are met."""
        return self.has_activity and self.has_tools and self.has_staff


class SuitableUnit(Owned):
    """A unit that can be learnt or shown at a workplace."""

    suitability = models.ForeignKey(Suitability, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("unit that a workplace suits")
        verbose_name_plural = _("units that workplaces suit")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["suitability", "unit"], name="suits_once"),
        ]

    def __str__(self) -> str:
        return f"{self.suitability_id}: {self.unit_id}"


class InstructorQuerySet(models.QuerySet["Instructor"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class Instructor(Owned):
    """What a person of a partner is as a workplace instructor (L531/2017 72.2 §)."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="instructor")
    by_skill = models.BooleanField(_("by skill"), default=False)
    by_education = models.BooleanField(_("by education"), default=False)
    by_experience = models.BooleanField(_("by experience"), default=False)
    basis = models.CharField(_("in words"), max_length=300, blank=True)
    trained_on = models.DateField(_("trained as an instructor on"), null=True, blank=True)
    oriented_on = models.DateField(_("oriented as an assessor on"), null=True, blank=True)
    at_most = models.PositiveSmallIntegerField(_("students at once, at most"), default=3)
    resting_since = models.DateField(_("resting since"), null=True, blank=True)

    objects: ClassVar = InstructorQuerySet.as_manager()

    class Meta:
        verbose_name = _("workplace instructor")
        verbose_name_plural = _("workplace instructors")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_competent(self) -> bool:
        """By skill, education or experience: one of them is enough."""
        return self.by_skill or self.by_education or self.by_experience


class OfferQuerySet(models.QuerySet["Offer"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(withdrawn_on=None)


class Offer(Owned):
    """Places that a workplace offers for a time."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="offers")
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("site")
    )
    qualification = models.ForeignKey(
        Qualification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qualification"),
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    instructor = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("instructor"),
    )
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    tasks = models.TextField(_("what is done there"), blank=True)
    requirements = models.CharField(_("what is required"), max_length=300, blank=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)

    objects: ClassVar = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer of places")
        verbose_name_plural = _("offers of places")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="offer_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(places__gte=1),
                name="offers_a_place",
                violation_error_message=_("Offer at least one place."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership} {self.starts_on}–{self.ends_on}"

    def get_absolute_url(self) -> str:
        """Among the workplace's offers; mending it is for who keeps periods."""
        partner = self.partnership.absorbed_into_id or self.partnership_id
        return f"{reverse('placements:of_partner', args=[partner])}#offers"

    @property
    def key(self) -> str:
        return f"placements.offer:{self.pk}"
