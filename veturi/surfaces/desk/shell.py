"""The shell of every signed-in page: navigation, tabs, who is here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from veturi.cooperation.placements.models import ContactRequest
from veturi.cooperation.placements.reading.guarding import waiting_for
from veturi.directory.access import Act, may, opened_by
from veturi.directory.models import Person, SavedView
from veturi.directory.present import PersonRequest
from veturi.ledger.models import Promise
from veturi.surfaces.notices.reading import unread_count


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    url: str
    icon: str
    current: bool = False
    count: int | None = None
    add: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Choice:
    key: int
    name: str
    current: bool


@dataclass(slots=True)
class Shell:
    """What design/shell.html draws around a page."""

    nav: list[Group] = field(default_factory=list)
    tabs: list[Item] = field(default_factory=list)
    name: str = ""
    role: str = ""
    provider: str = ""
    providers: list[Choice] = field(default_factory=list)
    search_url: str = ""
    suggestions_url: str = ""
    language_url: str = ""
    sign_out_url: str = ""
    visits_token_url: str = ""
    provider_url: str = ""
    menu_url: str = ""
    notices_url: str = ""
    unread: int = 0
    path: str = ""
    attachments_of: Callable[[int], int] = lambda _key: 0
    learning: tuple[tuple[str, str, None], ...] = ()

    def partner_tabs(
        self, key: int, attachments: int | None = None
    ) -> list[tuple[str, str, bool, int | None]]:
        """The pages of one partner: label, address, whether one is there, a count."""
        kept = self.attachments_of(key) if attachments is None else attachments
        pages = (
            (_("Timeline"), "desk:partner", None),
            (_("Level"), "levels:show", None),
            (_("What each side gave"), "reciprocity:show", None),
            *self.learning,
            (_("Attachments"), "directory:partner_attachments", kept),
            (_("History"), "directory:partner_history", None),
        )
        addresses = [(label, reverse(name, args=[key]), count) for label, name, count in pages]
        return [(label, url, url == self.path, count) for label, url, count in addresses]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of all pages; before signing in there is no shell.

    The token of forms is made once a page: by itself it is made anew in each form.
    """
    if not getattr(request, "scope", ""):
        return {"shell": None}
    # Drawn when a page asks for it: a part of a page, as the palette's answers, does not.
    drawn = SimpleLazyObject(lambda: _shell(request))  # type: ignore[arg-type]  # scope is set: a PersonRequest
    return {"shell": drawn, "csrf_input": csrf_input(request)}


def _shell(request: PersonRequest) -> Shell:
    person = request.person
    roles = sorted(person.roles_on(request.today))
    return Shell(
        nav=navigation(request),
        tabs=_tabs(request),
        name=str(person),
        role=", ".join(str(role.label) for role in roles),
        provider=request.provider.name,
        providers=[
            Choice(one.provider_id, one.provider.name, one.pk == person.pk)
            for one in request.persons
        ],
        search_url=reverse("find:page"),
        suggestions_url=reverse("find:suggestions"),
        language_url=reverse("set_language"),
        sign_out_url=reverse("account_logout"),
        visits_token_url=reverse("placements:field_token"),
        provider_url=reverse("directory:provider"),
        menu_url=reverse("desk:menu"),
        path=request.path,
        notices_url=reverse("notices:index"),
        unread=unread_count(person),
        attachments_of=lambda key: _attachments(request, key),
        learning=((_("Learning"), "placements:of_partner", None),)
        if _sees_students(request)
        else (),
    )


def _sees_students(request: PersonRequest) -> bool:
    return may(request.person, Act.SEE_STUDENTS, on=request.today)


def _attachments(request: PersonRequest, key: int) -> int:
    """How many of the partner's the person may open."""
    return opened_by(request.person, on=request.today).of(key).standing().count()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for the person behind an item of the menu."""

    promises: int = 0
    corrections: int = 0
    guarded: int = 0


def _waiting(request: PersonRequest) -> Waiting:
    """What is due and what instructors ask to correct is counted by one question."""
    person, on = request.person, request.today
    due = Promise.objects.unkept().filter(owner=person, due__lte=on)
    asked = ContactRequest.objects.seen_by(person).waiting()
    promises, corrections = (
        Person.objects.filter(pk=person.pk).values_list(_counted(due), _counted(asked)).get()
    )
    guarded = waiting_for(person, on=on) if _sees_students(request) else 0
    return Waiting(promises, corrections, guarded)


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """How many rows, as a part of a larger question."""
    alike = rows.order_by().values(one=Value(1)).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(alike), 0)


def navigation(request: PersonRequest, *, counted: bool = True) -> list[Group]:
    """Only what exists and what the role may see; with how much waits there, if it is counted."""
    path = request.path
    waiting = _waiting(request) if counted else Waiting()
    own = [("", _mine(path, waiting)), (_("Own views"), _pinned(request))]
    after = [
        (_("Knowledge"), _knowledge(path)),
        (_("Settings"), _settings(path, request.person, request)),
    ]
    return [
        *(Group(name, items) for name, items in own if items),
        Group(_("Partners"), _partners(path, request, waiting)),
        *_everyday(path, request, waiting),
        *(Group(name, items) for name, items in after if items),
    ]


def _mine(path: str, waiting: Waiting) -> list[Item]:
    todo, promised = _("To do"), waiting.promises or None
    return [
        _item(path, "desk:home", _("Desk"), "house"),
        _item(path, "encounters:todo", todo, "list-checks", count=promised),
    ]


def _knowledge(path: str) -> list[Item]:
    return [
        _item(path, "levels:index", _("Levels"), "signal"),
        _item(path, "reciprocity:index", _("Reciprocity"), "scale"),
    ]


def _partners(path: str, request: PersonRequest, waiting: Waiting) -> list[Item]:
    items = [
        _item(path, "directory:partners", _("Organisations"), "building-2"),
        _item(path, "directory:people", _("Contacts"), "users"),
        _item(path, "pictures:map", _("Map"), "map"),
        _item(path, "directory:attachments", _("Attachments"), "paperclip"),
    ]
    if may(request.person, Act.EDIT_PERSON, on=request.today):
        name, asked = _("Corrections to contact data"), waiting.corrections or None
        items.append(_item(path, "placements:contact_requests", name, "contact", count=asked))
    if may(request.person, Act.EDIT_PARTNER, on=request.today):
        items.append(_item(path, "ytj:proposals", _("Changes in YTJ"), "git-compare"))
    return items


def _everyday(path: str, request: PersonRequest, waiting: Waiting) -> list[Group]:
    """Everyday partnership: for whoever sees students."""
    if not _sees_students(request):
        return []
    items = [
        _item(
            path,
            "placements:guard",
            _("Feedback guard"),
            "shield-alert",
            count=waiting.guarded or None,
        ),
        _item(path, "placements:my_students", _("My students"), "users"),
        _item(path, "placements:periods", _("Workplace periods"), "hard-hat"),
        _item(path, "placements:visits", _("Workplace visits"), "footprints"),
        _item(path, "placements:students", _("Students"), "school"),
        _item(path, "placements:offers", _("Places offered"), "door-open"),
        _item(path, "placements:place_proposals", _("Proposals by students"), "map-pin-plus"),
        _item(path, "placements:worries", _("Worries"), "message-square-warning"),
        _item(path, "placements:new_uses", _("New uses of agreements"), "lightbulb"),
    ]
    if may(request.person, Act.EDIT_PARTNER, on=request.today):
        items.append(_item(path, "placements:surveys", _("Survey of workplaces"), "mails"))
    return [Group(_("Everyday partnership"), items)]


def _pinned(request: PersonRequest) -> list[Item]:
    """The views that the person keeps in the menu."""
    rows = SavedView.objects.seen_by(request.person, on=request.today)
    views = rows.filter(pins__person=request.person).order_by("name", "pk")
    looked_at = request.GET.get("view")
    return [
        Item(view.name, view.get_absolute_url(), "bookmark", current=looked_at == str(view.pk))
        for view in views
    ]


def _settings(path: str, person: Person, request: PersonRequest) -> list[Item]:
    items = []
    if may(person, Act.IMPORT, on=request.today):
        items.append(_item(path, "imports:index", _("Imports"), "file-up"))
    if may(person, Act.MERGE, on=request.today):
        items.append(_item(path, "merging:index", _("Duplicates"), "copy"))
    if may(person, Act.KEEP_STAFF, on=request.today):
        items.append(_item(path, "directory:staff", _("Staff and roles"), "user-cog"))
        items.append(_item(path, "notices:letters", _("Letters sent"), "send"))
        items.append(_item(path, "accesslog:index", _("Access log"), "scroll-text"))
    if may(person, Act.KEEP_RULES, on=request.today):
        items.append(_item(path, "directory:own_fields", _("Own fields"), "list-plus"))
        items.append(_item(path, "directory:logo", _("Logo of papers"), "image"))
        items.append(_item(path, "levels:rules", _("Rules of level"), "sliders-horizontal"))
        items.append(_item(path, "reciprocity:weights", _("Weights"), "weight"))
        items.append(_item(path, "encounters:gifts", _("Default amounts"), "gift"))
        items.append(_item(path, "ehoks:settings", "eHOKS", "cloud-upload"))
    return items


def _item(
    path: str, name: str, label: str, icon: str, *, count: int | None = None, add: bool = False
) -> Item:
    url = reverse(name)
    return Item(label, url, icon, current=path == url, count=count, add=add)


def _tabs(request: PersonRequest) -> list[Item]:
    path = request.path
    tabs = [
        _item(path, "desk:home", _("Desk"), "house"),
        _item(path, "directory:partners", _("Partners"), "building-2"),
        _item(path, "encounters:todo", _("To do"), "list-checks"),
        _item(path, "desk:menu", _("Menu"), "menu"),
    ]
    if may(request.person, Act.LOG, on=request.today):
        tabs.insert(2, _item(path, "quick:entry", _("Log"), "plus", add=True))
    return tabs
