"""Qualifications and units are taken over from a register's answer; nothing is removed."""

from collections.abc import Iterable

from django.db import transaction

from veturi.cooperation.placements.codes.known import Known, KnownPart, KnownUnit
from veturi.cooperation.placements.models import Part, Qualification, Unit

AT_ONCE = 1000
NAMES = ("name_fi", "name_sv", "name_en")


@transaction.atomic
def take_over(
    qualifications: Iterable[Known], units: Iterable[KnownUnit], parts: Iterable[KnownPart]
) -> None:
    """New rows come in, known ones are mended by their codes; what left the register stays."""
    Qualification.objects.bulk_create(
        [
            Qualification(
                code=one.code,
                record_number=one.record_number,
                kind=one.kind,
                valid_from=one.valid_from,
                valid_until=one.valid_until,
                **dict(zip(NAMES, one.names, strict=True)),
            )
            for one in qualifications
        ],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["code", "record_number"],
        update_fields=["kind", "valid_from", "valid_until", *NAMES],
    )
    Unit.objects.bulk_create(
        [
            Unit(code=one.code, version=one.version, **dict(zip(NAMES, one.names, strict=True)))
            for one in units
        ],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["version", *NAMES],
    )
    _take_over_parts(parts)


def _take_over_parts(parts: Iterable[KnownPart]) -> None:
    records = dict(
        Qualification.objects.exclude(record_number="").values_list("record_number", "pk")
    )
    codes = dict(Unit.objects.values_list("code", "pk"))
    Part.objects.bulk_create(
        [
            Part(
                qualification_id=records[one.record_number],
                unit_id=codes[one.code],
                points=one.points,
                is_compulsory=one.is_compulsory,
            )
            for one in parts
            if one.record_number in records and one.code in codes
        ],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["qualification", "unit"],
        update_fields=["points", "is_compulsory"],
    )
