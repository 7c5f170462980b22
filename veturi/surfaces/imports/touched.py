"""What somebody has done since to the partners that an import made or changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

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


@dataclass(slots=True)
class Concern:
    """A row whose reversal would undo more than the import did."""

    row: Row
    partner: Partnership
    sentences: list["StrOrPromise"] = field(default_factory=list)


def changed_since(imported: Import) -> list[Concern]:
    """Named so that a person may say what becomes of them."""
    rows = list(
        imported.rows.brought_in()
        .filter(partnership__isnull=False)
        .select_related("partnership__organisation")
        .order_by("number")
    )
    made = {row.partnership_id for row in rows if row.outcome == Row.Outcome.CREATED}
    told = _told_of([row.partnership for row in rows if row.partnership_id in made], imported)
    concerns = [_concern(row, told) for row in rows]
    return [concern for concern in concerns if concern.sentences]


def _concern(row: Row, told: dict[int, list["StrOrPromise"]]) -> Concern:
    partner = row.partnership
    if partner is None:
        raise LookupError(row.number)
    if row.outcome == Row.Outcome.CREATED:
        return Concern(row, partner, told.get(partner.pk, []))
    return Concern(row, partner, list(_overwritten(row, partner)))


def _overwritten(row: Row, partner: Partnership) -> Iterable["StrOrPromise"]:
    """Fields that are no longer as the import left them."""
    things: tuple[tuple[str, Any], ...] = (("fields", partner), ("facts", partner.organisation))
    for key, thing in things:
        for name, (_old, new) in row.before.get(key, {}).items():
            if _written_now(thing, name) != new:
                sentence = _("{field} has been changed since.")
                yield format_lazy(sentence, field=FIELDS[name])


def _written_now(thing: Any, name: str) -> str:
    return written(thing.owner_id if name == "owner" else getattr(thing, name))


def _told_of(
    partners: Sequence[Partnership | None], imported: Import
) -> dict[int, list["StrOrPromise"]]:
    """By partner, what hangs on it that did not come with the import; one query a kind."""
    told: dict[int, list[StrOrPromise]] = defaultdict(list)
    keys = [partner.pk for partner in partners if partner is not None]
    for sentence, found in (
        (_CHANGED, _changed_in_history(keys, imported)),
        (_LOGGED, _logged(keys, imported)),
        (_CORRECTED, _corrected(keys, imported)),
        (_PROMISED, _partners_in(PromiseParty, keys)),
        (_JUDGED, _partners_in(Override, keys) | _partners_in(Confirmed, keys)),
    ):
        for key in found:
            told[key].append(sentence)
    return told


def _changed_in_history(keys: list[int], imported: Import) -> set[int]:
    """The subject of a change names the partner: directory.partnership:12."""
    wanted = set(keys)
    changes = Change.objects.filter(
        scope=imported.provider.scope,
        subject__startswith="directory.partnership:",
        at__gte=imported.run_at,
    ).exclude(batch__startswith=imported.batch)
    subjects = changes.values_list("subject", flat=True).distinct()
    return {int(subject.rpartition(":")[2]) for subject in subjects} & wanted


def _logged(keys: list[int], imported: Import) -> set[int]:
    """Encounters, and deeds of any module, that the import did not bring."""
    ours = Encounter.objects.filter(provider=imported.provider_id, batch=imported.batch)
    sources = {row.key for row in ours}
    parties = DeedParty.objects.filter(partner__in=keys)
    deeds = set(parties.values_list("partner_id", "deed__source"))
    seen = Party.objects.filter(partnership__in=keys).exclude(encounter__batch=imported.batch)
    return {key for key, source in deeds if key and source not in sources} | set(
        seen.values_list("partnership_id", flat=True)
    )


def _corrected(keys: list[int], imported: Import) -> set[int]:
    parties = Party.objects.filter(partnership__in=keys, encounter__batch=imported.batch)
    partner_of = {
        f"encounters.encounter:{encounter}": partner
        for encounter, partner in parties.values_list("encounter_id", "partnership_id")
    }
    changes = Change.objects.filter(
        scope=imported.provider.scope,
        subject__startswith="encounters.encounter:",
        at__gte=imported.run_at,
    )
    subjects = changes.values_list("subject", flat=True).distinct()
    return {partner_of[subject] for subject in subjects if subject in partner_of}


def _partners_in(model: Any, keys: list[int]) -> set[int]:
    rows = model._default_manager
    return set(rows.filter(partner__in=keys).values_list("partner_id", flat=True))
