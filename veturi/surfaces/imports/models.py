"""An import, its rows as they were read and as they ended, and how a provider maps its sheets."""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self
from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, OwnField, Partnership, Person, Thing
from veturi.foundation.jobs.models import Job
from veturi.surfaces.imports.rules.cells import name_in, read_row
from veturi.surfaces.imports.rules.fields import BY_KEY
from veturi.surfaces.imports.rules.findings import Finding, Severity
from veturi.surfaces.imports.rules.own import OF_PERSON, OwnColumn, is_own
from veturi.surfaces.imports.rules.values import Values

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from veturi.foundation.sheets.reading import Book


def private_place(_imported: "Import", name: str) -> str:
    """A folder that nobody guesses; the file keeps its name, which a CSV lends to its sheet."""
    path = Path(name)
    stem = get_valid_filename(path.stem[:60] or "sheet")
    return f"imports/{uuid4().hex}/{stem}{path.suffix.lower()[:8]}"


class ImportQuerySet(models.QuerySet["Import"]):
    def seen_by(self, person: Person) -> Self:
        return self.filter(provider=person.provider_id)


class Import(Owned):
    class Kind(models.TextChoices):
        ORGANISATIONS = "organisations", _("organisations")
        NETWORKS = "networks", _("networks")

    name = models.CharField(_("file"), max_length=200)
    file = models.FileField(upload_to=private_place)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    header_row = models.PositiveIntegerField(_("header row"), null=True)
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.ORGANISATIONS)
    headers = models.JSONField(default=list, help_text="The names of the columns as they stand.")
    mapping = models.JSONField(default=dict, help_text="Column (its place as text) to field.")
    others = models.JSONField(default=list, help_text="Rows of the sheet that are no data.")
    left_out = models.JSONField(
        default=list, help_text="Columns with data that are not brought in: place and name."
    )
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    run_at = models.DateTimeField(null=True)
    run_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    reverted_at = models.DateTimeField(null=True)
    reverted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reversal_job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    kept = models.JSONField(default=list, help_text="Partners that the reversal leaves.")

    opened: "Book | None" = None  # the file, while it is read

    objects: ClassVar = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes: ClassVar = [
            models.Index(fields=["provider", "-uploaded_at"], name="import_latest"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(reverted_at=None, reverted_by=None)
                | models.Q(reverted_at__isnull=False, reverted_by__isnull=False),
                name="import_reverted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page on which the import goes on."""
        page = "sheet"
        if self.run_at is not None:
            page = "report"
        elif self.mapping and self.checked_at is not None:
            page = "rows"
        elif self.sheet:
            page = "mapping"
        return reverse(f"imports:{page}", args=[self.pk])

    @property
    def batch(self) -> str:
        """The mark on everything that came with it."""
        return f"import:{self.pk}"

    @cached_property
    def own(self) -> dict[str, OwnColumn]:
        """The provider's own fields, by the keys that a mapping knows them by."""
        fields = OwnField.objects.filter(provider=self.provider_id).in_order()
        columns = [
            OwnColumn(
                f"{OF_PERSON if field.thing == Thing.PERSON else ''}{field.name}",
                field.words,
                field.shape,
                is_away=field.put_away_on is not None,
            )
            for field in fields
        ]
        return {column.key: column for column in columns}

    def label_of(self, key: str) -> "StrOrPromise":
        """What a field that a column holds is called."""
        return str(self.own[key].label) if is_own(key) else BY_KEY[key].label

    @property
    def lists_networks(self) -> bool:
        return self.kind == self.Kind.NETWORKS


class RowQuerySet(models.QuerySet["Row"]):
    def brought_in(self) -> Self:
        return self.filter(outcome__in=[Row.Outcome.CREATED, Row.Outcome.UPDATED])


class Row(Owned):
    class Choice(models.TextChoices):
        CREATE = "create", _("new partner")
        UPDATE = "update", _("the same partner")
        SKIP = "skip", _("leave out")

    class Outcome(models.TextChoices):
        CREATED = "created", _("created")
        UPDATED = "updated", _("updated")
        SKIPPED = "skipped", _("skipped")
        REFUSED = "refused", _("refused")

    imported = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="The sheet's own number of the row.")
    cells = models.JSONField(default=list)
    fixed = models.JSONField(default=dict, help_text="Field to the text that a person typed.")
    severity = models.PositiveSmallIntegerField(default=0, choices=[(s, s.word) for s in Severity])
    choice = models.CharField(max_length=6, choices=Choice.choices, blank=True)
    proposed = models.CharField(max_length=6, choices=Choice.choices, blank=True)
    why = models.CharField(max_length=14, blank=True, help_text="Why it may be another.")
    same_as_row = models.PositiveIntegerField(null=True)
    same_as = models.ForeignKey(Partnership, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reason = models.CharField(max_length=16, blank=True)
    partnership = models.ForeignKey(Partnership, models.SET_NULL, null=True, related_name="+")
    before = models.JSONField(default=dict, help_text="What the reversal restores and removes.")
    told = models.JSONField(
        default=list, help_text="What was not taken as the list says it: field, why, text."
    )

    objects: ClassVar = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["imported", "number"], name="import_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.imported}: {self.number}"

    @property
    def decision(self) -> str:
        return self.choice or self.proposed

    @property
    def is_question(self) -> bool:
        """Somebody must say whether it is the same as another row."""
        return not self.decision

    @property
    def needs_mending(self) -> bool:
        return self.severity >= Severity.QUESTION

    @property
    def meets_archived(self) -> bool:
        """The partner that it may be has been put away."""
        return self.same_as is not None and self.same_as.is_archived and bool(self.why)

    def texts(self, mapping: dict[str, str]) -> dict[str, str]:
        """For each mapped field what its cell says, as it stands or as somebody mended it."""
        read = {
            field: self.cells[int(column)] if int(column) < len(self.cells) else ""
            for column, field in mapping.items()
        }
        return {**read, **self.fixed}

    def name(self, mapping: dict[str, str]) -> str:
        """How the row calls its organisation, as it is understood."""
        return name_in(self.texts(mapping).get("name", ""))

    def understood(self, imported: Import, *, on: date) -> tuple[Values, list[Finding]]:
        """What the row says, and what must be said about it."""
        return read_row(
            self.texts(imported.mapping),
            networks=imported.lists_networks,
            today=on,
            answered=self.fixed.keys(),
            own=imported.own,
        )


class SavedMapping(Owned):
    """Which column is which, remembered for sheets with the same header."""

    kind = models.CharField(max_length=14, choices=Import.Kind.choices)
    signature = models.CharField(max_length=64, help_text="Digest of the folded header.")
    mapping = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("saved mapping")
        verbose_name_plural = _("saved mappings")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "signature"], name="mapping_once"),
        ]

    def __str__(self) -> str:
        return self.signature
