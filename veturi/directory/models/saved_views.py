"""Saved views: a list with its filters, columns, order and groups under a name."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.directory.models.people import Person, Role
from veturi.directory.models.providers import Owned


class Audience(models.TextChoices):
    """Who sees a view beside its maker; the other choices are the roles."""

    NOBODY = "", _("only me")
    EVERYBODY = "everybody", _("everybody here")


AUDIENCES = [*Audience.choices, *Role.choices]


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def seen_by(self, person: Person, *, on: date) -> Self:
        """One's own, and what is shared with everybody or with a role that one has."""
        shared = {Audience.EVERYBODY.value, *person.roles_on(on)}
        return self.filter(
            Q(person=person) | Q(shared_with__in=shared), provider=person.provider_id
        )

    def as_used_by(self, person: Person) -> Self:
        """Each with whether the person pinned it and opens the list by it."""
        pins = PinnedView.objects.filter(view=OuterRef("pk"), person=person)
        defaults = DefaultView.objects.filter(view=OuterRef("pk"), person=person)
        return self.annotate(is_pinned=Exists(pins), is_default=Exists(defaults))


class SavedView(Owned):
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("maker"))
    of = models.CharField(max_length=60, help_text="The list, by its address's name.")
    page = models.CharField(max_length=60, help_text="The picture of it, by the address's name.")
    query = models.TextField(blank=True, help_text="What the address holds after the ?.")
    name = models.CharField(_("name of the view"), max_length=60)
    shared_with = models.CharField(
        _("who sees it"), max_length=20, blank=True, choices=AUDIENCES, default=Audience.NOBODY
    )

    objects: ClassVar = SavedViewQuerySet.as_manager()

    # Set by `as_used_by`.
    is_pinned: bool
    is_default: bool

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        indexes: ClassVar = [models.Index(fields=["provider", "of"], name="saved_view_list")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "of", "name"],
                name="saved_view_once",
                violation_error_message=_("You have a view of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list as it was saved; the address says which view it is."""
        query = QueryDict(self.query, mutable=True)
        query["view"] = str(self.pk)
        return f"{reverse(self.page)}?{query.urlencode()}"

    @property
    def is_shared(self) -> bool:
        return bool(self.shared_with)


class PinnedView(Owned):
    """A view that a person keeps in the menu."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="pins")

    class Meta:
        verbose_name = _("pinned view")
        verbose_name_plural = _("pinned views")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "view"], name="pinned_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.view_id}"


class DefaultView(Owned):
    """The view by which a person opens a list."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    of = models.CharField(max_length=60)
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("default view")
        verbose_name_plural = _("default views")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "of"], name="one_default_a_list")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.of}"
