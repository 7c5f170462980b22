"""Developing partnership: project market, exchange of staff, services and reviews."""

from decimal import Decimal

from veturi.foundation.words import Words
from veturi.ledger.catalogue.making import deed
from veturi.ledger.terms import DeedKind, Layer, Number

LAYER = Layer.DEVELOPING

KINDS: tuple[DeedKind, ...] = (
    deed(
        "events.pitch_presented",
        Words("hanketori", "projekttorg", "project market pitch"),
        Words(
            "{partner}: esitteli aiheen hanketorilla, {hours} h.",
            "{partner}: presenterade ett ämne på projekttorget, {hours} h.",
            "{partner}: pitched at the project market, {hours} h.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(hours=Decimal(1)),
        partner_gives="expertise_hours:1/hour",
        we_give="visibility:1/deed",
        counts=True,
        by="coordinator",
        seed="U “hanketoripäivät”",
    ),
    deed(
        "exchange.familiarisation_held",
        Words(
            "opettajan tutustumisjakso",
            "lärares bekantningsperiod",
            "teacher’s familiarisation period",
        ),
        Words(
            "{partner}: opettajan tutustumisjakso, {days} pv.",
            "{partner}: lärares bekantningsperiod, {days} dgr.",
            "{partner}: teacher’s familiarisation period, {days} d.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(days=2),
        partner_gives="guidance_hours:2/day",
        we_give="expertise_hours:1/day",
        stamp=True,
        counts=True,
        by="teacher",
        seed="M “Opettajien […] tutustumisjaksot ja vierailut” (developing)",
    ),
    deed(
        "exchange.partner_staff_hosted",
        Words(
            "työelämän tutustumisjakso oppilaitoksessa",
            "arbetslivets bekantningsperiod hos oss",
            "partner’s staff at our school",
        ),
        Words(
            "{partner}: kumppanin henkilöstöä tutustumassa oppilaitoksessa, {days} pv.",
            "{partner}: partnerns personal på bekantningsperiod hos oss, {days} dgr.",
            "{partner}: partner’s staff at our school, {days} d.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(days=2),
        partner_gives="expertise_hours:1/day",
        we_give="guidance_hours:2/day",
        stamp=True,
        counts=True,
        by="teacher",
        seed="M “ja työelämän [tutustumisjaksot]” (developing)",
    ),
    deed(
        "exchange.course_delivered",
        Words(
            "koulutus kumppanin henkilöstölle",
            "utbildning för partnerns personal",
            "training for partner’s staff",
        ),
        Words(
            "{partner}: henkilöstöä koulutettiin, osallistujia: {n}, {hours} h.",
            "{partner}: personal utbildades, deltagare: {n}, {hours} h.",
            "{partner}: staff trained, participants: {n}, {hours} h.",
        ),
        layer=LAYER,
        purposes="R",
        number=Number(hours=Decimal(6), persons=10),
        partner_gives="euros:record",
        we_give="teaching_hours:1/hour",
        counts=True,
        by="coordinator",
        seed="A “Työelämän uudistuva osaaminen”",
    ),
    deed(
        "exchange.service_delivered",
        Words(
            "työelämän kehittämispalvelu",
            "utvecklingstjänst för arbetslivet",
            "development service for working life",
        ),
        Words(
            "{partner}: kehittämispalvelu toteutettiin, {hours} h.",
            "{partner}: en utvecklingstjänst utfördes, {hours} h.",
            "{partner}: development service delivered, {hours} h.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(hours=Decimal(6)),
        partner_gives="euros:record",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="coordinator",
        seed="A “Työelämän kehittämis- ja palvelutehtävä 2004”",
    ),
    deed(
        "reviews.peer_review_held",
        Words("vertaisarviointi", "kollegial utvärdering", "peer review"),
        Words(
            "{partner}: vertaisarviointi, {hours} h.",
            "{partner}: kollegial utvärdering, {hours} h.",
            "{partner}: peer review, {hours} h.",
        ),
        layer=LAYER,
        purposes="Q",
        number=Number(hours=Decimal(8)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        stamp=True,
        counts=True,
        by="coordinator",
        seed=(
            "J “vertaisarvioinnit eri toimijoiden kanssa (JYPAO ja muut koulutuksen "
            "järjestäjät)”; U “vertaisarvioinnit”"
        ),
    ),
    deed(
        "reviews.self_report_given",
        Words("itsearviointiraportti", "självvärderingsrapport", "self-report given"),
        Words(
            "{partner}: itsearviointiraportti annettiin.",
            "{partner}: självvärderingsrapporten lämnades in.",
            "{partner}: self-report given.",
        ),
        layer=LAYER,
        purposes="Q",
        by="coordinator",
        seed="= reviews.peer_review_held",
    ),
    deed(
        "reviews.peer_learning_held",
        Words("vertaisoppiminen", "kollegialt lärande", "peer learning"),
        Words(
            "{partner}: vertaisoppimista, {hours} h.",
            "{partner}: kollegialt lärande, {hours} h.",
            "{partner}: peer learning, {hours} h.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(hours=Decimal(3)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        stamp=True,
        counts=True,
        by="anyone",
        seed="U “Vertaisoppiminen”",
    ),
    deed(
        "reviews.partnership_assessed",
        Words(
            "kumppanuuden itsearviointi",
            "självutvärdering av partnerskapet",
            "partnership self-assessment",
        ),
        Words(
            "{partner}: kumppanuuden luottamusta ja arvoa arvioitiin, {hours} h.",
            "{partner}: partnerskapets förtroende och värde utvärderades, {hours} h.",
            "{partner}: trust and value of the partnership assessed, {hours} h.",
        ),
        layer=LAYER,
        purposes="Q",
        number=Number(hours=Decimal(1)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="coordinator",
        seed="= feedback.jointly_assessed (trust and value, by both)",
    ),
)
