"""Public organisations and networks of the seed, by their real names; what is done is made up."""

from typing import NamedTuple


class Public(NamedTuple):
    """A name, its type, where it is; with a business ID where one is public to us."""

    name: str
    kind: str
    place: str = ""
    business_id: str = ""
    in_use: str = ""
    is_public: bool = True


CITY = Public("Jyväskylän kaupunki", "municipality", "Jyväskylä", "0174666-4")
COUNTY = Public("Keski-Suomen hyvinvointialue", "wellbeing_county", "Jyväskylä")
HOSPITAL_DISTRICT = Public(
    "Keski-Suomen sairaanhoitopiirin kuntayhtymä", "joint_authority", "Jyväskylä"
)
UNIVERSITY = Public("Jyväskylän yliopisto", "university", "Jyväskylä", "0245894-7")
LAUKAA = Public("Laukaan kunta", "municipality", "Laukaa")
MUURAME = Public("Muuramen kunta", "municipality", "Muurame")

STRATEGIC = (
    Public("Suomen kansanopistoyhdistys", "ngo", "Helsinki"),
    Public("Keski-Suomen ammatillisen koulutuksen järjestäjät", "network", "Jyväskylä"),
    Public("Keski-Suomen kansanopistojen johto", "network", "Jyväskylä"),
    Public("Keski-Suomen turvallisuusfoorumi", "network", "Jyväskylä"),
    Public("Vapaan sivistystyön Keski-Suomen piiri", "ngo", "Jyväskylä"),
    CITY,
    Public("Jyväskylän koulutuskuntayhtymä Gradia", "provider", "Jyväskylä", "0208201-1", "Gradia"),
    COUNTY,
)
NETWORKS = (
    Public("Kartalla-verkosto", "network"),
    Public("KYKY-verkosto", "network", "Jyväskylä"),
    Public("UNESCO-koulujen verkosto", "network"),
    Public("Keski-Suomen ELO-ryhmä", "network", "Jyväskylä"),
    Public("Keski-Suomen avoimen koulutuksen yhteistyöryhmä", "network", "Jyväskylä"),
    Public("Keski-Suomen kansanopistojen yhteistoimintarengas", "network", "Jyväskylä"),
    Public("Ammatillisen koulutuksen talouspäälliköt ry", "network"),
    Public("Suomen kristillisten kansanopistojen yhdistys (SKY)", "network", "", "", "SKY"),
    Public("Opetushallitus", "authority", "Helsinki", "", "OPH"),
    Public("Kirkkohallitus", "church_body", "Helsinki"),
    UNIVERSITY,
    Public(
        "Jyväskylän ammattikorkeakoulu Oy", "applied_sciences", "Jyväskylä", "1006550-2", "Jamk"
    ),
    Public("Humanistinen ammattikorkeakoulu Oy", "applied_sciences", "Jyväskylä", "", "Humak"),
    Public("Diakonia-ammattikorkeakoulu", "applied_sciences", "Helsinki", "", "Diak"),
    Public("Monikulttuurikeskus Gloria", "service", "Jyväskylä"),
    Public("International Jyväskylä", "service", "Jyväskylä"),
    Public("Alkio-opisto", "folk_high_school", "Jyväskylä"),
    Public("Jämsän kristillinen kansanopisto", "folk_high_school", "Jämsä"),
    Public("Keski-Suomen Opisto", "folk_high_school", "Äänekoski"),
    Public("Karstulan evankelinen opisto", "folk_high_school", "Karstula"),
)
DEVELOPING = (
    Public("Jyväskylän Talouskouluyhdistys ry", "provider", "Jyväskylä", "0942165-3", "JYPAO"),
    Public("Pohjoisen Keski-Suomen ammattiopisto", "provider", "Äänekoski", "", "POKE"),
    Public("Lapuan hiippakunta", "diocese", "Lapua"),
    Public("Sykli Suomen ympäristöopisto", "provider", "Hyvinkää", "", "Sykli"),
    Public("Turun kristillinen opisto", "folk_high_school", "Turku", "", "Linnasmäki"),
    Public("Kanneljärven opisto", "folk_high_school", "Lohja"),
    Public("Etelä-Pohjanmaan Opisto", "folk_high_school", "Ilmajoki"),
    Public("Kalajoen kristillinen opisto", "folk_high_school", "Kalajoki"),
)
EVERYDAY = (
    LAUKAA,
    MUURAME,
    Public("Äänekosken kaupunki", "municipality", "Äänekoski"),
)
# Their counterparts in the town are made up and marked so.
MADE_UP_NETWORKS = (
    Public("Esimerkkijärven vastaanottokeskus", "reception_centre", "Jyväskylä", is_public=False),
    Public("Esimerkkijärven työllisyysalue", "employment_area", "Jyväskylä", is_public=False),
    Public("Esimerkkijärven kotoutumisverkosto", "network", "Jyväskylä", is_public=False),
    Public("Exempelnäs folkhögskola", "folk_high_school", "Vaasa", is_public=False),
    Public("Näidisjärve Rahvaülikool", "folk_high_school", is_public=False),
)
MADE_UP_STRATEGIC = (
    Public("Saukonniemen Palvelukodit Oy", "company", "Jyväskylä", is_public=False),
    Public("Katajakosken Päiväkodit Oy", "company", "Jyväskylä", is_public=False),
)

PLACES = (
    *(("Jyväskylä", 46), ("Laukaa", 9), ("Muurame", 8), ("Äänekoski", 7), ("Jämsä", 6)),
    *(("Keuruu", 4), ("Saarijärvi", 3), ("Hankasalmi", 2), ("Petäjävesi", 2), ("Toivakka", 2)),
    *(("Uurainen", 2), ("Joutsa", 2), ("Viitasaari", 2), ("Tampere", 2), ("Mikkeli", 1)),
    *(("Helsinki", 1), ("Vaasa", 1)),
)
