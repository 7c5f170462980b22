"""Promises: what is to come, between whom, by when, and the deed that kept it."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, Partnership, Person
from veturi.ledger.kinds import PromiseKind, promise_kind
from veturi.ledger.models.deeds import Deed


class PromiseQuerySet(models.QuerySet["Promise"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def unkept(self) -> Self:
        """Neither kept nor withdrawn: open or overdue."""
        return self.filter(kept_by=None, withdrawn_on=None)

    def open_on(self, day: date) -> Self:
        return self.unkept().filter(due__gte=day)

    def overdue_on(self, day: date) -> Self:
        return self.unkept().filter(due__lt=day)

    def handed_since(self, moment: datetime) -> Self:
        """Made for its owner, or handed over to them, since then by somebody else."""
        made = models.Q(given_at=None, made_at__gt=moment)
        handed = models.Q(given_at__gt=moment)
        owned = self.unkept().filter(made | handed, owner__isnull=False)
        own = models.Q(given_at=None, made_by=models.F("owner"))
        return owned.exclude(own).exclude(given_by=models.F("owner"))


class Promise(Owned):
    kind = models.CharField(max_length=60)
    due = models.DateField(_("due"))
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("owner")
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True, help_text="When it was handed to its owner, later.")
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=80)
    about = models.CharField(max_length=80, blank=True)
    kept_by = models.ForeignKey(Deed, models.PROTECT, null=True, related_name="keeps")
    withdrawn_on = models.DateField(null=True)

    objects: ClassVar = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        indexes: ClassVar = [
            models.Index(
                fields=["provider", "due"],
                name="promise_due",
                condition=models.Q(kept_by=None, withdrawn_on=None),
            ),
            models.Index(
                fields=["owner", "due"],
                name="promise_owner",
                condition=models.Q(kept_by=None, withdrawn_on=None),
            ),
            models.Index(fields=["source"], name="promise_source"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kept_by=None) | models.Q(withdrawn_on=None),
                name="kept_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due}"

    @property
    def catalogue(self) -> PromiseKind:
        return promise_kind(self.kind)

    @property
    def giver(self) -> Person | None:
        """Whoever gave it to its owner last."""
        return self.made_by if self.given_at is None else self.given_by

    def is_overdue_on(self, day: date) -> bool:
        return self.kept_by_id is None and self.withdrawn_on is None and self.due < day


class PromiseParty(Owned):
    promise = models.ForeignKey(Promise, models.PROTECT, related_name="parties")
    partner = models.ForeignKey(Partnership, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("party of a promise")
        verbose_name_plural = _("parties of promises")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["promise", "partner"], name="partner_once_a_promise"),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id}: {self.partner_id}"
