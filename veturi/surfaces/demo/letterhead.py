"""The logo of the demo college: a driving wheel and its name, drawn by ourselves."""

from datetime import timedelta
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFont

from veturi.directory.actions.logos import set_logo
from veturi.directory.models import Role
from veturi.foundation.files.checking import CheckedFile
from veturi.foundation.papers.press import FONTS
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.settling import Town

BOLD = FONTS / "HankenGrotesk_600SemiBold.ttf"
WHEEL, RIM, LETTERS = "#1f4e8c", "#ffc629", "#1d2433"
FINER, HEIGHT, SPOKES = 4, 150, 8


def bear_logo(town: Town) -> None:
    """Long before the first paper, so that all of them bear it.

    Where the fonts are not built, no paper is printed and nothing has a head to bear it.
    """
    if not BOLD.exists():
        return
    file = CheckedFile("opiston-tunnus.png", "image/png", logo(town.provider.name))
    at = moment(town.today - timedelta(days=5 * 365), 9)
    set_logo(file, by=town.one_of_us(Role.ADMINISTRATOR), at=at)


def logo(name: str) -> bytes:
    """Drawn four times as large, so that its edges are smooth."""
    first, _space, rest = name.partition(" ")
    font = ImageFont.truetype(BOLD, 54 * FINER)
    wide = max(font.getlength(first), font.getlength(rest))
    page = Image.new("RGBA", (round(wide) + (HEIGHT + 24) * FINER, HEIGHT * FINER))
    pen = ImageDraw.Draw(page)
    _wheel(pen)
    for line, text in enumerate((first, rest)):
        pen.text(((HEIGHT + 20) * FINER, (8 + 62 * line) * FINER), text, fill=LETTERS, font=font)
    out = BytesIO()
    page.resize((page.width // FINER, HEIGHT), Image.Resampling.LANCZOS).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def _wheel(pen: ImageDraw.ImageDraw) -> None:
    middle, radius = HEIGHT * FINER / 2, HEIGHT * FINER / 2 - 8 * FINER
    for spoke in range(SPOKES):
        turn = 2 * pi * spoke / SPOKES + pi / 8
        end = (middle + radius * cos(turn), middle + radius * sin(turn))
        pen.line(((middle, middle), end), fill=WHEEL, width=8 * FINER)
    pen.circle((middle, middle), radius, outline=WHEEL, width=14 * FINER)
    pen.circle((middle, middle), radius / 4, fill=RIM, outline=WHEEL, width=8 * FINER)
