"""What a company of the register fills in when a partner is made of it."""

from veturi.directory.codes.organisation_types import OrganisationType
from veturi.surfaces.gateways.ytj.rules.companies import Company
from veturi.surfaces.gateways.ytj.rules.comparing import Field, Ours, facts_of, their_side

# By the register's code of the form; all others are companies.
TYPES = {
    "AYH": OrganisationType.NGO,
    "TYH": OrganisationType.NGO,
    "SÄÄ": OrganisationType.FOUNDATION,
}
FILLED = (Field.NAME, Field.LEGAL_FORM, Field.INDUSTRY, Field.MUNICIPALITY, Field.WEBSITE)


def as_new_partner(company: Company) -> dict[str, str]:
    """Fields of the form of a new partner, as far as the register knows them."""
    theirs = their_side(company, Ours())
    facts = facts_of({field: theirs[field] for field in FILLED if theirs[field]})
    kind = TYPES.get(company.form_code, OrganisationType.COMPANY)
    return {**facts, "business_id": company.business_id, "kind": kind.value}
