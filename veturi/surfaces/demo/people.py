"""People of the demo town who may sign in; the password is the same for all, and no secret."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Role
from veturi.surfaces.demo.words.public import CITY, UNIVERSITY, Public

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PASSWORD = "veturi-demo"  # noqa: S105 - printed on the page of the demo, and only there
DOMAIN = "opisto.invalid"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of ours: name, role, title and what is worth trying as this person."""

    given_name: str
    family_name: str
    role: Role
    title: str
    hint: "StrPromise"

    @property
    def email(self) -> str:
        return f"{self.given_name}.{self.family_name}@{DOMAIN}".lower()

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


AINO = DemoPerson(
    "Aino",
    "Salmela",
    Role.COORDINATOR,
    "kumppanuuskoordinaattori",
    _("Look at the desk: what is late, what comes in the next two weeks."),
)
MIKA = DemoPerson(
    "Mika",
    "Koivu",
    Role.TEACHER,
    "ammatillinen opettaja",
    _("Log a visit on a phone; change to the neighbouring provider from your own menu."),
)
RAUHA = DemoPerson(
    "Rauha",
    "Lehto",
    Role.MANAGEMENT,
    "rehtori",
    _("See what we give and get, and confirm or override a level."),
)
JENNI = DemoPerson(
    "Jenni",
    "Ranta",
    Role.READER,
    "toimistosihteeri",
    _("See everything, change nothing."),
)
ANTTI = DemoPerson(
    "Antti",
    "Vuori",
    Role.ADMINISTRATOR,
    "kehittämispäällikkö",
    _("Keep the staff and their roles, the weights and the rules of level."),
)
STEN = DemoPerson(
    "Sten",
    "Strand",
    Role.COORDINATOR,
    "työelämäkoordinaattori",
    _("Work at another provider: nothing of the first one is seen here."),
)
SANNA = DemoPerson(
    "Sanna",
    "Tuomi",
    Role.SUPPORT,
    "erityisopettaja",
    _("See what support students need: nobody else does."),
)
PEOPLE = (AINO, MIKA, RAUHA, JENNI, SANNA, ANTTI, STEN)


@dataclass(frozen=True, slots=True)
class House:
    """A provider of the demo: its people who sign in, and how many colleagues they have."""

    slug: str
    name: str
    people: tuple[DemoPerson, ...]
    colleagues: int
    shares: tuple[Public, ...] = ()
    first_number: int = 0
    has_logo: bool = False


COLLEGE = House(
    "opisto",
    "Esimerkkijärven kristillinen opisto",
    (AINO, MIKA, RAUHA, JENNI, SANNA, ANTTI),
    24,
    has_logo=True,
)
# Public organisations are one for all providers; what is done with them is each one's own.
NEIGHBOURS = House(
    "naapuri",
    "Naapurikunnan ammattiopisto",
    (STEN, MIKA),
    4,
    shares=(CITY, UNIVERSITY),
    first_number=5000,
)

THINGS_TO_TRY = (
    _("Open a partner from the desk: who, what was done, which layer, what each side gave."),
    _("Log a visit in fifteen seconds: the plus of the tab bar, best on a phone."),
    _("Keep an open promise: log what was done and say that it was this."),
    _("Filter the list of partners, choose columns, and export exactly what you see."),
    _("Bring in a spreadsheet of your own, then take the whole import back."),
    _("Add an agreement to a partner, look at its preview, and see what expires soon."),
    _("Propose a workplace period to a student, and see what the law still asks of it."),
    _("See what differs in YTJ and accept or decline it; one partner is bankrupt there."),
)
