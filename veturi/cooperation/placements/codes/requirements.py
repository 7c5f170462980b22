"""What workplaces require of who comes to learn (own table, domain §2.1)."""

from django.db.models import TextChoices

from veturi.foundation.words import label


class Requirement(TextChoices):
    HYGIENE_PASS = "hygiene_pass", label("hygieniapassi", "hygienpass", "hygiene passport")
    SAFETY_CARD = (
        "safety_card",
        label("työturvallisuuskortti", "arbetarskyddskort", "occupational safety card"),
    )
    HOT_WORK = "hot_work", label("tulityökortti", "kort för heta arbeten", "hot work card")
    CRIMINAL_RECORD = (
        "criminal_record",
        label("rikosrekisteriote", "straffregisterutdrag", "criminal-record extract"),
    )
    VACCINATIONS = "vaccinations", label("rokotukset", "vaccinationer", "vaccinations")
    DRIVING_LICENCE = "driving_licence", label("ajokortti", "körkort", "driving licence")
    SHIFT_WORK = "shift_work", label("vuorotyö", "skiftarbete", "shift work")
    ACCESSIBLE = "accessible", label("esteetön", "tillgänglig", "accessible")
    SWEDISH = "swedish", label("ruotsin taito", "kunskaper i svenska", "Swedish")
    ENGLISH_ENOUGH = (
        "english_enough",
        label("englannilla pärjää", "engelska räcker", "English is enough"),
    )
    OF_AGE = "of_age", label("täysi-ikäinen", "myndig", "of age")


# What a student can show; the rest is agreed on, or is no thing of the student's.
CARDS = tuple(
    (one.value, one.label)
    for one in (
        Requirement.HYGIENE_PASS,
        Requirement.SAFETY_CARD,
        Requirement.HOT_WORK,
        Requirement.DRIVING_LICENCE,
    )
)


def written(codes: str) -> list[str]:
    """The codes of a column, commas between, in words; one that is not known says itself."""
    names = dict(Requirement.choices)
    return [str(names.get(code, code)) for code in codes.split(",") if code]
