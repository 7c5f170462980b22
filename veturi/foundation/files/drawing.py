"""Draws the preview of a PDF or a picture, and a logo anew, as a process of its own.

It reads what strangers made, with libraries that have had faults: so it has little memory, little
time, none of our settings, and what it gives is always a picture of ours.
"""

import resource
import sys
from io import BytesIO

from PIL import Image, ImageOps

WIDEST, HIGHEST = 900, 1_300
# On paper a logo is 14 mm high: so many dots are enough for any press.
LOGO = (1_200, 300)
MEMORY = 1_500_000_000
SECONDS = 10


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    content = sys.stdin.buffer.read()
    sys.stdout.buffer.write(KINDS[sys.argv[1]](content))


def first_page(content: bytes) -> Image.Image:
    import pypdfium2  # noqa: PLC0415 - a picture needs none of it

    page = pypdfium2.PdfDocument(content)[0]
    width, height = page.get_size()
    picture: Image.Image = page.render(scale=min(WIDEST / width, HIGHEST / height)).to_pil()
    return picture


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content), formats=["JPEG", "PNG", "WEBP"])
    picture.draft("RGB", (WIDEST, HIGHEST))
    return ImageOps.exif_transpose(picture)


def ours(picture: Image.Image) -> bytes:
    """Small, on white, and without what the camera wrote about place and time."""
    picture.thumbnail((WIDEST, HIGHEST))
    seen = picture.convert("RGBA")
    page = Image.new("RGB", seen.size, "white")
    page.paste(seen, mask=seen)
    out = BytesIO()
    page.save(out, "WEBP", quality=80)
    return out.getvalue()


def logo(content: bytes) -> bytes:
    """Small, with what shows through it, and without anything that stood beside the dots."""
    picture = ImageOps.exif_transpose(Image.open(BytesIO(content), formats=["JPEG", "PNG"]))
    seen = picture.convert("RGBA")
    seen.thumbnail(LOGO)
    anew = Image.new("RGBA", seen.size)
    anew.paste(seen)
    out = BytesIO()
    anew.save(out, "PNG", optimize=True)
    return out.getvalue()


KINDS = {
    "pdf": lambda content: ours(first_page(content)),
    "picture": lambda content: ours(opened(content)),
    "logo": logo,
}

if __name__ == "__main__":
    main()
