import pytest
from django.utils import translation

from veturi.directory.codes.industries import (
    Level,
    UnknownClassification,
    industries,
    industry,
)
from veturi.directory.codes.organisation_types import OrganisationType
from veturi.directory.codes.roles import PersonRole
from veturi.foundation.words import in_every_language


@pytest.mark.parametrize(
    ("version", "sections", "all_codes"), [("2008", 21, 996), ("2025", 22, 1047)]
)
def test_both_classifications_are_whole(version, sections, all_codes):
    known = industries(version)

    assert len(known) == all_codes
    assert sum(row.level == Level.SECTION for row in known) == sections
    for row in known:
        assert row.section and row.name_en
        assert row.name_fi or row.level > Level.DIVISION


@pytest.mark.parametrize("written", ["8532", "85.32", "85320", " 85.32 "])
def test_an_industry_is_found_as_registers_write_it(written):
    found = industry("2008", written)

    assert (found.code, found.section, found.level) == ("8532", "P", Level.CLASS)


def test_the_same_digits_may_mean_another_section_in_the_new_classification():
    assert industry("2008", "85").section == "P"
    assert industry("2025", "85").section == "Q"


@pytest.mark.parametrize("code", ["99999", "", "ZZ"])
def test_an_unknown_industry_is_nothing(code):
    assert industry("2008", code) is None


def test_an_unknown_classification_is_refused():
    with pytest.raises(UnknownClassification):
        industries("1995")


def test_an_industry_speaks_finnish_where_it_can():
    with translation.override("fi"):
        assert str(industry("2008", "85")) == "Koulutus"
        assert str(industry("2008", "8532")) == "Technical and vocational secondary education"
    with translation.override("en"):
        assert str(industry("2008", "85")) == "Education"


@pytest.mark.parametrize("member", [*OrganisationType, *PersonRole])
def test_types_and_roles_have_names_in_three_languages_and_short_codes(member):
    words = in_every_language(member.label)

    assert words.fi and words.sv and words.en
    assert words.fi != words.en
    assert len(member.value) <= 30


def test_some_roles_speak_for_the_management():
    management = {role.value for role in PersonRole if role.is_management}

    assert management == {"director", "management", "entrepreneur"}
