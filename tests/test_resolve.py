"""Raw events become events: actor codes by date, references, event dates, places, attribution."""

import pytest
from loader import Case, parameters
from stages import date_lines, event_lines, events, place_lines, report_lines


@pytest.mark.parametrize("case", parameters("resolve", "actors"))
def test_a_document_has_the_events_of_the_fixture(case: Case) -> None:
    assert tuple(event_lines(case.language, case.given)) == case.expected


@pytest.mark.parametrize("case", parameters("resolve", "dates"))
def test_an_event_has_the_date_its_sentence_tells(case: Case) -> None:
    assert tuple(date_lines(case.language, case.given)) == case.expected


@pytest.mark.parametrize("case", parameters("resolve", "places"))
def test_an_event_has_the_place_its_sentence_tells(case: Case) -> None:
    assert tuple(place_lines(case.language, case.given)) == case.expected


@pytest.mark.parametrize("case", parameters("resolve", "reports"))
def test_an_event_knows_who_reported_it(case: Case) -> None:
    assert tuple(report_lines(case.language, case.given)) == case.expected


def test_an_event_told_twice_in_a_sentence_is_one() -> None:
    assert len(event_lines("ar", "أدانت فرنسا إيران، وأدانت فرنسا إيران")) == 1


def test_an_event_with_neither_source_nor_target_is_dropped() -> None:
    assert all((e.source and e.source.code) or (e.target and e.target.code) for e in events("ar", "تم توقيع الاتفاق"))


def test_a_cooperative_act_with_a_date_still_to_come_is_an_intent() -> None:
    assert {e.code for e in events("ar", "يعقد الرئيس الفرنسي قمة مع نظيره المصري في الثاني عشر من ديسمبر 2090")} == {"036"}


def test_the_two_koreas_are_themselves_whoever_else_was_named() -> None:
    found = events("ar", "بدعم من الولايات المتحدة وقعت الكوريتان اتفاقا عسكريا")
    assert {(e.source.code, e.target.code) for e in found if e.source and e.target} == {("PRK", "KOR"), ("KOR", "PRK")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل وفد روسي إلى القاهرة. والتقى الوفد وزير الخارجية المصري", "RUS 040 EGYGOV"),
        ("التقى بوتين ترامب في هلسنكي. وخلال زيارته للهند، قال الرئيس الفرنسي إن المحادثات إيجابية", "FRAGOV 042 IND"),
        ("قال الجيش الإسرائيلي إن دبابة قصفت موقعا لحركة حماس في غزة", "ISRMIL 194 PSEREBHMS"),
        ("أعرب الأمين العام لجامعة الدول العربية عن تضامنه مع المغرب", "IGOARB 051 MAR"),
        ("تظاهر آلاف من أنصار محمد مرسي في القاهرة", "EGYCVL 141 -"),
        ("قتل ثلاثة مدنيين سوريين في هجوم. وقصفت طائرات حربية روسية بلدة بصر الحرير في ريف درعا", "RUSMIL 195 SYR"),
    ],
)
def test_the_actor_is_the_one_the_text_points_to(text: str, expected: str) -> None:
    assert expected in event_lines("ar", text)
