"""The columns of a student system’s lists, by the words that Primus, StudentaPlus and Peppi use."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from veturi.foundation.sheets.mapping import Field
from veturi.foundation.text import fold
from veturi.surfaces.imports.rules.fields import Known

SUPPORT = "support"

_NUMBER = (
    "opiskelijanumero, opiskelijan numero, opiskelija id, opnro, opiskelijanro, korttinumero,"
    " studerandenummer, studentnummer, studerande id, student number, student id"
)
_STUDY_RIGHT = (
    "opiskeluoikeuden oid, opiskeluoikeus oid, opiskeluoikeuden tunniste, studierättens oid,"
    " studierätt oid, study right oid"
)

OF_STUDENTS = (
    Known("number", _("Student number"), _NUMBER),
    Known("family_name", _("Family name"), "sukunimi, efternamn, släktnamn, family name,"
          " last name, surname"),
    Known("given_name", _("Given name"), "kutsumanimi, etunimi, etunimet, tilltalsnamn, förnamn,"
          " given name, first name"),
    Known("whole_name", _("Whole name"), "nimi, opiskelija, opiskelijan nimi, sukunimi etunimi,"
          " namn, studerande, studerandens namn, name, student, student name"),
    Known("group", _("Student group"), "ryhmä, ryhmätunnus, ryhmän tunnus, opetusryhmä, perusryhmä,"
          " saapumisryhmä, luokka, grupp, gruppkod, studiegrupp, group, class"),
    Known("teacher", _("Responsible teacher"), "vastuuopettaja, ryhmänohjaaja, opettajatuutori,"
          " omavalmentaja, omaohjaaja, hops ohjaaja, ansvarig lärare, grupphandledare,"
          " responsible teacher, group advisor, tutor"),
    Known("qualification", _("Qualification"), "tutkinto, tutkintokoodi, koulutuskoodi, koulutus,"
          " tutkintonimike, tutkinnon nimi, examen, examenskod, utbildningskod, utbildning,"
          " qualification, qualification code"),
    Known("programme", _("Education"), "koulutusmuoto, koulutustyyppi, suorituksen tyyppi,"
          " utbildningsform, utbildningstyp, programme, type of education"),
    Known("starts_on", _("Study right begins"), "opiskeluoikeus alkaa, opiskeluoikeuden alku,"
          " opiskeluoikeuden alkamispäivä, alkamispäivä, opinnot alkavat, aloituspäivä,"
          " studierätten börjar, studierättens början, startdatum, study right begins"),
    Known("ends_on", _("Study right ends (estimate)"), "arvioitu päättyminen,"
          " arvioitu päättymispäivä, opiskeluoikeus päättyy, opiskeluoikeuden loppu,"
          " suunniteltu päättyminen, beräknat slut, beräknat slutdatum, studierätten slutar,"
          " estimated end, study right ends"),
    Known("ended_on", _("Study right ended"), "päättymispäivä, opiskeluoikeus päättynyt,"
          " eropäivä, valmistumispäivä, slutdatum, studierätten upphörde, utskrivningsdatum,"
          " study right ended"),
    Known("funding", _("Funding"), "rahoitus, rahoitusmuoto, rahoituskoodi, opintojen rahoitus,"
          " finansiering, finansieringsform, funding, funding code"),
    Known("state", _("State"), "tila, opiskeluoikeuden tila, läsnäolotila, opiskelun tila,"
          " status, studierättens status, läge, state"),
    Known("state_since", _("State since"), "tilan alkupäivä, tila alkaen, status från,"
          " state since"),
    Known("study_right_oid", _("Study right OID"), _STUDY_RIGHT),
    Known("learner_oid", _("Learner OID"), "oppijanumero, oppija oid, oppijan oid, oppijatunnus,"
          " studerandens oid, elevnummer, learner number, learner oid"),
    Known("included_in", _("Included in study right"), "sisältyy opiskeluoikeuteen,"
          " ingår i studierätt, included in study right"),
    Known("born_on", _("Date of birth"), "syntymäaika, syntymäpäivä, syntynyt, födelsedatum,"
          " född, date of birth, born"),
    Known("email", _("E-mail"), "sähköposti, opiskelijan sähköposti, sähköpostiosoite, e post,"
          " e postadress, email, e mail"),
    Known("phone", _("Phone"), "puhelin, puhelinnumero, matkapuhelin, opiskelijan puhelin,"
          " telefon, mobiltelefon, phone, mobile"),
    Known("language", _("Language"), "kieli, asiointikieli, äidinkieli, språk, modersmål,"
          " language"),
    Known("municipality", _("Home municipality"), "kotikunta, kotikunnan nimi, asuinkunta,"
          " hemkommun, hemort, boendekommun, home municipality"),
    Known("guardian_name", _("Guardian"), "huoltaja, huoltajan nimi, huoltaja 1,"
          " vårdnadshavare, vårdnadshavarens namn, guardian, guardian name"),
    Known("guardian_email", _("Guardian’s e-mail"), "huoltajan sähköposti,"
          " vårdnadshavarens e post, guardian email, guardian e mail"),
    Known("guardian_phone", _("Guardian’s phone"), "huoltajan puhelin, huoltajan puhelinnumero,"
          " vårdnadshavarens telefon, guardian phone"),
    Known(SUPPORT, _("Special needs support"), "erityinen tuki, erityisen tuen päätös,"
          " vaativa erityinen tuki, särskilt stöd, krävande särskilt stöd,"
          " special needs support, special support"),
)  # fmt: skip

OF_PERIODS = (
    Known("student", _("Student number"), _NUMBER),
    Known("student_name", _("Student"), "opiskelija, opiskelijan nimi, studerande,"
          " studerandens namn, student, student name"),
    Known("study_right_oid", _("Study right OID"), _STUDY_RIGHT),
    Known("workplace", _("Workplace"), "työpaikka, työpaikan nimi, työnantaja, yritys,"
          " koulutustyöpaikka, arbetsplats, arbetsplatsens namn, arbetsgivare, företag,"
          " workplace, employer, company"),
    Known("business_id", _("Y-tunnus"), "y tunnus, ytunnus, työpaikan y tunnus,"
          " työnantajan y tunnus, fo nummer, arbetsplatsens fo nummer, business id"),
    Known("site", _("Site"), "toimipaikka, toimipiste, työpaikan osoite, verksamhetsställe,"
          " arbetsplatsens adress, site"),
    Known("form", _("Form"), "muoto, sopimustyyppi, sopimuksen tyyppi, hankkimistapa,"
          " osaamisen hankkimistapa, form, avtalstyp, sätt att förvärva kunnande,"
          " type of agreement"),
    Known("starts_on", _("First day"), "alkupäivä, alkaa, alkupvm, alku, jakson alku,"
          " alkamispäivä, aloituspäivä, startdatum, börjar, första dag, first day, start date,"
          " starts"),
    Known("ends_on", _("Last day"), "loppupäivä, päättyy, loppupvm, loppu, jakson loppu,"
          " päättymispäivä, lopetuspäivä, slutdatum, slutar, sista dag, last day, end date,"
          " ends"),
    Known("weekly_hours", _("Hours a week"), "viikkotunnit, tuntia viikossa, viikkotyöaika,"
          " h vk, työaika, veckotimmar, timmar per vecka, arbetstid, weekly hours,"
          " hours a week"),
    Known("part_time", _("Part-time percentage"), "osa aikaisuus, osa aikaisuustieto,"
          " osa aikaisuusprosentti, osa aika, deltid, deltidsprocent, part time,"
          " part time percentage"),
    Known("instructor_name", _("Workplace instructor"), "työpaikkaohjaaja, ohjaaja,"
          " työpaikkaohjaajan nimi, ohjaajan nimi, vastuullinen työpaikkaohjaaja,"
          " arbetsplatshandledare, handledare, handledarens namn, workplace instructor,"
          " instructor"),
    Known("instructor_email", _("Instructor’s e-mail"), "työpaikkaohjaajan sähköposti,"
          " ohjaajan sähköposti, handledarens e post, arbetsplatshandledarens e post,"
          " instructor email, instructor e mail"),
    Known("instructor_phone", _("Instructor’s phone"), "työpaikkaohjaajan puhelin,"
          " työpaikkaohjaajan puhelinnumero, ohjaajan puhelin, ohjaajan puhelinnumero,"
          " handledarens telefon, arbetsplatshandledarens telefon, instructor phone"),
    Known("teacher", _("Teacher"), "opettaja, ohjaava opettaja, vastuuopettaja,"
          " vastuullinen opettaja, lärare, ansvarig lärare, handledande lärare, teacher"),
    Known("key_tasks", _("Key work tasks"), "työtehtävät, keskeiset työtehtävät, tehtävät,"
          " arbetsuppgifter, centrala arbetsuppgifter, key tasks, work tasks"),
    Known("units", _("Qualification units"), "tutkinnon osa, tutkinnon osat,"
          " tutkinnon osan koodi, tutkinnon osien koodit, examensdel, examensdelar,"
          " qualification unit, units, unit code"),
    Known("unique_id", _("Identifier of the period"), "yksilöivä tunniste, jakson tunniste,"
          " tunniste, jakson id, individualiserande beteckning, periodens beteckning,"
          " period id, unique id"),
    Known("agreed_on", _("Agreement signed on"), "allekirjoitettu, sopimus allekirjoitettu,"
          " allekirjoituspäivä, sopimuspäivä, undertecknad, undertecknat,"
          " avtalet undertecknat, signed on, agreement signed"),
    Known("state", _("State"), "tila, sopimuksen tila, jakson tila, status, avtalets status,"
          " state"),
    Known("interrupted_from", _("Interruption begins"), "keskeytys alkaa, keskeytyksen alku,"
          " keskeytynyt alkaen, avbrott börjar, avbrottets början, interruption begins"),
    Known("interrupted_until", _("Interruption ends"), "keskeytys päättyy, keskeytyksen loppu,"
          " avbrott slutar, avbrottets slut, interruption ends"),
    Known("interruption_reason", _("Reason for the interruption"), "keskeytyksen syy,"
          " orsak till avbrott, avbrottets orsak, reason for interruption"),
)  # fmt: skip

LISTS: Mapping[str, Mapping[str, Known]] = {
    "students": {field.key: field for field in OF_STUDENTS},
    "periods": {field.key: field for field in OF_PERIODS},
}
# Of each group one column at least must be there.
NEEDED: Mapping[str, tuple[frozenset[str], ...]] = {
    "students": (
        frozenset({"number", "study_right_oid"}),
        frozenset({"family_name", "whole_name"}),
    ),
    "periods": (
        frozenset({"student", "study_right_oid"}),
        frozenset({"workplace", "business_id"}),
        frozenset({"starts_on"}),
    ),
}
KNOWN_HEADERS = {
    f"{kind}.{key}": field.folded for kind, fields in LISTS.items() for key, field in fields.items()
}
_ONLY_OF_PERIODS = ("workplace", "instructor_name", "instructor_email", "unique_id", "key_tasks")


def kind_by(headers: list[str]) -> str:
    """What the list is by the names of its columns: students, periods, or neither."""
    folded = {fold(header) for header in headers}
    students, periods = LISTS["students"], LISTS["periods"]
    if not folded & (students["number"].folded | students["study_right_oid"].folded):
        return ""
    about_work = any(folded & periods[key].folded for key in _ONLY_OF_PERIODS)
    return "periods" if about_work and folded & periods["starts_on"].folded else "students"


def proposable(kind: str) -> list[Field]:
    return [Field(field.key, field.folded) for field in LISTS[kind].values()]


def support_columns(headers: list[str]) -> set[int]:
    """The columns of a student system's list that tell what support somebody needs."""
    words = LISTS["students"][SUPPORT].folded
    return {place for place, header in enumerate(headers) if fold(header) in words}


def is_complete(kind: str, chosen: set[str]) -> bool:
    """Whether the columns are there without which no row can be understood."""
    return all(group & chosen for group in NEEDED[kind])
