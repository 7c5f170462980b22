"""What somebody has done since to the partners that an import made or changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.encounters.models import Encounter, Party
from veturi.directory.models import Partnership
from veturi.foundation.history.actions import written
from veturi.foundation.history.models import Change
from veturi.insight.levels.models import Confirmed, Override
from veturi.ledger.models import DeedParty, PromiseParty
from veturi.surfaces.imports.models import Import, Row

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIELDS: dict[str, "StrOrPromise"] = {
    "owner": _("Owner"),
    "notes": _("Notes"),
    "municipality": _("Municipality"),
    "website": _("Website"),
    "kind": _("Type"),
    "business_id": _("Y-tunnus"),
}
_CHANGED = _("Its data has been changed.")
_LOGGED = _("Something has been logged with it.")
_CORRECTED = _("What the import logged has been corrected.")
_PROMISED = _("Something has been agreed with it.")
_JUDGED = _("Its level has been judged.")


@dataclass(frozen=True, slots=True)
class Concern:
    """A partner whose reversal would undo more than the import did."""

    partner: Partnership
    sentences: "list[StrOrPromise]"


def changed_since(imported: Import) -> list[Concern]:
    """Named so that a person may say what becomes of them."""
    rows = (
        imported.rows.brought_in()
        .filter(partnership__isnull=False)
        .select_related("partnership__organisation")
        .order_by("number")
    )
    partners = {row.partnership.pk: row.partnership for row in rows if row.partnership}
    told = _told_of(imported)
    for key, name, left in _left_behind(rows):
        if _written_now(partners[key], name) != left:
            sentence = _("{field} has been changed since.")
            told.setdefault(key, []).append(format_lazy(sentence, field=FIELDS[name]))
    return [Concern(partner, told[key]) for key, partner in partners.items() if key in told]


def _left_behind(rows: Iterable[Row]) -> Iterator[tuple[int, str, str]]:
    """How the import left the fields of partners that were there; its last row has the word."""
    left: dict[tuple[int, str], str] = {}
    made = set()
    for row in rows:
        key = row.partnership_id or 0
        if row.outcome == Row.Outcome.CREATED:
            made.add(key)
        changes = row.before.get("fields", {}) | row.before.get("facts", {})
        left |= {(key, name): new for name, (_old, new) in changes.items()}
    for (key, name), new in left.items():
        if key not in made:
            yield key, name, new


def _written_now(partner: Partnership, name: str) -> str:
    if name == "owner":
        return written(partner.owner_id)
    return written(getattr(partner if name == "notes" else partner.organisation, name))


def _told_of(imported: Import) -> dict[int, list["StrOrPromise"]]:
    """By partner that was made, what hangs on it that did not come with the import."""
    told: dict[int, list[StrOrPromise]] = {}
    made = imported.rows.filter(outcome=Row.Outcome.CREATED).values("partnership")
    keys = {key for key in made.values_list("partnership", flat=True) if key is not None}
    for sentence, found in (
        (_CHANGED, _changed_in_history(imported)),
        (_LOGGED, _logged(made, imported)),
        (_CORRECTED, _corrected(imported)),
        (_PROMISED, _partners_in(PromiseParty, made)),
        (_JUDGED, _partners_in(Override, made) | _partners_in(Confirmed, made)),
    ):
        for key in found & keys:
            told.setdefault(key, []).append(sentence)
    return told


def _changed_in_history(imported: Import) -> set[int]:
    """The subject of a change names the partner: directory.partnership:12."""
    changes = _changes_since(imported, "directory.partnership:")
    subjects = changes.exclude(batch=imported.batch)
    return {int(one.rpartition(":")[2]) for one in subjects.values_list("subject", flat=True)}


def _changes_since(imported: Import, subject: str) -> QuerySet[Change]:
    return Change.objects.filter(
        scope=imported.provider.scope, subject__startswith=subject, at__gte=imported.run_at
    )


def _logged(made: QuerySet[Row, Any], imported: Import) -> set[int]:
    """Encounters, and deeds of any module, that the import did not bring."""
    ours = Encounter.objects.filter(provider=imported.provider_id, batch=imported.batch)
    sources = {row.key for row in ours.only("pk")}
    deeds = DeedParty.objects.filter(partner__in=made).values_list("partner_id", "deed__source")
    seen = Party.objects.filter(partnership__in=made).exclude(encounter__batch=imported.batch)
    by_deed = {key for key, source in deeds if key is not None and source not in sources}
    return by_deed | set(seen.values_list("partnership_id", flat=True))


def _corrected(imported: Import) -> set[int]:
    parties = Party.objects.filter(provider=imported.provider_id, encounter__batch=imported.batch)
    partner_of = {
        f"encounters.encounter:{encounter}": partner
        for encounter, partner in parties.values_list("encounter_id", "partnership_id")
    }
    changes = _changes_since(imported, "encounters.encounter:")
    subjects = changes.values_list("subject", flat=True)
    return {partner_of[subject] for subject in subjects if subject in partner_of}


def _partners_in(model: Any, made: QuerySet[Row, Any]) -> set[int]:
    rows = model._default_manager.filter(partner__in=made)
    return set(rows.values_list("partner_id", flat=True))
