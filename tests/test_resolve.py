"""Raw events become events: actor codes by date, references, event dates, places, attribution."""

import pytest
from loader import Case, parameters
from stages import date_lines, event_lines, events, place_lines, place_names, report_lines


@pytest.mark.parametrize("case", parameters("resolve", "actors"))
def test_a_document_has_the_events_of_the_fixture(case: Case) -> None:
    assert tuple(event_lines(case.language, case.given)) == case.expected


@pytest.mark.parametrize("case", parameters("resolve", "dates"))
def test_an_event_has_the_date_its_sentence_tells(case: Case) -> None:
    assert tuple(date_lines(case.language, case.given)) == case.expected


@pytest.mark.parametrize("case", parameters("resolve", "places"))
def test_an_event_has_the_place_its_sentence_tells(case: Case) -> None:
    assert tuple(place_lines(case.language, case.given)) == case.expected


@pytest.mark.parametrize("case", parameters("resolve", "names of places"))
def test_an_event_happened_at_the_place_that_is_named(case: Case) -> None:
    assert tuple(place_names(case.language, case.given)) == case.expected


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
        ("اعتقلت الشرطة الألمانية المهاجر العراقي كاظم زويني. وقالت برلين إن تركيا رحلت زويني إلى بغداد.", "TUR 174 IRQREF"),
        ("شنت طائرات التحالف العربي غارات على صعدة. وأسفرت الغارات عن مقتل خمسة مسلحين حوثيين.", "SAUMIL 195 YEMREBHOU"),
        ("قال المتحدث باسم التحالف العربي إن الوضع هادئ. واتهم المتحدث إيران بتسليح الحوثيين.", "SAUMIL 1123 IRN"),
        ("وجه الرئيس الإيراني رسائل إلى نظرائه في فرنسا وألمانيا.", "IRNGOV 010 DEUGOV"),
        ("تنفي دمشق وحليفتها موسكو استخدام أسلحة كيميائية.", "RUS 016 -"),
        ("ودان الممثل الأعلى للاتحاد الأوروبي الهجوم الروسي على كييف.", "IGOEUR 111 RUS"),
        ("قتل الهجوم الذي شنه تنظيم داعش ثلاثة جنود سوريين قرب تدمر.", "IMGISI 190 SYRMIL"),
        ("أفادت مصادر يمنية بمقتل قيادي حوثي في معارك مع قوات الجيش الوطني.", "YEMMIL 190 YEMREBHOU"),
    ],
)
def test_the_actor_is_the_one_the_text_points_to(text: str, expected: str) -> None:
    assert expected in event_lines("ar", text)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_event_is_dated_after_its_publication(language: str) -> None:
    texts = {
        "ar": "يزور الرئيس الفرنسي القاهرة غدا ويلتقي نظيره المصري الشهر المقبل",
        "en": "Macron will visit Cairo tomorrow and will meet Putin next month",
    }
    assert all(line.split()[1] <= "2026-01-06" for line in date_lines(language, texts[language]))
