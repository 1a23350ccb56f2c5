"""The gazetteer: places named by dictionary entries.

In: `places/*.tsv` (id, name, country, admin1, latitude, longitude, geonames_id, rank) and the countries. Out: for a lexeme the
`Place` it names, or None. A country is its own place, without coordinates; a capital is its city.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from coder.dictionary import Office
from coder.model import Lexeme
from coder.tables import read_tsv


class Place(NamedTuple):
    """Where an event happened; `rank` is 0 for a city, 1 for a region, 2 for a country: the smallest place wins."""

    name: str
    country: str
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    rank: int


class Places:
    """Places by id."""

    def __init__(self, folder: Path, actors: Mapping[str, Sequence[Office]], lexemes: Iterable[Lexeme] = ()) -> None:
        self._places: dict[str, Place] = {}
        named = {x.lemma: x.actor for x in lexemes if x.pos == "place"}
        self._parts = {x.lemma: named[x.lemma] for x in lexemes if x.pos == "country" and x.lemma in named}  # Gaza, as an actor its country
        self._capitals: dict[str, Place] = {}
        columns = ("id", "name", "country", "admin1", "latitude", "longitude", "geonames_id", "rank", "capital")
        for path in sorted((folder / "places").glob("*.tsv")):
            for _, row in read_tsv(path, columns):
                place = Place(
                    row["name"], row["country"], row["admin1"] or None, float(row["latitude"]) if row["latitude"] else None,
                    float(row["longitude"]) if row["longitude"] else None, int(row["geonames_id"]) if row["geonames_id"] else None,
                    int(row["rank"] or 0),
                )  # fmt: skip
                self._places[row["id"]] = place
                if row["capital"]:
                    self._capitals[row["capital"]] = place
        for actor, offices in actors.items():
            if offices[0].kind == "country":
                self._places.setdefault(actor, Place(offices[0].name, offices[0].code[:3], None, None, None, None, 2))

    def of(self, lexeme: Lexeme | None) -> Place | None:
        """The place that a word names."""
        if lexeme is None or not lexeme.actor:
            return None
        if lexeme.pos == "capital":
            return self._capitals.get(lexeme.actor) or self._places.get(lexeme.actor)
        if lexeme.pos == "country":
            return self._places.get(self._parts.get(lexeme.lemma, lexeme.actor))
        if lexeme.pos == "place":
            return self._places.get(lexeme.actor)
        return None
