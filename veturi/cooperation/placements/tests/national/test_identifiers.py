"""Numbers of the registers, and names of workplaces as they compare them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from veturi.cooperation.placements.national import (
    is_code_uri,
    is_finnish_mobile,
    is_oid,
    is_y_tunnus,
    nippu_tunniste,
    normalize_workplace_name,
)
from veturi.cooperation.placements.tests.national.reading import rows, unhurried


def valid(kind, text):
    checks = {"y_tunnus": is_y_tunnus, "mobile": is_finnish_mobile}
    return checks[kind](text) if kind in checks else is_oid(kind, text)


@pytest.mark.parametrize("row", rows("identifiers"), ids=lambda row: f"{row['kind']} {row['text']}")
def test_numbers_are_taken_as_in_the_register(row):
    assert valid(row["kind"], row["text"]) is (row["valid"] == "yes")


@pytest.mark.parametrize("kind", ["y_tunnus", "mobile", "oppija", "opiskeluoikeus", "organisaatio"])
@pytest.mark.parametrize("text", [None, 1234567, "", " ", [], b"1234567-1"])
def test_what_is_no_text_is_no_number(kind, text):
    assert valid(kind, text) is False


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("y_tunnus", " 1234567-1"),
        ("y_tunnus", "1234567-1\n"),
        ("y_tunnus", "12345671"),
        ("y_tunnus", "FI12345671"),
        ("y_tunnus", "１２３４５６７-1"),
        ("opiskeluoikeus", "1.2.246.562.15.41024330544\n"),
        ("opiskeluoikeus", "1.2.246.562.15.410243305440"),
        ("oppija", "1.2.246.562.398.54450598187"),
        ("organisaatio", "1.2.246.562.10.2015110316590316970385"),
        ("mobile", "09 123 4567"),
        ("mobile", "+358 40 987 654３"),
        ("mobile", "+46 70 123 45 67"),
    ],
)
def test_these_are_none_either(kind, text):
    assert valid(kind, text) is False


@pytest.mark.parametrize(
    "text", ["050 123 4567", "+358-40-1234567", "(040) 1234567", "0457 123 4567"]
)
def test_these_are_finnish_mobile_numbers(text):
    assert is_finnish_mobile(text)


def test_kinds_are_called_as_fields_are():
    assert is_oid("oppija_oid", "1.2.246.562.24.54450598189")
    assert is_oid("oppija-oid", "1.2.246.562.24.54450598189")
    with pytest.raises(ValueError):
        is_oid("koulu", "1.2.246.562.10.92214483247")


# identifiers: code_uri_patterns of eHOKS 2a04d34f
@pytest.mark.parametrize(
    ("codeset", "right", "wrong"),
    [
        ("tutkinnonosat", "tutkinnonosat_300268", "tutkinnonosat_"),
        ("osaamisenhankkimistapa", "osaamisenhankkimistapa_oppisopimus", "oppisopimus"),
        ("oppisopimuksenperusta", "oppisopimuksenperusta_01", "oppisopimuksenperusta_"),
        ("ammatillisenoppiaineet", "ammatillisenoppiaineet_ku", "ku"),
        ("oppimisymparistot", "oppimisymparistot_0002", "oppimisymparistot_002"),
        ("osaamisentodentamisenprosessi", "osaamisentodentamisenprosessi_3", "prosessi_3"),
        ("urasuunnitelma", "urasuunnitelma_0002", "urasuunnitelma_00020"),
        ("koulutuksenosattuva", "koulutuksenosattuva_102", "koulutuksenosattuva_1x2"),
        (
            "ammatillinenkoulutusoppimisentuentyyppi",
            "ammatillinenkoulutusoppimisentuentyyppi_01",
            "ammatillinenkoulutusoppimisentuentyyppi_1",
        ),
        (
            "ammatillisentutkinnonosanryhma",
            "ammatillisentutkinnonosanryhma_1",
            "ammatillisentutkinnonosanryhma_3",
        ),
    ],
)
def test_codes_are_written_by_their_list(codeset, right, wrong):
    assert is_code_uri(codeset, right)
    assert not is_code_uri(codeset, wrong)
    assert not is_code_uri(codeset, None)


@unhurried
@given(some.text("0123456789", min_size=7, max_size=7))
def test_seven_digits_have_one_check_digit_at_most(digits):
    assert sum(is_y_tunnus(f"{digits}-{digit}") for digit in range(10)) <= 1


@unhurried
@given(some.integers(1_000_000_000, 9_999_999_999), some.sampled_from(["15", "24", "98"]))
def test_ten_digits_have_exactly_one_check_digit_and_another_way_to_write_zero(number, node):
    kind = "opiskeluoikeus" if node == "15" else "oppija"
    oids = [f"1.2.246.562.{node}.{number}{digit}" for digit in range(11)]

    fits = [digit for digit, oid in enumerate(oids) if is_oid(kind, oid)]

    assert fits in [[0, 10], *([digit] for digit in range(1, 10))]


@unhurried
@given(some.integers(1_000_000_000, 9_999_999_999), some.integers(1, 9), some.integers(1, 9))
def test_one_wrong_digit_is_noticed(number, place, step):
    right = next(
        oid
        for oid in (f"1.2.246.562.24.{number}{digit}" for digit in range(10))
        if is_oid("oppija", oid)
    )
    at = len("1.2.246.562.24.") + place
    wrong = right[:at] + str((int(right[at]) + step) % 10) + right[at + 1 :]

    assert not is_oid("oppija", wrong)


@pytest.mark.parametrize("row", rows("names"), ids=lambda row: row["normal"])
def test_names_are_compared_as_in_the_register(row):
    name = row["name"].replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\")

    assert normalize_workplace_name(name) == row["normal"]


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("", ""),
        (None, ""),
        ("  ", ""),
        ("OY", "oy"),
        (" Firma  Oy ", "firma_oy"),
        ("Firma oy, Espoo", "firma_oy_espoo"),
        ("__a__", "_a_"),
        ("a_b", "a_b"),
        ("Ångström & Søn", "angstrom_s_n"),
        ("Кафе", ""),
        ("Cafe\u0301", "cafe"),
        ("K-market #1", "k_market_1"),
    ],
)
def test_names_are_compared_so_at_the_edges(name, normal):
    assert normalize_workplace_name(name) == normal


@unhurried
@given(some.text(max_size=40))
def test_only_small_letters_digits_and_lines_are_left(name):
    assert set(normalize_workplace_name(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("Ääkköspaikka, Crème brûlée", "aakkospaikka_creme_brulee"),
        ("árvíztűrő tükörfúrógép", "arvizturo_tukorfurogep"),
    ],
)
def test_a_bundle_is_called_by_its_workplace_in_arvo(name, prefix):
    assert nippu_tunniste(name, "2021-12-31", "abcdef") == f"{prefix}_2021-12-31_abcdef"
