"""What may be one and the same, and what was made one: a pointer and a log, nothing is moved."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.partnerships import Partnership
from veturi.directory.models.people import Person
from veturi.directory.models.providers import Owned


class Thing(models.TextChoices):
    PARTNER = "partner", _("partner")
    PERSON = "person", _("person")

    @property
    def model(self) -> Any:  # either model: its rows are asked for by what both share
        return Partnership if self == Thing.PARTNER else Person


class PairQuerySet(models.QuerySet["Pair"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def undecided(self) -> Self:
        return self.filter(dismissed_at=None)


class Pair(Owned):
    """Two that may be one, the smaller key first; “not a duplicate” is remembered."""

    thing = models.CharField(max_length=7, choices=Thing.choices)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    score = models.PositiveSmallIntegerField(_("surety"))
    reasons = models.CharField(max_length=120, help_text="Codes of rules.duplicates.Reason.")
    found_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects: ClassVar = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspected duplicate")
        verbose_name_plural = _("suspected duplicates")
        indexes: ClassVar = [
            models.Index(fields=["provider", "thing", "-score"], name="pair_surest"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thing", "first", "second"], name="pair_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="pair_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(dismissed_at=None, dismissed_by=None)
                | models.Q(dismissed_at__isnull=False, dismissed_by__isnull=False),
                name="dismissed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.first} = {self.second}?"


class MergeQuerySet(models.QuerySet["Merge"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(undone_at=None)


class Merge(Owned):
    """One absorbed into another; its log restores both."""

    thing = models.CharField(max_length=7, choices=Thing.choices)
    stays = models.BigIntegerField()
    absorbed = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects: ClassVar = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["thing", "absorbed"],
                condition=models.Q(undone_at=None),
                name="absorbed_once",
                violation_error_message=_("This was merged into another already."),
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at=None, undone_by=None)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.absorbed} → {self.stays}"


class MergedField(Owned):
    """A field of the one that stays: what it was, and what was taken from the other."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="fields")
    field = models.CharField(max_length=60)
    before = models.TextField(blank=True)
    taken = models.TextField(blank=True)

    class Meta:
        verbose_name = _("merged field")
        verbose_name_plural = _("merged fields")

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.taken}"


class Relieved(Owned):
    """A deputy who became one with the owner: the partner has none until the two are parted."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="relieved")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("relieved deputy")
        verbose_name_plural = _("relieved deputies")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["merge", "partnership"], name="relieved_once")
        ]

    def __str__(self) -> str:
        return f"{self.merge_id}: {self.partnership_id} − {self.deputy_id}"


class Repointed(Owned):
    """What had been absorbed by the absorbed one before: pointers are kept one level deep."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="repointed")
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("repointed")
        verbose_name_plural = _("repointed")

    def __str__(self) -> str:
        return f"{self.merge_id}: {self.key}"
