"""What should never have been typed into a form, by the kind of its field."""

from collections.abc import Iterable
from random import Random

from tests.bad_input.forms_in_pages import Field

LONG = "ä" * 3001
NUL = "no\0lla"
PAST_64_BITS = "9" * 20
# Right to left, a smile, half of a pair, a script.
ODD = "\u202e🙂 اختبار \u0301 \ud83d <script>alert(1)</script>'\"--"

BY_KIND: dict[str, tuple[str, ...]] = {
    "text": ("", LONG, NUL, ODD),
    "day": ("", "31.2.2026", "1.1.0001", "31.12.9999", "eilen", NUL),
    "number": ("", "-1", "100000", PAST_64_BITS, "NaN", "kolme"),
    "choice": ("", "ei_ole", PAST_64_BITS, NUL),
    "key": ("", "ei_ole", PAST_64_BITS, NUL, ODD),
    "truth": (LONG,),
}
# Of these none may be taken for a day.
NO_DAYS = frozenset({"31.2.2026", "1.1.0001", "31.12.9999", PAST_64_BITS, "-5", NUL, LONG})


def bad_for(field: Field, *, strange_keys: Iterable[int]) -> list[str]:
    """A key of another school is tried where a key is chosen, if the page does not offer it."""
    by_key = field.kind == "key" or any(one.isdecimal() for one in field.options)
    keys = [str(key) for key in strange_keys] if by_key else []
    return [*BY_KIND[field.kind], *(key for key in keys if key not in field.options)]


def by_chance(fields: Iterable[Field], chance: Random) -> dict[str, str]:
    """For some of the fields a value of whatever kind, or a text of whatever signs."""
    some = [one for one in fields if one.kind != "file" and chance.random() < 0.4]
    return {one.name: _by_chance(one, chance) for one in some}


def _by_chance(field: Field, chance: Random) -> str:
    match chance.randrange(4):
        case 0:
            return chance.choice([value for values in BY_KIND.values() for value in values])
        case 1 if field.options:
            return chance.choice(field.options)
        case 2:
            return str(chance.randint(-(10 ** chance.randint(1, 25)), 10 ** chance.randint(1, 25)))
        case _:
            signs = (
                chance.randrange(chance.choice((128, 0x300, 0x10000, 0x110000))) for _ in "x" * 20
            )
            return "".join(map(chr, signs))


# In a cell of a sheet: no marks that would cut it.
WRONG_CELLS = (
    LONG,
    "31.2.2026",
    "1.1.0001",
    "31.12.9999",
    PAST_64_BITS,
    "-1",
    "=1+1",
    "no\0lla",
    "\u202e🙂 اختبار \u0301 <script>alert(1)</script>",
)
