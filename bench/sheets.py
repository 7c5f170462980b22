"""The spreadsheet that is brought in: so many made-up partners, each with a person."""

from pathlib import Path
from random import Random

import xlsxwriter

from veturi.foundation.business_id import made_up_business_id
from veturi.surfaces.demo.words.persons import WIDE, PersonNames
from veturi.surfaces.demo.words.public import PLACES
from veturi.surfaces.demo.words.trades import TRADES
from veturi.surfaces.demo.words.workplaces import wide

SEED = 100
FIRST_NUMBER = 300_000
HEAD = ("Nimi", "Y-tunnus", "Kunta", "Yhteyshenkilö", "Sähköposti", "Puhelin")


def write(path: Path, rows: int) -> None:
    rng = Random(SEED)
    names, people = wide(), PersonNames(rng, WIDE)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Kumppanit")
        sheet.write_row(0, 0, HEAD)
        for number in range(1, rows + 1):
            given, family, _language = people.make()
            line = (
                names.make(rng.choice(TRADES), rng),
                made_up_business_id(FIRST_NUMBER + number),
                rng.choice(PLACES)[0],
                f"{given} {family}",
                f"henkilo.{number}@tuonti.invalid",
                f"040 {1_000_000 + number}",
            )
            sheet.write_row(number, 0, line)
