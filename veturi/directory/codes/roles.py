"""Roles in which a partner's people work with us (own table)."""

from django.db.models import TextChoices

from veturi.foundation.words import label


class PersonRole(TextChoices):
    INSTRUCTOR = "instructor", label("työpaikkaohjaaja", "arbetsplatshandledare", "instructor")
    RESPONSIBLE_INSTRUCTOR = (
        "responsible_instructor",
        label(
            "vastuullinen työpaikkaohjaaja",
            "ansvarig arbetsplatshandledare",
            "responsible instructor",
        ),
    )
    ASSESSOR = "assessor", label("näytön arvioija", "bedömare av yrkesprov", "assessor")
    HR = "hr", label("henkilöstöhallinto", "personalförvaltning", "human resources")
    CONTACT = "contact", label("yhteyshenkilö", "kontaktperson", "contact person")
    DIRECTOR = "director", label("johtaja", "direktör", "director")
    MANAGEMENT = (
        "management",
        label("johdon edustaja", "representant för ledningen", "member of management"),
    )
    SUPERVISOR = "supervisor", label("esihenkilö", "chef", "supervisor")
    STEERING_GROUP_MEMBER = (
        "steering_group_member",
        label("ohjausryhmän jäsen", "styrgruppsmedlem", "steering-group member"),
    )
    WORKING_LIFE_GROUP_MEMBER = (
        "working_life_group_member",
        label("työelämäryhmän jäsen", "medlem i arbetslivsgruppen", "member of working-life group"),
    )
    LECTURER = "lecturer", label("luennoitsija", "föreläsare", "lecturer")
    TRAINER = "trainer", label("kouluttaja", "utbildare", "trainer")
    ALUMNUS = "alumnus", label("alumni", "alumn", "alumnus")
    PROJECT_CONTACT = (
        "project_contact",
        label("hankkeen yhteyshenkilö", "projektets kontaktperson", "project contact"),
    )
    SIGNATORY = "signatory", label("allekirjoittaja", "undertecknare", "signatory")
    NETWORK_REPRESENTATIVE = (
        "network_representative",
        label("verkoston edustaja", "nätverkets representant", "network representative"),
    )
    REVIEWER = "reviewer", label("vertaisarvioija", "kollegial utvärderare", "peer reviewer")
    ENTREPRENEUR = "entrepreneur", label("yrittäjä", "företagare", "entrepreneur")
    OTHER = "other", label("muu rooli", "annan roll", "other role")

    @property
    def is_management(self) -> bool:
        """Whether the person can stand behind the partnership for the partner's management."""
        return self in {PersonRole.DIRECTOR, PersonRole.MANAGEMENT, PersonRole.ENTREPRENEUR}
