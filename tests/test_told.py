"""Acts of violence that are only spoken of give no event; those told as facts do."""

from __future__ import annotations

from collections import Counter

import pytest
from loader import TODAY

from coder.model import Document
from coder.pipeline import Options, code_document

VIOLENT = frozenset(["18", "19", "20"])
SPOKEN_OF = [
    "يعتبر الوزير المصري الانتقادات هجوما على الحكومة المصرية",
    "تنظر المحكمة في قضية اغتيال السفير الروسي",
    "تندد المنظمة بالنظام السوري وبالذين يقتلون المدنيين السوريين",
    "تخدم هذه السياسة فكرة الهجوم على إيران",
]
FACTS = [
    "أعلنت الشرطة العراقية مقتل جندي عراقي في هجوم مسلح",
    "وقع هجوم انتحاري على معسكر للجيش الباكستاني",
    "أدانت فرنسا هجوم القوات الروسية على مدينة خاركيف",
    "شن الجيش التركي هجوما على المسلحين الأكراد",
]


def acts(text: str) -> list[str]:
    rows = code_document(Document("x", text, TODAY, language="ar"), Options(), Counter(), Counter())
    return [row["code"] for row in rows if row["root_code"] in VIOLENT]


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_what_is_only_spoken_of_is_no_act(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize("text", FACTS)
def test_what_is_told_as_a_fact_is_one(text: str) -> None:
    assert acts(text)
