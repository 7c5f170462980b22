"""Levels in words (kinds.md §5): depths, states, next steps, names of sets."""

from decimal import Decimal
from typing import Any

from django.utils import formats

from veturi.foundation.words import Words
from veturi.insight.levels.ruleset import Condition

DEPTHS = (
    Words("ei näyttöä", "inga belägg", "no evidence"),
    Words("alussa", "i början", "begun"),
    Words("toistuva", "återkommande", "recurring"),
    Words("vastavuoroinen", "ömsesidig", "reciprocal"),
    Words("vakiintunut", "etablerad", "established"),
)
STATES = {
    "active": Words("aktiivinen", "aktiv", "active"),
    "resting": Words("lepää", "vilar", "resting"),
    "dormant": Words("hiljainen", "vilande länge", "dormant"),
    "new": Words("uusi", "ny", "new"),
}
SIGNALS = {"active": "ok", "resting": "wait", "dormant": "stop", "new": "info"}
WHYS = {
    "deed": Words(
        "teko kirjattiin tai peruttiin",
        "en gärning antecknades eller togs tillbaka",
        "a deed was recorded or taken back",
    ),
    "month": Words("kuukausi vaihtui", "månaden växlade", "the month turned"),
    "day": Words(
        "aika kului tai tiedot muuttuivat",
        "tiden gick eller uppgifter ändrades",
        "time passed or facts changed",
    ),
    "override": Words(
        "ihmisen arvio alkoi tai päättyi",
        "en människas bedömning började eller upphörde",
        "a judgement of a person began or ended",
    ),
}
ENDED = Words(
    "ihmisen arvio päättyi", "en människas bedömning upphörde", "a person’s judgement ended"
)
SETS = {
    "layer": Words("yhteistyö", "samarbete", "cooperation"),
    "listening": Words(
        "asiakaskuuntelu tai palaute", "kundlyhördhet eller respons", "listening or feedback"
    ),
    "group_meetings": Words("ryhmän kokous", "gruppmöte", "group meeting"),
    "assessments": Words(
        "kumppanuuden itsearviointi",
        "självutvärdering av partnerskapet",
        "partnership self-assessment",
    ),
    "annual_reviews": Words("vuosikatsaus", "årsöversikt", "annual review"),
    "published": Words("yhteiset tulokset", "gemensamma resultat", "results published together"),
    "network_meetings": Words("verkostotapaaminen", "nätverksmöte", "network meeting"),
    "network_reviews": Words(
        "vointikysely tai jäsenyyden arviointi",
        "välmåendeenkät eller utvärdering av medlemskap",
        "health survey or membership review",
    ),
    "plan": Words(
        "kumppanuussuunnitelma tai -sopimus",
        "partnerskapsplan eller -avtal",
        "partnership plan or agreement",
    ),
    "agreement": Words("kumppanuussopimus", "partnerskapsavtal", "partnership agreement"),
    "year_clock": Words(
        "kumppanuusvuosikello", "årsklocka för partnerskap", "partnership year clock"
    ),
    "tie": Words(
        "jäsenyys, suunnitelma tai sopimus",
        "medlemskap, plan eller avtal",
        "membership, plan or agreement",
    ),
    "principles": Words("yhteiset periaatteet", "gemensamma principer", "common principles"),
}
STEPS = {
    "deeds": Words(
        "Lisää yhteistyötä: {have}/{need}.",
        "Mera samarbete: {have}/{need}.",
        "More cooperation: {have}/{need}.",
    ),
    "kinds": Words(
        "Lisää eri muotoja: {have}/{need}.",
        "Fler olika former: {have}/{need}.",
        "More different forms: {have}/{need}.",
    ),
    "kinds_all": Words(
        "Lisää eri muotoja kaikissa kerroksissa: {have}/{need}.",
        "Fler olika former i alla skikt: {have}/{need}.",
        "More different forms over all layers: {have}/{need}.",
    ),
    "months": Words(
        "Yhteistyötä useampana kuukautena: {have}/{need}.",
        "Samarbete under fler månader: {have}/{need}.",
        "Cooperation in more months: {have}/{need}.",
    ),
    "both_sides": Words(
        "Molempien on annettava jotakin.",
        "Båda behöver ge något.",
        "Both need to give something.",
    ),
    "owner": Words("Nimetkää vastuuhenkilö.", "Utse en ansvarig.", "Name an owner."),
    "deputy": Words("Nimetkää varahenkilö.", "Utse en ersättare.", "Name a deputy."),
    "contact": Words(
        "Kirjatkaa kumppanin yhteyshenkilö.",
        "Anteckna partnerns kontaktperson.",
        "Note the partner’s contact person.",
    ),
    "sponsor": Words(
        "Nimetkää johdon edustaja molemmin puolin.",
        "Utse en representant för ledningen på båda sidor.",
        "Name a member of management on both sides.",
    ),
    "document": Words("Puuttuu: {set}.", "Saknas: {set}.", "Missing: {set}."),
    "count": Words("{set}: {have}/{need}.", "{set}: {have}/{need}.", "{set}: {have}/{need}."),
    "recent": Words(
        "{set}, viime vuosi: {have}/{need}.",
        "{set}, senaste året: {have}/{need}.",
        "{set}, last year: {have}/{need}.",
    ),
    "each_year": Words(
        "{set}, joka vuosi: {have}/{need}.",
        "{set}, varje år: {have}/{need}.",
        "{set}, each year: {have}/{need}.",
    ),
    "balance": Words(
        "Tasapaino {have}, tavoite {need}.",
        "Balans {have}, mål {need}.",
        "Balance {have}, aim {need}.",
    ),
    "commitment": Words(
        "Sopikaa seuraavasta: {have}/{need}.",
        "Kom överens om nästa steg: {have}/{need}.",
        "Agree on what is next: {have}/{need}.",
    ),
    "recent_deed": Words(
        "Tehkää jotakin yhdessä: edellisestä {have} kk.",
        "Gör något tillsammans: {have} mån. sedan sist.",
        "Do something together: {have} months since the last.",
    ),
}


def step_sentence(condition: Condition | None, have: Any) -> str:
    """The next missing step as a sentence; nothing when nothing is missing."""
    if not condition:
        return ""
    name, *arguments = condition
    named = str(SETS.get(arguments[0], arguments[0])) if arguments else ""
    text = str(STEPS[name]).format(
        have=_figure(have), need=_figure(arguments[-1] if arguments else ""), set=named
    )
    return text[:1].upper() + text[1:]


def _figure(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, (float, Decimal)):
        return formats.number_format(value, 2, use_l10n=True).rstrip("0").rstrip(",.")
    return str(value)
