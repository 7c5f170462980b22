"""Everyday partnership: events, feedback and reaching out."""

from decimal import Decimal

from veturi.foundation.words import Words
from veturi.ledger.catalogue.making import deed
from veturi.ledger.terms import DeedKind, Layer, Number

LAYER = Layer.EVERYDAY

KINDS: tuple[DeedKind, ...] = (
    deed(
        "events.event_attended",
        Words("tapahtuma", "evenemang", "event"),
        Words(
            "{partner}: mukana tapahtumassa, {hours} h.",
            "{partner}: med på evenemang, {hours} h.",
            "{partner}: took part in an event, {hours} h.",
        ),
        layer=LAYER,
        purposes="PQ",
        number=Number(hours=Decimal(3)),
        partner_gives="expertise_hours:1/hour",
        we_give="visibility:1/deed",
        counts=True,
        by="coordinator",
        seed="M “Tapahtumat”",
    ),
    deed(
        "events.hiring_fair_attended",
        Words("pestuumarkkinat", "rekryteringsmarknad", "hiring fair"),
        Words(
            "{partner}: mukana pestuumarkkinoilla, {hours} h.",
            "{partner}: med på rekryteringsmarknaden, {hours} h.",
            "{partner}: took part in the hiring fair, {hours} h.",
        ),
        layer=LAYER,
        purposes="P",
        number=Number(hours=Decimal(4)),
        partner_gives="expertise_hours:1/hour",
        we_give="premises_hours:1/hour + visibility:1/deed",
        stamp=True,
        counts=True,
        by="coordinator",
        seed="J “pestuumarkkinat”",
    ),
    deed(
        "events.partner_day_attended",
        Words("kumppanuuspäivät", "partnerskapsdagar", "partnership days"),
        Words(
            "{partner}: mukana kumppanuuspäivillä, {hours} h.",
            "{partner}: med på partnerskapsdagarna, {hours} h.",
            "{partner}: took part in the partnership days, {hours} h.",
        ),
        layer=LAYER,
        purposes="RPQ",
        number=Number(hours=Decimal(5)),
        partner_gives="expertise_hours:1/hour",
        we_give="premises_hours:1/hour + visibility:1/deed",
        stamp=True,
        counts=True,
        by="coordinator",
        seed="U “Kumppanuuspäivät (Työelämä- [päivät]) vuodesta 2004”",
    ),
    deed(
        "events.passport_handed_over",
        Words(
            "kumppanuuspassin luovutus",
            "överlämnande av partnerskapspass",
            "partner passport handed over",
        ),
        Words(
            "{partner}: kumppanuuspassi luovutettiin.",
            "{partner}: partnerskapspasset överlämnades.",
            "{partner}: partner passport handed over.",
        ),
        layer=LAYER,
        purposes="Q",
        we_give="visibility:1/deed",
        by="coordinator",
        seed="U “Kumppanuuspassi vuodesta 2006”",
    ),
    deed(
        "feedback.feedback_received",
        Words("palaute", "respons", "feedback"),
        Words(
            "{partner}: antoi palautetta.", "{partner}: gav respons.", "{partner}: gave feedback."
        ),
        layer=LAYER,
        purposes="Q",
        partner_gives="expertise_hours:0.5/deed",
        counts=True,
        by="anyone",
        seed="M “palaute”",
    ),
    deed(
        "feedback.feedback_answered",
        Words("vastaus palautteeseen", "svar på respons", "feedback answered"),
        Words(
            "{partner}: palautteeseen vastattiin.",
            "{partner}: responsen besvarades.",
            "{partner}: feedback answered.",
        ),
        layer=LAYER,
        purposes="Q",
        we_give="expertise_hours:0.5/deed",
        counts=True,
        by="coordinator",
        seed="= feedback.feedback_received",
    ),
    deed(
        "feedback.jointly_assessed",
        Words("yhteinen arviointi", "gemensam utvärdering", "joint assessment"),
        Words(
            "{partner}: yhteistyötä arvioitiin yhdessä, {hours} h.",
            "{partner}: samarbetet utvärderades tillsammans, {hours} h.",
            "{partner}: cooperation assessed together, {hours} h.",
        ),
        layer=LAYER,
        purposes="Q",
        number=Number(hours=Decimal(1)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="teacher",
        seed="M “yhteinen arviointi”",
    ),
    deed(
        "feedback.survey_sent",
        Words("kyselyn lähetys", "utskick av enkät", "survey sent"),
        Words(
            "{partner}: työelämäpalautteen kysely lähetettiin.",
            "{partner}: enkäten om arbetslivsrespons skickades.",
            "{partner}: working-life feedback survey sent.",
        ),
        layer=LAYER,
        purposes="Q",
        by="system",
        seed="A “Opiskelija- ja työelämäpalautteet”",
    ),
    deed(
        "feedback.endorsement_given",
        Words("suositus oppilaitokselle", "rekommendation", "endorsement of our school"),
        Words(
            "{partner}: suositteli oppilaitosta.",
            "{partner}: rekommenderade oss.",
            "{partner}: endorsed our school.",
        ),
        layer=LAYER,
        purposes="Q",
        partner_gives="visibility:1/deed",
        by="partner",
        seed="= events.passport_handed_over (the partner’s side)",
    ),
    deed(
        "outreach.partner_approached",
        Words("hakeva työ", "uppsökande arbete", "outreach"),
        Words(
            "{partner}: hakevan työn yhteydenotto.",
            "{partner}: kontakt i uppsökande arbete.",
            "{partner}: approached in outreach.",
        ),
        layer=LAYER,
        purposes="RP",
        by="coordinator",
        seed="A “hakevatyö”",
    ),
    deed(
        "outreach.offer_made",
        Words("tarjous", "erbjudande", "offer made"),
        Words(
            "{partner}: palveluja tarjottiin.",
            "{partner}: tjänster erbjöds.",
            "{partner}: services offered.",
        ),
        layer=LAYER,
        purposes="R",
        by="coordinator",
        seed="A “markkinointi”",
    ),
)
