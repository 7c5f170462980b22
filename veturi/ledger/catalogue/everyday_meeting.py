"""Everyday partnership: calls, meetings, listening and visits, logged as they happen."""

from decimal import Decimal

from veturi.foundation.words import Words
from veturi.ledger.catalogue.making import deed
from veturi.ledger.terms import DeedKind, Layer, Number

LAYER = Layer.EVERYDAY

KINDS: tuple[DeedKind, ...] = (
    deed(
        "encounters.called",
        Words("puhelu", "samtal", "call"),
        Words("{partner}: puhelu.", "{partner}: telefonsamtal.", "{partner}: call."),
        layer=LAYER,
        purposes="Q",
        by="anyone",
        seed="A “JKO perusprosessi: […] ja kumppanuus” (contact)",
    ),
    deed(
        "encounters.messaged",
        Words("viesti", "meddelande", "message"),
        Words("{partner}: viesti.", "{partner}: meddelande.", "{partner}: message."),
        layer=LAYER,
        purposes="Q",
        by="anyone",
        seed="= encounters.called",
    ),
    deed(
        "encounters.met",
        Words("tapaaminen", "möte", "meeting"),
        Words(
            "{partner}: tapaaminen, {hours} h.",
            "{partner}: möte, {hours} h.",
            "{partner}: meeting, {hours} h.",
        ),
        layer=LAYER,
        purposes="Q",
        number=Number(hours=Decimal(1)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="anyone",
        seed="A “Perustana vastavuoroisessa kumppanuudessa on arjen kumppanuus”",
    ),
    deed(
        "encounters.workplace_visited",
        Words("vierailu työpaikalla", "besök på arbetsplatsen", "visit to the workplace"),
        Words(
            "{partner}: henkilöstömme vieraili työpaikalla, {hours} h.",
            "{partner}: vår personal besökte arbetsplatsen, {hours} h.",
            "{partner}: our staff visited the workplace, {hours} h.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(hours=Decimal(2)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="anyone",
        seed="M “vierailut”; J “[opettajien] ja vierailut”",
    ),
    deed(
        "encounters.customer_listened",
        Words("asiakaskuuntelu", "kundlyhördhet", "customer listening"),
        Words(
            "{partner}: asiakaskuuntelu, {hours} h.",
            "{partner}: kundsamtal, {hours} h.",
            "{partner}: customer listening, {hours} h.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(hours=Decimal(1)),
        partner_gives="expertise_hours:1/hour",
        counts=True,
        by="anyone",
        seed="M “Asiakaskuuntelu”",
    ),
    deed(
        "encounters.need_heard",
        Words("kuultu tarve", "uppfattat behov", "need heard"),
        Words(
            "{partner}: kerrottu tarve kirjattiin.",
            "{partner}: ett behov antecknades.",
            "{partner}: a need was noted.",
        ),
        layer=LAYER,
        purposes="RQ",
        by="anyone",
        seed="A “Asiakkaiden tarpeet avautuvat kumppanuustyön […] kautta”",
    ),
    deed(
        "encounters.ideas_gathered",
        Words("ideointi yhdessä", "gemensam idéverkstad", "idea workshop"),
        Words(
            "{partner}: ideoitiin yhdessä, {hours} h.",
            "{partner}: idéer arbetades fram tillsammans, {hours} h.",
            "{partner}: ideas worked out together, {hours} h.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(hours=Decimal(2)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="anyone",
        seed=(
            "A “Ideoidaan yhdessä yhteisiä projekteja, vierailuja, […] opetusta, hankkeita jne.”"
        ),
    ),
    deed(
        "encounters.other_done",
        Words("muu yhteistyö", "annat samarbete", "other cooperation"),
        Words(
            "{partner}: muuta yhteistyötä, {hours} h.",
            "{partner}: annat samarbete, {hours} h.",
            "{partner}: other cooperation, {hours} h.",
        ),
        layer=LAYER,
        purposes="Q",
        number=Number(hours=Decimal(1)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        by="anyone",
        seed="J “jne.” (what has no kind yet; reviewed each year)",
    ),
)
