"""How studies are funded: Koodisto `opintojenrahoitus`, by its codes (own table)."""

from django.db.models import TextChoices

from veturi.foundation.words import label


class Funding(TextChoices):
    STATE = "1", label("valtionosuus", "statsandel", "by the state")
    LABOUR_OKM = (
        "10",
        label(
            "työvoimakoulutus, OKM", "arbetskraftsutbildning, UKM", "labour-market training, OKM"
        ),
    )
    PILOTS = (
        "11",
        label("osaamisen pilotit 2019", "piloter inom yrkeskompetens 2019", "pilots of 2019"),
    )
    PILOTS_LABOUR = (
        "12",
        label(
            "osaamisen pilotit 2019, työvoimakoulutus",
            "piloter 2019, arbetskraftsutbildning",
            "pilots of 2019, labour-market training",
        ),
    )
    LABOUR_STATE = (
        "13",
        label(
            "työvoimakoulutus, valtionsopimus",
            "arbetskraftsutbildning, avtal med staten",
            "labour-market training, agreement with the state",
        ),
    )
    JOTPA = (
        "14",
        label(
            "Jatkuvan oppimisen ja työllisyyden palvelukeskus",
            "Servicecentret för kontinuerligt lärande och sysselsättning",
            "Service Centre for Continuous Learning and Employment",
        ),
    )
    JOTPA_RRF = (
        "15",
        label(
            "Jatkuvan oppimisen ja työllisyyden palvelukeskus (RRF)",
            "Servicecentret för kontinuerligt lärande och sysselsättning (RRF)",
            "Service Centre for Continuous Learning and Employment (RRF)",
        ),
    )
    FEE = "16", label("lukuvuosimaksu", "läsårsavgift", "tuition fee")
    ORDERED = "17", label("tilauskoulutus", "uppdragsutbildning", "commissioned education")
    LABOUR_ELY = (
        "2",
        label(
            "työvoimakoulutus, ELY ja TE",
            "arbetskraftsutbildning, NTM och TE",
            "labour-market training, ELY and TE",
        ),
    )
    LABOUR_ESF = (
        "3",
        label(
            "työvoimakoulutus, ESR", "arbetskraftsutbildning, ESF", "labour-market training, ESF"
        ),
    )
    EMPLOYER = "4", label("työnantaja kokonaan", "arbetsgivaren helt", "by the employer alone")
    OTHER = "6", label("muuta kautta", "på annat sätt", "by other means")
    YOUNG_ADULTS = (
        "7",
        label(
            "nuorten aikuisten osaamisohjelma",
            "kompetensprogrammet för unga vuxna",
            "skills programme for young adults",
        ),
    )
    ADULTS = (
        "8",
        label(
            "aikuisten osaamisperustan vahvistaminen",
            "stärkande av vuxnas kompetensgrund",
            "strengthening adults’ skills base",
        ),
    )
    IMMIGRANTS = (
        "9",
        label(
            "maahanmuuttajien ammatillinen koulutus",
            "yrkesutbildning för invandrare",
            "vocational education of immigrants",
        ),
    )
