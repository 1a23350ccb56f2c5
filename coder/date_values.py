"""What a sentence says of a date, seen from the day of publication: a day and its precision.

Facts hold numbers: months and days from 1, weekdays from 0 (Monday), shifts -1 (last), 0 (this), 1 (next).
"""

from calendar import isleap
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

Facts = Mapping[str, Any]
Value = tuple[Any, ...]
Resolved = tuple[date, str]

_AHEAD = timedelta(days=45)  # a date without a year lies at most so far after publication
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"minute": 0, "hour": 0, "day": 1, "week": 7}
_EARLY = 1  # until Tuesday the start of the week is the weekend just past
_HIJRI_EPOCH = 227015  # ordinal of 1 Muharram 1, civil


def resolve(value: Value, publication: date) -> Resolved | None:
    """The day (the first of a coarser period) and "day", "week", "month" or "year"; None if it is no point in time."""
    try:
        if value[0] == "since":
            value = value[1]
        kind, facts = value[0], dict(value[1])
        reader = _READERS.get(kind)
        return reader(facts, publication) if reader else None
    except (ValueError, OverflowError, TypeError, KeyError, IndexError):
        return None


def _weekday(facts: Facts, publication: date) -> Resolved | None:
    monday = _monday(publication)
    day, shift = facts["weekday"], facts.get("shift")
    if facts.get("unit") == "week":
        return monday + timedelta(days=7 * (shift or 0) + day), "day"
    if shift is None and facts.get("offset", 0) > 0:
        shift = 1
    if shift == 0:
        return monday + timedelta(days=day), "day"
    if shift == 1:
        return publication + timedelta(days=(day - publication.weekday() - 1) % 7 + 1), "day"
    latest = publication - timedelta(days=1 if shift == -1 else 0)
    return latest - timedelta(days=(latest.weekday() - day) % 7), "day"


def _named(facts: Facts, publication: date) -> Resolved | None:
    return publication + timedelta(days=facts.get("offset", 0)), "day"


def _weekend(facts: Facts, publication: date) -> Resolved | None:
    shift = facts.get("shift")
    if facts.get("start") and (shift is not None or publication.weekday() > _EARLY):  # at the start of last week; of this one, told late in it
        return _monday(publication) + timedelta(days=7 * (shift or 0)), "week"
    saturday = _monday(publication) + timedelta(days=5)
    if shift == -1:
        return saturday - timedelta(days=7), "week"
    if shift == 1:
        return _weekday({"weekday": 5, "shift": 1}, publication)[0], "week"  # type: ignore[index]
    return (saturday if shift == 0 or saturday <= publication else saturday - timedelta(days=7)), "week"


def _period(facts: Facts, publication: date) -> Resolved | None:
    if "year" in facts:
        return date(facts["year"], 1, 1), "year"
    unit, shift = facts.get("unit"), facts.get("shift", 0)
    if unit == "day":
        return publication + timedelta(days=shift), "day"
    if unit == "week":
        return _monday(publication) + timedelta(days=7 * shift), "week"
    if unit == "month":
        return _add_months(publication.replace(day=1), shift), "month"
    if unit == "year":
        return date(publication.year + shift, 1, 1), "year"
    return None


def _ago(facts: Facts, publication: date, sign: int = -1) -> Resolved | None:
    unit, number = facts.get("unit") or facts.get("units"), facts.get("number", 1)
    if "dual" in facts:
        count, unit = str(facts["dual"]).split()
        number = int(count)
    if unit in ("hour", "minute"):
        per_day = 24 if unit == "hour" else 1440
        return publication + sign * timedelta(days=number // per_day), "day"
    if "vague" in facts or ("units" in facts and "number" not in facts):
        return None
    half = 0.5 if "half" in facts else 0
    if unit in _DAYS:
        return publication + sign * timedelta(days=int((number + half) * _DAYS[unit])), "week" if unit == "week" else "day"
    months = int((number + half) * _MONTHS[str(unit)])
    if unit == "month" or (half and unit == "year"):
        return _add_months(publication.replace(day=1), sign * months), "month"
    return date(_add_months(publication.replace(day=1), sign * months).year, 1, 1), "year"


def _ahead(facts: Facts, publication: date) -> Resolved | None:
    return _ago(facts, publication, 1)


def _season(facts: Facts, publication: date) -> Resolved | None:
    return date(facts.get("year", publication.year + facts.get("shift", 0)), 1, 1), "year"


def _calendar(facts: Facts, publication: date) -> Resolved | None:
    if "iso" in facts:
        parts = dict(zip(("year", "month", "number"), str(facts["iso"]).split("-"), strict=True))
        return _calendar({name: int(part) for name, part in parts.items() if part}, publication)
    month, day, year, shift = facts.get("month"), facts.get("number"), facts.get("year"), facts.get("shift")
    if facts.get("unit") == "year" and shift is not None and year is None:
        year = publication.year + shift
    if month is None:
        if facts.get("unit") == "month" and day is not None:
            return _add_months(publication.replace(day=1), shift or 0).replace(day=day), "day"
        return _period(facts, publication)
    precision = "day" if day is not None else "month"
    if year is not None:
        return date(year, month, day or 1), precision
    if shift == 0:
        return date(publication.year, month, day or 1), precision
    here = publication if day is not None else publication.replace(day=1)

    def made(year: int) -> date:
        return date(year, month, day or 1)

    if "weekday" in facts and shift is None and day is not None:
        near = [publication.year + offset for offset in (0, -1, 1) if (month, day) != (2, 29) or isleap(publication.year + offset)]
        agreeing = [made(year) for year in near if made(year).weekday() == facts["weekday"]]
        if agreeing:
            return min(agreeing, key=lambda found: abs(found - publication)), precision
    found = _nearest(made, publication.year, here, shift, publication)
    return (found, precision) if found else None


def _hijri(facts: Facts, publication: date) -> Resolved | None:
    month, day, year, shift = facts["month"], facts.get("number"), facts.get("year"), facts.get("shift")
    precision = "day" if day is not None else "month"

    def made(year: int) -> date:
        return _from_hijri(year, month, day or 1)

    if year is not None:
        return made(year), precision
    here = (publication.toordinal() - _HIJRI_EPOCH) * 30 // 10631 + 1
    if facts.get("unit") == "year" and shift is not None:
        return made(here + shift), precision
    found = _nearest(made, here, publication, shift, publication)
    return (found, precision) if found else None


def _nearest(made: Callable[[int], date], year: int, here: date, shift: int | None, publication: date) -> date | None:
    """The one of this date in the years around `year` that the words mean."""
    dates: list[date] = []
    for candidate in range(year - 9, year + 10):
        try:
            dates.append(made(candidate))
        except (ValueError, OverflowError):
            continue
    if shift == 1:
        return min((d for d in dates if d > here), default=None)
    if shift == -1:
        return max((d for d in dates if d < here), default=None)
    return max((d for d in dates if d <= publication + _AHEAD), default=None)


def _from_hijri(year: int, month: int, day: int) -> date:
    """The tabular (civil) Islamic calendar."""
    leap = (11 * year + 14) % 30 < 11
    length = 30 if month % 2 or (month == 12 and leap) else 29
    if not (1 <= month <= 12 and 1 <= day <= length):
        raise ValueError("no such day")
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return date.fromordinal(_HIJRI_EPOCH + days)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _add_months(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


_READERS: dict[str, Callable[[dict[str, Any], date], Resolved | None]] = {
    "weekday": _weekday, "both": _weekday, "named": _named, "weekend": _weekend, "period": _period, "ago": _ago, "ahead": _ahead,
    "season": _season, "calendar": _calendar, "hijri": _hijri,
}  # fmt: skip

__all__ = ["Resolved", "Value", "resolve"]
