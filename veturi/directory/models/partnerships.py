"""A partnership: one provider's view of one organisation. Pages are keyed by it."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.organisation_types import OrganisationType
from veturi.directory.models.organisations import Organisation
from veturi.directory.models.providers import Owned

if TYPE_CHECKING:
    from veturi.directory.models.people import Person


# All of these are empty of what is listed.
LISTED = ("archived_on", "absorbed_into", "taken_back_on")


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def seen_by(self, person: "Person") -> Self:
        return self.filter(provider=person.provider_id, taken_back_on=None)

    def standing(self) -> Self:
        """Neither archived nor absorbed into another."""
        return self.filter(archived_on=None, absorbed_into=None)

    def with_names(self) -> Self:
        return self.select_related("organisation", "owner", "deputy")

    def in_phases(self) -> Self:
        """Each with the place of its phase among the phases."""
        order = [
            models.When(phase=phase, then=place)
            for place, phase in enumerate(Partnership.Phase.values)
        ]
        return self.annotate(phase_order=models.Case(*order))


class Partnership(Owned):
    class Phase(models.TextChoices):
        IDENTIFIED = "identified", _("identified")
        CONTACTED = "contacted", _("contacted")
        NEGOTIATING = "negotiating", _("negotiating")
        COOPERATING = "cooperating", _("cooperating")
        ENDED = "ended", _("ended")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partnerships")
    name = models.CharField(_("name we use"), max_length=200)
    name_folded = models.CharField(max_length=200, editable=False)
    name_sort = models.CharField(max_length=400, editable=False)
    owner = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    deputy = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deputy"),
    )
    sponsor = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("our member of management"),
    )
    unit = models.CharField(_("our unit"), max_length=120, blank=True)
    phase = models.CharField(
        _("phase"), max_length=12, choices=Phase.choices, default=Phase.IDENTIFIED
    )
    since = models.DateField(_("partner since"))
    notes = models.TextField(_("notes"), blank=True)
    is_fictitious = models.BooleanField(_("fictitious (sample data)"), default=False)
    archived_on = models.DateField(_("archived on"), null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, editable=False, related_name="+"
    )
    # Its index holds only what is absorbed: SQLite takes one full of nothing for a good one.
    absorbed_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="absorbed",
        db_index=False,
    )
    taken_back_on = models.DateField(
        null=True,
        editable=False,
        help_text="Its import was taken back: it stays, unseen, for the retracted deeds alone.",
    )

    objects: ClassVar = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        indexes: ClassVar = [
            models.Index(fields=["provider", "name_sort"], name="partnership_sort"),
            models.Index(fields=["provider", "name_folded"], name="partnership_folded"),
            models.Index(fields=["provider", "owner"], name="partnership_owner"),
            # The list and its board; whoever is counted is counted in the index alone.
            models.Index(fields=["provider", *LISTED, "name_sort"], name="partnership_listed"),
            # How many there are is counted in the least of them, without the names.
            models.Index(fields=["provider", *LISTED], name="partnership_counted"),
            models.Index(
                fields=["provider", *LISTED, "phase", "name_sort"], name="partnership_by_phase"
            ),
            models.Index(
                fields=["provider", *LISTED, "owner", "name_sort"], name="partnership_by_owner"
            ),
            models.Index(
                fields=["absorbed_into"],
                name="partnership_absorbed",
                condition=models.Q(absorbed_into__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "organisation"],
                name="one_partnership_an_organisation",
                violation_error_message=_("This organisation is a partner already."),
            ),
            models.CheckConstraint(
                condition=models.Q(archived_on=None, archived_by=None)
                | models.Q(archived_on__isnull=False, archived_by__isnull=False),
                name="archived_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(absorbed_into=None) | ~models.Q(absorbed_into=models.F("pk")),
                name="not_absorbed_into_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_on=None) | models.Q(archived_on__isnull=False),
                name="taken_back_is_archived",
            ),
            models.CheckConstraint(
                condition=models.Q(owner=None)
                | models.Q(deputy=None)
                | ~models.Q(owner=models.F("deputy")),
                name="deputy_is_not_the_owner",
                violation_error_message=_("The deputy is somebody else than the owner."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("desk:partner", args=[self.pk])

    @property
    def key(self) -> str:
        return f"directory.partnership:{self.pk}"

    @property
    def is_archived(self) -> bool:
        return self.archived_on is not None

    @property
    def shown(self) -> "Partnership":
        """The one that it is shown with: itself, or what absorbed it."""
        return self.absorbed_into or self

    def family(self) -> "models.QuerySet[Partnership]":
        """Itself and what it absorbed: all whose rows are shown with it."""
        return Partnership.objects.filter(models.Q(pk=self.pk) | models.Q(absorbed_into=self.pk))

    @property
    def is_network(self) -> bool:
        return self.organisation.kind == OrganisationType.NETWORK


class SiteQuerySet(models.QuerySet["Site"]):
    def seen_by(self, person: "Person") -> Self:
        return self.filter(provider=person.provider_id)


class Site(Owned):
    """A place of a partner, at most two levels deep (unit → workplace)."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="sites")
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("belongs to"),
        db_index=False,
    )
    name = models.CharField(_("name"), max_length=200)
    name_folded = models.CharField(max_length=200, editable=False)
    address = models.CharField(_("street address"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    place = models.CharField(_("town"), max_length=80, blank=True)
    municipality = models.CharField(_("municipality"), max_length=3, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        indexes: ClassVar = [
            models.Index(
                fields=["parent"], name="site_parts", condition=models.Q(parent__isnull=False)
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until=None)
                | models.Q(since=None)
                | models.Q(until__gte=models.F("since")),
                name="site_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude=None)
                | models.Q(
                    latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180
                ),
                name="coordinates_on_the_globe",
                violation_error_message=_(
                    "Coordinates are degrees: latitude from −90 to 90, longitude from −180 to 180."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="coordinates_in_pairs",
                violation_error_message=_("Give both coordinates or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Tag(Owned):
    name = models.CharField(_("tag"), max_length=40)
    name_folded = models.CharField(max_length=40, editable=False)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "name_folded"], name="tag_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Tagging(Owned):
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")

    class Meta:
        verbose_name = _("tag on a partner")
        verbose_name_plural = _("tags on partners")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "tag"], name="tagged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.tag} · {self.partnership}"


class Acquaintance(Owned):
    """Who of us knows the partner: the whole staff, each from their own work."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="acquaintances")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    note = models.CharField(_("how"), max_length=200, blank=True)
    since = models.DateField(_("since"))

    class Meta:
        verbose_name = _("acquaintance")
        verbose_name_plural = _("acquaintances")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "person"], name="knows_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.partnership}"


class PauseQuerySet(models.QuerySet["Pause"]):
    def on(self, day: date) -> Self:
        return self.filter(since__lte=day).filter(models.Q(until=None) | models.Q(until__gte=day))


class Pause(Owned):
    """A reasoned “not now”, by channel, with its last day; of a partner or of one person."""

    class Channel(models.TextChoices):
        ALL = "all", _("all contact")
        MAIL = "mail", _("e-mail")
        PHONE = "phone", _("phone")
        SMS = "sms", _("text message")
        POST = "post", _("letter")
        VISIT = "visit", _("visits")

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="pauses"
    )
    person = models.ForeignKey(
        "directory.Person", models.CASCADE, null=True, blank=True, related_name="pauses"
    )
    channel = models.CharField(_("channel"), max_length=5, choices=Channel.choices)
    reason = models.CharField(_("reason"), max_length=200)
    since = models.DateField(_("since"))
    until = models.DateField(_("last day"), null=True, blank=True)

    objects: ClassVar = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(partnership=None, person__isnull=False)
                | models.Q(partnership__isnull=False, person=None),
                name="pause_of_partner_or_person",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="pause_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.reason}"
