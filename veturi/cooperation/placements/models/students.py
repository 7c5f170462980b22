"""Students as the student system knows them; no henkilötunnus, support needs apart."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models.qualifications import Qualification
from veturi.directory.models import Owned, Person

OF_AGE = 18


class StudentQuerySet(models.QuerySet["Student"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(archived_on=None, erased_on=None)


class Student(Owned):
    class Programme(models.TextChoices):
        VOCATIONAL = "vocational", _("vocational education")
        TUVA = "tuva", _("TUVA")
        TELMA = "telma", _("TELMA")
        LABOUR_MARKET = "labour_market", _("labour-market training")
        BASIC_EDUCATION = "basic_education", _("basic education (work experience)")
        OTHER = "other", _("other education")

    number = models.CharField(
        _("student number"), max_length=40, help_text="As the student system counts its students."
    )
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    name_folded = models.CharField(max_length=170, editable=False)
    name_sort = models.CharField(max_length=340, editable=False)
    group = models.CharField(_("student group"), max_length=40, blank=True)
    teacher = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="students",
        verbose_name=_("responsible teacher"),
    )
    programme = models.CharField(
        _("education"), max_length=15, choices=Programme.choices, default=Programme.VOCATIONAL
    )
    qualification = models.ForeignKey(
        Qualification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="students",
        verbose_name=_("qualification"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="fi"
    )
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    municipality = models.CharField(_("home municipality"), max_length=3, blank=True)
    longest_way = models.PositiveSmallIntegerField(
        _("longest way to work, minutes"), null=True, blank=True
    )
    guardian_name = models.CharField(_("guardian"), max_length=160, blank=True)
    guardian_email = models.EmailField(_("guardian’s e-mail"), blank=True)
    guardian_phone = models.CharField(_("guardian’s phone"), max_length=30, blank=True)
    learner_oid = models.CharField(_("learner OID"), max_length=40, blank=True)
    study_right_oid = models.CharField(_("study right OID"), max_length=40, blank=True)
    starts_on = models.DateField(_("study right begins"), null=True, blank=True)
    ends_on = models.DateField(_("study right ends (estimate)"), null=True, blank=True)
    included_in = models.CharField(
        _("included in study right"),
        max_length=40,
        blank=True,
        help_text="Koski `sisältyyOpiskeluoikeuteen`: of such no feedback is collected.",
    )
    archived_on = models.DateField(null=True, blank=True, editable=False)
    erased_on = models.DateField(null=True, blank=True, editable=False)
    batch = models.CharField(max_length=40, blank=True, help_text="The import it came with.")

    objects: ClassVar = StudentQuerySet.as_manager()

    class Meta:
        verbose_name = _("student")
        verbose_name_plural = _("students")
        indexes: ClassVar = [
            models.Index(
                fields=["provider", "archived_on", "erased_on", "name_sort"], name="student_listed"
            ),
            models.Index(fields=["provider", "group", "name_sort"], name="student_by_group"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "number"],
                name="student_number_once",
                violation_error_message=_("Another student has this number."),
            ),
            models.CheckConstraint(
                condition=models.Q(longest_way=None) | models.Q(longest_way__range=(5, 600)),
                name="way_of_some_minutes",
                violation_error_message=_("The longest way is from 5 to 600 minutes."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="study_right_ends_after_it_begins",
                violation_error_message=_("The study right ends after it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("placements:student", args=[self.pk])

    @property
    def key(self) -> str:
        return f"placements.student:{self.pk}"

    def age_on(self, day: date) -> int | None:
        """Full years on the day; nothing when the date of birth is not known."""
        if self.born_on is None:
            return None
        had_birthday = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (0 if had_birthday else 1)

    def is_minor_on(self, day: date) -> bool:
        """Under 18; whoever's age is not known is not treated as a minor."""
        age = self.age_on(day)
        return age is not None and age < OF_AGE


class StudyRightState(Owned):
    """From a day on the study right is in a state (Koski `opiskeluoikeusjakso`)."""

    class State(models.TextChoices):
        """Koodisto `koskiopiskeluoikeudentila`, its own words."""

        LASNA = "lasna", _("present")
        LOMA = "loma", _("on leave")
        VALIAIKAISESTI_KESKEYTYNYT = "valiaikaisestikeskeytynyt", _("interrupted for a time")
        VALMISTUNUT = "valmistunut", _("graduated")
        ERONNUT = "eronnut", _("resigned")
        KATSOTAAN_ERONNEEKSI = "katsotaaneronneeksi", _("deemed to have resigned")
        PERUUTETTU = "peruutettu", _("cancelled")
        PAATTYNYT = "paattynyt", _("ended")
        MITATOITY = "mitatoity", _("annulled")

    student = models.ForeignKey(Student, models.CASCADE, related_name="states")
    since = models.DateField(_("since"))
    state = models.CharField(_("state"), max_length=30, choices=State.choices)
    funding = models.CharField(
        _("funding code"), max_length=3, blank=True, help_text="Koodisto `opintojenrahoitus`."
    )

    class Meta:
        verbose_name = _("state of a study right")
        verbose_name_plural = _("states of study rights")
        ordering: ClassVar = ["since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["student", "since"], name="one_state_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.student_id}: {self.state} {self.since}"


class Support(Owned):
    """What support a student needs. Only who may see it does; a workplace never."""

    student = models.OneToOneField(Student, models.CASCADE, related_name="support")
    is_special = models.BooleanField(_("special needs support"), default=False)
    is_demanding = models.BooleanField(_("demanding special needs support"), default=False)
    needs = models.TextField(_("support needed"), blank=True)
    told_to_workplace = models.TextField(
        _("what the workplace is told"),
        blank=True,
        help_text="As far as guidance needs it, agreed with the student (L531/2017 64 §).",
    )

    class Meta:
        verbose_name = _("support of a student")
        verbose_name_plural = _("support of students")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_demanding=False) | models.Q(is_special=True),
                name="demanding_is_special",
                violation_error_message=_("Demanding support is special support too."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student_id}"
