"""What somebody has done since with what an import made or changed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.encounters.models import Attachment, Encounter, NextStep, Party
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import (
    Body,
    PartnerAttachment,
    Partnership,
    Person,
    Position,
    Seat,
    Site,
    Tagging,
    Thing,
)
from veturi.directory.own_fields import all_own_fields, held_by
from veturi.directory.rules.own_fields import Value
from veturi.foundation.history.actions import written
from veturi.foundation.history.models import Change
from veturi.insight.levels.models import Confirmed, Override
from veturi.ledger.models import DeedParty, PromiseParty
from veturi.surfaces.imports.learning.touched import learning_touched
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.rules.own import is_own
from veturi.surfaces.imports.traces import Traces, traces_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIELDS: dict[str, "StrOrPromise"] = {
    "owner": _("Owner"),
    "deputy": _("Deputy"),
    "phase": _("Phase"),
    "unit": _("Our unit"),
    "since": _("Partner since"),
    "notes": _("Notes"),
    "municipality": _("Municipality"),
    "website": _("Website"),
    "kind": _("Type"),
    "business_id": _("Y-tunnus"),
}
OWN = frozenset({"phase", "unit", "since", "notes"})
_FIELD = _("{field} has been changed since.")
_TAGS = _("Tags")
_CHANGED = _("Its data has been changed.")
_ARCHIVED = _("It has been archived again.")
_LOGGED = _("Something has been logged with it.")
_CORRECTED = _("What the import logged has been corrected.")
_ADDED = _("Something has been added to what the import logged.")
_PROMISED = _("Something has been agreed with it.")
_JUDGED = _("Its level has been judged.")
_KEPT = _("Something has been attached to it.")
_PERSON = _("What is known of {name} has been changed since.")
_ROLES = _("The roles of {name} have been changed since.")
_SITE = _("The place {name} has been changed since.")
_SEATS = _("Somebody has been given a seat in it.")
_REACH = _("Its reach has been changed since.")

Told = Iterator[tuple[int, "StrOrPromise"]]


@dataclass(frozen=True, slots=True)
class Concern:
    """A partner, student or period whose reversal would undo more than the import did."""

    partner: Any
    sentences: "list[StrOrPromise]"


def changed_since(imported: Import) -> list[Concern]:
    """Named so that a person may say what becomes of them."""
    if imported.is_learning:
        return [Concern(*one) for one in learning_touched(imported)]
    traces = traces_of(imported)
    keys = imported.rows.brought_in().values("partnership")
    rows = Partnership.objects.filter(provider=imported.provider_id, pk__in=keys)
    partners = rows.select_related("organisation").in_bulk()
    told: dict[int, dict[str, StrOrPromise]] = defaultdict(dict)
    for key, sentence in (
        *_of_made(traces, imported),
        *_fields_changed(traces, partners, imported),
        *_people_changed(traces, imported),
        *_sites_changed(traces, imported),
        *_encounters_changed(traces, imported),
        *_networks_changed(traces),
    ):
        told[key].setdefault(str(sentence), sentence)
    return [
        Concern(partners[key], list(told[key].values())) for key in traces.partners if key in told
    ]


def _of_made(traces: Traces, imported: Import) -> Told:
    """By partner that was made, what hangs on it that did not come with the import."""
    made = traces.made
    for sentence, found in (
        (_CHANGED, _touched(imported, "directory.partnership:")),
        (_LOGGED, _logged(imported)),
        (_PROMISED, _partners_in(PromiseParty, imported)),
        (_JUDGED, _partners_in(Override, imported) | _partners_in(Confirmed, imported)),
        (_KEPT, _with_attachments(imported)),
    ):
        yield from ((key, sentence) for key in found & made)


def _touched(imported: Import, subject: str) -> set[int]:
    """The subject of a change names the thing: directory.partnership:12."""
    changes = Change.objects.filter(
        scope=imported.provider.scope, subject__startswith=subject, at__gte=imported.run_at
    ).exclude(batch=imported.batch)
    return {int(one.rpartition(":")[2]) for one in changes.values_list("subject", flat=True)}


def _logged(imported: Import) -> set[int]:
    """Encounters, and deeds of any module, that the import did not bring."""
    ours = Encounter.objects.filter(provider=imported.provider_id, batch=imported.batch)
    sources = {row.key for row in ours.only("pk")}
    keys = imported.rows.filter(outcome=Row.Outcome.CREATED).values("partnership")
    deeds = DeedParty.objects.filter(
        partner__in=keys, deed__retracts=None, deed__retracted_by=None
    ).values_list("partner_id", "deed__source")
    seen = Party.objects.filter(partnership__in=keys, encounter__taken_back_at=None)
    seen = seen.exclude(encounter__batch=imported.batch)
    by_deed = {key for key, source in deeds if key is not None and source not in sources}
    return by_deed | set(seen.values_list("partnership_id", flat=True))


def _partners_in(model: Any, imported: Import) -> set[int]:
    keys = imported.rows.filter(outcome=Row.Outcome.CREATED).values("partnership")
    rows = model._default_manager.filter(partner__in=keys)
    return set(rows.values_list("partner_id", flat=True))


def _with_attachments(imported: Import) -> set[int]:
    keys = imported.rows.filter(outcome=Row.Outcome.CREATED).values("partnership")
    rows = PartnerAttachment.objects.filter(partnership__in=keys)
    return set(rows.values_list("partnership_id", flat=True))


def _fields_changed(traces: Traces, partners: dict[int, Partnership], imported: Import) -> Told:
    """Fields of partners that were there; those of new ones are told by their history."""
    own = _own_now(traces, partners, imported)
    for (key, name), left in traces.fields.items():
        if key in traces.made:
            continue
        now = written(own[key][name]) if is_own(name) else _written_now(partners[key], name)
        if now != left:
            label = imported.label_of(name) if is_own(name) else FIELDS[name]
            yield key, format_lazy(_FIELD, field=label)
    for key in traces.restored:
        if partners[key].is_archived:
            yield key, _ARCHIVED
    held: dict[int, list[str]] = defaultdict(list)
    taggings = Tagging.objects.filter(partnership__in=traces.tags.keys())
    for key, name in taggings.values_list("partnership_id", "tag__name"):
        held[key].append(name)
    for key, tags in traces.tags.items():
        if key not in traces.made and sorted(held[key]) != tags:
            yield key, format_lazy(_FIELD, field=_TAGS)


def _own_now(
    traces: Traces, partners: dict[int, Partnership], imported: Import
) -> dict[int, dict[str, Value]]:
    """What stands in the provider's own fields, if the import changed any."""
    keys = {key for key, name in traces.fields if is_own(name)}
    fields = all_own_fields(imported.provider_id, Thing.PARTNER) if keys else []
    return held_by([partners[key] for key in keys], fields)


def _written_now(partner: Partnership, name: str) -> str:
    if name in {"owner", "deputy"}:
        return written(getattr(partner, f"{name}_id"))
    return written(getattr(partner if name in OWN else partner.organisation, name))


def _people_changed(traces: Traces, imported: Import) -> Told:
    """People whom the import brought, and those of whom it knew something better."""
    ours = traces.things["people"]
    touched = _touched(imported, "directory.person:")
    keys = {key for key, _name in traces.persons}
    people = Person.objects.filter(pk__in=ours.keys() | keys).in_bulk()
    for key in ours.keys() & touched & people.keys():
        yield ours[key], format_lazy(_PERSON, name=people[key])
    for key, partner in _with_other_roles(ours):
        if key in people:
            yield partner, format_lazy(_ROLES, name=people[key])
    own = _own_of_people_now(traces, people, imported)
    for (key, name), (partner, left) in traces.persons.items():
        if key not in people:
            continue
        now = own[key][name] if is_own(name) else getattr(people[key], name)
        if written(now) != left:
            yield partner, format_lazy(_PERSON, name=people[key])


def _own_of_people_now(
    traces: Traces, people: dict[int, Person], imported: Import
) -> dict[int, dict[str, Value]]:
    keys = {key for key, name in traces.persons if is_own(name) and key in people}
    fields = all_own_fields(imported.provider_id, Thing.PERSON) if keys else []
    return held_by([people[key] for key in keys], fields)


def _with_other_roles(ours: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Whoever has not just the role that the import gave."""
    roles: dict[int, list[tuple[int, str, object]]] = defaultdict(list)
    rows = Position.objects.filter(person__in=ours.keys())
    for row in rows.values_list("person_id", "partnership_id", "role", "until"):
        roles[row[0]].append(row[1:])
    for key, partner in ours.items():
        if roles[key] != [(partner, PersonRole.CONTACT.value, None)]:
            yield key, partner


def _sites_changed(traces: Traces, imported: Import) -> Told:
    ours = traces.things["sites"]
    touched = _touched(imported, "directory.site:")
    keys = {key for key, _name in traces.places}
    sites = Site.objects.filter(pk__in=ours.keys() | keys).in_bulk()
    parts = Site.objects.filter(parent__in=ours.keys()).exclude(pk__in=ours.keys())
    changed = touched | set(parts.values_list("parent_id", flat=True))
    for key in ours.keys() & changed & sites.keys():
        yield ours[key], format_lazy(_SITE, name=sites[key])
    for (key, name), (partner, left) in traces.places.items():
        if key in sites and written(getattr(sites[key], name)) != left:
            yield partner, format_lazy(_SITE, name=sites[key])


def _encounters_changed(traces: Traces, imported: Import) -> Told:
    ours = traces.things["encounters"]
    for key in ours.keys() & _touched(imported, "encounters.encounter:"):
        yield ours[key], _CORRECTED
    mine = {"provider": imported.provider_id, "encounter__batch": imported.batch}
    pinned = Encounter.objects.filter(batch=imported.batch, pinned_on__isnull=False)
    added = {
        *Attachment.objects.filter(**mine).values_list("encounter_id", flat=True),
        *NextStep.objects.filter(**mine).values_list("encounter_id", flat=True),
        *pinned.values_list("pk", flat=True),
    }
    for key in ours.keys() & added:
        yield ours[key], _ADDED


def _networks_changed(traces: Traces) -> Told:
    ours = traces.things["bodies"]
    seats = Seat.objects.filter(body__in=ours.keys())
    for key in set(seats.values_list("body_id", flat=True)):
        yield ours[key], _SEATS
    reaches = dict(Body.objects.filter(pk__in=traces.reaches.keys()).values_list("pk", "reach"))
    for key, (partner, left) in traces.reaches.items():
        if reaches.get(key, left) != left:
            yield partner, _REACH
