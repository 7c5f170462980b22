"""The map of partners: counted by municipality in SQL, drawn on the server."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from veturi.directory.codes.municipalities import municipality
from veturi.directory.codes.places import centre_of, region_of
from veturi.directory.codes.regions import region, regions
from veturi.directory.models import Partnership, Person, Site
from veturi.directory.placing import Spot, place_of
from veturi.foundation.globe import Metres, project
from veturi.surfaces.pictures import drawing
from veturi.surfaces.pictures.linking import Kept
from veturi.surfaces.pictures.outlines import WIDTH, Window, paths, window_of

SITES = 200
PLAIN = 1  # the shade of a region that is looked at closely


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table beside the map."""

    name: str
    count: int
    url: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What of the country is looked at: all of it, one region, or the reach of a search."""

    region: str = ""
    spot: Spot | None = None
    km: int = 0

    @property
    def is_near(self) -> bool:
        return bool(self.region or self.spot)

    @property
    def window(self) -> Window:
        if self.region or self.spot is None:
            return window_of(self.region)
        centre, far = project(self.spot.point), self.km * 1000
        corners = (
            Metres(centre.east - far, centre.north - far),
            Metres(centre.east + far, centre.north + far),
        )
        return Window.around(corners, margin=0.06)


@dataclass(frozen=True, slots=True)
class PartnerMap:
    """The picture and the same in words."""

    picture: drawing.Picture
    municipalities: list[Line]
    regions: list[Line]
    sites: list[Site]
    total: int
    nowhere: int
    outside: int

    @property
    def more_sites(self) -> bool:
        return len(self.sites) == SITES


def partner_map(
    rows: QuerySet[Partnership], look: Look, *, seen_by: Person, kept: Kept
) -> PartnerMap:
    """The partners of the rows where they are."""
    counts = count_by_municipality(rows)
    placed = {code: n for code, n in counts.items() if centre_of(code)}
    by_region = _by_region(placed)
    window = look.window
    sites = _sites(rows, seen_by=seen_by) if look.is_near else []
    largest = drawing.LARGEST if look.is_near else drawing.LARGEST_OF_COUNTRY
    circles = _circles(placed, window, kept, largest=largest)
    legend = [] if look.is_near else drawing.shades(by_region.values())
    picture = drawing.Picture(
        width=WIDTH,
        height=window.height,
        areas=_areas(by_region, legend, window, kept),
        circles=circles,
        names=drawing.names_beside(circles, width=WIDTH, height=window.height),
        numbers=drawing.numbers_upon(circles),
        legend=legend,
        squares=drawing.beside(_squares(sites, window), circles),
        reach=_reach(look, window),
    )
    total = sum(counts.values())
    return PartnerMap(
        picture=picture,
        municipalities=_municipality_lines(placed, kept),
        regions=_region_lines(by_region, kept),
        sites=sites,
        total=total,
        nowhere=total - sum(placed.values()),
        outside=sum(placed.values()) - sum(circle.count for circle in circles),
    )


def count_by_municipality(rows: QuerySet[Partnership]) -> dict[str, int]:
    """How many partners each municipality has; one query, no partner is loaded."""
    codes = rows.order_by().values_list("organisation__municipality")
    return dict(codes.annotate(Count("pk")))


def _by_region(placed: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for code, count in placed.items():
        found[region_of(code)] += count
    return found


def _sites(rows: QuerySet[Partnership], *, seen_by: Person) -> list[Site]:
    """Those that have coordinates, also of what was merged into the partners."""
    own = Site.objects.seen_by(seen_by).exclude(latitude=None)
    shown = own.alias(shown_with=Coalesce("partnership__absorbed_into", "partnership"))
    of_rows = shown.filter(shown_with__in=rows.order_by().values("pk"))
    first = of_rows.select_related("partnership__absorbed_into").order_by("pk")[:SITES]
    return sorted(first, key=lambda site: (site.partnership.shown.name_sort, site.name_folded))


def _circles(
    placed: Mapping[str, int], window: Window, kept: Kept, *, largest: float
) -> list[drawing.Circle]:
    spots = {code: project(centre) for code in placed if (centre := centre_of(code))}
    inside = [(c, n) for c, n in drawing.in_order(placed) if window.holds(spots[c])]
    most = inside[0][1] if inside else 0
    return [
        drawing.Circle(
            *window.place(spots[code]),
            r=drawing.radius(count, most=most, largest=largest),
            count=count,
            name=_name(code),
            url=kept.to("directory:partners", municipality=code),
        )
        for code, count in inside
    ]


def _name(code: str) -> str:
    return str(municipality(code) or "")


def _areas(
    by_region: Mapping[str, int], legend: list[drawing.Shade], window: Window, kept: Kept
) -> list[drawing.Area]:
    """Regions by class; without a legend those with partners are told from those without."""
    return [
        drawing.Area(
            path,
            str(region(code)),
            count := by_region.get(code, 0),
            drawing.shade_of(count, legend) if legend else min(count, PLAIN),
            kept.to("pictures:map", region=code),
        )
        for code, path in paths(window).items()
    ]


def _squares(sites: Iterable[Site], window: Window) -> list[drawing.Square]:
    """One square a place: what stands at the same corner is named together."""
    at: dict[tuple[float, float], list[Site]] = defaultdict(list)
    for site in sites:
        if (point := place_of(site)) and window.holds(metres := project(point)):
            at[window.place(metres)].append(site)
    return [drawing.Square(x, y, _title(here), _url(here[0])) for (x, y), here in at.items()]


def _title(sites: list[Site]) -> str:
    first = f"{sites[0].partnership.shown.name}, {sites[0].name}"
    if len(sites) == 1:
        return first
    return _("%(site)s and %(count)s more") % {"site": first, "count": len(sites) - 1}


def _url(site: Site) -> str:
    return site.partnership.shown.get_absolute_url()


def _reach(look: Look, window: Window) -> drawing.Reach | None:
    if look.spot is None:
        return None
    x, y = window.place(project(look.spot.point))
    return drawing.Reach(x, y, round(look.km * 1000 * window.scale, 1), look.spot.name)


def _municipality_lines(placed: Mapping[str, int], kept: Kept) -> list[Line]:
    return [
        Line(
            _name(code),
            count,
            kept.to("directory:partners", municipality=code),
            str(region(region_of(code)) or ""),
        )
        for code, count in drawing.in_order(placed)
    ]


def _region_lines(by_region: Mapping[str, int], kept: Kept) -> list[Line]:
    lines = [
        Line(str(one), by_region[one.code], kept.to("pictures:map", region=one.code))
        for one in regions()
        if by_region.get(one.code)
    ]
    return sorted(lines, key=lambda line: -line.count)
