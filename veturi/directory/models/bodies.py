"""Bodies (networks, groups, projects) and the seats in them, once for all modules."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.partnerships import Partnership
from veturi.directory.models.people import Person
from veturi.directory.models.providers import Owned


class BodyQuerySet(models.QuerySet["Body"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class Body(Owned):
    class Kind(models.TextChoices):
        NETWORK = "network", _("network")
        GROUP = "group", _("group")
        PROJECT = "project", _("project")

    class Reach(models.TextChoices):
        LOCAL = "local", _("local")
        REGIONAL = "regional", _("regional")
        NATIONAL = "national", _("national")
        INTERNATIONAL = "international", _("international")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    reach = models.CharField(_("reach"), max_length=14, choices=Reach.choices, blank=True)
    name = models.CharField(_("name"), max_length=200)
    name_folded = models.CharField(max_length=200, editable=False)
    partnership = models.OneToOneField(
        Partnership,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="body",
        help_text="Its organisation, if the body is one.",
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self) -> str:
        return self.name


class Seat(Owned):
    """A place in a body: held by an organisation, by a person, or by both together."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, blank=True, related_name="seats"
    )
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="seats")
    role = models.CharField(_("role"), max_length=60, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(partnership__isnull=False) | models.Q(person__isnull=False),
                name="a_seat_is_held_by_somebody",
                violation_error_message=_("Name the organisation or the person of the seat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.partnership or self.person}"
