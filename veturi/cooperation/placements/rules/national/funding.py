"""What the share of answers does to the money: the correction for those who did not answer.

Sources: Vipunen, f_amos_tyoelamapalaute (CSC, Antero); decree 1244/2020 as changed by 905/2021.
"""

import re

NEW = 2024  # from the season 2024–2025
OLD = 2019  # from the season 2019–2020; before it another formula
LOWEST = 0.2
OLDEST_KNEE = 0.8
_SEASON = re.compile(r"([0-9]{4})-([0-9]{4})")


def nonresponse_coefficient(share: float, season: str) -> float:
    """By how much the points of the instructor survey are multiplied (katokorjauskerroin).

    `share` is answered days of all days, from 0 to 1; `season` is "2024-2025". Raises ValueError
    for a share outside 0–1 and for what is no season.

    Source: Vipunen, f_amos_tyoelamapalaute; decree 1244/2020 as changed by 905/2021.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share is between 0 and 1, not {share!r}")
    begins = _first_year(season)
    if begins >= NEW:
        return _line(share, knee=0.6, slope=2.0)
    if begins >= OLD:
        return 857 / 350 if share <= LOWEST else _line(share, knee=0.7, slope=2.04)
    if share >= OLDEST_KNEE:
        return 1 / share
    return 1 + 15 / 16 * share - 25 / 32 * share**2


def _first_year(season: str) -> int:
    years = _SEASON.fullmatch(season)
    if years is None or int(years[1]) + 1 != int(years[2]):
        raise ValueError(f"a season is written 2024-2025, not {season!r}")
    return int(years[1])


def _line(share: float, *, knee: float, slope: float) -> float:
    return 1 / share if share >= knee else 1 / knee + slope * (knee - share)
