"""Clauses become raw events whose participants are phrases."""

from collections import Counter

import pytest
from loader import ROOT, TODAY, Case, parameters
from stages import coded, engine, parsed, raw_lines

from coder.code import SentenceCoder
from coder.functions import frames
from coder.match import Match, Site
from coder.model import Document
from coder.pattern import PatternReader
from coder.pipeline import Options, code_document


@pytest.mark.parametrize("case", parameters("code"))
def test_a_sentence_has_the_raw_events_of_the_fixture(case: Case) -> None:
    assert tuple(raw_lines(case.language, case.given)) == case.expected


def test_a_reciprocal_sense_is_marked() -> None:
    assert [e.reciprocal for e in coded("ar", "التقى الرئيس الفرنسي نظيره المصري")[1].events] == [True]


def test_the_rule_names_the_order_and_the_voice() -> None:
    def rules(text: str) -> list[str]:
        return [e.rule for e in coded("ar", text)[1].events]

    assert rules("اعتقلت الشرطة التونسية عشرة متظاهرين") == ["clause_verb_first"]
    assert rules("الشرطة التونسية اعتقلت عشرة متظاهرين") == ["clause_subject_first"]
    assert rules("قُصفت مواقع إيرانية من قبل إسرائيل") == ["clause_verb_first_passive"]


def test_what_is_denied_possible_or_asked_gives_no_event() -> None:
    for text in ("لم تقصف إسرائيل المدينة", "ربما تقصف إسرائيل سوريا", "هل قصفت إسرائيل سوريا؟"):
        assert raw_lines("ar", text) == [], text


def test_near_misses_are_kept_only_when_explaining() -> None:
    e, text = engine("ar"), "أدانت فرنسا إيران"
    quiet = coded("ar", text)[1]
    loud = SentenceCoder(parsed("ar", text), e.lexicon, e.modes, TODAY.isoformat(), e.extends, explaining=True).run()
    assert quiet.misses == []
    assert loud.misses
    assert [x.sense for x in loud.events] == [x.sense for x in quiet.events]


def matching(text: str, sentence: str) -> bool:
    """Does a pattern of the verb killed fit the sentence?"""
    e = engine("ar")
    reader = PatternReader(ROOT / "grammars" / "pattern.lark", {"في": "في"}, lambda word: "=" + word)
    coder = SentenceCoder(parsed("ar", sentence), e.lexicon, e.modes, TODAY.isoformat(), e.extends)
    coder.coded.frames = frames(coder.parse, coder.nouns)
    frame = coder.coded.frames[0]
    pattern = reader.read(text)
    site = Site("V", frame.subject, frame.objects, frame.prepositional)
    return pattern.needs <= coder.tags and isinstance(coder.matcher.match(pattern, site, ""), Match)


def test_a_word_may_stand_anywhere_in_the_sentence() -> None:
    assert matching("S V T ~&attack", "قتل الجيش التركي مسلحا سوريا خلال غارة")
    assert not matching("S V T ~&attack", "قتل الجيش التركي مسلحا سوريا خلال عاصفة")


def test_a_role_may_ask_for_a_country() -> None:
    assert matching("S V T:@CVL+", "قتل الجيش التركي ثلاثة مدنيين سوريين")
    assert not matching("S V T:@CVL+", "قتل الجيش التركي ثلاثة مدنيين")
    assert matching("S V T:@CVL", "قتل الجيش التركي ثلاثة مدنيين")


def test_what_somebody_should_do_a_draft_says_or_nobody_demands_gives_no_event() -> None:
    for text in (
        "يريد الرئيس الأميركي أن يشمل الهجوم على سوريا كل المطارات",
        "أعدت اللجنة مشروع قرار ينص على وقف القصف على غزة",
        "يتعين على الحكومة الإسبانية تشكيل لجنة",
    ):
        assert [e.code for e in coded("ar", text)[1].events] == [], text


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("قالت وزارة الخارجية إن مصر وقطر والأردن اتفقت على عقد اجتماع في الدوحة", "EGY 036 JOR"),
        ("اتهم الرئيس الأوكراني، الذي زار برلين، روسيا بقصف مستشفى", "UKRGOV 1123 RUS"),
        ("نددت حركة حماس التي تسيطر على قطاع غزة منذ سنوات بالغارات الإسرائيلية", "PSEREBHMS 111 ISR"),
        ("قطعت السعودية علاقاتها مع قطر بعدما اتهمت الدوحة بدعم متطرفين", "SAU 112 QATGOV"),
        ("أعلن الجيش السوري أن جنديين قتلا في هجوم شنه مسلحون", "SYRUAF 190 SYRMIL"),
        ("حذرت فرنسا من إرسال جنود إلى مدينة منبج السورية التي تهدد أنقرة بمهاجمتها", "TURGOV 1384 SYR"),
        ("دعا رجل الدين العراقي مقتدى الصدر الحكومة العراقية إلى الاستقالة", "IRQPTY 0241 IRQGOV"),
    ],
)
def test_the_subject_is_found_behind_lists_asides_and_relative_clauses(text: str, event: str) -> None:
    rows = code_document(Document("x", text, TODAY, language="ar"), Options(), Counter(), Counter())
    assert event in [f"{r['source'] or '-'} {r['code']} {r['target'] or '-'}" for r in rows]


def test_what_is_not_believed_kept_from_happening_or_would_have_been_gives_no_event() -> None:
    for text in (
        "قال الوزير الأميركي إنه لا يعتقد أن روسيا قصفت إسرائيل",
        "منعت إسرائيل وصول الوقود إلى قطاع غزة",
        "كانت الحكومة المصرية ستعقد محادثات مع تركيا",
        "لم يجر أي لقاء بين الرئيس السوري ونظيره التركي",
    ):
        assert [e.code for e in coded("ar", text)[1].events] == [], text
