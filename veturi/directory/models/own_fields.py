"""Fields of a provider's own for partners and persons, and what stands in them."""

from datetime import date
from decimal import Decimal
from functools import cached_property, reduce
from operator import and_, attrgetter, or_
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.merging import Thing
from veturi.directory.models.partnerships import Partnership
from veturi.directory.models.people import Person
from veturi.directory.models.providers import Owned
from veturi.directory.rules.own_fields import (
    DIGITS,
    PLACES,
    PREFIX,
    Kind,
    Picks,
    Shape,
    Value,
)
from veturi.foundation.text import fold, sort_key
from veturi.foundation.words import Words

SORTED = 400


class Labelled(Owned):
    """Called by words of one's own, in Finnish at least."""

    label_fi = models.CharField(_("name in Finnish"), max_length=80)
    label_sv = models.CharField(_("name in Swedish"), max_length=80, blank=True)
    label_en = models.CharField(_("name in English"), max_length=80, blank=True)

    class Meta:
        abstract: ClassVar[bool] = True

    @property
    def said(self) -> Words:
        """The name as it was given, nothing where nothing is said."""
        return Words(self.label_fi, self.label_sv, self.label_en)

    @property
    def words(self) -> Words:
        """What is not said in a language is said in Finnish."""
        return Words(self.label_fi, self.label_sv or self.label_fi, self.label_en or self.label_fi)

    @property
    def label(self) -> str:
        return str(self.words)

    def __str__(self) -> str:
        return self.label


class OwnFieldQuerySet(models.QuerySet["OwnField"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(put_away_on=None)

    def in_order(self) -> Self:
        choices = OwnChoice.objects.order_by("place", "pk")
        return self.order_by("thing", "place", "pk").prefetch_related(
            models.Prefetch("choices", queryset=choices)
        )


class OwnField(Labelled):
    thing = models.CharField(_("field of"), max_length=7, choices=Thing.choices)
    key = models.CharField(max_length=40, help_text="Stays when the name changes.")
    help_text = models.CharField(_("help for whoever fills it in"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    is_required = models.BooleanField(_("must be filled in"), default=False)
    is_filter = models.BooleanField(_("lists can be narrowed by it"), default=False)
    place = models.PositiveIntegerField()
    put_away_on = models.DateField(null=True, editable=False)

    objects: ClassVar = OwnFieldQuerySet.as_manager()

    class Meta:
        verbose_name = _("own field")
        verbose_name_plural = _("own fields")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "thing", "key"], name="own_field_key_once"),
            models.UniqueConstraint(
                fields=["provider", "thing", "label_fi"],
                condition=models.Q(put_away_on=None),
                name="own_field_label_once",
                violation_error_message=_("Another field has this name already."),
            ),
        ]

    @property
    def name(self) -> str:
        """How forms, columns, history and imports call it."""
        return f"{PREFIX}{self.key}"

    @cached_property
    def shape(self) -> Shape:
        """As it was when the row was read: it is asked for with each value of a set."""
        choices = sorted(self.choices.all(), key=attrgetter("place", "pk"))
        return Shape(Kind(self.kind), {one.pk: one.words for one in choices})


class OwnChoice(Labelled):
    field = models.ForeignKey(OwnField, models.CASCADE, related_name="choices")
    place = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("choice of an own field")
        verbose_name_plural = _("choices of own fields")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["field", "label_fi"],
                name="own_choice_once",
                violation_error_message=_("The field has this choice already."),
            ),
        ]

    def clean(self) -> None:
        """Exports part several choices by semicolons."""
        if any(";" in label for label in (self.label_fi, self.label_sv, self.label_en)):
            raise ValidationError(_("A choice has no semicolon in its name."))


def _one_of(**filled: models.Q) -> models.Q:
    """Exactly one of the columns is filled."""
    return reduce(
        or_,
        (
            reduce(and_, (~it if name != one else it for name, it in filled.items()))
            for one in filled
        ),
    )


class OwnValue(Owned):
    """What stands in one field of one thing; of several choices each is a row."""

    field = models.ForeignKey(OwnField, models.PROTECT, related_name="values")
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, null=True, related_name="own_values"
    )
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="own_values")
    text = models.TextField(blank=True)
    text_folded = models.TextField(blank=True, editable=False)
    text_sort = models.CharField(max_length=SORTED, blank=True, editable=False)
    number = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True)
    day = models.DateField(null=True)
    truth = models.BooleanField(null=True)
    choice = models.ForeignKey(OwnChoice, models.PROTECT, null=True, related_name="+")
    picked = models.ForeignKey(OwnChoice, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("value of an own field")
        verbose_name_plural = _("values of own fields")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(partnership=None, person__isnull=False)
                | models.Q(partnership__isnull=False, person=None),
                name="own_value_of_partner_or_person",
            ),
            models.CheckConstraint(
                condition=_one_of(
                    text=~models.Q(text=""),
                    number=models.Q(number__isnull=False),
                    day=models.Q(day__isnull=False),
                    truth=models.Q(truth__isnull=False),
                    choice=models.Q(choice__isnull=False),
                    picked=models.Q(picked__isnull=False),
                ),
                name="own_value_of_one_kind",
            ),
            *(
                models.UniqueConstraint(
                    fields=["field", thing],
                    condition=models.Q(picked=None),
                    name=f"own_value_once_a_{thing}",
                )
                for thing in ("partnership", "person")
            ),
            *(
                models.UniqueConstraint(fields=["field", thing, "picked"], name=f"picked_a_{thing}")
                for thing in ("partnership", "person")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field_id}: {self.value}"

    @property
    def value(self) -> Value:
        """What the row holds; of several choices its one."""
        if self.number is not None:
            return self.number.normalize()
        for held in (self.day, self.truth, self.choice_id, self.picked_id):
            if held is not None:
                return held
        return self.text


def value_rows(field: OwnField, thing: Partnership | Person, value: Value) -> list[OwnValue]:
    """The rows that hold the value; of nothing there are none."""
    if value is None or value == "":
        return []
    if isinstance(value, Picks):
        return [_row(field, thing, picked_id=key) for key in value]
    if isinstance(value, str):
        folds = {"text_folded": fold(value), "text_sort": sort_key(value)[:SORTED]}
        return [_row(field, thing, text=value, **folds)]
    columns = {Kind.NUMBER: "number", Kind.DAY: "day", Kind.TRUTH: "truth"}
    return [_row(field, thing, **{columns.get(Kind(field.kind), "choice_id"): value})]


def _row(
    field: OwnField, thing: Partnership | Person, **held: str | int | Decimal | date
) -> OwnValue:
    owner = "partnership" if isinstance(thing, Partnership) else "person"
    return OwnValue(field=field, provider_id=field.provider_id, **{owner: thing}, **held)
