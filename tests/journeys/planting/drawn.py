"""What the sown town draws from: names, spellings of numbers, funding, forms, days."""

from datetime import date, timedelta
from itertools import count, product

FIRST = "Aada Eero Iida Kalle Lauri Meeri Nella Otso Pirkko Reino Saga Tuure Urho Venla Åke Ärri"
BEGINS = (
    "Ahven Haapa Honka Kallio Kangas Karhu Kataja Kivi Koski Kuusi Lehto Lumi Metsä Myllä Mänty"
)
ENDS = "aho harju järvi kallas lahti lampi luoma maa mäki niemi oja perä pää ranta saari salmi salo"
FAMILIES = [begins + ends for ends, begins in product(ENDS.split(), BEGINS.split())]
SPELLINGS = (
    "040 {} {}",
    "+35840{}{}",
    "041{}{}",
    "+358 44 {} {}",
    "045-{}{}",
    "(046) {}{}",
    "0457 {} {}",
    "00358 50 {} {}",
    "+358 (0)50 {} {}",
    "+358-50-{} {}",
)
# A landline, a Swedish one, one that is no number: with an e-mail nobody asks.
USELESS = ("09 123 4567", "+46 70 123 45 67", "1234", "+358 9 123 4567")
STATE_PAYS = (
    "1",
    "1",
    "1",
    "1",
    "10",
    "2",
    "3",
    "4",
    "7",
    "8",
    "9",
    "11",
    "12",
    "13",
    "16",
    "17",
    "",
)
FORMS = ("training_agreement",) * 13 + ("apprenticeship",) * 5 + ("entrepreneur",)


def days(number):
    return timedelta(days=number)


def leap_day_from(day):
    years = (year for year in count(day.year) if year % 4 == 0)
    return next(leap for leap in (date(year, 2, 29) for year in years) if leap >= day)


def borders(season, day):
    """Ends of seasons and halves of the year; leap day and its eve; the day and its neighbours."""
    year, leap = season.year, leap_day_from(season)
    ends = [date(year, 12, 31), date(year + 1, 1, 1), date(year + 1, 6, 30), date(year + 1, 7, 1)]
    return [season, *ends, leap - days(1), leap, day - days(1), day, day + days(1)]
