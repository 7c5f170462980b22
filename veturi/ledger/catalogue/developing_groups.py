"""Developing partnership: groups, plans and new uses of agreements."""

from decimal import Decimal

from veturi.foundation.words import Words
from veturi.ledger.catalogue.making import deed
from veturi.ledger.terms import DeedKind, Layer, Number

LAYER = Layer.DEVELOPING

KINDS: tuple[DeedKind, ...] = (
    deed(
        "groups.steering_group_met",
        Words("ohjausryhmän kokous", "styrgruppsmöte", "steering group met"),
        Words(
            "{partner}: ohjausryhmä kokoontui, {hours} h.",
            "{partner}: styrgruppen sammanträdde, {hours} h.",
            "{partner}: steering group met, {hours} h.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(hours=Decimal(2)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        stamp=True,
        counts=True,
        by="coordinator",
        seed="J “ohjausryhmäyhteistyö”",
    ),
    deed(
        "groups.working_life_group_met",
        Words("työelämäryhmän kokous", "arbetslivsgruppens möte", "working-life group met"),
        Words(
            "{partner}: työelämäryhmä kokoontui, {hours} h.",
            "{partner}: arbetslivsgruppen sammanträdde, {hours} h.",
            "{partner}: working-life group met, {hours} h.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(hours=Decimal(2)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        stamp=True,
        counts=True,
        by="coordinator",
        seed="J “työelämäryhmät”; U “Ammatillisten tutkintojen työelämäryhmät”",
    ),
    deed(
        "groups.met",
        Words("muun ryhmän kokous", "annan grupps möte", "other group met"),
        Words(
            "{partner}: työryhmä kokoontui, {hours} h.",
            "{partner}: arbetsgruppen sammanträdde, {hours} h.",
            "{partner}: working group met, {hours} h.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(hours=Decimal(2)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="anyone",
        seed="E “työryhmät” (regional, not a network’s)",
    ),
    deed(
        "groups.seat_taken",
        Words("jäsenyys ryhmässä", "medlemskap i grupp", "seat in a group"),
        Words(
            "{partner}: nimesi jäsenen ryhmään.",
            "{partner}: utsåg en medlem till gruppen.",
            "{partner}: named a member to the group.",
        ),
        layer=LAYER,
        purposes="Q",
        stamp=True,
        by="coordinator",
        seed="= groups.working_life_group_met",
    ),
    deed(
        "groups.diocese_met",
        Words("hiippakuntayhteistyö", "stiftssamarbete", "cooperation with a diocese"),
        Words(
            "{partner}: hiippakuntayhteistyötä, {hours} h.",
            "{partner}: stiftssamarbete, {hours} h.",
            "{partner}: cooperation with the diocese, {hours} h.",
        ),
        layer=LAYER,
        purposes="RPQ",
        number=Number(hours=Decimal(2)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        stamp=True,
        counts=True,
        by="coordinator",
        seed="J “hiippakuntayhteistyö”",
    ),
    deed(
        "plans.year_clock_agreed",
        Words("kumppanuusvuosikello", "årsklocka för partnerskap", "partnership year clock"),
        Words(
            "{partner}: kumppanuusvuosikello sovittiin.",
            "{partner}: årsklockan för partnerskapet överenskoms.",
            "{partner}: partnership year clock agreed.",
        ),
        layer=LAYER,
        purposes="PQ",
        partner_gives="expertise_hours:1/deed",
        we_give="expertise_hours:1/deed",
        stamp=True,
        counts=True,
        document_months=12,
        by="coordinator",
        seed=(
            "J “kumppanuusvuosikellot työpaikkojen ja järjestöjen kanssa”; U "
            "“Kumppanuusvuosikellot”"
        ),
    ),
    deed(
        "plans.partnership_plan_agreed",
        Words("kumppanuussuunnitelma", "partnerskapsplan", "partnership plan"),
        Words(
            "{partner}: kumppanuussuunnitelma sovittiin.",
            "{partner}: partnerskapsplanen överenskoms.",
            "{partner}: partnership plan agreed.",
        ),
        layer=LAYER,
        purposes="Q",
        partner_gives="expertise_hours:2/deed",
        we_give="expertise_hours:2/deed",
        stamp=True,
        counts=True,
        document_months=24,
        by="coordinator",
        seed="M “Yhteistyön […] kehittäminen”",
    ),
    deed(
        "plans.practice_improved",
        Words(
            "palvelun tai prosessin kehittäminen",
            "utveckling av tjänst eller process",
            "service or process improved",
        ),
        Words(
            "{partner}: palvelua tai prosessia kehitettiin, {hours} h.",
            "{partner}: en tjänst eller process utvecklades, {hours} h.",
            "{partner}: a service or process was improved, {hours} h.",
        ),
        layer=LAYER,
        purposes="RQ",
        number=Number(hours=Decimal(3)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="anyone",
        seed=(
            "M “palveluiden ja prosessien [kehittäminen]”; A “Laadun ja toiminnan "
            "kehittäminen asiakkaiden kanssa”"
        ),
    ),
    deed(
        "plans.training_codesigned",
        Words(
            "koulutuksen suunnittelu yhdessä",
            "gemensam planering av utbildning",
            "training designed together",
        ),
        Words(
            "{partner}: koulutusta suunniteltiin yhdessä, {hours} h.",
            "{partner}: utbildning planerades tillsammans, {hours} h.",
            "{partner}: training designed together, {hours} h.",
        ),
        layer=LAYER,
        purposes="RPQ",
        number=Number(hours=Decimal(3)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="teacher",
        seed=(
            "A “suunnittelemme ja toteutamme ammatillista koulutusta yhdessä asiakkaidemme kanssa”"
        ),
    ),
    deed(
        "agreements.new_use_tried",
        Words(
            "koulutus- tai oppisopimuksen uusi käyttötapa",
            "nytt sätt att använda utbildnings- eller läroavtal",
            "new use of an agreement tried",
        ),
        Words(
            "{partner}: kokeiltiin koulutus- tai oppisopimuksen uutta käyttötapaa, {hours} h.",
            "{partner}: ett nytt sätt att använda avtalet prövades, {hours} h.",
            "{partner}: a new use of the agreement was tried, {hours} h.",
        ),
        layer=LAYER,
        purposes="RP",
        number=Number(hours=Decimal(4)),
        partner_gives="expertise_hours:1/hour",
        we_give="expertise_hours:1/hour",
        counts=True,
        by="teacher",
        seed="M “Koulutus- ja oppisopimuksen uudet mahdollisuudet” (developing)",
    ),
)
