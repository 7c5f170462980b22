"""Deeds: rows are only ever added; a mistake is taken back by a second row."""

from decimal import Decimal
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, Partnership, Person, Provider
from veturi.ledger.kinds import Currency, DeedKind, deed_kind

HUNDREDTHS = 100


class Giver(models.TextChoices):
    PARTNER = "partner", _("the partner")
    PROVIDER = "provider", _("we")


class Confidence(models.TextChoices):
    ESTIMATED = "estimated", _("estimated")
    LOGGED = "logged", _("logged")
    CONFIRMED = "confirmed", _("confirmed")


class Book(models.Model):
    """The one row a provider that the pen locks first; it allocates the running numbers."""

    provider = models.OneToOneField(Provider, models.PROTECT, primary_key=True, related_name="+")
    last_number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.last_number}"


class DeedQuerySet(models.QuerySet["Deed"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        """Neither retracted nor a retraction."""
        return self.filter(retracts=None, retracted_by=None)


class Deed(Owned):
    number = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    done_on = models.DateField(_("done on"))
    until = models.DateField(_("until"), null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=80, help_text="module.thing:key of the owner's record")
    about = models.CharField(max_length=80, blank=True)
    hours = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    people = models.PositiveIntegerField(null=True)
    days = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    retracts = models.OneToOneField("self", models.PROTECT, null=True, related_name="retracted_by")

    objects: ClassVar = DeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("deed")
        verbose_name_plural = _("deeds")
        indexes: ClassVar = [
            models.Index(fields=["source"], name="deed_source"),
            models.Index(fields=["provider", "recorded_at"], name="deed_recorded"),
            models.Index(fields=["provider", "kind", "done_on"], name="deed_kind"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "number"], name="deed_number_once"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("done_on")),
                name="deed_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.done_on}"

    @property
    def catalogue(self) -> DeedKind:
        return deed_kind(self.kind)

    def sentence(self, partner: str) -> str:
        """The line of the timeline, in the reader's language."""
        return self.catalogue.tell(partner, people=self.people, hours=self.hours, days=self.days)


class DeedParty(Owned):
    """A party: a partner, or a person by reference with a role. No names here."""

    deed = models.ForeignKey(Deed, models.PROTECT, related_name="parties")
    partner = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=30, blank=True)
    done_on = models.DateField(help_text="The deed's own, so that a line of deeds is one index.")

    class Meta:
        verbose_name = _("party of a deed")
        verbose_name_plural = _("parties of deeds")
        indexes: ClassVar = [
            models.Index(
                fields=["partner", "-done_on", "-deed"],
                name="party_partner",
                condition=models.Q(partner__isnull=False),
            ),
            models.Index(
                fields=["person", "-done_on", "-deed"],
                name="party_person",
                condition=models.Q(person__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(partner=None, person__isnull=False)
                | models.Q(partner__isnull=False, person=None),
                name="party_is_partner_or_person",
            ),
            models.UniqueConstraint(fields=["deed", "partner"], name="partner_once_a_deed"),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id}: {self.partner_id or self.person_id}"


class Contribution(Owned):
    """What one side gave the other in a deed; the amount is kept in hundredths, exactly."""

    deed = models.ForeignKey(Deed, models.PROTECT, related_name="contributions")
    partner = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    giver = models.CharField(max_length=8, choices=Giver.choices)
    currency = models.CharField(max_length=20, choices=[(c.value, c.value) for c in Currency])
    hundredths = models.BigIntegerField()
    confidence = models.CharField(max_length=9, choices=Confidence.choices)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(hundredths__gt=0), name="contribution_is_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver}: {self.currency} {self.amount}"

    @property
    def amount(self) -> Decimal:
        return Decimal(self.hundredths) / HUNDREDTHS


class Confirmation(Owned):
    """The partner's own figure: a row beside ours, never averaged, never written over."""

    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="confirmation")
    side = models.CharField(max_length=8, choices=Giver.choices, default=Giver.PARTNER)
    hundredths = models.BigIntegerField()
    on = models.DateField()

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.hundredths}"

    @property
    def agrees(self) -> bool:
        return self.hundredths == self.contribution.hundredths
