"""Names of workplaces as the registers compare them."""

import re
import unicodedata

# The block of combining diacritics, and what Java's \w is not.
_DIACRITICS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[^A-Za-z0-9_]+")
_AT_THE_ENDS = re.compile(r"\A_|_\Z")


def normalize_workplace_name(text: str | None) -> str:
    """The name as bundles compare it: "Työ Paikka" is "tyo_paikka"; None is "".

    Letters lose their accents, all that is not A–Z, 0–9 or "_" becomes one "_", one "_" at each end
    goes, and letters become small. Source: OPH eHOKS, utils/string.clj (`normalize`).
    """
    plain = _DIACRITICS.sub("", unicodedata.normalize("NFD", text or ""))
    return _AT_THE_ENDS.sub("", _NOT_WORD.sub("_", plain)).lower()
