"""Notices, and how each of ours wishes to be told."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, Partnership, Person, Provider
from veturi.ledger.models import Promise
from veturi.surfaces.notices.kinds import Kind, Where
from veturi.surfaces.notices.rules import Often


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person: Person) -> Self:
        """One's own: nobody else sees them."""
        return self.filter(person=person, provider=person.provider_id)

    def in_app(self) -> Self:
        return self.filter(is_in_app=True)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def moot(self) -> Self:
        """Unread, of promises that were kept, let go, moved or handed on since."""
        over = (
            models.Q(promise__kept_by__isnull=False)
            | models.Q(promise__withdrawn_on__isnull=False)
            | ~models.Q(promise__owner=models.F("person"))
            | ~models.Q(promise__due=models.F("on"))
        )
        return self.unread().filter(over, promise__isnull=False)


class Notice(Owned):
    """What one person should know; the words come from what it is about."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    about = models.CharField(max_length=90, help_text="module.thing:key, told once.")
    partner = models.ForeignKey(Partnership, models.CASCADE, null=True, related_name="+")
    promise = models.ForeignKey(Promise, models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    on = models.DateField(null=True, help_text="The day that it speaks of.")
    what = models.CharField(max_length=60, blank=True, help_text="Kind of deed, or layer.")
    text = models.CharField(max_length=200, blank=True)
    was = models.PositiveSmallIntegerField(null=True)
    now = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    is_in_app = models.BooleanField(default=True)
    is_in_letter = models.BooleanField(default=True)
    told_at = models.DateTimeField(null=True, help_text="When a letter told it.")

    objects: ClassVar = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes: ClassVar = [
            models.Index(
                fields=["person"],
                name="notice_unread",
                condition=models.Q(read_at=None, is_in_app=True),
            ),
            models.Index(fields=["person", "-made_at"], name="notice_latest"),
            models.Index(
                fields=["provider"],
                name="notice_untold",
                condition=models.Q(read_at=None, told_at=None, is_in_letter=True),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "about"], name="notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.about}"


class Wish(Owned):
    """Where one wishes to be told of a kind; without a row as the table of kinds says."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    where = models.CharField(max_length=8, choices=Where.choices)

    class Meta:
        verbose_name = _("wish about notices")
        verbose_name_plural = _("wishes about notices")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="wish_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.where}"


class LetterWish(Owned):
    """How often one wishes a letter, and until when none at all."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    often = models.CharField(
        _("A letter of what is new"), max_length=6, choices=Often.choices, default=Often.DAILY
    )
    quiet_until = models.DateField(_("no letters until"), null=True, blank=True)

    class Meta:
        verbose_name = _("wish about letters")
        verbose_name_plural = _("wishes about letters")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.often}"


class MuteQuerySet(models.QuerySet["Mute"]):
    def of(self, person: Person) -> Self:
        return self.filter(person=person, provider=person.provider_id)

    def on(self, day: date) -> Self:
        return self.filter(models.Q(until=None) | models.Q(until__gte=day))


class Mute(Owned):
    """Nothing is told of a partner, or of a kind, until a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    partner = models.ForeignKey(Partnership, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind.choices, blank=True)
    until = models.DateField(_("last day"), null=True, blank=True)

    objects: ClassVar = MuteQuerySet.as_manager()

    class Meta:
        verbose_name = _("mute")
        verbose_name_plural = _("mutes")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(partner=None) & ~models.Q(kind="")
                | models.Q(partner__isnull=False, kind=""),
                name="mute_of_partner_or_kind",
                violation_error_message=_("Mute a partner or a kind of notices."),
            ),
            models.UniqueConstraint(
                fields=["person", "partner"],
                condition=models.Q(partner__isnull=False),
                name="partner_mute_once",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=~models.Q(kind=""), name="kind_mute_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.partner_id or self.kind}"


class Bookmark(models.Model):
    """How far a provider's ledger, its handed promises and its nights have been told."""

    provider = models.OneToOneField(Provider, models.PROTECT, primary_key=True, related_name="+")
    number = models.BigIntegerField()
    looked_at = models.DateTimeField()
    told_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.number}"
