"""People: ours and the partners'. The provider is the controller of their contact data."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.roles import PersonRole
from veturi.directory.models.partnerships import Partnership
from veturi.directory.models.providers import Owned

_ROLES = dict(PersonRole.choices)


class Role(models.TextChoices):
    """What a person of ours may do; the table role × act is in access.py."""

    ADMINISTRATOR = "administrator", _("administrator")
    COORDINATOR = "coordinator", _("coordinator")
    TEACHER = "teacher", _("teacher")
    SUPPORT = "support", _("student support")
    MANAGEMENT = "management", _("management")
    READER = "reader", _("reader")


class PersonQuerySet(models.QuerySet["Person"]):
    def seen_by(self, person: "Person") -> Self:
        return self.filter(provider=person.provider_id)

    def standing(self) -> Self:
        return self.filter(archived_on=None, absorbed_into=None, erased_on=None)

    def ours(self) -> Self:
        return self.filter(is_ours=True)

    def of_partners(self) -> Self:
        return self.filter(is_ours=False)


class Person(Owned):
    class Basis(models.TextChoices):
        """Legal bases of GDPR Art. 6(1)."""

        PUBLIC_TASK = "public_task", _("public task")
        CONTRACT = "contract", _("contract")
        CONSENT = "consent", _("consent")
        LEGITIMATE_INTEREST = "interest", _("legitimate interest")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="persons"
    )
    is_ours = models.BooleanField(_("works with us"), default=False)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80)
    name_folded = models.CharField(max_length=170, editable=False)
    name_sort = models.CharField(max_length=340, editable=False)
    title = models.CharField(_("title"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="fi"
    )
    legal_basis = models.CharField(
        _("legal basis"), max_length=12, choices=Basis.choices, default=Basis.PUBLIC_TASK
    )
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    archived_on = models.DateField(null=True, blank=True, editable=False)
    erased_on = models.DateField(null=True, blank=True, editable=False)
    absorbed_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="absorbed",
        db_index=False,
    )

    objects: ClassVar = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        indexes: ClassVar = [
            models.Index(fields=["provider", "name_sort"], name="person_sort"),
            models.Index(fields=["provider", "name_folded"], name="person_folded"),
            models.Index(
                fields=[
                    "provider",
                    "archived_on",
                    "absorbed_into",
                    "erased_on",
                    "name_sort",
                    "is_ours",
                ],
                name="person_listed",
            ),
            models.Index(
                fields=["provider", "archived_on", "absorbed_into", "erased_on", "name_sort"],
                name="person_ours",
                condition=models.Q(is_ours=True),
            ),
            models.Index(
                fields=["absorbed_into"],
                name="person_absorbed",
                condition=models.Q(absorbed_into__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "user"],
                condition=models.Q(user__isnull=False),
                name="one_person_a_user_and_provider",
            ),
            models.CheckConstraint(
                condition=~models.Q(legal_basis="consent") | models.Q(consent_on__isnull=False),
                name="consent_has_a_day",
                violation_error_message=_("Give the day on which the person consented."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("desk:person", args=[self.pk])

    @property
    def key(self) -> str:
        return f"directory.person:{self.pk}"

    @property
    def shown(self) -> "Person":
        """The one that it is shown with: itself, or what absorbed it."""
        return self.absorbed_into or self

    def family(self) -> "models.QuerySet[Person]":
        """Itself and what it absorbed: all whose rows are shown with it."""
        return Person.objects.filter(models.Q(pk=self.pk) | models.Q(absorbed_into=self.pk))

    def roles_on(self, day: date) -> frozenset[Role]:
        return frozenset(Role(grant.role) for grant in self.grants.all() if grant.holds_on(day))


class GrantQuerySet(models.QuerySet["Grant"]):
    def on(self, day: date) -> Self:
        return self.filter(since__lte=day).exclude(until__lt=day)


class Grant(Owned):
    """A role of ours, with its dates."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=14, choices=Role.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("last day"), null=True, blank=True)

    objects: ClassVar = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of ours")
        verbose_name_plural = _("roles of ours")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="grant_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class PositionQuerySet(models.QuerySet["Position"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)

    def on(self, day: date) -> Self:
        return self.filter(models.Q(since=None) | models.Q(since__lte=day)).filter(
            models.Q(until=None) | models.Q(until__gte=day)
        )


class Position(Owned):
    """A partner's person in a role at an organisation, with dates; one may hold several."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="positions")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="positions")
    role = models.CharField(_("role"), max_length=30, choices=PersonRole.choices)
    title = models.CharField(_("title"), max_length=120, blank=True)
    is_main = models.BooleanField(_("main contact"), default=False)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("last day"), null=True, blank=True)

    objects: ClassVar = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("role at a partner")
        verbose_name_plural = _("roles at partners")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "partnership", "role", "since"],
                name="position_once",
                violation_error_message=_("The person has this role at the partner already."),
            ),
            models.UniqueConstraint(
                fields=["person", "partnership", "role"],
                condition=models.Q(since=None),
                name="position_once_without_a_day",
                violation_error_message=_("The person has this role at the partner already."),
            ),
            models.CheckConstraint(
                condition=models.Q(until=None)
                | models.Q(since=None)
                | models.Q(until__gte=models.F("since")),
                name="position_ends_after_it_begins",
                violation_error_message=_("The last day follows the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    def get_role_display(self) -> str:  # type: ignore[no-redef]  # in place of the one it makes
        """The framework's own reads every role in the reader's language to say one."""
        return str(_ROLES.get(self.role, self.role))

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
