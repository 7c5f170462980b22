"""Documents of level: verdicts as given, people's overrides and confirmations, rule sets."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, Partnership, Person, Provider
from veturi.insight.levels import rules
from veturi.ledger.kinds import Layer
from veturi.ledger.models import Dated

LAYER_CHOICES = [(layer.value, layer.value) for layer in Layer]


class LevelRules(Dated):
    """A provider's own dated set of rules; without one the proposal stands (cap 19)."""

    TOLD = ("version", "valid_from", "source", "why")

    version = models.CharField(_("name of the set"), max_length=60)
    data = models.JSONField(_("rules"))
    why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("rules of level")
        verbose_name_plural = _("rules of level")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "valid_from"], name="one_rule_set_a_day"),
        ]

    def __str__(self) -> str:
        return self.version


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(replaced_on=None)


class Verdict(Owned):
    """A verdict as it was given; never recomputed. Each new one is an event: old, new, why."""

    partner = models.ForeignKey(Partnership, models.CASCADE, related_name="verdicts")
    layer = models.CharField(max_length=10, choices=LAYER_CHOICES)
    depth = models.PositiveSmallIntegerField(validators=[MaxValueValidator(4)])
    evidence_depth = models.PositiveSmallIntegerField()
    full_depth = models.PositiveSmallIntegerField()
    deeds = models.PositiveIntegerField()
    kinds = models.JSONField(default=list)
    last = models.CharField(max_length=7, blank=True)
    next = models.JSONField(null=True)
    have = models.JSONField(null=True)
    state = models.CharField(max_length=8)
    given_on = models.DateField()
    replaced_on = models.DateField(null=True)
    rules_version = models.CharField(max_length=60)
    why = models.CharField(max_length=20, help_text="What made it change.")

    objects: ClassVar = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        indexes: ClassVar = [
            models.Index(
                fields=["provider", "layer", "depth"],
                name="verdict_standing",
                condition=models.Q(replaced_on=None),
            ),
            models.Index(
                fields=["provider", "depth", "layer", "partner"],
                name="verdict_deep",
                condition=models.Q(replaced_on=None),
            ),
            models.Index(
                fields=["provider", "state", "partner"],
                name="verdict_state",
                condition=models.Q(replaced_on=None),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partner", "layer"],
                condition=models.Q(replaced_on=None),
                name="one_standing_verdict_a_layer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.layer} {self.depth}"

    def get_absolute_url(self) -> str:
        return reverse("levels:show", args=[self.partner_id])


class OverrideQuerySet(models.QuerySet["Override"]):
    def live_on(self, day: date) -> Self:
        """Those that hold on the day or later, and were not ended."""
        return self.filter(until__gte=day, ended_on=None)


class Override(Owned):
    """A person's own judgement of a layer: with a reason, for at most twelve months (rule 12)."""

    partner = models.ForeignKey(Partnership, models.CASCADE, related_name="overrides")
    layer = models.CharField(_("layer"), max_length=10, choices=LAYER_CHOICES)
    depth = models.PositiveSmallIntegerField(_("depth"), validators=[MaxValueValidator(4)])
    reason = models.CharField(_("reason"), max_length=300)
    since = models.DateField(_("from"))
    until = models.DateField(_("last day"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects: ClassVar = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="override_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.layer} {self.depth}"

    @property
    def last_day(self) -> date:
        """The last day on which it held: the eve of its end, before its first one if need be."""
        return self.until if self.ended_on is None else self.ended_on - timedelta(days=1)

    def has_ended_on(self, day: date) -> bool:
        return self.ended_on is not None or self.until < day

    def as_rule(self) -> rules.Override:
        layer = Layer(self.layer)
        return rules.Override(layer, self.depth, self.since, self.last_day, self.reason)


class Confirmed(Owned):
    """Somebody agrees with a verdict; it changes no depth."""

    partner = models.ForeignKey(Partnership, models.CASCADE, related_name="confirmed_verdicts")
    layer = models.CharField(max_length=10, choices=LAYER_CHOICES)
    depth = models.PositiveSmallIntegerField()
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("confirmed verdict")
        verbose_name_plural = _("confirmed verdicts")

    def __str__(self) -> str:
        return f"{self.partner}: {self.layer} {self.depth}"


class Statement(Owned):
    """What a list of the provider's says of the layer: kept with its source, proves nothing."""

    partner = models.ForeignKey(Partnership, models.CASCADE, related_name="stated_layers")
    layer = models.CharField(max_length=10, choices=LAYER_CHOICES)
    said_on = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("stated layer")
        verbose_name_plural = _("stated layers")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partner", "layer", "source"], name="stated_once_by_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.layer} ({self.source})"


class Bookmark(models.Model):
    """How far a provider's ledger has been read for verdicts, and for which month."""

    provider = models.OneToOneField(Provider, models.PROTECT, primary_key=True, related_name="+")
    number = models.BigIntegerField(default=0)
    judged_on = models.DateField(default=date(2000, 1, 1))

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.number}"
