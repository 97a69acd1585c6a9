"""Offices said beside a name: in apposition, and in a clause about somebody.

In: the persons named in a text. Out: the same, each mention with the office that stands beside it: as its title where
it has none ("Ana Roe, a spokeswoman for the council"), else as an office further to the title before the name ("General
Ana Roe, the deputy defence minister"). What somebody heads, "Ana Roe, who heads the central bank", is never a title:
its words name another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from onrecord import lexicon
from onrecord.linking import syntax, titlewords
from onrecord.linking.persons import Named, Person, Title
from onrecord.reading import english


def give(doc: Doc, people: Iterable[Person]) -> None:
    """Give each mention of a person the office said beside it."""
    named = [n for person in people for n in person.mentions]
    for n in sorted(named, key=lambda n: n.start):
        office = _office(doc, n)
        if n.title is None and (office is None or office.heads is None):
            n.title = office
            continue
        n.further = office
        if n.title is None:
            continue
        # "General Hasan Turki, a Malian officer": the apposition adds to the title
        more = next((h for h in english.appositions(doc[n.start : n.end].root) if titlewords.is_title(h)), None)
        if more is not None and more.i > n.end and not any(_in_title(more, other) for other in named):
            n.title.phrase = (n.title.phrase[0], more.i + 1)


def is_rank(doc: Doc, title: Title) -> bool:
    """Tell whether a title is a rank or an address alone, "Col.", "Dr.", which are no office."""
    return all(titlewords.is_rank(t) or not t.is_alpha for t in doc[title.start : title.end] if t.text != ".")


def _office(doc: Doc, n: Named) -> Title | None:
    root = doc[n.start : n.end].root
    head = syntax.beside(doc, n.start, n.end, titlewords.is_title)
    if head is not None and (n.title is None or head.i >= n.end) and not _named_by(doc, head, n):
        return _of_noun(doc, n, head, past=False)
    for verb in _said_of(n, root):
        office = syntax.office_said(verb, titlewords.is_title)
        if office is not None:
            return _of_noun(doc, n, office, past=syntax.is_gone_by(verb))
        body = None if syntax.is_gone_by(verb) else _headed(verb)
        if body is not None:
            end = max(verb.i + 1, syntax.phrase(body)[1])
            return Title(verb.i, end, (n.start, end), heads=body.i)
    return None


def _said_of(n: Named, root: Token) -> Iterator[Token]:
    """Yield the verbs of clauses about a name, which the parser may hang on its state or on its title instead.

    "Foreign Minister Ana Roe of Peru, who heads the bank": nobody else is "who".
    """
    yield from syntax.said_of(root)
    for preposition, state in english.prepositions(root):
        if preposition == "of":
            yield from syntax.said_of(state)
    if n.title is not None and english.is_apposition(root) and n.title.start <= root.head.i < n.title.end:
        yield from syntax.said_of(root.head)


def _named_by(doc: Doc, head: Token, n: Named) -> bool:
    """Tell whether the office beside a titled name is another's: "President Ana Roe, Minister Bo Lee and others"."""
    return n.title is not None and head.i + 1 < len(doc) and doc[head.i + 1].ent_type_ == "PERSON"


def _of_noun(doc: Doc, n: Named, head: Token, *, past: bool) -> Title:
    start, end = syntax.phrase(head)
    end = syntax.with_of_phrases(head, end)
    start, end = (start, min(end, n.start)) if head.i < n.start else (max(start, n.end), end)
    return Title(start, end, (min(start, n.start), max(end, n.end)), past=past)


def _headed(verb: Token) -> Token | None:
    """Return what somebody heads: "who heads the central bank", "who presides over the council"."""
    for row in lexicon.table("heading_verbs"):
        if row["verb"] == verb.lemma_.lower():
            objects = [o for p, o in english.prepositions(verb) if p == row["preposition"]]
            return next(iter(objects if row["preposition"] else english.objects(verb)), None)
    return None


def _in_title(token: Token, named: Named) -> bool:
    return named.title is not None and named.title.phrase[0] <= token.i < named.title.phrase[1]
