"""Made-up partners of the town that the twin of YTJ knows, under the facts of yesterday."""

from veturi.surfaces.demo.words.public import Public
from veturi.surfaces.gateways.ytj import samples

ACTIVE = (
    Public("Konepaja Vaajavirta Ky", "company", "Jyväskylä", samples.MACHINE_SHOP, is_public=False),
    Public("Palokkalan Rakennus Oy", "company", "Jyväskylä", samples.BUILDER, is_public=False),
    Public("Tourulan Autohuolto Oy", "company", "Jyväskylä", samples.GARAGE, is_public=False),
)
RESTING = (
    Public("Haukanniemen Leipomo Oy", "company", "Jyväskylä", samples.BAKERY, is_public=False),
    Public("Kuokkalammen Hoivakoti Oy", "company", "Jyväskylä", samples.CARE_HOME, is_public=False),
)
DORMANT = (
    Public(
        "Saukkojärven Matkailuyhdistys ry",
        "ngo",
        "Äänekoski",
        samples.TRAVELLERS,
        is_public=False,
    ),
)
