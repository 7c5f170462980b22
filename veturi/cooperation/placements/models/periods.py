"""Workplace periods: who learns where, when, guided by whom; what interrupts and ends them."""

from datetime import date
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.qualifications import Unit
from veturi.cooperation.placements.models.students import Student
from veturi.cooperation.placements.models.workplaces import Offer
from veturi.cooperation.placements.rules.words import Ground, Side, State
from veturi.directory.models import Owned, Partnership, Person, Site

FINLAND = "246"


class PeriodQuerySet(models.QuerySet["Period"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        """Not called off."""
        return self.filter(called_off_on=None)

    def in_force(self) -> Self:
        """Agreed and signed, whether it has begun or not; not called off."""
        return self.standing().exclude(agreed_on=None)

    def on(self, day: date) -> Self:
        """Those during which the day falls, by their last day as it came to be."""
        return self.filter(starts_on__lte=day).filter(
            models.Q(ended_on=None, ends_on__gte=day) | models.Q(ended_on__gte=day)
        )

    def shown(self) -> Self:
        """With all that a row of a list shows."""
        return self.select_related(
            "student", "partnership__absorbed_into", "site", "teacher", "instructor"
        )


class Period(Owned):
    """Työpaikkajakso: one student at one workplace from a day to a day."""

    class Form(models.TextChoices):
        TRAINING_AGREEMENT = "training_agreement", _("training agreement")
        APPRENTICESHIP = "apprenticeship", _("apprenticeship")
        ENTREPRENEUR = "entrepreneur", _("apprenticeship in one’s own firm")
        TET = "tet", _("work experience (TET)")
        PRACTICE = "practice", _("other practice")

    class Way(models.TextChoices):
        ALLOCATED = "allocated", _("allocated by us")
        SELF_SOURCED = "self_sourced", _("found by the student")
        ADVERTISED = "advertised", _("advertised")
        INTERVIEW = "interview", _("by interview")

    class Again(models.TextChoices):
        """What the workplace says when asked whether it would host again."""

        YES = "yes", _("yes")
        MAYBE = "maybe", _("maybe")
        NO = "no", _("no")

    student = models.ForeignKey(
        Student, models.PROTECT, related_name="periods", verbose_name=_("student")
    )
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="periods", verbose_name=_("workplace")
    )
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("site")
    )
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, blank=True, related_name="periods")
    form = models.CharField(_("form"), max_length=18, choices=Form.choices)
    way = models.CharField(
        _("how the place was found"), max_length=12, choices=Way.choices, default=Way.ALLOCATED
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text="None only while it is a proposal."
    )
    weekly_hours = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    day_begins = models.TimeField(_("work begins at the earliest"), null=True, blank=True)
    day_ends = models.TimeField(_("work ends at the latest"), null=True, blank=True)
    part_time = models.PositiveSmallIntegerField(
        _("part-time percentage"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="eHOKS `osa-aikaisuustieto`, 1–100.",
    )
    key_tasks = models.TextField(
        _("key work tasks"), blank=True, help_text="One a line (A673/2017 9.3 §)."
    )
    goals = models.TextField(_("goals"), blank=True)
    teacher = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taught_periods",
        verbose_name=_("teacher"),
    )
    instructor = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="guided_periods",
        verbose_name=_("responsible instructor"),
    )
    municipality = models.CharField(_("municipality"), max_length=3, blank=True)
    country = models.CharField(_("country"), max_length=3, default=FINLAND)
    unique_id = models.CharField(
        max_length=64, help_text="eHOKS `yksiloiva-tunniste`: stays the same in every system."
    )
    # Of an apprenticeship.
    wage_basis = models.CharField(_("basis of pay"), max_length=200, blank=True)
    trial_until = models.DateField(_("trial period until"), null=True, blank=True)
    compensation = models.DecimalField(
        _("compensation, euros a month"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    # What has been seen to, by its day.
    plan_approved_on = models.DateField(_("plan approved by us"), null=True, blank=True)
    plan_approved_by_student_on = models.DateField(
        _("plan approved by the student"), null=True, blank=True
    )
    plan_approved_by_workplace_on = models.DateField(
        _("plan approved by the workplace"), null=True, blank=True
    )
    safety_told_on = models.DateField(_("safety notice delivered"), null=True, blank=True)
    safety_acknowledged_on = models.DateField(
        _("safety notice acknowledged"), null=True, blank=True
    )
    record_shown_on = models.DateField(
        _("criminal-record extract shown"),
        null=True,
        blank=True,
        help_text="Shown, not stored (L504/2002).",
    )
    guardian_told_on = models.DateField(_("guardian informed"), null=True, blank=True)
    recorded_on = models.DateField(_("recorded in eHOKS"), null=True, blank=True)
    # What became of it.
    made_on = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_on = models.DateField(_("workplace accepted"), null=True, blank=True)
    agreed_on = models.DateField(_("agreement in force"), null=True, blank=True)
    started_on = models.DateField(_("began"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    called_off_on = models.DateField(_("called off"), null=True, blank=True)
    called_off_by = models.CharField(
        _("called off by"), max_length=9, choices=Side.choices, blank=True
    )
    called_off_why = models.CharField(_("why it was called off"), max_length=200, blank=True)
    host_again = models.CharField(
        _("would host again"), max_length=5, choices=Again.choices, blank=True
    )
    hired_on = models.DateField(_("stayed in work"), null=True, blank=True)
    settled_on = models.DateField(
        null=True, blank=True, help_text="The day until which the ledger holds its deeds."
    )
    batch = models.CharField(max_length=40, blank=True, help_text="The import it came with.")

    objects: ClassVar = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("workplace period")
        verbose_name_plural = _("workplace periods")
        indexes: ClassVar = [
            models.Index(
                fields=["provider", "called_off_on", "starts_on", "id"], name="period_listed"
            ),
            models.Index(
                fields=["provider", "called_off_on", "ends_on", "id"], name="period_by_end"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "unique_id"], name="period_unique_id"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="period_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(part_time=None) | models.Q(part_time__range=(1, 100)),
                name="part_time_in_percent",
                violation_error_message=_("The part-time percentage is from 1 to 100."),
            ),
            models.CheckConstraint(
                condition=models.Q(called_off_on=None, called_off_by="")
                | models.Q(called_off_on__isnull=False) & ~models.Q(called_off_by=""),
                name="called_off_by_somebody",
                violation_error_message=_("Say who called it off."),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("starts_on")),
                name="period_ended_after_it_began",
                violation_error_message=_("It cannot have ended before its first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student} · {self.partnership}"

    def get_absolute_url(self) -> str:
        return reverse("placements:period", args=[self.pk])

    @property
    def key(self) -> str:
        """The source by which the ledger knows it."""
        return f"placements.period:{self.pk}"

    @property
    def last_day(self) -> date | None:
        """The last day as it came to be, or as it is agreed."""
        return self.ended_on or self.ends_on

    @property
    def tasks(self) -> list[str]:
        return [line.strip() for line in self.key_tasks.splitlines() if line.strip()]

    def state_on(self, day: date) -> State:
        """What the period is on the day, from its facts; interruptions are read with it."""
        if self.called_off_on is not None:
            return State.CALLED_OFF
        if self.agreed_on is None:
            return State.ACCEPTED if self.accepted_on else State.PROPOSED
        if self._is_over(day):
            return State.ENDED
        if self.starts_on > day:
            return State.AGREED
        stands_still = any(stop.covers(day) for stop in self.interruptions.all())
        return State.INTERRUPTED if stands_still else State.RUNNING

    def _is_over(self, day: date) -> bool:
        """It ended, or its last day is past and the night has not written it yet."""
        if self.ended_on is not None:
            return self.ended_on <= day
        return self.ends_on is not None and self.ends_on < day


class PeriodUnit(Owned):
    """A unit of the qualification that is learnt in the period."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("unit of a period")
        verbose_name_plural = _("units of periods")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "unit"], name="unit_once_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.unit_id}"


class Interruption(Owned):
    """Keskeytymisajanjakso: days on which the period stands still."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="interruptions")
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("interruption")
        verbose_name_plural = _("interruptions")
        ordering: ClassVar = ["since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "since"], name="interrupted_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="interruption_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.since}–{self.until or ''}"

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Guidance(Owned):
    """Who was the responsible instructor from a day on; the period itself names the present one."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="guidances")
    instructor = models.ForeignKey(Person, models.PROTECT, related_name="guidances")
    since = models.DateField(_("since"))
    until = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("guidance of a period")
        verbose_name_plural = _("guidance of periods")
        ordering: ClassVar = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.instructor}"


class Readiness(Owned):
    """Whether the student is ready for working life, as teacher and student see it before."""

    period = models.OneToOneField(Period, models.CASCADE, related_name="readiness")
    checked_on = models.DateField(_("checked on"))
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    is_ready = models.BooleanField(_("ready for working life"), default=False)
    by_student = models.BooleanField(_("the student agrees"), default=False)
    notes = models.TextField(_("what is still practised"), blank=True)

    class Meta:
        verbose_name = _("readiness for working life")
        verbose_name_plural = _("readiness for working life")

    def __str__(self) -> str:
        return f"{self.period_id}: {self.checked_on}"


class Termination(Owned):
    """A period that was ended before its time (L531/2017 75 and 76 §), and what follows."""

    period = models.OneToOneField(Period, models.CASCADE, related_name="termination")
    ground = models.CharField(_("ground"), max_length=18, choices=Ground.choices)
    on = models.DateField(_("ends on"))
    notes = models.TextField(_("what happened"), blank=True)
    heard_on = models.DateField(_("other side heard on"), null=True, blank=True)
    permitted_on = models.DateField(_("our permission given on"), null=True, blank=True)
    told_on = models.DateField()
    told_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    see_to_it = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who arranges another way to learn"),
    )
    see_to_it_by = models.DateField(_("by which day"), null=True, blank=True)
    replaced_on = models.DateField(_("arranged on"), null=True, blank=True)

    class Meta:
        verbose_name = _("termination")
        verbose_name_plural = _("terminations")

    def __str__(self) -> str:
        return f"{self.period_id}: {self.ground} {self.on}"
