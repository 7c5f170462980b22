"""Who may: the table role × act. It stands in docs/access.md, and a test holds them together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Grant, PartnerAttachment, Person, Role, SavedView
from veturi.directory.models.attachments import PartnerAttachmentQuerySet


class Act(TextChoices):
    SEE = "see", _("see")
    LOG = "log", _("log what happened")
    PROMISE = "promise", _("agree on what is next")
    CORRECT_ANY = "correct_any", _("correct others’ entries")
    EDIT_PARTNER = "edit_partner", _("edit partners")
    ARCHIVE = "archive", _("archive and restore")
    MERGE = "merge", _("merge duplicates")
    EDIT_PERSON = "edit_person", _("edit contacts")
    IMPORT = "import", _("bring in spreadsheets")
    EXPORT = "export", _("export lists")
    JUDGE_LEVEL = "judge_level", _("judge levels")
    SEE_STUDENTS = "see_students", _("see students and their periods")
    KEEP_PERIODS = "keep_periods", _("keep students, workplace periods and agreements")
    SIGN = "sign", _("sign agreements for us")
    SEE_SUPPORT = "see_support", _("see what support students need")
    KEEP_RULES = "keep_rules", _("keep rules and weights")
    KEEP_STAFF = "keep_staff", _("keep staff and roles")


_READ = frozenset({Act.SEE})
_TEACH = _READ | {Act.LOG, Act.PROMISE, Act.EDIT_PERSON, Act.SEE_STUDENTS, Act.KEEP_PERIODS}
_LEAD = _READ | {
    Act.LOG,
    Act.PROMISE,
    Act.EXPORT,
    Act.JUDGE_LEVEL,
    Act.SEE_STUDENTS,
    Act.SIGN,
}
_SUPPORT = _READ | {Act.LOG, Act.PROMISE, Act.SEE_STUDENTS, Act.SEE_SUPPORT}
_COORDINATE = (
    _TEACH | _LEAD | {Act.CORRECT_ANY, Act.EDIT_PARTNER, Act.ARCHIVE, Act.MERGE, Act.IMPORT}
)

ALLOWED: dict[Role, frozenset[Act]] = {
    Role.READER: _READ,
    Role.TEACHER: _TEACH,
    Role.SUPPORT: _SUPPORT,
    Role.MANAGEMENT: _LEAD,
    Role.COORDINATOR: _COORDINATE,
    Role.ADMINISTRATOR: _COORDINATE | {Act.KEEP_RULES, Act.KEEP_STAFF},
}


def may(person: Person, act: Act, *, on: date) -> bool:
    """Whether one of the person's roles on the day allows the act."""
    return any(act in ALLOWED[role] for role in person.roles_on(on))


def may_edit(person: Person, other: Person, *, on: date) -> bool:
    """A contact by whoever edits contacts, one of ours by whoever keeps staff, oneself always."""
    return editable_by(person, on=on)(other)


def editable_by(person: Person, *, on: date) -> Callable[[Person], bool]:
    """The same for many others, with the person's roles asked for once."""
    ours, contacts = (may(person, act, on=on) for act in (Act.KEEP_STAFF, Act.EDIT_PERSON))
    return lambda other: other.pk == person.pk or (ours if other.is_ours else contacts)


def may_archive(person: Person, other: Person, *, on: date) -> bool:
    """A contact by whoever archives, one of ours by whoever keeps staff."""
    return may(person, Act.KEEP_STAFF if other.is_ours else Act.ARCHIVE, on=on)


def may_keep_view(person: Person, view: SavedView, *, on: date) -> bool:
    """One's own view; one shared with everybody also by whoever keeps rules."""
    return view.person_id == person.pk or (view.is_shared and may(person, Act.KEEP_RULES, on=on))


def may_open(person: Person, attachment: PartnerAttachment, *, on: date) -> bool:
    """What is for coordinators by whoever edits partners, anything else by everybody of ours."""
    act = Act.EDIT_PARTNER if attachment.is_for_coordinators else Act.SEE
    return may(person, act, on=on)


def opened_by(person: Person, *, on: date) -> PartnerAttachmentQuerySet:
    """The attachments that the person may open: lists, counts and exports hold no others."""
    rows: PartnerAttachmentQuerySet = (
        PartnerAttachment.objects.seen_by(person)
        if may(person, Act.EDIT_PARTNER, on=on)
        else PartnerAttachment.objects.seen_by(person).open_to_all()
    )
    return rows.select_related(
        "type", "partnership__absorbed_into", "person__absorbed_into", "added_by"
    )


@dataclass(frozen=True, slots=True)
class Permission:
    """An act, the roles that allow it today, and those that will."""

    act: Act
    by: list[Grant]
    coming: list[Grant]


def permissions(person: Person, *, on: date) -> list[Permission]:
    """What the person may do on the day, act by act, and by which role."""
    grants = sorted(person.grants.all(), key=lambda grant: (grant.since, grant.role))
    return [
        Permission(
            act,
            by=[grant for grant in grants if _allows(grant, act) and grant.holds_on(on)],
            coming=[grant for grant in grants if _allows(grant, act) and grant.since > on],
        )
        for act in Act
    ]


def _allows(grant: Grant, act: Act) -> bool:
    return act in ALLOWED[Role(grant.role)]
