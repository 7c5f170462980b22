"""Whether a page costs the same in a small town and in a large one."""

from bench.pages import LABELS, Visit, only_ours
from bench.results import GROWTH, Cost, Result


def grown(name: str, small: Cost, large: Cost, visits: tuple[Visit, Visit], by: str) -> Result:
    """The middle answer of both towns; `by` says what there is more of."""
    few, many = (visit.seat[by] for visit in visits)
    place = visits[1].place
    result = Result(
        f"{LABELS[name]}: growth", place.engine, f"{visits[0].place.town} → {place.town}"
    )
    times = large.one[0] / small.one[0]
    result.target = f"p50 within {GROWTH:g}×"
    result.is_met = times <= GROWTH
    result.said = (
        f"{small.one[0]:.1f} → {large.one[0]:.1f} ms = {times:.2f}×"
        f" ({few} → {many} {by}; of the partner {visits[0].seat['partner_deeds']}"
        f" → {visits[1].seat['partner_deeds']} deeds)"
    )
    return result


def compare(
    small: Visit,
    large: Visit,
    names: tuple[str, ...],
    *,
    by: str,
    known: dict[str, Cost] | None = None,
) -> list[Result]:
    """Pages measured in both towns; those of the large one may be known already."""
    in_small = only_ours(small, names)
    in_large = known or only_ours(large, names)
    return [grown(name, in_small[name], in_large[name], (small, large), by) for name in names]
