"""HOKSes of our own making, as eHOKS tells them; the persons and their numbers are nobody’s."""

from veturi.surfaces.gateways.ehoks.rules.hoks import Json

# Numbers of the test nodes and of round digits: no learner has them.
LEARNER = "1.2.246.562.98.10000000108"
STUDY_RIGHT = "1.2.246.562.15.10000000108"
UNIQUE_ID = "veturi-naytejakso-1"
UNIT = "100001"

WAY: Json = {
    "id": 301,
    "module-id": "6c4b1c22-0000-4000-8000-000000000301",
    "yksiloiva-tunniste": UNIQUE_ID,
    "osaamisen-hankkimistapa-koodi-uri": "osaamisenhankkimistapa_koulutussopimus",
    "osaamisen-hankkimistapa-koodi-versio": 1,
    "alku": "2027-01-11",
    "loppu": "2027-03-12",
    "osa-aikaisuustieto": 100,
    "ajanjakson-tarkenne": "Kevään jakso",
    "keskeytymisajanjaksot": [],
    "muut-oppimisymparistot": [],
    "tyopaikalla-jarjestettava-koulutus": {
        "id": 401,
        "tyopaikan-nimi": "Kattilakosken Konepaja Oy",
        "tyopaikan-y-tunnus": "1234567-1",
        "keskeiset-tyotehtavat": ["Koneistus"],
        "vastuullinen-tyopaikka-ohjaaja": {
            "id": 501,
            "nimi": "Otto Ohjaaja",
            "sahkoposti": "otto@paja.invalid",
            "puhelinnumero": "0400 000 000",
        },
    },
}
HOKS: Json = {
    "id": 101,
    "eid": "6c4b1c22-0000-4000-8000-000000000101",
    "manuaalisyotto": False,
    "oppija-oid": LEARNER,
    "opiskeluoikeus-oid": STUDY_RIGHT,
    "ensikertainen-hyvaksyminen": "2026-08-20",
    "osaamisen-hankkimisen-tarve": True,
    "sahkoposti": "opiskelija@opisto.invalid",
    "hankittavat-ammat-tutkinnon-osat": [
        {
            "id": 201,
            "module-id": "6c4b1c22-0000-4000-8000-000000000201",
            "tutkinnon-osa-koodi-uri": f"tutkinnonosat_{UNIT}",
            "tutkinnon-osa-koodi-versio": 1,
            "osaamisen-hankkimistavat": [WAY],
        }
    ],
    "hankittavat-yhteiset-tutkinnon-osat": [],
    "hankittavat-paikalliset-tutkinnon-osat": [],
}
