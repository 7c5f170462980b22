"""Agreements in writing: versions of what was agreed, who signs, who is informed."""

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.periods import Period
from veturi.cooperation.placements.rules.words import Paper, Party
from veturi.directory.models import Owned, Person


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class Agreement(Owned):
    """One paper of a period; an apprenticeship has two (L531/2017 70.3 §)."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="agreements")
    paper = models.CharField(_("paper"), max_length=18, choices=Paper.choices)

    objects: ClassVar = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "paper"], name="paper_once_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} · {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("placements:period", args=[self.period_id])

    @property
    def key(self) -> str:
        """The source by which the ledger knows it."""
        return f"placements.agreement:{self.pk}"


class VersionQuerySet(models.QuerySet["Version"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class SignatureQuerySet(models.QuerySet["Signature"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class Version(Owned):
    """What was agreed at a time, whole; an amendment is the next one."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(help_text="Every value of the paper, as it was when it was made.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content as canonical JSON.")
    language = models.CharField(max_length=2, default="fi")
    why = models.CharField(_("what is amended"), max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True, help_text="The day of the last signature.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    student_told_at = models.DateTimeField(
        null=True, blank=True, help_text="A training agreement is given to the student (71.3 §)."
    )
    student_saw_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an agreement")
        verbose_name_plural = _("versions of agreements")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("placements:version", args=[self.pk])

    @property
    def key(self) -> str:
        return f"placements.version:{self.pk}"

    @property
    def is_open(self) -> bool:
        """It waits for signatures."""
        return self.sent_at is not None and self.signed_on is None and self.withdrawn_at is None


class Signature(Owned):
    """A party of a version: who signs, and when and how they did, or why they did not."""

    class Way(models.TextChoices):
        LINK = "link", _("link and code")
        PAPER = "paper", _("on paper")
        SERVICE = "service", _("signing service")
        SIGNED_IN = "signed_in", _("signed in to Veturi")

    version = models.ForeignKey(Version, models.CASCADE, related_name="signatures")
    party = models.CharField(_("party"), max_length=9, choices=Party.choices)
    place = models.PositiveSmallIntegerField(default=0, help_text="Whose turn comes first.")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(max_length=2, default="fi")
    signed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(_("why it was declined"), max_length=300, blank=True)
    way = models.CharField(_("how"), max_length=9, choices=Way.choices, blank=True)
    evidence = models.JSONField(
        default=dict, blank=True, help_text="What proves it: digest, time, address, code sent to."
    )

    objects: ClassVar = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "party"], name="party_signs_once"),
            models.CheckConstraint(
                condition=models.Q(signed_at=None) | models.Q(declined_at=None),
                name="signed_or_declined",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_at=None) | ~models.Q(way=""),
                name="signed_in_some_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.get_party_display()} {self.name}"

    @property
    def waits(self) -> bool:
        return self.signed_at is None and self.declined_at is None
