"""Fields of work, and how a made-up workplace of the field is called."""

from dataclasses import dataclass

from veturi.surfaces.demo.words.lists import words


@dataclass(frozen=True, slots=True)
class Trade:
    """A field: its share of the town, its industry (TOL 2008), its names and people."""

    code: str
    share: int
    kind: str
    industry: str
    names: tuple[str, ...]
    titles: tuple[str, ...]
    topics: tuple[str, ...]


CHILDREN = Trade(
    "kasvatus",
    190,
    "company",
    "8891",
    ("Päiväkoti Oy", "Perhepäiväkoti Oy", "Lastentalo Oy", "Leikkikoulu Oy", "Iltapäiväkerhot Oy"),
    ("päiväkodin johtaja", "varhaiskasvatuksen opettaja", "lastenhoitaja", "lastenohjaaja"),
    ("lastenohjaajan työ", "pedagoginen dokumentointi", "ulkoleikit", "kielitietoinen arki"),
)
CARE = Trade(
    "hoiva",
    120,
    "company",
    "8730",
    ("Palvelukoti Oy", "Hoivakoti Oy", "Kotihoito Oy", "Asumispalvelut Oy", "Toimintakeskus Oy"),
    ("yksikön johtaja", "vastaava ohjaaja", "lähihoitaja", "ohjaaja", "tiimivastaava"),
    ("ikääntyneiden ohjaus", "muistiystävällinen arki", "asukkaiden harrastukset"),
)
CLEANING = Trade(
    "puhtaus",
    120,
    "company",
    "8121",
    ("Siivous Oy", "Puhtauspalvelu Oy", "Kotisiivous Tmi", "Laitoshuolto Oy", "Puhdas Työ Oy"),
    ("palveluesihenkilö", "palveluohjaaja", "laitoshuoltaja", "toimitusjohtaja"),
    ("ympäristömerkit", "koneelliset menetelmät", "aseptiikka", "selkokieliset työohjeet"),
)
PROPERTY = Trade(
    "kiinteistö",
    50,
    "company",
    "8110",
    ("Kiinteistöhuolto Oy", "Huoltoyhtiö Oy", "Talonmiehet Oy"),
    ("huoltopäällikkö", "kiinteistönhoitaja", "isännöitsijä"),
    ("talotekniikan arki", "energian säästö", "pihojen hoito"),
)
MEDIA = Trade(
    "media",
    60,
    "company",
    "7311",
    ("Mainos Oy", "Kuva ja Sana Oy", "Viestintä Oy", "Paino Oy", "Muotoilutoimisto Tmi"),
    ("luova johtaja", "graafinen suunnittelija", "yrittäjä", "tuottaja"),
    ("graafinen ilme", "saavutettava viestintä", "portfolion rakentaminen"),
)
METAL = Trade(
    "metalli",
    50,
    "company",
    "2511",
    ("Konepaja Oy", "Metalli Oy", "Teräs Oy", "Hitsaamo Ky"),
    ("työnjohtaja", "tuotantopäällikkö", "hitsaaja", "henkilöstöpäällikkö"),
    ("työturvallisuus", "maahanmuuttajien perehdytys", "TET-päivät pajalla"),
)
FOOD = Trade(
    "ravintola",
    80,
    "company",
    "5621",
    ("Ravintola Oy", "Lounaskahvila Ky", "Leipomo Oy", "Juhlapalvelu Oy", "Kahvila Tmi"),
    ("ravintolapäällikkö", "keittiömestari", "yrittäjä", "vuoropäällikkö"),
    ("asiakaspalvelu", "hävikin vähentäminen", "juhlatarjoilu"),
)
SHOP = Trade(
    "kauppa",
    45,
    "company",
    "4711",
    ("Kyläkauppa Ky", "Lähikauppa Oy", "Kierrätystavaratalo Oy"),
    ("kauppias", "myymäläpäällikkö", "myyjä"),
    ("asiakaskohtaaminen", "kesätyöt", "kiertotalous"),
)
CULTURE = Trade(
    "kulttuuri",
    35,
    "company",
    "5920",
    ("Musiikkitalo Oy", "Näyttämö Oy", "Äänitestudio Tmi", "Taidetalo Oy"),
    ("tuottaja", "teatterinjohtaja", "äänittäjä"),
    ("esitystekniikka", "taidevuoden loppunäyttely", "yhteislaulut"),
)
BUILDING = Trade(
    "rakentaminen",
    35,
    "company",
    "4332",
    ("Rakennus Oy", "Puusepänverstas Oy", "Sisustus Oy"),
    ("työmaapäällikkö", "puuseppä", "sisustussuunnittelija"),
    ("sisustuksen materiaalit", "työmaakäynti", "korjausrakentaminen"),
)
PARISH = Trade(
    "seurakunta",
    65,
    "parish",
    "9491",
    ("seurakunta", "kappeliseurakunta"),
    ("kirkkoherra", "nuorisotyönohjaaja", "suntio", "diakoni", "varhaiskasvatuksen ohjaaja"),
    ("suntion työ", "rippikoulutyö", "kirkon juhlat", "diakonia kylillä", "hautausmaan hoito"),
)
NGO = Trade(
    "järjestö",
    80,
    "ngo",
    "9499",
    ("Nuoriso ry", "Kyläyhdistys ry", "Vapaaehtoiset ry", "Liikkujat ry", "Perhetalo ry"),
    ("toiminnanjohtaja", "järjestökoordinaattori", "ohjaaja", "puheenjohtaja"),
    ("vapaaehtoistyö", "nuorten illat", "kylätapahtuma", "kaverikahvila"),
)
SCHOOL = Trade(
    "koulu",
    50,
    "school",
    "8520",
    ("koulu", "yhtenäiskoulu", "kyläkoulu"),
    ("rehtori", "koulunkäynninohjaaja", "opinto-ohjaaja", "luokanopettaja"),
    ("koulunkäynnin ohjaus", "TET-viikot", "iltapäivätoiminta"),
)
FUNERAL = Trade(
    "hautaus",
    20,
    "company",
    "9603",
    ("Hautauspalvelu Oy", "Hautaustoimisto Ky"),
    ("yrittäjä", "hautauspalveluneuvoja"),
    ("saattoväen kohtaaminen", "hautaustoimiston arki"),
)

TRADES = (
    *(CHILDREN, CARE, CLEANING, PROPERTY, MEDIA, METAL, FOOD),
    *(SHOP, CULTURE, BUILDING, PARISH, NGO, SCHOOL, FUNERAL),
)
OFFICE = Trade(
    "hallinto",
    0,
    "other",
    "",
    (),
    ("suunnittelija", "kehittämispäällikkö", "erityisasiantuntija", "koordinaattori", "sihteeri"),
    ("ennakointi", "jatkuva oppiminen", "kestävä kehitys", "osaamisperusteisuus"),
)

FIRST_PARTS = words("places_first")
SECOND_PARTS = words("places_second")
