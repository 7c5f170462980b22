"""Organisations: public facts, or private to the provider that typed them in."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.organisation_types import OrganisationType
from veturi.directory.models.providers import Provider


class Size(models.TextChoices):
    """Persons employed, in the classes of Statistics Finland's business register."""

    C0 = "0-4", "0–4"
    C5 = "5-9", "5–9"
    C10 = "10-19", "10–19"
    C20 = "20-49", "20–49"
    C50 = "50-99", "50–99"
    C100 = "100-249", "100–249"
    C250 = "250-499", "250–499"
    C500 = "500-999", "500–999"
    C1000 = "1000-", "1 000–"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, provider: Provider) -> Self:
        """Public ones and the provider's own private ones."""
        return self.filter(models.Q(private_to=None) | models.Q(private_to=provider))


class Organisation(models.Model):
    private_to = models.ForeignKey(
        Provider,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Typed in by hand: private to its provider. Empty: public.",
    )
    public_twin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("official name"), max_length=200)
    name_folded = models.CharField(max_length=200, editable=False)
    business_id = models.CharField(_("business ID"), max_length=9, blank=True)
    kind = models.CharField(_("type"), max_length=30, choices=OrganisationType.choices)
    legal_form = models.CharField(_("legal form"), max_length=60, blank=True)
    industry = models.CharField(_("industry"), max_length=8, blank=True)
    industry_version = models.CharField(_("classification"), max_length=8, blank=True)
    municipality = models.CharField(_("municipality"), max_length=3, blank=True)
    website = models.URLField(_("website"), blank=True)
    size = models.CharField(_("persons employed"), max_length=8, choices=Size.choices, blank=True)
    languages = models.CharField(_("languages"), max_length=40, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)

    objects: ClassVar = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes: ClassVar = [
            models.Index(fields=["business_id"], name="organisation_business_id"),
            models.Index(fields=["name_folded"], name="organisation_name"),
            models.Index(fields=["municipality"], name="organisation_municipality"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["business_id"],
                condition=models.Q(private_to=None) & ~models.Q(business_id=""),
                name="business_id_once_among_public",
                violation_error_message=_(
                    "An organisation with this business ID is there already."
                ),
            ),
            models.UniqueConstraint(
                fields=["private_to", "business_id"],
                condition=~models.Q(private_to=None) & ~models.Q(business_id=""),
                name="business_id_once_among_private",
                violation_error_message=_(
                    "An organisation with this business ID is there already."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        return self.private_to_id is None

    def is_active_on(self, day: date) -> bool:
        return self.ended_on is None or day <= self.ended_on


class KnownQuerySet(models.QuerySet[Any]):
    """Rows that are public, or what one provider knows of an organisation."""

    def known_to(self, provider: int | None) -> Self:
        """Those that are public and the provider's own; what others know is theirs."""
        return self.filter(models.Q(provider=None) | models.Q(provider=provider))


class OrganisationName(models.Model):
    """A name with its dates: the register's own, the one in use, and what it was called before."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official name")
        WORKING = "working", _("name in use")
        FORMER = "former", _("former name")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=200)
    name_folded = models.CharField(max_length=200, editable=False)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar = KnownQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of an organisation")
        verbose_name_plural = _("names of organisations")
        indexes: ClassVar = [models.Index(fields=["name_folded"], name="other_name")]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One organisation goes on as another: merger, split, transfer of tasks.

    On 1.1.2023 health and rescue services moved from municipalities to wellbeing
    services counties (laki 616/2021): one predecessor may have many successors.
    """

    class Kind(models.TextChoices):
        MERGER = "merger", _("merger")
        SPLIT = "split", _("division")
        TRANSFER = "transfer", _("transfer of tasks")

    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="origins")
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(_("on"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects: ClassVar = KnownQuerySet.as_manager()

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="nobody_succeeds_itself",
                violation_error_message=_("An organisation does not follow itself."),
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"],
                condition=models.Q(provider=None),
                name="succession_once_in_public",
                violation_error_message=_("This is written down already."),
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on", "provider"],
                condition=models.Q(provider__isnull=False),
                name="succession_once_a_provider",
                violation_error_message=_("This is written down already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
