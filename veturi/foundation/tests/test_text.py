import pytest

from veturi.foundation.text import fold, initials, sort_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Äänekosken  ammattiopisto", "aanekosken ammattiopisto"),
        ("ÅBO Akademi", "abo akademi"),
        ("Ääkkönen", "aakkonen"),  # the dots as marks of their own
        ("Café d’Été, Øst & Weiß", "cafe d ete ost weiss"),
        ("Šakki-Æther", "sakki aether"),
        (" Turun kr. opisto (Turku) ", "turun kr opisto turku"),
        ("E-Kampus_2", "e kampus 2"),
        ("–", ""),
    ],
)
def test_names_are_compared_in_small_ascii_letters(written, folded):
    assert fold(written) == folded
    assert fold(folded) == folded


def test_byte_order_of_keys_is_the_finnish_order():
    names = [
        "Ahti",
        "azalea",
        "Müller",
        "Myyrä",
        "Vaara",
        "Vuori",
        "Waara",
        "Zeta",
        "ZZ Oy",
        "Zå",
        "Åbo",
        "Åland",
        "Äijälä",
        "Øst",
        "Öljy",
        "Österbotten",
    ]
    shuffled = sorted(names)

    assert sorted(shuffled, key=sort_key) == [
        *names[:13],
        "Öljy",
        "Øst",
        "Österbotten",
    ]


def test_a_short_name_stands_before_the_longer_one():
    assert sort_key("Ö Oy") < sort_key("Öa Oy")
    assert sort_key("Opisto") < sort_key("Opisto A") < sort_key("Opistola")


def test_keys_are_plain_ascii():
    assert sort_key("Åke Ärlig, Örnsköldsvik & Žižek").isascii()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Aino Esimerkki", "AE"),
        ("Aino Maria von Esimerkki", "AE"),
        ("Anna-Liisa Äijälä", "AÄ"),
        ("otto", "O"),
        ("  ", ""),
        ("Esimerkkipuu Oy", "EO"),
    ],
)
def test_initials_are_those_of_the_first_and_last_word(name, letters):
    assert initials(name) == letters


def test_a_rare_letter_changes_nothing_of_the_others():
    words = [f"a{chr(one)}Z" for one in range(0x180)]

    assert [fold(word) for word in words] == [fold(f"{word} Ω") for word in words]
    assert [sort_key(word) for word in words] == [sort_key(f"{word} Ω") for word in words]


def test_an_accent_of_its_own_belongs_to_its_letter():
    assert fold("A\u0308ija\u0308la\u0308") == fold("Äijälä") == "aijala"
    assert sort_key("A\u0308ija\u0308la\u0308") == sort_key("Äijälä")
