"""Links instead of accounts: who may open what by a link and a code, and their stay behind it."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import ClassVar, Self, cast

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.agreements import Signature
from veturi.cooperation.placements.models.periods import Period
from veturi.cooperation.placements.models.students import Student
from veturi.cooperation.placements.rules.doors import Purpose
from veturi.directory.models import Owned, Person

SECRET_BYTES = 32


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of(secret: str) -> str:
    """What is kept of a secret of 32 random bytes: from it nobody finds the secret."""
    return sha256(secret.encode()).hexdigest()


def keyed_digest(of: str, value: str) -> str:
    """Of what is easily guessed, with the key of the installation, which is not in the database."""
    return salted_hmac(f"veturi.door.{of}", value, algorithm="sha256").hexdigest()


class PassQuerySet(models.QuerySet["Pass"]):
    def live(self, at: datetime) -> Self:
        """Those that open: not revoked, not over, of somebody who is still here."""
        rows = self.filter(revoked_at=None, expires_at__gt=at, period__called_off_on=None)
        return rows.filter(
            models.Q(person=None) | models.Q(person__archived_on=None, person__erased_on=None),
            period__student__erased_on=None,
            student__erased_on=None,
            student__archived_on=None,
        )

    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class Pass(Owned):
    """A link by mail that one named recipient opens one thing with, and with nothing else."""

    purpose = models.CharField(_("what it opens"), max_length=10, choices=Purpose.choices)
    period = models.ForeignKey(Period, models.CASCADE, null=True, blank=True, related_name="passes")
    student = models.ForeignKey(
        Student,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="passes",
        help_text="Of whom has no period yet.",
    )
    signature = models.ForeignKey(
        Signature, models.CASCADE, null=True, blank=True, related_name="passes"
    )
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("recipient"), max_length=160)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(max_length=2, default="fi")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="First, with a right code.")

    objects: ClassVar = PassQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="pass_by_end")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(period__isnull=False, student=None)
                & (
                    models.Q(purpose__in=["sign", "guardian"], signature__isnull=False)
                    | models.Q(purpose="instructor", signature=None, person__isnull=False)
                    | models.Q(purpose="student", signature=None, person=None)
                )
                | models.Q(
                    purpose="place",
                    period=None,
                    student__isnull=False,
                    signature=None,
                    person=None,
                ),
                name="pass_opens_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.name}"

    @property
    def key(self) -> str:
        """By which the letter of it is known in the outbox."""
        return f"placements.pass:{self.pk}"

    @property
    def of_period(self) -> Period:
        """The period of a link that is of one; all are but those for finding a place."""
        return cast("Period", self.period)

    @property
    def about(self) -> Period | Student:
        """Of whose history it is: the student who has no period yet, else the period."""
        return self.student or self.of_period

    @property
    def learner(self) -> Student:
        return self.student or self.of_period.student


class StayQuerySet(models.QuerySet["Stay"]):
    def open_at(self, at: datetime) -> Self:
        return self.filter(left_at=None, expires_at__gt=at)


class Stay(Owned):
    """One browser before or behind a door: it pressed the button, then gave the code."""

    link = models.ForeignKey(Pass, models.CASCADE, related_name="stays")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of its cookie.")
    made_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = StayQuerySet.as_manager()

    class Meta:
        verbose_name = _("stay behind a link")
        verbose_name_plural = _("stays behind links")
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="stay_by_end")]

    def __str__(self) -> str:
        return f"{self.link_id}: {self.made_at}"


class Code(Owned):
    """Six digits that let one stay in, once, for a quarter of an hour."""

    class Way(models.TextChoices):
        SMS = "sms", _("by text message")
        MAIL = "mail", _("by e-mail")

    stay = models.ForeignKey(Stay, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, help_text="With the key of the installation.")
    way = models.CharField(max_length=4, choices=Way.choices)
    sent_to = models.CharField(max_length=254)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")

    def __str__(self) -> str:
        return f"{self.stay_id}: {self.sent_at}"

    @property
    def key(self) -> str:
        return f"placements.code:{self.pk}"


class Knock(models.Model):
    """One try at a door, to be counted for an hour; whose it was is kept as digests only."""

    what = models.CharField(max_length=7)
    at = models.DateTimeField()
    link = models.BigIntegerField(null=True, help_text="The key of the pass, when there was one.")
    recipient = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("try at a door")
        verbose_name_plural = _("tries at doors")
        indexes: ClassVar = [
            models.Index(fields=["link", "what", "at"], name="knock_link"),
            models.Index(fields=["recipient", "what", "at"], name="knock_recipient"),
            models.Index(fields=["address", "what", "at"], name="knock_address"),
            models.Index(fields=["at"], name="knock_at"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at}"
