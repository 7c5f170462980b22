"""What people write in one line about what they did: short, practical, nothing of a person."""

from random import Random

LINES: dict[str, tuple[str, ...]] = {
    "encounters.called": (
        "Sovittiin, että palataan asiaan ensi viikolla.",
        "Kyseltiin kuulumiset ja kevään paikat.",
        "Aihe: {topic}. Hyvä vire.",
        "Ei tavoitettu esihenkilöä, soittopyyntö jätetty.",
    ),
    "encounters.messaged": (
        "Lähetin jakson aikataulun.",
        "Kiitos käynnistä, muistio liitteenä.",
        "Vahvistus: aihe {topic}.",
        "Pyysin yhteystiedot uudelle ohjaajalle.",
    ),
    "encounters.met": (
        "Käytiin läpi vuoden suunnitelma; aiheena {topic}.",
        "Sovittiin työnjaosta, seuraava tapaaminen kuukauden päästä.",
        "Tutustuttiin uuteen yhteyshenkilöön.",
    ),
    "encounters.workplace_visited": (
        "Kierrettiin tilat. Mahtuu kaksi opiskelijaa kerrallaan.",
        "Hyvä perehdytyskansio, voisiko siitä tehdä yhteisen mallin?",
        "Nähtiin, miten {topic} näkyy arjessa.",
    ),
    "encounters.customer_listened": (
        "Toive: lyhyempi paperityö ennen jaksoa.",
        "Kiitosta ohjauksesta; {topic} kiinnostaa.",
        "Tarvitsevat sijaisia loma-aikoina.",
        "Opiskelijan kielitaidosta toivotaan tietoa etukäteen.",
    ),
    "encounters.need_heard": (
        "Rekrytointitarve ensi syksyksi.",
        "Henkilöstölle koulutusta, aiheena {topic}.",
        "Kaivataan ohjaajille vertaistukea.",
    ),
    "encounters.ideas_gathered": ("Kymmenen ideaa, kolme jatkoon. Aihe: {topic}.",),
    "exchange.lecture_given": ("Luento: {topic}.", "Ryhmä kyseli paljon. Aihe: {topic}."),
    "exchange.students_visited": ("Ryhmä tutustui, teemana {topic}.",),
    "exchange.school_visited": ("Kävivät katsomassa tilat ja tapasivat ryhmän.",),
    "exchange.instructor_trained": ("Työpaikkaohjaajan ensimmäinen osa, verkossa.",),
    "exchange.course_delivered": ("Koulutus henkilöstölle: {topic}.",),
    "exchange.premises_used": ("Sali ja ryhmätilat, kahvit mukaan.",),
    "placements.triad_met": ("Tavoitteet tarkistettiin, kaikki aikataulussa.",),
    "placements.demonstration_assessed": ("Arvioitiin yhdessä, perustelut kirjattiin.",),
    "visits.period_visited": (
        "Jakso sujuu, ohjaus kunnossa.",
        "Sovittiin näytön ajankohta.",
        "Lisää vastuuta loppujaksolle.",
    ),
    "feedback.feedback_received": ("Palaute: {topic} sujui hyvin.", "Aikataulu tuli myöhään."),
    "events.partner_day_attended": ("Hanketorilla kiinnostuttiin, aiheena {topic}.",),
    "events.hiring_fair_attended": ("Neljä opiskelijaa jätti yhteystietonsa.",),
    "groups.working_life_group_met": ("Työelämäryhmä: {topic}, syksyn paikat.",),
    "groups.steering_group_met": ("Ohjausryhmä: raportti hyväksyttiin.",),
    "networks.met": ("Verkoston kuulumiset ja kevään teema: {topic}.",),
    "networks.working_group_met": ("Työryhmä: {topic}.",),
    "plans.leaders_met": ("Johdon tapaaminen: {topic}, investoinnit, seuraava vuosi.",),
    "plans.annual_review_held": ("Vuosi käytiin läpi; tavoitteet uusittiin.",),
    "projects.month_held": ("Pilotti etenee, aiheena {topic}.",),
}
NEXT: dict[str, tuple[str, ...]] = {
    "encounters.contact_due": ("Soita ja kysy kevään paikoista", "Kysy kuulumiset"),
    "encounters.meeting_planned": ("Tapaaminen paikan päällä", "Suunnittelupalaveri"),
    "encounters.action_due": ("Lähetä perehdytyskansion malli", "Etsi sijainen loma-ajaksi"),
    "encounters.answer_due": ("Vastaa kuultuun koulutustarpeeseen",),
    "exchange.lecture_agreed": ("Luento ryhmälle: {topic}",),
    "exchange.visit_agreed": ("Ryhmän vierailu: {topic}",),
    "exchange.premises_booked": ("Sali varattu koulutuspäivään",),
    "exchange.training_agreed": ("Koulutus henkilöstölle: {topic}",),
    "feedback.answer_due": ("Vastaa palautteeseen",),
    "visits.visit_planned": ("Käynti työpaikalla",),
    "agreements.signature_due": ("Koulutussopimus allekirjoitettavaksi",),
    "plans.annual_review_due": ("Vuosikatsaus johdon kanssa",),
    "plans.agreement_renewal_due": ("Kumppanuussopimuksen uusiminen",),
    "plans.clock_item_due": ("Vuosikellon merkintä: {topic}",),
    "plans.plan_review_due": ("Kumppanuussuunnitelman tarkistus",),
    "groups.meeting_due": ("Työelämäryhmän kokous: {topic}",),
    "reviews.assessment_due": ("Kumppanuuden itsearviointi yhdessä",),
    "networks.meeting_due": ("Verkostotapaaminen",),
    "networks.review_due": ("Jäsenyyden arviointi",),
    "networks.health_survey_due": ("Verkoston vointikysely",),
    "placements.period_ends": ("Työpaikkajakso päättyy",),
    "placements.period_starts": ("Työpaikkajakso alkaa",),
    "placements.demonstration_planned": ("Näyttö työpaikalla",),
}
TAGS = (
    *(
        "harjoittelupaikka",
        "oppisopimus",
        "selkokieli",
        "kesätyö",
        "luennoitsija",
        "vuokraa tiloja",
    ),
    *("maahanmuuttajaystävällinen", "alumni töissä", "hanke", "uusi ohjaaja", "kuljetus tarpeen"),
)
PAUSES = (
    "Henkilöstön vaihdos, palataan keväällä.",
    "Muutto uusiin tiloihin.",
    "Pyysivät rauhaa muutosneuvottelujen ajaksi.",
    "Ei sähköpostia, mieluummin puhelin.",
    "Remontti, ei vierailuja.",
)
OURS = (
    *("kasvatus- ja ohjausala", "puhtaus- ja kiinteistöpalveluala", "seurakunta- ja hautausala"),
    *("TUVA ja maahanmuuttajakoulutus", "opistovuosi ja taide", "työelämäpalvelut"),
)


def line_for(kind: str, topics: tuple[str, ...], rng: Random) -> str:
    """A line in a bit more than half of the cases where somebody would write one."""
    lines = LINES.get(kind)
    if lines is None or rng.random() < SILENT:
        return ""
    return rng.choice(lines).format(topic=rng.choice(topics))


def next_for(kind: str, topics: tuple[str, ...], rng: Random) -> str:
    return rng.choice(NEXT[kind]).format(topic=rng.choice(topics))


SILENT = 0.4
