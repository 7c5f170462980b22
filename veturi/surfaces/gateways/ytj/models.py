"""What YTJ answered about a partner the last time, and the changes that follow from it."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, Partnership, Person
from veturi.surfaces.gateways.ytj.rules.companies import Company, read_company
from veturi.surfaces.gateways.ytj.rules.comparing import Field


class Inquiry(Owned):
    """The last time YTJ was asked about a partner, with its answer: public facts, as sent."""

    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="ytj_inquiry")
    asked_at = models.DateTimeField(_("asked at"))
    answer = models.JSONField(
        null=True, help_text="The company as the register sent it; nothing when it has none."
    )
    warns_since = models.DateField(
        null=True, help_text="Since when the register warns of it; nothing when it does not."
    )

    class Meta:
        verbose_name = _("inquiry at YTJ")
        verbose_name_plural = _("inquiries at YTJ")
        indexes: ClassVar = [
            models.Index(
                fields=["provider", "warns_since"],
                name="inquiry_that_warns",
                condition=~models.Q(warns_since=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.partnership} {self.asked_at:%Y-%m-%d}"

    @property
    def company(self) -> Company | None:
        return read_company(self.answer) if self.answer else None


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def open(self) -> Self:
        return self.filter(decided_at=None)

    def decided(self) -> Self:
        return self.exclude(decided_at=None)

    def of_standing(self) -> Self:
        return self.filter(partnership__archived_on=None, partnership__absorbed_into=None)

    def filling(self) -> Self:
        """What we have nothing of yet."""
        return self.filter(ours="")


class Proposal(Owned):
    """A field of a partner in which the register differs from us; a person decides."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="register_proposals")
    field = models.CharField(_("fact"), max_length=12, choices=Field.choices)
    ours = models.TextField(_("we have"), blank=True)
    theirs = models.TextField(_("YTJ has"))
    since = models.DateField(_("since"), null=True)
    seen_at = models.DateTimeField(_("seen at"))
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    accepted = models.BooleanField(null=True)

    objects: ClassVar = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        indexes: ClassVar = [
            models.Index(
                fields=["provider", "partnership"],
                name="proposal_open",
                condition=models.Q(decided_at=None),
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None, accepted=None)
                | models.Q(
                    decided_at__isnull=False, decided_by__isnull=False, accepted__isnull=False
                ),
                name="proposal_decided_by_somebody",
                violation_error_message=_("A decision has a person, a time and an outcome."),
            ),
            models.UniqueConstraint(
                fields=["partnership", "field"],
                condition=models.Q(decided_at=None),
                name="one_open_proposal_a_field",
                violation_error_message=_("This field has an open proposal already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.field}"
