"""A dozen workplaces that students propose; firms and people are fictitious."""

from typing import NamedTuple


class Found(NamedTuple):
    """What a student tells, how many days ago and for how many ahead, and what becomes of it.

    `becomes` is a reason for declining, “taken”, “taken_back” or nothing yet.
    """

    name: str
    work: str
    asked: str
    ago: int
    ahead: int = 0
    contact: str = ""
    phone: str = ""
    becomes: str = ""
    answer: str = ""


FOUND = (
    Found(
        "Päiväkoti Pihlajanmarja",
        "Leikkiä lasten kanssa, auttaa ruokailussa ja ulkoilla.",
        "yes",
        1,
        50,
        "Kaarina Heikkilä",
        "+358 40 000 1201",
    ),
    Found(
        "{partner}",
        "Auttaa ohjaajia ja tehdä samaa kuin muut työntekijät.",
        "waiting",
        2,
        60,
        "Timo Rantala",
        "+358 40 000 1202",
    ),
    Found("{nearly}", "Siivota ja huoltaa paikkoja. Olen ollut siellä kesätöissä.", "no", 3),
    Found(
        "Perhepäivähoito Tuulentupa",
        "Hoitaa pieniä lapsia.",
        "yes",
        9,
        45,
        "Marja Lindholm",
        "+358 40 000 1204",
        "guidance",
        "Soitin Marjalle: hän on siellä yksin töissä. Katsotaan yhdessä toinen päiväkoti.",
    ),
    Found("Pelihalli Kolikko", "Olla kassalla.", "no", 12, becomes="work"),
    Found(
        "{partner}",
        "Ohjata lapsia ja nuoria.",
        "yes",
        15,
        40,
        "Sanna Ojala",
        "+358 40 000 1206",
        "taken",
        "Hyvin löydetty! Teen sopimuksen ensi viikolla.",
    ),
    Found("Kotisiivous Kimallus", "Siivota kodeissa.", "no", 14, becomes="taken_back"),
    Found(
        "{partner}",
        "Olla apuna ryhmässä.",
        "waiting",
        20,
        55,
        "Jukka Niskanen",
        "+358 40 000 1208",
        "taken",
    ),
    Found("Hoivakoti Iltatähti", "Auttaa vanhuksia ja jutella heidän kanssaan.", "no", 4, 70),
    Found(
        "Kesäteatteri Haapasaari",
        "Ohjata lasten ryhmää.",
        "waiting",
        21,
        150,
        "Outi Saarela",
        "+358 40 000 1210",
        "dates",
    ),
    Found("{partner}", "En tiedä vielä tarkasti.", "no", 8, becomes="taken"),
    Found(
        "Nuorisotalo Kulma",
        "Pitää iltoja nuorille ja suunnitella retki.",
        "waiting",
        1,
        35,
        "Elias Mattila",
        "+358 40 000 1212",
    ),
)
