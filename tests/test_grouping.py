"""Repeats across documents: who shares an `event_group`, whatever the order, the cut or the number of workers."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from loader import TODAY

import coder
from coder.grouping import event_groups
from coder.pipeline import Options, run
from coder.read import ReadOptions

_INTERNATIONAL = ("IMG", "IGO", "NGO")
SCHEMA = {
    "source": pl.String, "target": pl.String, "source_country": pl.String, "target_country": pl.String, "root_code": pl.String,
    "event_date": pl.Date, "date_precision": pl.String, "place_name": pl.String, "document_id": pl.String,
}  # fmt: skip


def report(
    document: str, source: str | None = "RUSMIL", target: str | None = "SYRREB", root: str = "19", day: int = 1, place: str | None = None,
    precision: str = "day",
) -> dict[str, Any]:  # fmt: skip
    countries = [c[:3] if c and not c.startswith(_INTERNATIONAL) else None for c in (source, target)]
    row = (source, target, *countries, root, date(2026, 1, day), precision, place, document)
    return dict(zip(SCHEMA, row, strict=True))


def groups(rows: list[dict[str, Any]], chunk: int = 1000) -> list[str | None]:
    return event_groups(pl.DataFrame(rows, schema=SCHEMA).lazy(), chunk).to_list()


def test_two_documents_about_one_raid_share_an_id() -> None:
    first, second = groups([report("a"), report("b", "RUSGOV", "SYRCVL", day=2)])
    assert first is not None
    assert first == second


def test_a_document_alone_has_no_group() -> None:
    assert groups([report("a"), report("a"), report("b", root="14")]) == [None, None, None]


def test_other_actors_roots_and_days_are_other_occurrences() -> None:
    others = [report("b", "IRNMIL"), report("c", target="ISRMIL"), report("d", root="20"), report("e", day=3)]
    assert groups([report("a"), *others]) == [None] * 5


def test_daily_shelling_is_an_occurrence_every_two_days() -> None:
    found = groups([report(f"{d}{i}", day=d) for d in (1, 2, 3, 4) for i in "ab"])
    assert found[0] == found[1] == found[2] == found[3] != found[4] == found[5] == found[6] == found[7]


def test_within_a_country_whole_codes_count() -> None:
    found = groups([report("a", "EGYCOP", "EGYOPP"), report("b", "EGYGOV", "EGYOPP"), report("c", "EGYCOP", "EGYOPP")])
    assert found[0] == found[2] is not None
    assert found[1] is None


def test_organizations_are_their_codes() -> None:
    assert groups([report("a", "IMGISI"), report("b", "IMGALQ")]) == [None, None]


def test_places_must_not_contradict() -> None:
    apart = groups([report("a", place="Homs"), report("b", place="Aleppo"), report("c", place="Homs")])
    assert apart[0] == apart[2] is not None
    assert apart[1] is None
    joined = groups([report("a", place="Homs"), report("b")])
    assert joined[0] == joined[1] is not None
    assert groups([report("a", place="Homs"), report("b", place="Aleppo"), report("c")]) == [None] * 3


def test_what_has_no_party_or_no_day_is_nobodys_repeat() -> None:
    assert groups([report("a", source=None), report("b", source=None)]) == [None, None]
    assert groups([report("a", precision="month"), report("b", precision="month")]) == [None, None]


ROWS = st.lists(
    st.builds(
        report, st.sampled_from("abc"), st.sampled_from(["RUSMIL", "RUS", "SYRMIL", None]), st.sampled_from(["SYRREB", "SYRCVL", "IMGISI"]),
        st.sampled_from(["18", "19"]), st.integers(1, 9), st.sampled_from(["Homs", "Aleppo", None]), st.sampled_from(["day", "day", "week"]),
    ), max_size=40,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(ROWS, st.randoms(use_true_random=False), st.integers(1, 30))
def test_order_and_chunks_change_no_id(rows: list[dict[str, Any]], random: Any, chunk: int) -> None:
    expected = groups(rows)
    order = list(range(len(rows)))
    random.shuffle(order)
    assert groups([rows[i] for i in order], chunk) == [expected[i] for i in order]
    same = {}
    for row, group in zip(rows, expected, strict=True):
        if group is not None:
            same.setdefault(group, []).append(row)
    for members in same.values():
        assert len({r["document_id"] for r in members}) > 1
        assert max(r["event_date"] for r in members) - min(r["event_date"] for r in members) <= timedelta(1)
        assert len({r["place_name"] for r in members} - {None}) < 2


def test_the_command_fills_the_column_for_any_number_of_workers(tmp_path: Path) -> None:
    texts = ["قصفت القوات الروسية مواقع للمعارضة السورية أمس الاثنين.", "أدانت فرنسا إيران.",
             "شنت القوات الروسية غارات على المعارضة السورية أمس الاثنين."]
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"id": str(i), "text": t}, ensure_ascii=False) + "\n" for i, t in enumerate(texts)), "utf-8")
    outputs = []
    for workers in (1, 2):
        run([str(source)], tmp_path / f"{workers}.parquet", ReadOptions(date=TODAY), Options(workers=workers))
        outputs.append((tmp_path / f"{workers}.parquet").read_bytes())
    assert outputs[0] == outputs[1]
    found = dict(pl.read_parquet(tmp_path / "1.parquet").select("document_id", "event_group").iter_rows())
    assert found["0"] == found["2"] is not None
    assert found["1"] is None
    assert not list(tmp_path.glob(".*"))


def test_the_python_way_fills_it_too() -> None:
    text = "قصفت القوات الروسية مواقع للمعارضة السورية أمس الاثنين."
    assert coder.code([text, text], day=TODAY)["event_group"].null_count() == 0
