"""Partnership and service networks: guidance, themes, exchange abroad and their health."""

from decimal import Decimal

from veturi.foundation.words import Words
from veturi.ledger.catalogue.making import deed
from veturi.ledger.terms import DeedKind, Layer, Number

LAYER = Layer.NETWORK

KINDS: tuple[DeedKind, ...] = (
    deed(
        "networks.client_guided",
        Words(
            "ohjaus palveluverkostossa",
            "vägledning i servicenätverket",
            "guided on in the service network",
        ),
        Words(
            "{partner}: ohjattiin palveluverkostossa, henkilöitä: {n}.",
            "{partner}: vägleddes i servicenätverket, personer: {n}.",
            "{partner}: guided on in the service network, persons: {n}.",
        ),
        layer=LAYER,
        purposes="P",
        number=Number(persons=1),
        partner_gives="guidance_hours:1/person",
        we_give="guidance_hours:1/person",
        counts=True,
        by="teacher",
        seed="E “Maahanmuuttajaverkostot”; E “maahanmuuttajien palveluverkostot”",
    ),
    deed(
        "networks.theme_work_done",
        Words("UNESCO-koulun teematyö", "temaarbete i UNESCO-skolan", "UNESCO school theme work"),
        Words(
            "{partner}: teematyötä, {hours} h.",
            "{partner}: temaarbete, {hours} h.",
            "{partner}: theme work, {hours} h.",
        ),
        layer=LAYER,
        purposes="PQ",
        number=Number(hours=Decimal(4)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="teacher",
        seed="E “Kansainvälisyys: UNESCO-koulu”",
    ),
    deed(
        "networks.twin_school_worked",
        Words("ystävyyskoulutoiminta", "vänskolsverksamhet", "twin school activity"),
        Words(
            "{partner}: ystävyyskoulutoimintaa, {hours} h.",
            "{partner}: vänskolsverksamhet, {hours} h.",
            "{partner}: twin school activity, {hours} h.",
        ),
        layer=LAYER,
        purposes="PQ",
        number=Number(hours=Decimal(4)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        stamp=True,
        counts=True,
        by="teacher",
        seed="E “ystävyyskoulutoiminta”",
    ),
    deed(
        "exchange.student_sent",
        Words(
            "opiskelijavaihto: lähtevä", "studerandeutbyte: utresande", "student exchange: outgoing"
        ),
        Words(
            "{partner}: opiskelija vaihdossa, {days} pv.",
            "{partner}: studerande på utbyte, {days} dgr.",
            "{partner}: our student on exchange, {days} d.",
        ),
        layer=LAYER,
        purposes="P",
        number=Number(days=20),
        partner_gives="student_days:1/day + guidance_hours:0.5/day",
        we_give="guidance_hours:2/deed",
        stamp=True,
        counts=True,
        by="coordinator",
        seed="E “opiskelija- [vaihdot]”",
    ),
    deed(
        "exchange.student_received",
        Words(
            "opiskelijavaihto: saapuva", "studerandeutbyte: inresande", "student exchange: incoming"
        ),
        Words(
            "{partner}: vaihto-opiskelija oppilaitoksessa, {days} pv.",
            "{partner}: utbytesstuderande hos oss, {days} dgr.",
            "{partner}: exchange student at our school, {days} d.",
        ),
        layer=LAYER,
        purposes="P",
        number=Number(days=20),
        partner_gives="guidance_hours:2/deed",
        we_give="student_days:1/day + guidance_hours:0.5/day",
        stamp=True,
        counts=True,
        by="coordinator",
        seed="= exchange.student_sent (the other way)",
    ),
    deed(
        "exchange.teacher_sent",
        Words("opettajavaihto: lähtevä", "lärarutbyte: utresande", "teacher exchange: outgoing"),
        Words(
            "{partner}: opettaja vaihdossa, {days} pv.",
            "{partner}: lärare på utbyte, {days} dgr.",
            "{partner}: our teacher on exchange, {days} d.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(days=5),
        partner_gives="guidance_hours:2/day",
        we_give="teaching_hours:1/day",
        stamp=True,
        counts=True,
        by="coordinator",
        seed="E “opettajavaihdot”",
    ),
    deed(
        "exchange.teacher_received",
        Words("opettajavaihto: saapuva", "lärarutbyte: inresande", "teacher exchange: incoming"),
        Words(
            "{partner}: vaihto-opettaja oppilaitoksessa, {days} pv.",
            "{partner}: utbyteslärare hos oss, {days} dgr.",
            "{partner}: exchange teacher at our school, {days} d.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(days=5),
        partner_gives="teaching_hours:1/day",
        we_give="guidance_hours:2/day",
        stamp=True,
        counts=True,
        by="coordinator",
        seed="= exchange.teacher_sent (the other way)",
    ),
    deed(
        "networks.health_surveyed",
        Words("verkoston vointikysely", "nätverkets välmåendeenkät", "network health surveyed"),
        Words(
            "{partner}: verkoston vointi kysyttiin.",
            "{partner}: nätverkets välmående utreddes.",
            "{partner}: network’s health surveyed.",
        ),
        layer=LAYER,
        purposes="Q",
        counts=True,
        by="coordinator",
        seed="= networks.quality_reviewed",
    ),
    deed(
        "networks.membership_reviewed",
        Words("jäsenyyden arviointi", "utvärdering av medlemskap", "membership reviewed"),
        Words(
            "{partner}: jäsenyys arvioitiin.",
            "{partner}: medlemskapet utvärderades.",
            "{partner}: membership reviewed.",
        ),
        layer=LAYER,
        purposes="Q",
        counts=True,
        by="management",
        seed="= networks.joined",
    ),
)
