"""What a document said of people, later sentences know."""

import pytest
from stages import event_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
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
def test_a_party_is_known_from_what_was_said_elsewhere(text: str, expected: str) -> None:
    assert expected in event_lines("ar", text)
