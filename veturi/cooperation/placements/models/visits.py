"""Visits to workplaces: those planned, those made, and the pictures brought from them."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.periods import Period
from veturi.cooperation.placements.rules.visits import Purpose, Quarter, moment
from veturi.directory.models import Owned, Partnership, Person
from veturi.foundation.files.models import KeptFile
from veturi.ledger.models import Promise

if TYPE_CHECKING:
    from veturi.cooperation.placements.models.visit_times import VisitTime

MOST_HOURS = 24


class PlannedVisitQuerySet(models.QuerySet["PlannedVisit"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        """Not let go."""
        return self.filter(promise__withdrawn_on=None)

    def waiting(self) -> Self:
        """Neither made nor let go."""
        return self.standing().filter(promise__kept_by=None)

    def shown(self) -> Self:
        """With all that a row of the plan shows."""
        rows = self.select_related(
            "provider", "partnership__absorbed_into", "period__student", "promise__owner"
        )
        return rows.prefetch_related("times")


class PlannedVisit(Owned):
    """Somebody of ours will go there. By when, who, and whether it is done, its promise says."""

    promise = models.OneToOneField(Promise, models.PROTECT, related_name="planned_visit")
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="planned_visits"
    )
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="planned_visits", verbose_name=_("workplace")
    )
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices)
    whole_quarter = models.BooleanField(
        _("some day of the quarter"),
        default=False,
        help_text="It is due on the last day of the quarter, and any day before will do.",
    )
    clock = models.TimeField(_("time"), null=True, blank=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects: ClassVar = PlannedVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned visit")
        verbose_name_plural = _("planned visits")

    def __str__(self) -> str:
        who = self.period.student if self.period else None
        name = self.partnership.shown.name
        return f"{who} · {name}" if who else name

    def get_absolute_url(self) -> str:
        return reverse("placements:visit_plan", args=[self.pk])

    @property
    def key(self) -> str:
        return f"placements.plannedvisit:{self.pk}"

    @property
    def teacher(self) -> Person | None:
        return self.promise.owner

    @property
    def quarter(self) -> Quarter:
        return Quarter.of(self.promise.due)

    @property
    def when(self) -> str:
        """27.11.2026 13.00; of some day of a quarter the quarter."""
        due = self.promise.due
        if self.whole_quarter:
            return self.quarter.label
        return moment(due, self.clock)

    @property
    def hour(self) -> str:
        """9.00; nothing when only the day is known."""
        return f"{self.clock.hour}.{self.clock.minute:02}" if self.clock else ""

    @property
    def time(self) -> "VisitTime | None":
        """What the workplace says of when, as it stands."""
        return next((one for one in self.times.all() if one.dropped_at is None), None)

    @property
    def is_open(self) -> bool:
        return self.promise.kept_by_id is None and self.promise.withdrawn_on is None


class VisitQuerySet(models.QuerySet["Visit"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(taken_back_at=None)

    def shown(self) -> Self:
        """With all that its page and a row of a list show."""
        return self.select_related(
            "teacher",
            "partnership__absorbed_into",
            "period__student",
            "period__instructor",
            "plan__promise",
            "step",
            "provider",
            "made_by",
        )


class Visit(Owned):
    """Somebody of ours was there. Its number comes from the device, so it is stored once."""

    uuid = models.UUIDField(help_text="Made by the device; a second sending changes nothing.")
    digest = models.CharField(
        max_length=64, blank=True, help_text="Of what was sent first; the same is the same again."
    )
    plan = models.ForeignKey(
        PlannedVisit, models.PROTECT, null=True, blank=True, related_name="visits"
    )
    period = models.ForeignKey(Period, models.PROTECT, null=True, blank=True, related_name="visits")
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="visits", verbose_name=_("workplace")
    )
    teacher = models.ForeignKey(
        Person, models.PROTECT, related_name="visits_made", verbose_name=_("who went")
    )
    on = models.DateField(_("day"))
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=2)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices)
    student_present = models.BooleanField(_("the student was present"), default=False)
    instructor_present = models.BooleanField(
        _("the workplace instructor was present"), default=False
    )
    others_present = models.CharField(_("who else was present"), max_length=200, blank=True)
    findings = models.TextField(_("what was found"), blank=True)
    needs = models.TextField(_("needs heard"), blank=True)
    capacity = models.CharField(_("places to come"), max_length=200, blank=True)
    issues = models.TextField(_("what must be mended"), blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_on = models.DateField(_("by which day"), null=True, blank=True)
    step = models.OneToOneField(
        Promise, models.PROTECT, null=True, blank=True, related_name="visit_step"
    )
    signed_name = models.CharField(_("the instructor’s name"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects: ClassVar = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("workplace visit")
        verbose_name_plural = _("workplace visits")
        indexes: ClassVar = [
            models.Index(fields=["provider", "taken_back_at", "on"], name="visit_listed"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "uuid"],
                name="visit_stored_once",
                violation_error_message=_("This visit is stored already."),
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(taken_back_at=None),
                name="planned_visit_made_once",
                violation_error_message=_("This planned visit was made already."),
            ),
            models.CheckConstraint(
                condition=models.Q(hours__gt=0, hours__lte=MOST_HOURS),
                name="visit_takes_some_hours",
                violation_error_message=_("A visit takes more than nothing and at most a day."),
            ),
            models.CheckConstraint(
                condition=models.Q(next_step="", next_on=None)
                | (~models.Q(next_step="") & models.Q(next_on__isnull=False)),
                name="next_step_has_its_day",
                violation_error_message=_("Give the next step and its day together."),
            ),
        ]

    def __str__(self) -> str:
        name = self.partnership.shown.name
        return f"{self.period.student} · {name}" if self.period else name

    def get_absolute_url(self) -> str:
        return reverse("placements:visit", args=[self.pk])

    @property
    def key(self) -> str:
        """The source by which the ledger knows it; history too."""
        return f"placements.visit:{self.pk}"

    @property
    def was_triad(self) -> bool:
        """Student, instructor and teacher talked."""
        return self.period_id is not None and self.student_present and self.instructor_present


class VisitPhoto(Owned, KeptFile):
    """A photo of the visit, or the drawn signature of the instructor."""

    class What(models.TextChoices):
        PHOTO = "photo", _("photo")
        SIGNATURE = "signature", _("signature")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="photos")
    what = models.CharField(max_length=9, choices=What.choices, default=What.PHOTO)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("photo of a visit")
        verbose_name_plural = _("photos of visits")

    def __str__(self) -> str:
        return self.name
