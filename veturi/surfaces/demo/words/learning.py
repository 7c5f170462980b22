"""A term of learning at work: groups of students, what they study, what they do at work."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Study:
    """A group of students: its share of them, its programme and qualification, what it does.

    `code` is that of the qualification (Koodisto `koulutus`), `units` of its units; `trades` are
    the fields in which its workplaces are, by their codes.
    """

    group: str
    share: int
    programme: str
    code: str
    units: tuple[str, ...]
    tasks: tuple[str, ...]
    trades: tuple[str, ...]
    ages: tuple[int, int]


CHILDREN = (
    "Lasten leikin ja liikunnan ohjaaminen",
    "Ruokailu- ja lepohetkien ohjaaminen",
    "Ulkoilun suunnittelu ja ohjaaminen",
    "Havainnointi ja dokumentointi ohjaajan tukena",
    "Yhteistyö perheiden kanssa",
)
CLEANING = (
    "Ylläpitosiivous toimistoissa ja kouluissa",
    "Koneellinen lattianhoito",
    "Puhdistusaineiden annostelu ja turvallinen käyttö",
    "Jätteiden lajittelu",
)
PARISH = (
    "Kirkollisten toimitusten valmistelu",
    "Kirkkotilan hoito",
    "Hautausmaan hoitotyöt",
    "Asiakkaiden kohtaaminen",
)
YOUTH = (
    "Nuorisotilan illan ohjaaminen",
    "Leirin suunnittelu ja toteutus",
    "Verkkonuorisotyö",
    "Harrasteryhmän ohjaaminen",
)
TRYING = ("Työpaikan arkeen tutustuminen", "Avustavat tehtävät ohjaajan kanssa")

STUDIES = (
    Study(
        "KOA24",
        170,
        "vocational",
        "381241",
        ("106237", "106331"),
        CHILDREN,
        ("kasvatus", "hoiva"),
        (17, 42),
    ),
    Study("KOA25", 140, "vocational", "381241", ("106331",), CHILDREN, ("kasvatus",), (16, 38)),
    Study("NUO25", 80, "vocational", "381201", ("100323",), YOUTH, ("kasvatus",), (16, 30)),
    Study(
        "PUH25",
        70,
        "vocational",
        "381141",
        ("200086",),
        CLEANING,
        ("puhtaus", "kiinteistö"),
        (17, 55),
    ),
    Study("SEU26", 50, "vocational", "384247", ("102863",), PARISH, ("kiinteistö",), (24, 58)),
    Study("TUVA26", 40, "tuva", "", (), TRYING, ("kasvatus", "puhtaus"), (15, 19)),
    Study("8B", 50, "basic_education", "", (), TRYING, ("kasvatus", "puhtaus", "hoiva"), (13, 15)),
)
SUPPORT = (
    "Selkokieliset ohjeet ja rauhallinen tila",
    "Lisäaikaa uuden tehtävän oppimiseen",
    "Lyhyemmät työpäivät ensimmäisinä viikkoina",
    "Säännöllinen keskustelu ohjaajan kanssa",
)
GOALS = (
    "Opiskelija toimii työyhteisön jäsenenä, tekee keskeiset työtehtävät ohjattuna ja arvioi omaa"
    " oppimistaan viikoittain."
)
STOPS = ("sairausloma", "loma", "lähiopetusviikko")
CALLED_OFF = ("työpaikan tilanne muuttui", "opiskelija vaihtoi alaa", "ohjaaja vaihtoi työpaikkaa")
FINDINGS = (
    "Opiskelija on päässyt hyvin mukaan arkeen. Seuraavaksi lisää itsenäisiä tehtäviä.",
    "Ohjaaja toivoo selkeämpiä tavoitteita viikoittain. Sovittiin lyhyestä listasta.",
    "Perehdytys oli jäänyt kesken, käytiin läpi yhdessä ohjaajan kanssa.",
    "Näyttö suunniteltiin jakson viimeiselle viikolle.",
)
# What instructors say on their own pages: how it goes, in which words.
SIGNALS = (
    ("well", "Opiskelija on reipas ja tulee ajoissa. Sujuu hyvin."),
    ("well", ""),
    ("talk", "Tavoitteista olisi hyvä jutella ennen näyttöä."),
    ("well", "Oppii nopeasti, asiakkaat tykkäävät."),
    ("talk", "Poissaoloja on ollut paljon, voisitko soittaa?"),
    ("well", "Kaikki hyvin, lisää itsenäisiä töitä luvassa."),
)
# What somebody worries about, how grave it is; none of it is of anybody.
WORRIES = (
    ("slight", "Opiskelija on ollut väsynyt ja hiljainen kahden viikon ajan."),
    ("grave", "Toistuvia poissaoloja aamuvuoroista, kotona on vaikea tilanne."),
    ("urgent", "Läheltä piti -tilanne työpaikalla: opiskelija jäi yksin koneelle."),
    ("slight", "Matka työpaikalle on pitkä, bussivuorot eivät sovi vuoroihin."),
    ("grave", "Ohjaaja kertoo, että opiskelija ei uskalla kysyä neuvoa."),
    ("slight", "Työvaatteet puuttuvat, hankinta on kesken."),
)
WORRY_OUTCOME = "Puhuttiin kolmistaan, sovittiin lyhyemmistä päivistä ja uudesta tapaamisesta."
# What was tried with agreements: the variant, what it was, how it went, whether again.
NEW_USES = (
    (
        "part_of_unit",
        "Tutkinnon osasta opittiin työpaikalla vain varaston osuus, loppu oppilaitoksella.",
        "Toimi hyvin, kun tehtävät rajattiin etukäteen.",
        "yes",
    ),
    (
        "many_workplaces",
        "Kaksi työpaikkaa samassa jaksossa, viikko kerrallaan.",
        "Ohjaajien välinen viestintä vei aikaa.",
        "maybe",
    ),
    ("tuva_taste", "TUVA-opiskelija kokeili oppisopimusta kahden viikon ajan.", "", ""),
    (
        "group",
        "Neljä opiskelijaa samassa kohteessa yhden ohjaajan ja opettajan kanssa.",
        "Työnantaja haluaa jatkaa keväällä.",
        "yes",
    ),
    (
        "recognition",
        "Aiempi osaaminen tunnistettiin näytöllä ennen jaksoa.",
        "Jakso lyheni puoleen.",
        "yes",
    ),
)
