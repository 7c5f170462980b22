"""Reciprocity in words."""

from veturi.foundation.words import Words

DIRECTIONS = {
    "we_take": Words(
        "saamme enemmän kuin annamme", "vi får mer än vi ger", "we take more than we give"
    ),
    "we_give": Words(
        "annamme enemmän kuin saamme", "vi ger mer än vi får", "we give more than we take"
    ),
    "even": Words("tasapainossa", "i balans", "even"),
}
TRUSTS = {
    "high": Words("hyvä", "god", "high"),
    "medium": Words("kohtalainen", "måttlig", "medium"),
    "low": Words("heikko", "svag", "low"),
}
