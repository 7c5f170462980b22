"""Cards and passes that students show before they go where these are asked for."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.codes.requirements import CARDS
from veturi.cooperation.placements.models.students import Student
from veturi.directory.models import Owned, Person


class CardQuerySet(models.QuerySet["Card"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(taken_back_on=None)


class Card(Owned):
    """That a student has shown a card, and until when it is valid. No copy of it is kept."""

    student = models.ForeignKey(Student, models.CASCADE, related_name="cards")
    requirement = models.CharField(_("card or pass"), max_length=20, choices=CARDS)
    shown_on = models.DateField(_("shown on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    shown_to = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("shown to")
    )
    taken_back_on = models.DateField(null=True, blank=True, editable=False)

    objects: ClassVar = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("card or pass of a student")
        verbose_name_plural = _("cards and passes of students")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("shown_on")),
                name="card_was_valid_when_shown",
                violation_error_message=_("It has expired: ask for one that is valid."),
            ),
            models.UniqueConstraint(
                fields=["student", "requirement", "shown_on"],
                condition=models.Q(taken_back_on=None),
                name="card_shown_once_a_day",
                violation_error_message=_("This card was written down for that day already."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_requirement_display()

    def is_valid_on(self, day: date) -> bool:
        return self.until >= day

    @property
    def until(self) -> date:
        """The last day on which it is valid; of one without an end the last of the calendar."""
        return self.valid_until or date.max
