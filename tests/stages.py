"""What each stage makes of a text, as the lines that the fixture files hold."""

from functools import lru_cache

from loader import TODAY

from coder.code import SentenceCoder
from coder.engine import Engine, load
from coder.memory import Memory, Mention
from coder.model import Document, Parse, Sentence
from coder.nouns import Group
from coder.parties import Event
from coder.raw import Coded
from coder.recall import recall
from coder.resolve import Resolver
from coder.split import split


@lru_cache
def engine(language: str) -> Engine:
    return load(language)


def sentence_lines(language: str, text: str) -> list[str]:
    """One line a sentence, headings with `^ ` before them."""
    return [("^ " if s.heading else "") + s.text for s in sentences(language, text)]


def sentences(language: str, text: str) -> list[Sentence]:
    return split(Document("test", text, TODAY, language=language), engine(language).abbreviations)


def parsed(language: str, text: str) -> Parse:
    e = engine(language)
    return e.parser.parse(e.tagger.tag(text))


def terminals(language: str, text: str) -> str:
    return " ".join(t.terminal for t in engine(language).tagger.tag(text))


def phrase_line(parse: Parse, text: str) -> str:
    """The noun phrases, with bars between them."""
    spans = [(parse.tokens[p.first].start, parse.tokens[p.last].end) for p in parse.phrases if p.terminal == "NP"]
    return " | ".join(text[a:b] for a, b in spans)


def clause_line(parse: Parse, text: str) -> str:
    """`link/rule` of each clause, with its verb's word."""
    out = []
    for clause in parse.clauses:
        verb = parse.tokens[parse.phrases[clause.verb].first].text if clause.verb >= 0 else ""
        out.append(f"{clause.link}/{clause.rule}" + (f" {verb}" if verb else ""))
    return " + ".join(out)


def coded(language: str, text: str) -> tuple[SentenceCoder, Coded]:
    e = engine(language)
    coder = SentenceCoder(parsed(language, text), e.lexicon, e.modes, TODAY.isoformat(), e.extends)
    return coder, coder.run()


def raw_lines(language: str, text: str) -> list[str]:
    """`code | source words | target words` of each raw event."""
    coder, found = coded(language, text)
    return [f"{e.code} | {_words(coder.parse, text, e.source)} | {_words(coder.parse, text, e.target)}" for e in found.events]


def _words(parse: Parse, text: str, group: Group | None) -> str:
    if group is None or not group.phrases:
        return "-"
    spans = [parse.phrases[p] for p in group.phrases]
    return " + ".join(text[parse.tokens[s.first].start : parse.tokens[s.last].end] for s in spans)


def events(language: str, text: str) -> list[Event]:
    """The events of a document, resolved."""
    e, memory, out = engine(language), Memory(), list[Event]()
    document = Document("test", text, TODAY, language=language)
    for sentence in sentences(language, text):
        tokens = e.tagger.tag(sentence.text, memory.seen)
        recall(tokens, memory.named)
        parse = e.parser.parse(tokens)
        coder = SentenceCoder(parse, e.lexicon, e.modes, TODAY.isoformat(), e.extends)
        found = coder.run()
        out += Resolver(document, sentence, parse, coder, memory, e.places, e.where).events(found)
    return out


def event_lines(language: str, text: str) -> list[str]:
    """`SOURCE code TARGET` of each event."""
    return [f"{_code(e.source)} {e.code} {_code(e.target)}" for e in events(language, text)]


def date_lines(language: str, text: str) -> list[str]:
    return [f"{e.code} {e.day} {e.date_basis} {e.date_precision}" for e in events(language, text)]


def place_lines(language: str, text: str) -> list[str]:
    return [f"{e.code} {e.place.country if e.place else '-'}" for e in events(language, text)]


def place_names(language: str, text: str) -> list[str]:
    return [f"{e.code} {e.place.name if e.place else '-'}" for e in events(language, text)]


def report_lines(language: str, text: str) -> list[str]:
    return [f"{e.code} {_code(e.attribution)}" for e in events(language, text)]


def _code(mention: Mention | None) -> str:
    return (mention.code if mention is not None else None) or "-"
