"""A register kept in plain Python beside the real one: the same steps, and what should be so then.

Merges are kept as they are meant: pointers and a log of fields, undone as if they had never been.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions import merging, partners, people
from veturi.directory.models import Partnership, Person, Thing
from veturi.foundation.history.actions import written
from veturi.surfaces.merging import doing

REFUSALS = (merging.NotMerged, encounters.NotLogged, encounters.NotPromised)
OPEN, KEPT, LET_GO = "open", "kept", "let go"


@dataclass
class Logged:
    row: object
    partners: frozenset[int]
    present: frozenset[int]
    stands: bool = True


@dataclass
class Promised:
    row: object
    partner: int
    state: str = OPEN
    kept_by: Logged | None = None


@dataclass
class Merged:
    row: object
    model: type
    stays: int
    absorbed: int
    log: dict[str, tuple[str, str]]
    stands: bool = True


@dataclass
class Side:
    """All of one kind: their fields as written, and who was absorbed by whom."""

    model: type
    fields: dict[int, dict[str, str]]
    merges: list[Merged] = field(default_factory=list)

    def stays(self, key: int) -> int:
        """Itself, or what absorbed it."""
        for row in self.merges:
            if row.stands and row.absorbed == key:
                return self.stays(row.stays)
        return key

    def family(self, key: int) -> set[int]:
        return {one for one in self.fields if self.stays(one) == key}

    @property
    def standing(self) -> list[int]:
        return [key for key in self.fields if self.stays(key) == key]

    def merge(self, row, stays, absorbed, take):
        mine, theirs = self.fields[stays], self.fields[absorbed]
        log = {one: (mine[one], theirs[one]) for one in take if mine[one] != theirs[one]}
        self.merges.append(Merged(row, self.model, stays, absorbed, log))
        mine |= {one: taken for one, (_before, taken) in log.items()}

    def changed_since(self, row):
        """What a person changed after the merge, and no later merge took over."""
        now = self.fields[row.stays]
        return {
            one
            for one, (_before, taken) in row.log.items()
            if now[one] != taken and self._later(row, one) is None
        }

    def undo(self, row, keep):
        row.stands = False
        for one, (before, taken) in row.log.items():
            later = self._later(row, one)
            if later is not None:
                if later.log[one][0] == taken:
                    later.log[one] = (before, later.log[one][1])
            elif one not in keep:
                self.fields[row.stays][one] = before

    def _later(self, row, one):
        later = self.merges[self.merges.index(row) + 1 :]
        return next((m for m in later if m.stands and m.stays == row.stays and one in m.log), None)


def read(row, fields):
    return {one: written(merging.value_of(row, one)) for one in fields}


class Register:
    """Steps that are taken in both registers; what is refused leaves both as they were."""

    EDITED = ("name", "unit", "notes", "since", "organisation.name", "organisation.website")
    WRITTEN = ("given_name", "title", "email", "phone", "notes")

    def __init__(self, partner_rows, person_rows, by):
        self.by, self.n = by, 0
        theirs = merging.fields_of(Thing.PARTNER, provider=by.provider_id)
        persons = merging.fields_of(Thing.PERSON, provider=by.provider_id)
        self.partners = Side(Partnership, {row.pk: read(row, theirs) for row in partner_rows})
        self.people = Side(Person, {row.pk: read(row, persons) for row in person_rows})
        self.public = {r.pk for r in partner_rows if r.organisation.is_public}
        self.archived: set[int] = set()
        self.tags: dict[int, set[str]] = {row.pk: set() for row in partner_rows}
        self.logged: list[Logged] = []
        self.promised: list[Promised] = []
        self.edits = {key: dict(row) for key, row in self.partners.fields.items()}
        self.edits_of_people = {key: dict(row) for key, row in self.people.fields.items()}

    def take(self, step):
        name, *given = step
        getattr(self, name)(*given)

    # What is edited is what is shown: the page of an absorbed one leads to the one that stays.

    def edit(self, place, column):
        key = self._shown(place)
        name = self.EDITED[column % len(self.EDITED)]
        if name.startswith(merging.FACT) and key in self.public:
            return
        value = self._new(name)
        bare = name.removeprefix(merging.FACT)
        changed = {bare: value} if bare == name else {}
        facts = {} if bare == name else {bare: value}
        partners.edit_partner(self._partner(key), by=self.by, fields=changed, facts=facts)
        self.partners.fields[key][name] = self.edits[key][name] = written(value)

    def write(self, place, column):
        key = nth(self.people.standing, place)
        name = self.WRITTEN[column % len(self.WRITTEN)]
        value = self._new(name)
        people.edit_person(Person.objects.get(pk=key), by=self.by, fields={name: value})
        self.people.fields[key][name] = self.edits_of_people[key][name] = value

    def _new(self, name):
        """A value that nothing has had before."""
        self.n += 1
        special = {
            "since": date(2020, 1, 1) + timedelta(days=self.n),
            "organisation.website": f"https://sivu{self.n}.example",
            "email": f"nro{self.n}@paja.example",
            "phone": f"+358 40 {self.n:07}",
        }
        return special.get(name, f"{'Paja Pelto' if 'name' in name else 'teksti'} {self.n}")

    def archive(self, place):
        key = self._shown(place)
        partners.archive(self._partner(key), by=self.by, on=TODAY)
        self.archived.add(key)

    def restore(self, place):
        key = self._shown(place)
        partners.restore(self._partner(key), by=self.by)
        self.archived.discard(key)

    def tag(self, place, names):
        key = self._shown(place)
        partners.set_tags(self._partner(key), names=names, by=self.by)
        self.tags[key] = set(names)

    def merge(self, place, other, columns):
        keys = list(self.partners.fields)
        self._merge(self.partners, nth(keys, place), nth(keys, other), columns)

    def merge_people(self, place, other, columns):
        keys = list(self.people.fields)
        self._merge(self.people, nth(keys, place), nth(keys, other), columns)

    def _merge(self, side, stays, absorbed, columns):
        fields = [one for one in side.fields[stays] if one != f"{merging.FACT}business_id"]
        if stays in self.public:
            fields = [one for one in fields if not one.startswith(merging.FACT)]
        take = {fields[column % len(fields)] for column in columns}
        rows = [side.model.objects.get(pk=key) for key in (stays, absorbed)]
        row = doing.join(*rows, take=take, by=self.by, at=NOW)
        side.merge(row, stays, absorbed, take)

    def undo(self, place):
        """Later changes stay, as whoever undoes is asked about them."""
        merges = [*self.partners.merges, *self.people.merges]
        for merged in [nth(merges, place)] if merges else []:
            self.part(merged)

    def part(self, merged):
        side = self.partners if merged.model is Partnership else self.people
        asked = {one.field for one in merging.changed_since(merged.row)}
        doing.part(merged.row, keep=asked, by=self.by, at=NOW)
        assert asked == side.changed_since(merged)
        side.undo(merged, asked)

    def log(self, places, kind, present, keeps):
        rows = [nth(list(self.partners.fields), place) for place in places]
        there = [nth(list(self.people.fields), place) for place in present]
        promised = nth(self.promised, keeps) if keeps is not None and self.promised else None
        what = encounters.Logged(
            kind=kind,
            on=TODAY,
            partners=[self._partner(key) for key in dict.fromkeys(rows)],
            line="Sovittiin",
            present=list(Person.objects.filter(pk__in=there)),
        )
        row = encounters.log(what, by=self.by, at=NOW, keeps=promised and promised.row)
        stays = frozenset(self.partners.stays(key) for key in rows)
        self.logged.append(Logged(row, stays, frozenset(there)))
        if promised:
            promised.state, promised.kept_by = KEPT, self.logged[-1]

    def take_back(self, place):
        for logged in [nth(self.logged, place)] if self.logged else []:
            encounters.take_back(logged.row, by=self.by, at=NOW)
            logged.stands = False
            for one in self.promised:
                if one.kept_by is logged:
                    one.state, one.kept_by = OPEN, None

    def promise(self, place):
        key = nth(list(self.partners.fields), place)
        due = TODAY + timedelta(days=30)
        row = encounters.agree_next(
            self._partner(key), text="Soita", due=due, owner=self.by, by=self.by, at=NOW
        )
        self.promised.append(Promised(row, self.partners.stays(key)))

    def let_go(self, place):
        for promised in [nth(self.promised, place)] if self.promised else []:
            encounters.let_go(promised.row, on=TODAY)
            promised.state = LET_GO

    def _shown(self, place):
        return nth(self.partners.standing, place)

    def _partner(self, key):
        return Partnership.objects.select_related("organisation", "absorbed_into").get(pk=key)


def nth(rows, place):
    return rows[place % len(rows)]
