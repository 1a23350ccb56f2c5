"""Why was a sentence coded as it was: tokens with terminals, clauses with rule names, events, near misses.

Right-to-left text is wrapped in Unicode isolates (U+2068, U+2069), so that a terminal keeps the columns in order.
"""

from __future__ import annotations

from datetime import date

from coder import split as splitting
from coder.code import SentenceCoder
from coder.engine import Engine, load
from coder.language import detect
from coder.memory import LINKS, Memory, Mention
from coder.model import Document, Parse, Token
from coder.nouns import Frame, Group
from coder.parties import Event
from coder.recall import recall
from coder.resolve import Resolver

_OPEN, _CLOSE = "\u2068", "\u2069"


def explain(text: str, day: date, language: str = "auto", misses: int = 12) -> str:
    """A page of plain text on every sentence of `text`; `day` is its publication date."""
    document = Document("explain", text, day, language=language)
    if language == "auto":
        language = detect(document)
    if language == "other":
        return "This text is in no language that the dictionaries know."
    engine = load(language)
    memory = Memory()
    out: list[str] = []
    for sentence in splitting.split(document, engine.abbreviations):
        tokens = engine.tagger.tag(sentence.text, memory.seen)
        recall(tokens, memory.named)
        parse = engine.parser.parse(tokens)
        coder = SentenceCoder(parse, engine.lexicon, engine.modes, day.isoformat(), engine.extends, explaining=True)
        coded = coder.run()
        events = Resolver(document, sentence, parse, coder, memory, engine.places, engine.where).events(coded)
        out += [f"SENTENCE {sentence.number}", _iso(sentence.text), "", "tokens"]
        out += [_token(t) for t in tokens]
        out += ["", "clauses"]
        out += [_clause(parse, sentence.text, f) for f in coded.frames]
        out += ["", "events"]
        out += [_event(engine, sentence.text, e) for e in events] or ["  none"]
        dropped = list(dict.fromkeys(f"  {_iso(tokens[t].text if t < len(tokens) else '')} {sense}: {why}" for t, sense, why in coded.misses))
        out += ["", f"near misses ({len(dropped)})", *dropped[:misses], ""]
    return "\n".join(out)


def _iso(text: str) -> str:
    """Text isolated for direction; control characters are shown, not sent to the terminal."""
    return _OPEN + "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text) + _CLOSE


def _token(token: Token) -> str:
    x = token.lexeme
    notes = [token.features]
    if x is not None:
        notes += [x.pos, _iso(x.lemma), x.source]
        if x.agent:
            notes.append(x.agent)
    if token.date is not None:
        notes.append(str(token.date))
    return f"  {token.terminal:<11} {_iso(token.text)}  " + " ".join(n for n in notes if n)


def _clause(parse: Parse, text: str, frame: Frame) -> str:
    parts = [f"  {frame.index} {frame.clause.link}/{frame.clause.rule}"]
    if frame.parent >= 0:
        parts.append(f"on {frame.parent}")
    if frame.verb is not None:
        parts.append(f"verb {_iso(frame.verb.text)}{' passive' if frame.passive else ''}")
    if frame.subject is not None:
        parts.append(f"subject {_group(parse, text, frame.subject)}")
    parts += [f"object {_group(parse, text, g)}" for g in frame.objects]
    parts += [f"{_iso(p)} {_group(parse, text, g)}" for p, g in frame.prepositional]
    if frame.verb is None:
        parts += [_group(parse, text, Group("np", a.phrases)) for a in (*frame.clause.before, *frame.clause.after) if a.kind == "NP"]
    return "; ".join(parts)


def _group(parse: Parse, text: str, group: Group) -> str:
    spans = [parse.phrases[p] for p in group.phrases]
    words = " + ".join(text[parse.tokens[p.first].start : parse.tokens[p.last].end] for p in spans)
    return (f"({group.kind}) " if group.kind != "np" else "") + _iso(words)


def _party(text: str, mention: Mention | None) -> str:
    if mention is None:
        return "---"
    words = text[mention.start : mention.end] if mention.start >= 0 else "(understood)"
    return f"{mention.code or '---'} {_iso(words)}" + (f"  ({LINKS[mention.link]})" if mention.link else "")


def _event(engine: Engine, text: str, e: Event) -> str:
    name = engine.codes[e.code].name if e.code in engine.codes else ""
    lines = [f"  {e.code} {name}", f"    source {_party(text, e.source)}", f"    target {_party(text, e.target)}"]
    lines.append(f"    words  {_iso(text[e.trigger[0] : e.trigger[1]])}  sense {e.sense}  rule {e.rule}")
    lines.append(f"    date   {e.day} ({e.date_basis}, {e.date_precision})" + (f"  place {e.place.name}" if e.place else ""))
    if e.attribution is not None:
        lines.append(f"    reported by {_party(text, e.attribution)}")
    return "\n".join(lines)
