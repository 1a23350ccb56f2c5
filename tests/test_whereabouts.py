"""Where and when: the place and the date that the sentence, or the one before, tells of an event."""

import pytest
from loader import Case, parameters
from stages import date_lines, events


def place_names(language: str, text: str) -> list[str]:
    return [f"{e.code} {e.place.name if e.place else '-'}" for e in events(language, text)]


@pytest.mark.parametrize("case", parameters("whereabouts", "places"))
def test_an_event_happened_at_the_place_the_text_tells(case: Case) -> None:
    assert tuple(place_names(case.language, case.given)) == case.expected


@pytest.mark.parametrize("case", parameters("whereabouts", "dates"))
def test_an_event_happened_on_the_day_the_text_tells(case: Case) -> None:
    assert tuple(date_lines(case.language, case.given)) == case.expected


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_event_is_dated_after_its_publication(language: str) -> None:
    texts = {
        "ar": "يزور الرئيس الفرنسي القاهرة غدا ويلتقي نظيره المصري الشهر المقبل",
        "en": "Macron will visit Cairo tomorrow and will meet Putin next month",
    }
    assert all(line.split()[1] <= "2026-01-06" for line in date_lines(language, texts[language]))
