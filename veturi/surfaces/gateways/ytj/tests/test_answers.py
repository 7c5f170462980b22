"""What an answer says: a table of our own, of made-up companies.

The cases are those of the City of Helsinki's client of the same API (City-of-Helsinki/yjdh at
41d7e68, backend/shared/shared/ytj/tests and backend/kesaseteli/companies/tests). Where that client
raises an error we fall back: an industry in English only is told in English, and a company without
an address or an industry is still a company.
"""

from datetime import UTC, date, datetime

import pytest

from veturi.surfaces.gateways.ytj.refusals import NotFound
from veturi.surfaces.gateways.ytj.rules.companies import (
    Address,
    Name,
    NotReadable,
    only_company,
    read_company,
)


def described(*texts):
    return [
        {"languageCode": code, "description": text}
        for code, text in zip("123", texts)
        if text is not None
    ]


def office(*cities, code=None):
    return [
        {"city": city, "languageCode": language, **({"municipalityCode": code} if code else {})}
        for language, city in zip("12", cities)
        if city
    ]


def company(**parts):
    """A limited company of the answer, with parts of it replaced."""
    return {
        "businessId": {"value": "1234567-1"},
        "names": [{"name": "Test Oy", "type": "1"}],
        "companyForms": [{"type": "OY", "descriptions": described("Osakeyhtiö", "Aktiebolag")}],
        "mainBusinessLine": {"descriptions": described("Ohjelmistokehitys", "Programutveckling")},
        "addresses": [
            {
                "type": 1,
                "street": "Katu 1",
                "postCode": "00100",
                "postOffices": office("Helsinki", "Helsingfors"),
            },
            {"type": 2, "street": "Box 123", "postCode": "00101"},
        ],
        **parts,
    }


def summary(raw):
    found = read_company(raw)
    place = found.address
    return (
        found.name.name,
        found.form,
        found.industry.text,
        place.street,
        place.postal_code,
        place.city,
    )


WHOLE = [
    (
        {
            "businessId": {"value": "9999982-9", "registrationDate": "1978-03-15", "source": "3"},
            "companyForms": [
                {
                    "type": "OYJ",
                    "descriptions": described("Julkinen osakeyhtiö", None, "Public company"),
                }
            ],
            "names": [
                {
                    "name": "Esimerkki Oyj",
                    "type": "1",
                    "registrationDate": "1997-09-01",
                    "version": 1,
                },
                {
                    "name": "Oy Esimerkki Ab",
                    "type": "1",
                    "registrationDate": "1966-06-10",
                    "endDate": "1997-08-31",
                    "version": 2,
                },
            ],
            "mainBusinessLine": {
                "descriptions": list(reversed(described("Pääkonttorien toiminta", None, "Offices")))
            },
            "addresses": [
                {
                    "type": 1,
                    "street": "Esimerkkikaari 7",
                    "postCode": "02610",
                    "postOffices": list(reversed(office("ESPOO", "ESBO"))),
                }
            ],
        },
        (
            "Esimerkki Oyj",
            "Julkinen osakeyhtiö",
            "Pääkonttorien toiminta",
            "Esimerkkikaari 7",
            "02610",
            "ESPOO",
        ),
        (Name("Oy Esimerkki Ab", date(1966, 6, 10), date(1997, 8, 31)),),
    ),
    (
        company(
            names=[
                {"name": "Kaivohaka Oy", "type": "1", "registrationDate": "1999-03-31"},
                {
                    "name": "Kaivohaka Ky",
                    "type": "2",
                    "registrationDate": "1992-01-29",
                    "endDate": "1999-03-30",
                },
            ],
            addresses=[
                {"type": 2, "street": "PL 327", "postCode": "65101", "endDate": "2020-07-21"},
                {
                    "type": 1,
                    "street": "Mallitie 4 A 3",
                    "postCode": "65350",
                    "postOffices": office("Vaasa", "Vasa"),
                },
            ],
        ),
        ("Kaivohaka Oy", "Osakeyhtiö", "Ohjelmistokehitys", "Mallitie 4 A 3", "65350", "Vaasa"),
        (Name("Kaivohaka Ky", date(1992, 1, 29), date(1999, 3, 30)),),
    ),
]


@pytest.mark.parametrize(("raw", "expected", "earlier"), WHOLE)
def test_two_companies_as_the_register_tells_them(raw, expected, earlier):
    assert summary(raw) == expected
    assert read_company(raw).earlier_names == earlier


def form(*texts, code="OY"):
    return {"companyForms": [{"type": code, "descriptions": described(*texts)}]}


def line(*texts):
    return {"mainBusinessLine": {"type": "62010", "descriptions": described(*texts)}}


def street(**parts):
    return {"addresses": [{"type": 1, **parts}]}


ONE_FIELD = [
    ("form", {}, "Osakeyhtiö"),
    ("form", form(None, "Aktiebolag"), "Aktiebolag"),
    ("form", form(), "OY"),
    ("form", {"companyForms": []}, ""),
    ("industry", line(None, "Programvara", "Software"), "Programvara"),
    ("industry", line(None, None, "Software Development"), "Software Development"),
    ("industry", line(), "62010"),
    ("industry", {"mainBusinessLine": None}, ""),
    ("street", {"addresses": [{"type": 2, "street": "Box 123"}]}, "Box 123"),
    ("street", {"addresses": [{"type": "2", "postOfficeBox": "123"}]}, "PL 123"),
    ("street", {"addresses": []}, ""),
    (
        "street",
        street(
            street="Esimerkkikatu",
            buildingNumber="12",
            entrance="B",
            apartmentNumber="34",
            apartmentIdSuffix="a",
        ),
        "Esimerkkikatu 12 B 34 a",
    ),
    ("street", street(street="Katu", buildingNumber="", entrance=None), "Katu"),
    ("name", {"names": [{"name": "Secondary Name", "type": "2"}]}, "Secondary Name"),
    (
        "name",
        {
            "names": [
                {"name": "Vanha Oy", "type": 1, "endDate": "2020-01-01", "version": 2},
                {"name": "Aputoiminimi", "type": 3, "version": 1},
                {"name": "Uusi Oy", "type": 1, "version": 1},
            ]
        },
        "Uusi Oy",
    ),
    ("website", {"website": {"url": "www.esimerkki.invalid"}}, "https://www.esimerkki.invalid"),
    ("website", {"website": {"url": "http://esimerkki.invalid/"}}, "http://esimerkki.invalid/"),
    ("website", {"website": {"url": "javascript:alert(1)"}}, ""),
    ("website", {"website": {"url": "javascript://esimerkki.invalid/"}}, ""),
    ("website", {"website": {"url": "http://[::1"}}, ""),
    ("website", {"website": {"url": "ei ole"}}, ""),
    ("website", {"website": {"url": "www.ala_viiva.invalid"}}, ""),
    ("website", {"website": {"url": "a" * 300 + ".invalid"}}, ""),
    ("ended_on", {"endDate": "2026-06-30"}, date(2026, 6, 30)),
    ("ended_on", {"endDate": "joskus"}, None),
    (
        "modified",
        {"lastModified": "2026-11-20T04:10:00"},
        datetime(2026, 11, 20, 2, 10, tzinfo=UTC),
    ),
    ("modified", {}, None),
]


@pytest.mark.parametrize(("field", "change", "expected"), ONE_FIELD)
def test_one_field_at_a_time(field, change, expected):
    found = read_company(company(**change))
    told = {
        "form": found.form,
        "industry": found.industry.text,
        "street": found.address.street,
        "name": found.name.name,
        "website": found.website,
        "ended_on": found.ended_on,
        "modified": found.modified,
    }

    assert told[field] == expected


PLACES = [
    (office("HELSINKI", "HELSINGFORS", code="091"), "HELSINKI", "091"),
    (office("LIEVESTUORE", code="410"), "LIEVESTUORE", "410"),
    (office("Äänekoski"), "Äänekoski", "992"),
    (office("KAUKANA"), "KAUKANA", ""),
    (office("KORPILAHTI"), "KORPILAHTI", ""),
    (office("JÄMSÄ", code="000"), "JÄMSÄ", ""),
    (office(None, "VASA", code="905"), "VASA", "905"),
    ([], "", ""),
]


@pytest.mark.parametrize(("offices", "city", "municipality"), PLACES)
def test_the_municipality_by_its_code_else_by_its_own_name(offices, city, municipality):
    found = read_company(company(addresses=[{"type": 1, "postOffices": offices}])).address

    assert (found.city, found.municipality) == (city, municipality)


@pytest.mark.parametrize(
    ("code_set", "version"),
    [("TOIMI4", "2025"), ("TOIMI3", "2008"), ("TOIMI2", ""), ("", ""), (None, "")],
)
def test_a_code_goes_with_its_classification(code_set, version):
    business = {"type": "25530", "typeCodeSet": code_set, "descriptions": described("Työstö")}

    found = read_company(company(mainBusinessLine=business)).industry

    assert (found.code, found.version, found.text) == ("25530", version, "Työstö")


def test_unknown_keys_are_left_alone():
    raw = company(mainBusinessLine={"new_api_feature": 123}, tomorrow={"a": [1]})
    raw["addresses"][0]["extra_metadata_from_api"] = "some-value"

    assert read_company(raw).address.city == "Helsinki"


@pytest.mark.parametrize("odd", [None, "text", 7, [], {}, [None, "text", 7]])
def test_what_is_odd_is_empty(odd):
    parts = ("companyForms", "mainBusinessLine", "addresses", "companySituations", "website")

    found = read_company(company(**dict.fromkeys(parts, odd)))

    assert (found.form, found.situations, found.address) == ("", (), Address())


@pytest.mark.parametrize(
    "change",
    [{"names": []}, {"names": [{"name": "", "type": "1"}]}, {"businessId": {}}, {"names": None}],
)
def test_a_company_has_a_name_and_a_business_id(change):
    with pytest.raises(NotReadable):
        read_company(company(**change))


@pytest.mark.parametrize(
    "answer",
    [{}, {"companies": []}, {"companies": None}, {"companies": [{}]}, {"companies": [company()]}],
)
def test_an_answer_without_it_means_not_found(answer):
    with pytest.raises(NotFound):
        only_company(answer, "9999982-9")
