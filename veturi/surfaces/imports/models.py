"""An import, its rows as they were read and as they ended, and how a provider maps its sheets."""

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self
from uuid import uuid4

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Owned, OwnField, Partnership, Person, Thing
from veturi.foundation.jobs.models import Job
from veturi.surfaces.imports.grounds import ground_of
from veturi.surfaces.imports.rules.cells import name_in, read_row
from veturi.surfaces.imports.rules.fields import BY_KEY, Known
from veturi.surfaces.imports.rules.findings import Finding, Severity
from veturi.surfaces.imports.rules.learning.fields import LISTS
from veturi.surfaces.imports.rules.learning.known import Ground
from veturi.surfaces.imports.rules.learning.periods import read_period
from veturi.surfaces.imports.rules.learning.reading import Learnt
from veturi.surfaces.imports.rules.learning.students import read_student
from veturi.surfaces.imports.rules.own import OF_PERSON, OwnColumn, is_own
from veturi.surfaces.imports.rules.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        STUDENTS = "students", _("students")
        PERIODS = "periods", _("workplace periods")

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
        if self.is_learning:
            return {}
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
        return str(self.own[key].label) if is_own(key) else self.known[key].label

    @property
    def known(self) -> "Mapping[str, Known]":
        """The fields that a column of such a list may hold, but for the provider's own."""
        return LISTS.get(self.kind, BY_KEY)

    @property
    def is_learning(self) -> bool:
        """A list of the student system: students or workplace periods."""
        return self.kind in LISTS

    @cached_property
    def ground(self) -> Ground:
        """What its rows are compared with; loaded once for as long as this import is at hand."""
        on = timezone.localdate(self.run_at or self.checked_at)
        return ground_of(self.provider_id, kind=self.kind, on=on)

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

    @property
    def became(self) -> str:
        """The page of the student or period that a row of the student system became."""
        if not self.before.get("key"):
            return ""
        page = "student" if self.imported.kind == Import.Kind.STUDENTS else "period"
        return reverse(f"placements:{page}", args=[self.before["key"]])

    def texts(self, mapping: dict[str, str]) -> dict[str, str]:
        """For each mapped field what its cell says, as it stands or as somebody mended it."""
        read = {
            field: self.cells[int(column)] if int(column) < len(self.cells) else ""
            for column, field in mapping.items()
        }
        return {**read, **self.fixed}

    def name(self, mapping: dict[str, str]) -> str:
        """How the row calls its organisation or student, as it is understood."""
        texts = self.texts(mapping)
        return name_in(texts["name"]) if "name" in texts else _name_of_student(texts)

    def findings(self, imported: Import, *, on: date) -> list[Finding]:
        """What must be said about the row, whatever it lists."""
        read = self.learnt if imported.is_learning else self.understood
        return read(imported, on=on)[1]

    def learnt(self, imported: Import, *, on: date) -> tuple[Learnt, list[Finding]]:
        """What a row of the student system says, compared with what is known here."""
        read = read_student if imported.kind == Import.Kind.STUDENTS else read_period
        texts, ground = self.texts(imported.mapping), imported.ground
        return read(texts, ground=ground, today=on, answered=self.fixed.keys())

    def understood(self, imported: Import, *, on: date) -> tuple[Values, list[Finding]]:
        """What the row says, and what must be said about it."""
        return read_row(
            self.texts(imported.mapping),
            networks=imported.lists_networks,
            today=on,
            answered=self.fixed.keys(),
            own=imported.own,
        )


def _name_of_student(texts: "Mapping[str, str]") -> str:
    """As far as the cells tell: the name, or the number."""
    whole = texts.get("student_name") or texts.get("whole_name") or ""
    apart = f"{texts.get('given_name', '')} {texts.get('family_name', '')}".strip()
    number = texts.get("number") or texts.get("student") or texts.get("study_right_oid", "")
    name = apart or whole or number
    return f"{name} · {texts['workplace']}" if texts.get("workplace") else name


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
