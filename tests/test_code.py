"""Clauses become raw events whose participants are phrases."""

import pytest
from loader import ROOT, TODAY, Case, parameters
from stages import coded, engine, parsed, raw_lines

from coder.code import SentenceCoder
from coder.functions import frames
from coder.match import Match, Site
from coder.pattern import PatternReader


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
