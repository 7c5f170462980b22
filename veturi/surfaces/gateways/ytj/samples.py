"""What the twin answers: companies of our own making in the shape of PRH's open data.

Their business IDs are right in form and belong to nobody; the demo town has them as partners under
the facts of yesterday (`veturi/surfaces/demo/words/registered.py`).
"""

from typing import Any

from veturi.foundation.business_id import made_up_business_id
from veturi.surfaces.gateways.ytj.rules.companies import Json

Row = dict[str, Any]  # Any: a row of the register's JSON

_FIRST = 499_980
MACHINE_SHOP, BAKERY, CARE_HOME, BUILDER, GARAGE, TRAVELLERS, JOINERY, TAVERN = (
    made_up_business_id(_FIRST + place) for place in range(8)
)
_LANGUAGES = ("1", "2", "3")


def _words(*texts: str) -> list[Row]:
    """A text in Finnish, Swedish and English, as far as they are given."""
    pairs = zip(_LANGUAGES, texts, strict=False)
    return [{"languageCode": code, "description": text} for code, text in pairs if text]


OY = ("OY", "Osakeyhtiö", "Aktiebolag", "Limited company")
KY = ("KY", "Kommandiittiyhtiö", "Kommanditbolag", "Limited partnership")
RY = ("AYH", "Aatteellinen yhdistys", "Ideell förening", "Non-profit association")


def _name(name: str, since: str, until: str = "", *, kind: str = "1") -> Row:
    row = {"name": name, "type": kind, "registrationDate": since, "version": 1, "source": "1"}
    return {**row, "version": 2, "endDate": until} if until else row


def _form(form: tuple[str, ...], since: str, until: str = "") -> Row:
    code, *texts = form
    row = {"type": code, "descriptions": _words(*texts), "registrationDate": since, "source": "1"}
    return {**row, "version": 2, "endDate": until} if until else {**row, "version": 1}


def _line(code: str, *texts: str) -> Row:
    return {
        "type": code,
        "descriptions": _words(*texts),
        "typeCodeSet": "TOIMI4",
        "registrationDate": "2026-01-01",
        "source": "2",
    }


def _address(street: str, number: str, post: str, *office: str, kind: int = 1) -> Row:
    city, code = office
    return {
        "type": kind,
        "street": street,
        "buildingNumber": number,
        "postCode": post,
        "postOffices": [{"city": city, "languageCode": "1", "municipalityCode": code}],
        "country": None,
        "source": "0",
    }


def _situation(code: str, since: str) -> Row:
    return {"type": code, "registrationDate": since, "source": "1"}


def _company(business_id: str, *names: Row, **parts: Any) -> Row:
    website = parts.pop("website", "")
    return {
        "businessId": {"value": business_id, "registrationDate": "2009-05-04", "source": "3"},
        "names": list(names),
        **({"website": {"url": website, "source": "0"}} if website else {}),
        "companySituations": [],
        "registeredEntries": [],
        "tradeRegisterStatus": "1",
        "status": "2",
        "lastModified": "2026-11-20T04:10:00",
        **parts,
    }


ANSWER: Json = {
    "totalResults": 8,
    "companies": [
        _company(
            MACHINE_SHOP,
            _name("Vaajavirran Konepaja Oy", "2026-09-01"),
            _name("Konepaja Vaajavirta Ky", "2009-05-04", "2026-08-31"),
            companyForms=[_form(OY, "2026-09-01"), _form(KY, "2009-05-04", "2026-08-31")],
            mainBusinessLine=_line("25530", "Metallin työstö", "Maskinbearbetning", "Machining"),
            addresses=[_address("Esimerkkitie", "12", "40800", "VAAJAKOSKI", "179")],
            website="www.vaajavirta.invalid",
        ),
        _company(
            BAKERY,
            _name("Haukanniemen Leipomo Oy", "2011-02-14"),
            companyForms=[_form(OY, "2011-02-14")],
            mainBusinessLine=_line("10710", "Ruoan valmistus: leipä ja tuoreet leivonnaiset"),
            addresses=[_address("Mallikuja", "3", "40250", "JYVÄSKYLÄ", "179")],
            companySituations=[_situation("KONK", "2026-11-03")],
        ),
        _company(
            CARE_HOME,
            _name("Kuokkalammen Hoivakoti Oy", "2014-08-25"),
            companyForms=[_form(OY, "2014-08-25")],
            mainBusinessLine=_line("87300", "Ikääntyneiden asumispalvelut"),
            addresses=[_address("Harjoituspolku", "7", "40520", "JYVÄSKYLÄ", "179")],
            companySituations=[_situation("SELTILA", "2026-10-12")],
        ),
        _company(
            BUILDER,
            _name("Palokkalan Rakennus Oy", "2018-01-15"),
            companyForms=[_form(OY, "2018-01-15")],
            mainBusinessLine=_line("41000", "Rakennusten rakentaminen", "Byggande av hus"),
            addresses=[_address("Näytekatu", "21", "41340", "LAUKAA", "410")],
            website="www.palokkalanrakennus.invalid",
        ),
        _company(
            GARAGE,
            _name("Tourulan Autohuolto Oy", "2006-03-20"),
            companyForms=[_form(OY, "2006-03-20")],
            mainBusinessLine=_line("95310", "Moottoriajoneuvojen huolto ja korjaus"),
            addresses=[_address("Esimerkkitie", "44", "40320", "JYVÄSKYLÄ", "179")],
            companySituations=[_situation("SANE", "2026-05-29")],
        ),
        _company(
            TRAVELLERS,
            _name("Saukkojärven Matkailuyhdistys ry", "1998-06-01"),
            _name("Saukkojärvi turistförening rf", "1998-06-01", kind="2"),
            companyForms=[_form(RY, "1998-06-01")],
            mainBusinessLine=_line("94990", "Muiden järjestöjen toiminta"),
            addresses=[_address("Mallikuja", "1", "44100", "ÄÄNEKOSKI", "992")],
            endDate="2026-06-30",
        ),
        _company(
            JOINERY,
            _name("Suolahdenrannan Puutyö Oy", "2020-11-02"),
            companyForms=[_form(OY, "2020-11-02")],
            mainBusinessLine=_line("16230", "Rakennuspuusepäntuotteiden valmistus"),
            addresses=[_address("Näytekatu", "5", "44200", "SUOLAHTI", "992")],
        ),
        _company(
            TAVERN,
            _name("Exempelvikens Krog Ab", "2015-04-13"),
            companyForms=[_form(("OY", "", "Aktiebolag", "Limited company"), "2015-04-13")],
            mainBusinessLine=_line("56110", "", "", "Restaurant activities"),
            addresses=[_address("Box 12", "", "65101", "VASA", "905", kind=2)],
        ),
    ],
}
