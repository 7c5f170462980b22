"""What a HOKS consists of: which fields, of which kind, which must be there; no others may be.

Source: OPH eHOKS, hoks/schema.clj. A name with "*" must be there; "[Name]" is a list of such.
"""

from collections.abc import Mapping

Fields = Mapping[str, str]

_SPAN: Fields = {"alku*": "day", "loppu*": "day"}
_PERSON: Fields = {"id": "int", "nimi*": "text"}
_PROVIDER: Fields = {"koulutuksen-jarjestaja-oid": "oid:organisaatio"}
_REMARKS: Fields = {
    "olennainen-seikka": "bool",
    "vaatimuksista-tai-tavoitteista-poikkeaminen": "text",
}
_SHOWN_BEFORE: Fields = {
    "tarkentavat-tiedot-naytto": "[OsaamisenOsoittaminen]",
    "tarkentavat-tiedot-osaamisen-arvioija": "TodennettuArviointiLisatiedot",
}
_PROCESS: Fields = {
    "valittu-todentamisen-prosessi-koodi-uri": "code:osaamisentodentamisenprosessi",
    "valittu-todentamisen-prosessi-koodi-versio": "int",
}
_PROCESS_NEEDED: Fields = {f"{name}*": kind for name, kind in _PROCESS.items()}
_LEARNED: Fields = {
    "osaamisen-hankkimistavat": "[OsaamisenHankkimistapa]",
    "osaamisen-osoittaminen": "[OsaamisenOsoittaminen]",
    "opetus-ja-ohjaus-maara": "hours",
}
_PART: Fields = {
    "tutkinnon-osa-koodi-uri*": "code:tutkinnonosat",
    "tutkinnon-osa-koodi-versio*": "int",
    **_PROVIDER,
}
_OWN_PART: Fields = {**_PART, "tutkinnon-osan-perusteen-diaarinro": "text", **_REMARKS}
_LOCAL_PART: Fields = {
    "amosaa-tunniste": "text",
    "nimi": "text",
    "laajuus": "int",
    "tavoitteet-ja-sisallot": "text",
    **_PROVIDER,
    **_REMARKS,
}
_AREA: Fields = {
    "osa-alue-koodi-uri*": "code:ammatillisenoppiaineet",
    "osa-alue-koodi-versio*": "int",
    **_PROVIDER,
    **_REMARKS,
}
SHAPES: dict[str, Fields] = {
    "KoodistoKoodi": {"koodi-uri*": "text", "koodi-versio*": "int"},
    "Organisaatio": {"nimi*": "text", "y-tunnus": "y-tunnus"},
    "Nayttoymparisto": {"nimi*": "text", "y-tunnus": "y-tunnus", "kuvaus": "text"},
    "Oppilaitos": {"oppilaitos-oid": "oid:organisaatio"},
    "NaytonJarjestaja": {"id": "int", "oppilaitos-oid": "oid:organisaatio"},
    "Oppilaitoshenkilo": {**_PERSON, "rooli": "text", "oppilaitos-oid*": "oid:organisaatio"},
    "KoulutuksenJarjestajaArvioija": {**_PERSON, "organisaatio*": "Oppilaitos"},
    "TyoelamaOsaamisenArvioija": {**_PERSON, "organisaatio*": "Organisaatio"},
    "VastuullinenTyopaikkaOhjaaja": {**_PERSON, "sahkoposti": "text", "puhelinnumero": "phone"},
    "TyopaikallaJarjestettavaKoulutus": {
        "id": "int",
        "vastuullinen-tyopaikka-ohjaaja*": "VastuullinenTyopaikkaOhjaaja",
        "tyopaikan-nimi*": "text",
        "tyopaikan-y-tunnus": "y-tunnus",
        "keskeiset-tyotehtavat*": "[text]",
    },
    "MuuOppimisymparisto": {
        "oppimisymparisto-koodi-uri*": "code:oppimisymparistot",
        "oppimisymparisto-koodi-versio*": "int",
        **_SPAN,
    },
    "Keskeytymisajanjakso": {"alku*": "day", "loppu": "day"},
    "OsaamisenHankkimistapa": {
        **_SPAN,
        "yksiloiva-tunniste": "name",
        "ajanjakson-tarkenne": "text",
        "osaamisen-hankkimistapa-koodi-uri*": "code:osaamisenhankkimistapa",
        "osaamisen-hankkimistapa-koodi-versio*": "int",
        "jarjestajan-edustaja": "Oppilaitoshenkilo",
        "hankkijan-edustaja": "Oppilaitoshenkilo",
        "tyopaikalla-jarjestettava-koulutus": "TyopaikallaJarjestettavaKoulutus",
        "muut-oppimisymparistot": "[MuuOppimisymparisto]",
        "osa-aikaisuustieto": "int",
        "oppisopimuksen-perusta-koodi-uri": "code:oppisopimuksenperusta",
        "oppisopimuksen-perusta-koodi-versio": "int",
        "keskeytymisajanjaksot": "[Keskeytymisajanjakso]",
    },
    "TodennettuArviointiLisatiedot": {
        "lahetetty-arvioitavaksi": "day",
        "aiemmin-hankitun-osaamisen-arvioijat": "[KoulutuksenJarjestajaArvioija]",
    },
    "OsaamisenOsoittaminen": {
        **_SPAN,
        "jarjestaja": "NaytonJarjestaja",
        "osa-alueet": "[KoodistoKoodi]",
        "nayttoymparisto*": "Nayttoymparisto",
        "sisallon-kuvaus*": "[text]",
        "koulutuksen-jarjestaja-osaamisen-arvioijat": "[KoulutuksenJarjestajaArvioija]",
        "tyoelama-osaamisen-arvioijat": "[TyoelamaOsaamisenArvioija]",
        "vaatimuksista-tai-tavoitteista-poikkeaminen": "text",
        "yksilolliset-kriteerit": "[text]",
    },
    "HankittavanYTOnOsaAlue": {**_AREA, **_LEARNED},
    "AiemminHankitunYTOnOsaAlue": {**_AREA, **_PROCESS_NEEDED, **_SHOWN_BEFORE},
    "HankittavaYhteinenTutkinnonOsa": {**_PART, "osa-alueet*": "[HankittavanYTOnOsaAlue]"},
    "AiemminHankittuYhteinenTutkinnonOsa": {
        **_PART,
        "osa-alueet*": "[AiemminHankitunYTOnOsaAlue]",
        **_PROCESS,
        **_SHOWN_BEFORE,
    },
    "HankittavaAmmatillinenTutkinnonOsa": {**_OWN_PART, **_LEARNED},
    "AiemminHankittuAmmatillinenTutkinnonOsa": {**_OWN_PART, **_PROCESS, **_SHOWN_BEFORE},
    "HankittavaPaikallinenTutkinnonOsa": {**_LOCAL_PART, **_LEARNED},
    "AiemminHankittuPaikallinenTutkinnonOsa": {
        **_LOCAL_PART,
        **_PROCESS_NEEDED,
        **_SHOWN_BEFORE,
    },
    "HankittavaKoulutuksenOsa": {
        **_SPAN,
        "id": "int",
        "koulutuksen-osa-koodi-uri*": "code:koulutuksenosattuva",
        "koulutuksen-osa-koodi-versio*": "int",
        "laajuus*": "weeks",
    },
    "OpiskeluvalmiuksiaTukevatOpinnot": {
        **_SPAN,
        "id": "int",
        "nimi*": "text",
        "kuvaus*": "text",
    },
    "OppimisenTuki": {
        "oppimisen-tuen-tyyppi-koodi-uri*": "code:ammatillinenkoulutusoppimisentuentyyppi",
        "alku": "day",
        "loppu": "day",
        "tutkinnon-osan-tyyppi-koodi-uri": "code:ammatillisentutkinnonosanryhma",
    },
}
_TOP: Fields = {
    "oppija-oid": "oid:oppija",
    "opiskeluoikeus-oid": "oid:opiskeluoikeus",
    "tuva-opiskeluoikeus-oid": "oid:opiskeluoikeus",
    "sahkoposti": "text",
    "puhelinnumero": "text",
    "urasuunnitelma-koodi-uri": "code:urasuunnitelma",
    "urasuunnitelma-koodi-versio": "int",
    "versio": "int",
    "ensikertainen-hyvaksyminen": "day",
    "hyvaksytty": "moment",
    "paivitetty": "moment",
    "osaamisen-saavuttamisen-pvm": "day",
    "osaamisen-hankkimisen-tarve": "bool",
}
PARTS: Fields = {
    "aiemmin-hankitut-ammat-tutkinnon-osat": "[AiemminHankittuAmmatillinenTutkinnonOsa]",
    "aiemmin-hankitut-yhteiset-tutkinnon-osat": "[AiemminHankittuYhteinenTutkinnonOsa]",
    "aiemmin-hankitut-paikalliset-tutkinnon-osat": "[AiemminHankittuPaikallinenTutkinnonOsa]",
    "hankittavat-ammat-tutkinnon-osat": "[HankittavaAmmatillinenTutkinnonOsa]",
    "hankittavat-yhteiset-tutkinnon-osat": "[HankittavaYhteinenTutkinnonOsa]",
    "hankittavat-paikalliset-tutkinnon-osat": "[HankittavaPaikallinenTutkinnonOsa]",
    "opiskeluvalmiuksia-tukevat-opinnot": "[OpiskeluvalmiuksiaTukevatOpinnot]",
}
_REST: Fields = {
    **PARTS,
    "hankittavat-koulutuksen-osat": "[HankittavaKoulutuksenOsa]",
    "oppimisen-tuki": "[OppimisenTuki]",
}
_CORE = ("ensikertainen-hyvaksyminen", "osaamisen-hankkimisen-tarve")


def _needing(fields: Fields, *names: str) -> Fields:
    return {f"{name}*" if name in names else name: kind for name, kind in fields.items()}


# POST makes a HOKS, PUT replaces it whole, PATCH changes fields of its top.
METHODS: dict[str, Fields] = {
    "POST": {**_needing(_TOP, "oppija-oid", "opiskeluoikeus-oid", *_CORE), **_REST},
    "PUT": {"id*": "int", **_needing(_TOP, *_CORE), **_REST},
    "PATCH": {"id*": "int", **_TOP},
}
