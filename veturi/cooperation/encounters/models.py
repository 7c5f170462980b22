"""Encounters, who was there, what was attached, and the words of what is promised next."""

import secrets
from hashlib import sha256
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, Partnership, Person
from veturi.foundation.files.models import KeptFile
from veturi.ledger.kinds import DeedKind, deed_kind
from veturi.ledger.models import Promise


class EncounterQuerySet(models.QuerySet["Encounter"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(taken_back_at=None)


class Encounter(Owned):
    class Sight(models.TextChoices):
        INTERNAL = "internal", _("Internal")
        PARTNER = "partner", _("Shown to the partner")

    kind = models.CharField(_("what"), max_length=60)
    on = models.DateField(_("when"))
    until = models.DateField(_("last day"), null=True, blank=True)
    said_when = models.CharField(
        max_length=40, blank=True, help_text="The day as its source says it, when it is no day."
    )
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=2, null=True, blank=True)
    people = models.PositiveIntegerField(_("persons"), null=True, blank=True)
    days = models.DecimalField(_("days"), max_digits=5, decimal_places=2, null=True, blank=True)
    euros = models.DecimalField(_("euros"), max_digits=9, decimal_places=2, default=0, blank=True)
    line = models.CharField(_("in one line"), max_length=500, blank=True)
    sight = models.CharField(
        _("who sees the line"), max_length=8, choices=Sight.choices, default=Sight.INTERNAL
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    pinned_on = models.DateField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    batch = models.CharField(max_length=40, blank=True, help_text="The import it came with.")

    objects: ClassVar = EncounterQuerySet.as_manager()

    class Meta:
        verbose_name = _("encounter")
        verbose_name_plural = _("encounters")
        indexes: ClassVar = [
            models.Index(fields=["batch"], name="encounter_batch", condition=~models.Q(batch="")),
            models.Index(
                fields=["provider", "pinned_on"],
                name="encounter_pinned",
                condition=models.Q(pinned_on__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None, taken_back_by=None)
                | models.Q(taken_back_at__isnull=False),
                name="taken_back_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.catalogue.name} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("encounters:show", args=[self.pk])

    @property
    def catalogue(self) -> DeedKind:
        return deed_kind(self.kind)

    @property
    def key(self) -> str:
        """The source by which the ledger knows it."""
        return f"encounters.encounter:{self.pk}"


class Party(Owned):
    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="parties")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("partner of an encounter")
        verbose_name_plural = _("partners of encounters")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["encounter", "partnership"], name="party_once"),
        ]

    def __str__(self) -> str:
        return f"{self.encounter_id}: {self.partnership_id}"


class Presence(Owned):
    """A person who was there: ours or the partner's."""

    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("person present")
        verbose_name_plural = _("persons present")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["encounter", "person"], name="present_once"),
        ]

    def __str__(self) -> str:
        return f"{self.encounter_id}: {self.person_id}"


class Attachment(Owned, KeptFile):
    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="attachments")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.name


class NextStep(Owned):
    """The words of a promise; the ledger itself holds none."""

    promise = models.OneToOneField(Promise, models.CASCADE, related_name="step")
    encounter = models.ForeignKey(
        Encounter, models.CASCADE, null=True, blank=True, related_name="steps"
    )
    text = models.CharField(_("what is agreed next"), max_length=200)

    class Meta:
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")

    def __str__(self) -> str:
        return self.text


class Follow(Owned):
    """Whoever follows a partner sees its news on the desk."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="follows")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="followers")
    since = models.DateField()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "partnership"], name="follows_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.partnership_id}"


class FeedKeyQuerySet(models.QuerySet["FeedKey"]):
    def opening(self, secret: str) -> Self:
        """The standing key of this secret, while its owner is with us and may sign in."""
        return self.filter(
            digest=FeedKey.digest_of(secret),
            revoked_at=None,
            person__archived_on=None,
            person__erased_on=None,
            person__user__is_active=True,
        )


class FeedKey(Owned):
    """The secret of a calendar feed; only its digest is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="feed_keys")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar = FeedKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"

    @staticmethod
    def new_secret() -> str:
        return secrets.token_urlsafe(24)

    @staticmethod
    def digest_of(secret: str) -> str:
        return sha256(secret.encode()).hexdigest()
