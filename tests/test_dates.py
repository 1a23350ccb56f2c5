"""Dates are found where the words name one, and mean the day that a reader on the day of publication would take."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coder.dates import DateMention, DateReader, resolve
from coder.morphology import load_tables, normalize
from coder.tokenize import pieces

ROOT = Path(__file__).parent.parent
FIXTURES = Path(__file__).parent / "fixtures" / "dates"
ARABIC = load_tables(ROOT / "dictionaries" / "ar" / "morphology")
NORMAL: dict[str, Callable[[str], str]] = {"ar": lambda text: normalize(ARABIC, text), "en": str.lower}
READERS = {
    name: DateReader(ROOT / "dictionaries" / name / "dates.tsv", ROOT / "grammars" / name / "date.lark", normal) for name, normal in NORMAL.items()
}
CASES = [
    (name, *line.split("\t"))
    for name in NORMAL
    for line in (FIXTURES / f"{name}.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def known_words(name: str) -> list[str]:
    """The words of the date table, which are the ones that make a date reader work."""
    lines = (ROOT / "dictionaries" / name / "dates.tsv").read_text("utf-8").splitlines()
    return sorted({word for line in lines if not line.startswith("#") for word in NORMAL[name](line.split("\t")[0]).split()})


WORDS = {name: [*known_words(name), "1", "5", "10", "31", "99", "2014", "1445", "3-5", "10/3/2025", "2025-13-45", "0"] for name in NORMAL}


def words_of(name: str, text: str) -> list[str]:
    return [NORMAL[name](piece.text) for piece in pieces(text)]


def find(name: str, text: str) -> list[DateMention]:
    return READERS[name].find(words_of(name, text))


@pytest.mark.parametrize(("name", "sentence", "publication", "expected", "precision"), CASES)
def test_sentence_names_the_day(name: str, sentence: str, publication: str, expected: str, precision: str) -> None:
    found = [resolve(mention.value, date.fromisoformat(publication)) for mention in find(name, sentence)]
    if expected == "-":
        assert found == []
    elif expected == "none":
        assert found == [None]
    else:
        assert found == [(date.fromisoformat(expected), precision)]


@pytest.mark.parametrize(
    ("name", "sentence", "mentioned", "skip"),
    [
        ("ar", "والثلاثاء عاد", "والثلاثاء", 1),
        ("ar", "كما بالأمس", "بالامس", 1),
        ("ar", "تأجل للثلاثاء المقبل", "للثلاثاء المقبل", 1),
        ("ar", "وللثلاثاء", "وللثلاثاء", 2),
        ("ar", "في 10 آذار / مارس 2025 وصل", "10 اذار / مارس 2025", 0),
        ("ar", "استقال قبل يومين من الانتخابات", "قبل يومين", 0),
        ("ar", "قبل عام 2014 بقليل", "عام 2014", 0),
        ("ar", "يبدأ في مارس", "مارس", 0),
        ("ar", "اليوم ( الأحد ) وصل", "اليوم ( الاحد )", 0),
        ("en", "two days after the vote", "two days", 0),
        ("en", "in March they met", "march", 0),
        ("en", "on Monday, March 10, 2025, they met", "monday , march 10 , 2025", 0),
    ],
)
def test_mention_covers_the_words_of_the_date_only(name: str, sentence: str, mentioned: str, skip: int) -> None:
    words = words_of(name, sentence)
    (mention,) = READERS[name].find(words)
    assert (" ".join(words[mention.first : mention.last + 1]), mention.skip) == (mentioned, skip)


@pytest.mark.parametrize(
    ("name", "sentence", "days"),
    [
        ("ar", "وصل الأحد وعاد في 10 مارس ثم استقال أمس", ["2025-03-16", "2025-03-10", "2025-03-18"]),
        ("en", "He came on Sunday, left on 10 March and quit yesterday", ["2025-03-16", "2025-03-10", "2025-03-18"]),
    ],
)
def test_dates_come_in_order(name: str, sentence: str, days: list[str]) -> None:
    resolved = [resolve(mention.value, date(2025, 3, 19)) for mention in find(name, sentence)]
    assert [found[0].isoformat() if found else None for found in resolved] == days


def check(words: list[str], mentions: list[DateMention], publication: date) -> None:
    """Mentions lie within the sentence, in order and apart, hold hashable values, and resolve to something sensible."""
    end = -1
    for mention in mentions:
        assert end < mention.first <= mention.last < len(words)
        assert 0 <= mention.skip < len(words[mention.first])
        hash(mention.value)
        resolved = resolve(mention.value, publication)
        if resolved is not None:
            day, precision = resolved
            assert precision in ("day", "week", "month", "year")
            if "hijri" not in str(mention.value):  # months of the other calendar begin on any day
                assert precision not in ("month", "year") or day.day == 1
                assert precision != "year" or day.month == 1
        end = mention.last


@pytest.mark.parametrize("name", sorted(NORMAL))
@given(data=st.data(), publication=st.dates())
def test_any_words_of_the_table_are_read(name: str, data: st.DataObject, publication: date) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[name]) | st.text(max_size=4), max_size=25))
    check(words, READERS[name].find(words), publication)


@pytest.mark.parametrize("name", sorted(NORMAL))
@given(words=st.lists(st.text()))
@example(words=[""])
@example(words=["\u0663\u0663", "\u00b2", "1\u0661", "99999999999999999999"])
def test_any_words_are_read(name: str, words: list[str]) -> None:
    check(words, READERS[name].find(words), date.max)
