"""Qualifications and their units, as ePerusteet and Koodisto know them: public, in versions."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.foundation.words import Words


class Named(models.Model):
    """Called in three languages; what a register does not say in one is said in Finnish."""

    name_fi = models.CharField(max_length=250)
    name_sv = models.CharField(max_length=250, blank=True)
    name_en = models.CharField(max_length=250, blank=True)

    class Meta:
        abstract: ClassVar[bool] = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(Words(self.name_fi, self.name_sv or self.name_fi, self.name_en or self.name_fi))


class QualificationQuerySet(models.QuerySet["Qualification"]):
    def on(self, day: date) -> Self:
        return self.filter(models.Q(valid_from=None) | models.Q(valid_from__lte=day)).filter(
            models.Q(valid_until=None) | models.Q(valid_until__gte=day)
        )


class Qualification(Named):
    """A version of a qualification's requirements (ePerusteet: peruste)."""

    class Kind(models.TextChoices):
        """Koodisto `koulutustyyppi`: 26, 11, 12, 5, 40."""

        VOCATIONAL = "vocational", _("vocational qualification")
        FURTHER = "further", _("further vocational qualification")
        SPECIALIST = "specialist", _("specialist vocational qualification")
        TELMA = "telma", _("TELMA")
        TUVA = "tuva", _("TUVA")
        OTHER = "other", _("other education")

    code = models.CharField(_("qualification code"), max_length=6, help_text="Koodisto `koulutus`.")
    record_number = models.CharField(
        max_length=40, blank=True, help_text="The diary number of the requirements."
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    objects: ClassVar = QualificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "record_number"], name="qualification_once"),
        ]


class Unit(Named):
    """A unit of qualifications (Koodisto `tutkinnonosat`)."""

    code = models.CharField(_("unit code"), max_length=10, unique=True)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("qualification unit")
        verbose_name_plural = _("qualification units")


class Part(models.Model):
    """A unit in a version of a qualification, with its competence points."""

    qualification = models.ForeignKey(Qualification, models.CASCADE, related_name="parts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="parts")
    points = models.DecimalField(
        _("competence points"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    is_compulsory = models.BooleanField(_("compulsory"), default=False)

    class Meta:
        verbose_name = _("unit of a qualification")
        verbose_name_plural = _("units of qualifications")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["qualification", "unit"], name="part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.qualification_id}: {self.unit}"
