"""Places that students propose by themselves, and what became of each."""

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.periods import Period
from veturi.cooperation.placements.models.students import Student
from veturi.cooperation.placements.rules.proposals import (
    ASKED,
    NAMES,
    Asked,
    Declined,
    Standing,
)
from veturi.directory.codes.municipalities import municipality
from veturi.directory.models import Owned, Partnership, Person


class PlaceProposalQuerySet(models.QuerySet["PlaceProposal"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id, student__erased_on=None)

    def waiting(self) -> Self:
        return self.filter(answered_at=None, taken_back_at=None)

    def settled(self) -> Self:
        return self.exclude(answered_at=None, taken_back_at=None)


class PlaceProposal(Owned):
    """A workplace that a student found: what is told of it, and the answer."""

    student = models.ForeignKey(Student, models.PROTECT, related_name="place_proposals")
    name = models.CharField(_("workplace"), max_length=200, blank=True)
    name_folded = models.CharField(max_length=200, editable=False)
    business_id = models.CharField(_("Y-tunnus"), max_length=9, blank=True)
    municipality = models.CharField(_("municipality"), max_length=3)
    contact_name = models.CharField(_("contact person"), max_length=160, blank=True)
    contact_email = models.EmailField(_("contact’s e-mail"), blank=True)
    contact_phone = models.CharField(_("contact’s phone"), max_length=30, blank=True)
    work = models.TextField(_("what work"), max_length=1000)
    starts_on = models.DateField(_("first day wished"), null=True, blank=True)
    ends_on = models.DateField(_("last day wished"), null=True, blank=True)
    asked = models.CharField(_("has it been asked"), max_length=7, choices=Asked.choices)
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    declined_for = models.CharField(
        _("why declined"), max_length=8, choices=Declined.choices, blank=True
    )
    answer = models.CharField(_("words to the student"), max_length=500, blank=True)
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="place_proposals",
        verbose_name=_("partner"),
    )
    period = models.ForeignKey(
        Period, models.SET_NULL, null=True, blank=True, related_name="place_proposals"
    )

    objects: ClassVar = PlaceProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("place proposed by a student")
        verbose_name_plural = _("places proposed by students")
        indexes: ClassVar = [
            models.Index(
                fields=["provider", "answered_at", "taken_back_at", "made_at"],
                name="place_proposal_listed",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(name="") | ~models.Q(business_id=""),
                name="proposal_names_a_place",
                violation_error_message=_("Write the name of the workplace or its Y-tunnus."),
            ),
            models.CheckConstraint(
                condition=models.Q(asked=Asked.NO) | ~models.Q(contact_name=""),
                name="somebody_was_asked",
                violation_error_message=_("Write whom you asked."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="proposal_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | models.Q(taken_back_at=None),
                name="proposal_settled_once",
                violation_error_message=_("This was answered already."),
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, declined_for="", partnership=None, period=None)
                | models.Q(answered_at__isnull=False, declined_for="", partnership__isnull=False)
                | (
                    models.Q(answered_at__isnull=False, partnership=None, period=None)
                    & ~models.Q(declined_for="")
                ),
                name="taken_with_a_partner_or_declined",
            ),
            models.UniqueConstraint(
                fields=["student", "name_folded", "business_id"],
                condition=models.Q(answered_at=None, taken_back_at=None),
                name="place_proposed_once",
                violation_error_message=_("You have proposed this workplace already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.business_id

    def get_absolute_url(self) -> str:
        return reverse("placements:place_proposal", args=[self.pk])

    @property
    def key(self) -> str:
        return f"placements.placeproposal:{self.pk}"

    @property
    def town(self) -> str:
        found = municipality(self.municipality)
        return found.name if found else ""

    @property
    def asked_name(self) -> str:
        """As we say it; the choices are the student's own words."""
        return str(ASKED[Asked(self.asked)])

    @property
    def standing(self) -> Standing:
        if self.taken_back_at is not None:
            return Standing.TAKEN_BACK
        if self.answered_at is None:
            return Standing.WAITING
        return Standing.DECLINED if self.declined_for else Standing.TAKEN

    @property
    def standing_name(self) -> str:
        return str(NAMES[self.standing])
