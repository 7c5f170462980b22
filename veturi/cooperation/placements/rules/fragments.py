"""A period as the registers write it: a way of learning of a HOKS, an agreement of Koski."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from veturi.cooperation.placements.rules.case import Form
from veturi.cooperation.placements.rules.law.rows import LEARNING

Fragment = dict[str, Any]
WAYS: Mapping[Form, str] = {
    Form.TRAINING_AGREEMENT: "koulutussopimus",
    Form.APPRENTICESHIP: "oppisopimus",
    Form.ENTREPRENEUR: "oppisopimus",
}
# Koodisto `oppisopimuksenperusta`: a contract of employment, an entrepreneur.
BASES: Mapping[Form, str] = {Form.APPRENTICESHIP: "01", Form.ENTREPRENEUR: "02"}
VERSION = 1


class Told(NamedTuple):
    """What is told of one period; what is not known is empty."""

    form: Form
    unique_id: str
    starts_on: date
    last_day: date | None = None
    part_time: int | None = None
    interruptions: tuple[tuple[date, date | None], ...] = ()
    workplace: str = ""
    business_id: str = ""
    tasks: tuple[str, ...] = ()
    instructor: str = ""
    email: str = ""
    phone: str = ""
    municipality: str = ""
    country: str = ""

    @property
    def has_fragments(self) -> bool:
        """Work experience and other practice stand in neither register."""
        return self.form in LEARNING


def hoks_fragment(told: Told) -> Fragment:
    """The period as an osaamisen hankkimistapa of eHOKS; what is not known is left out."""
    way, basis = WAYS.get(told.form), BASES.get(told.form)
    return _known(
        {
            "yksiloiva-tunniste": told.unique_id,
            "osaamisen-hankkimistapa-koodi-uri": way and f"osaamisenhankkimistapa_{way}",
            "osaamisen-hankkimistapa-koodi-versio": way and VERSION,
            "alku": told.starts_on.isoformat(),
            "loppu": told.last_day and told.last_day.isoformat(),
            "osa-aikaisuustieto": told.part_time,
            "oppisopimuksen-perusta-koodi-uri": basis and f"oppisopimuksenperusta_{basis}",
            "oppisopimuksen-perusta-koodi-versio": basis and VERSION,
            "keskeytymisajanjaksot": [
                _known({"alku": since.isoformat(), "loppu": until and until.isoformat()})
                for since, until in told.interruptions
            ],
            "tyopaikalla-jarjestettava-koulutus": _workplace(told),
        }
    )


def _workplace(told: Told) -> Fragment:
    instructor = _known(
        {"nimi": told.instructor, "sahkoposti": told.email, "puhelinnumero": told.phone}
    )
    return _known(
        {
            "tyopaikan-nimi": told.workplace,
            "tyopaikan-y-tunnus": told.business_id,
            "vastuullinen-tyopaikka-ohjaaja": instructor or None,
            "keskeiset-tyotehtavat": list(told.tasks),
        }
    )


def koski_fragment(told: Told) -> Fragment:
    """The period in the field of Koski that its form belongs to, as a list of one."""
    if told.form == Form.TRAINING_AGREEMENT:
        return {"koulutussopimukset": [_training_agreement(told)]}
    return {"osaamisenHankkimistavat": [_apprenticeship(told)]}


def _training_agreement(told: Told) -> Fragment:
    return _known(
        {
            "alku": told.starts_on.isoformat(),
            "loppu": told.last_day and told.last_day.isoformat(),
            "työssäoppimispaikka": told.workplace and {"fi": told.workplace},
            "työssäoppimispaikanYTunnus": told.business_id,
            "paikkakunta": _code(told.municipality, "kunta"),
            "maa": _code(told.country, "maatjavaltiot2"),
            "työtehtävät": {"fi": ", ".join(told.tasks)} if told.tasks else None,
        }
    )


def _apprenticeship(told: Told) -> Fragment:
    employer = _known(
        {"nimi": told.workplace and {"fi": told.workplace}, "yTunnus": told.business_id}
    )
    return _known(
        {
            "alku": told.starts_on.isoformat(),
            "loppu": told.last_day and told.last_day.isoformat(),
            "osaamisenHankkimistapa": {
                "tunniste": _code("oppisopimus", "osaamisenhankkimistapa"),
                "oppisopimus": {"työnantaja": employer},
            },
        }
    )


def _code(value: str, codeset: str) -> Fragment | None:
    return {"koodiarvo": value, "koodistoUri": codeset} if value else None


def _known(fields: Fragment) -> Fragment:
    """Without what is not known; an empty list says that there are none."""
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def hoks_of(
    fragments: Iterable[Fragment], *, learner: str, study_right: str, unit: str, on: date
) -> Fragment:
    """The least HOKS that holds the fragments in one unit: to be checked, not to be sent."""
    part = {
        "tutkinnon-osa-koodi-uri": f"tutkinnonosat_{unit}",
        "tutkinnon-osa-koodi-versio": VERSION,
        "osaamisen-hankkimistavat": list(fragments),
    }
    return {
        "oppija-oid": learner,
        "opiskeluoikeus-oid": study_right,
        "ensikertainen-hyvaksyminen": on.isoformat(),
        "osaamisen-hankkimisen-tarve": True,
        "hankittavat-ammat-tutkinnon-osat": [part],
    }
