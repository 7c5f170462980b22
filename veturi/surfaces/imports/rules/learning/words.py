"""Words of student systems and what they mean here."""

from veturi.cooperation.placements.codes.funding import Funding
from veturi.foundation.text import fold
from veturi.foundation.words import in_every_language

_STATES = {
    "lasna": "läsnä, läsnäoleva, aktiivinen, opiskelee, 1, närvarande, aktiv, present, active",
    "loma": "loma, lomalla, ledig, on leave",
    "valiaikaisestikeskeytynyt": "väliaikaisesti keskeytynyt, valiaikaisestikeskeytynyt,"
    " keskeyttänyt väliaikaisesti, tillfälligt avbruten, interrupted",
    "valmistunut": "valmistunut, utexaminerad, graduated",
    "eronnut": "eronnut, avgått, avgången, resigned",
    "katsotaaneronneeksi": "katsotaan eronneeksi, katsotaaneronneeksi, anses ha avgått,"
    " deemed to have resigned",
    "peruutettu": "peruutettu, återkallad, cancelled",
    "paattynyt": "päättynyt, avslutad, ended",
    "mitatoity": "mitätöity, ogiltigförklarad, annulled",
}
_STATE_OF = {fold(word): state for state, words in _STATES.items() for word in words.split(",")}
OVER = frozenset({"valmistunut", "eronnut", "katsotaaneronneeksi", "peruutettu", "paattynyt"})

_LANGUAGES = {
    "fi": "fi, fin, suomi, finska, finnish",
    "sv": "sv, swe, ruotsi, svenska, swedish",
    "en": "en, eng, englanti, engelska, english",
}
_LANGUAGE_OF = {fold(word): code for code, words in _LANGUAGES.items() for word in words.split(",")}

_PROGRAMMES = {
    "vocational": "ammatillinen, ammatillinen koulutus, ammatillinenkoulutus, perustutkinto,"
    " ammattitutkinto, erikoisammattitutkinto, yrkesutbildning, vocational",
    "tuva": "tuva, tutkintokoulutukseen valmentava, hux",
    "telma": "telma, työhön ja itsenäiseen elämään valmentava",
    "labour_market": "työvoimakoulutus, arbetskraftsutbildning, labour market training",
    "basic_education": "perusopetus, grundläggande utbildning, basic education",
    "other": "muu, annan, other",
}
_PROGRAMME_OF = {
    fold(word): code for code, words in _PROGRAMMES.items() for word in words.split(",")
}

_FORMS = {
    "training_agreement": "koulutussopimus, koulutussopimusjakso, utbildningsavtal,"
    " training agreement, osaamisenhankkimistapa_koulutussopimus",
    "apprenticeship": "oppisopimus, läroavtal, apprenticeship, osaamisenhankkimistapa_oppisopimus",
    "entrepreneur": "yrittäjän oppisopimus, företagares läroavtal, yrittäjä,"
    " apprenticeship in ones own firm",
    "tet": "tet, työelämään tutustuminen, prao, work experience",
    "practice": "muu, harjoittelu, työharjoittelu, työssäoppiminen, työkokeilu, praktik,"
    " other practice, practice",
}
_FORM_OF = {fold(word): form for form, words in _FORMS.items() for word in words.split(",")}

PROPOSED, AGREED, ENDED, CALLED_OFF = "proposed", "agreed", "ended", "called_off"
_PERIOD_STATES = {
    PROPOSED: "suunniteltu, luonnos, ehdotettu, ehdotus, kesken, planerad, utkast, föreslagen,"
    " planned, draft, proposed",
    AGREED: "sovittu, voimassa, allekirjoitettu, aktiivinen, käynnissä, hyväksytty, avtalad,"
    " gällande, i kraft, pågår, agreed, in force, running, active",
    ENDED: "päättynyt, valmis, suoritettu, avslutad, slutförd, ended, completed",
    CALLED_OFF: "peruttu, peruutettu, peruuntunut, inställd, annullerad, called off, cancelled",
}
_PERIOD_STATE_OF = {
    fold(word): state for state, words in _PERIOD_STATES.items() for word in words.split(",")
}

_DEMANDING = ("vaativa", "kravande", "demanding")
_YES = frozenset(
    ["kylla", "k", "x", "1", "on", "ja", "yes", "y", "true", "erityinen", "sarskilt", "special"]
)
_NO = frozenset(["ei", "e", "0", "ei", "ole", "nej", "no", "n", "false"])


def state_in(text: str) -> str | None:
    return _STATE_OF.get(fold(text))


def language_in(text: str) -> str | None:
    return _LANGUAGE_OF.get(fold(text))


def programme_in(text: str) -> str | None:
    return _PROGRAMME_OF.get(fold(text))


def form_in(text: str) -> str | None:
    return _FORM_OF.get(fold(text))


def period_state_in(text: str) -> str | None:
    return _PERIOD_STATE_OF.get(fold(text))


def funding_in(text: str) -> str | None:
    """The code, alone or before its name, or the name in one of our languages."""
    first = text.removeprefix("opintojenrahoitus_").split(maxsplit=1)[0].rstrip(".:")
    if first.lstrip("0") in Funding.values:
        return first.lstrip("0")
    folded = fold(text)
    return next((one.value for one in Funding if folded in _names(one)), None)


def _names(one: Funding) -> set[str]:
    labels = in_every_language(one.label)
    return {fold(labels.fi), fold(labels.sv), fold(labels.en)}


def support_in(text: str) -> tuple[bool, bool] | None:
    """Whether support is special, and demanding; nothing for words that say neither."""
    words = fold(text).split()
    if words and words[0].startswith(_DEMANDING):
        return True, True
    if words and words[0] in _YES:
        return True, False
    return (False, False) if words and words[0] in _NO else None
