"""Types of organisations, those that the seed's own lists name (own table)."""

from django.db.models import TextChoices

from veturi.foundation.words import label


class OrganisationType(TextChoices):
    COMPANY = "company", label("yritys", "företag", "company")
    NGO = "ngo", label("järjestö", "organisation", "non-governmental organisation")
    PARISH = "parish", label("seurakunta", "församling", "parish")
    DIOCESE = "diocese", label("hiippakunta", "stift", "diocese")
    CHURCH_BODY = "church_body", label("kirkollinen toimija", "kyrkligt organ", "church body")
    MUNICIPALITY = "municipality", label("kunta", "kommun", "municipality")
    JOINT_AUTHORITY = "joint_authority", label("kuntayhtymä", "samkommun", "joint authority")
    WELLBEING_COUNTY = (
        "wellbeing_county",
        label("hyvinvointialue", "välfärdsområde", "wellbeing services county"),
    )
    SCHOOL = "school", label("oppilaitos", "läroanstalt", "school")
    PROVIDER = "provider", label("koulutuksen järjestäjä", "utbildningsanordnare", "provider")
    FOLK_HIGH_SCHOOL = (
        "folk_high_school",
        label("kansanopisto", "folkhögskola", "folk high school"),
    )
    APPLIED_SCIENCES = (
        "applied_sciences",
        label("ammattikorkeakoulu", "yrkeshögskola", "university of applied sciences"),
    )
    UNIVERSITY = "university", label("yliopisto", "universitet", "university")
    RECEPTION_CENTRE = (
        "reception_centre",
        label("vastaanottokeskus", "förläggning", "reception centre"),
    )
    EMPLOYMENT_AREA = (
        "employment_area",
        label("työllisyysalue", "sysselsättningsområde", "employment area"),
    )
    AUTHORITY = "authority", label("viranomainen", "myndighet", "authority")
    FUNDER = "funder", label("rahoittaja", "finansiär", "funder")
    FOUNDATION = "foundation", label("säätiö", "stiftelse", "foundation")
    NETWORK = "network", label("verkosto", "nätverk", "network")
    SERVICE = "service", label("palvelu", "tjänst", "service")
    OTHER = "other", label("muu", "annan", "other")
