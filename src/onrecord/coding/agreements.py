"""Agreements and measures: what the drafts of these kinds say of instrument, stage, subject, kind, change and scope.

In: drafts, and the clauses of their Doc. Out: the drafts with `details`; beside them what the codebook has no event
for: a treaty that enters into force, an embargo that is broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.coding.drafts import Draft
from onrecord.lexicon import Row, table
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause

IsActor = Callable[[int], bool]
_ABOUT = ("on", "for", "about", "over", "concerning", "covering")
_PARTIES = ("with", "between", "on", "against", "of")
_PAPER = re.compile(
    r"(?:Resolution|Regulation|Directive|Executive Order|Decision|Decree|Act|Law)"
    r"(?: \(?(?:EU|EC|CFSP)\)?)?(?: No\.?)? ?\d[\d/]*(?: \(\d{4}\))?|UNSCR \d+(?: \(\d{4}\))?"
)
_SUPPLY = frozenset({"export", "sale", "supply", "delivery", "shipment", "transfer", "import"})
_STEPS = 3
"""From a noun to its verb: over a preposition, "withdrew [from the] pact", and another noun."""
_INTO_FORCE = frozenset({"force", "effect"})


@cache
def _index(name: str, column: str) -> dict[str, Row]:
    return {r[column]: r for r in table(name)}


@cache
def _stages() -> dict[tuple[str, str], Row]:
    return {(lemma, r["pos"]): r for r in table("agreement_stages") for lemma in r.many("lemma")}


def agreements(doc: Doc, clauses: Sequence[Clause], drafts: Sequence[Draft], is_actor: IsActor) -> list[Draft]:
    """Return the drafts with the details of their kind, and the agreements and measures that no draft tells yet."""
    told = [detailed(doc, _as_measure(doc, d)) for d in drafts]
    heads = {d.head for d in told}
    found = [d for c in clauses if c.head not in heads and (d := _untold(doc, c, is_actor)) is not None]
    return sorted([*told, *found], key=lambda d: (d.head, d.kind))


def detailed(doc: Doc, draft: Draft) -> Draft:
    """Return the draft with the details of its kind; a draft of another kind comes back as it was."""
    if draft.kind == "agreement":
        return replace(draft, details=_agreement(doc, draft))
    if draft.kind == "measure":
        return replace(draft, details=_measure(doc, draft))
    return draft


def _as_measure(doc: Doc, draft: Draft) -> Draft:
    """An event whose verb changes a measure that it has as object is that measure's: "violated the embargo"."""
    head = doc[draft.head]
    if draft.kind != "event" or not en.is_verb(head) or en.lemma(head) not in _index("measure_changes", "lemma"):
        return draft
    named = any(_named(o, "measures") for o in en.objects(head)) and draft.act in ("SANCTION", "CONCEDE", "REJECT")
    return replace(draft, kind="measure") if named else draft


def _untold(doc: Doc, clause: Clause, is_actor: IsActor) -> Draft | None:
    """Return an agreement that changes by itself, or a measure that is broken: the codebook has no event for these."""
    if clause.kind != "verbal":
        return None
    subjects, objects = [doc[i] for i in clause.subjects], [doc[i] for i in clause.objects]
    stage = _stages().get((clause.lemma, "verb"))
    treaty = next((t for t in subjects if _named(t, "instruments")), None)
    if treaty is not None and stage is not None and stage["stage"] in ("in_force", "suspended", "ended"):
        forced = any(doc[i].lower_ in _INTO_FORCE for _, i in clause.obliques) or any(
            o.lower_ in _INTO_FORCE for o in objects
        )
        parties = _actors(treaty, is_actor)
        if parties and (forced or stage["stage"] != "in_force"):
            return detailed(doc, _draft("agreement", clause, parties, (), stage))
    change = _index("measure_changes", "lemma").get(clause.lemma)
    broken = next((t for t in objects if _named(t, "measures")), None)
    if broken is None or change is None or change["change"] != "violated":
        return None
    by = tuple(i for i in clause.subjects if is_actor(i))
    return detailed(doc, _draft("measure", clause, by, _actors(broken, is_actor), change)) if by else None


def _draft(kind: str, clause: Clause, actors: tuple[int, ...], recipients: tuple[int, ...], row: Row) -> Draft:
    return Draft(
        kind="agreement" if kind == "agreement" else "measure",
        act=None,
        head=clause.head,
        actors=actors,
        recipients=recipients,
        start=clause.start,
        end=clause.end,
        rule=row.rule,
        confidence=0.6,
    )


def _actors(noun: Token, is_actor: IsActor) -> tuple[int, ...]:
    """Return who a treaty is between, or whom a measure is on."""
    behind = (t for p, t in en.prepositions(noun) if p in _PARTIES)
    return tuple(dict.fromkeys(t.i for t in (*en.owners(noun), *behind) if is_actor(t.i)))


def _near(doc: Doc, draft: Draft) -> Iterator[Token]:
    """The predicate, its objects and what stands in the draft's own words: where instrument and measure are named."""
    head = doc[draft.head]
    yield head
    if en.is_verb(head):
        yield from en.objects(head)
    yield from doc[draft.start : draft.end]


def _named(token: Token, name: str) -> Row | None:
    """Return the row that names a noun: "UN arms embargo" is an arms embargo, "embargo" the last resort."""
    index = _index(name, "word")
    before = [t.lower_ for t in en.premodifiers(token)]
    named = (" ".join([*before[n:], token.lemma_.lower()]) for n in range(len(before) + 1))
    return next((index[words] for words in named if words in index), None)


def _found(doc: Doc, draft: Draft, name: str) -> tuple[Token, Row] | None:
    return next(((t, row) for t in _near(doc, draft) if (row := _named(t, name)) is not None), None)


def _governing(doc: Doc, draft: Draft) -> Token:
    """Return the predicate, or the verb over an event noun: "[ended] the removal"."""
    token = doc[draft.head]
    for _ in range(_STEPS):
        if en.is_verb(token):
            break
        token = en.first_conjunct(token).head
    return token


def _agreement(doc: Doc, draft: Draft) -> dict[str, object]:
    head = doc[draft.head]
    stage = _stages().get((en.lemma(head), "verb" if en.is_verb(head) else "noun"))
    own = stage is not None
    stage = stage or _stages().get((en.lemma(_governing(doc, draft)), "verb"))
    found = _found(doc, draft, "instruments")
    row = None if found is None else found[1]
    subject = None if found is None else _subject(found[0])
    return {
        "instrument": None if row is None else row["instrument"],
        "instrument_rule": None if row is None else row.rule,
        "subject": None if subject is None else list(subject),
        "stage_said": None if stage is None else stage["stage"],
        "stage_rule": None if stage is None else stage.rule,
        "stage_governed": stage is not None and not own,
    }


def _subject(instrument: Token) -> tuple[int, int] | None:
    """Return what an agreement is about: "an accord on [fishing rights]", "a [free trade] agreement"."""
    about = next((o for p, o in en.prepositions(instrument) if p in _ABOUT), None)
    if about is not None:
        return _without_place(about)
    before = [t for t in en.premodifiers(instrument) if t.pos_ == "NOUN" and not t.like_num and not t.ent_type_]
    if not before:
        return None
    start = min(t.left_edge.i for t in before)
    adjective = instrument.doc[start - 1] if start else None
    # "free trade agreement": the parser hangs "free" on the agreement
    joined = adjective is not None and adjective.lower_ == "free"
    return start - joined, instrument.i


def _without_place(about: Token) -> tuple[int, int]:
    """Return the words of the subject without what only says where: "on trade [in Oslo]"."""
    start, end = en.subtree_span(about)
    behind = [t.left_edge.i - 1 for p, t in en.prepositions(about) if p in ("in", "at") and en.is_place_name(t)]
    return start, min([end, *(i for i in behind if i > about.i)])


def _measure(doc: Doc, draft: Draft) -> dict[str, object]:
    kind = _found(doc, draft, "measures")
    changes = _index("measure_changes", "lemma")
    change = changes.get(en.lemma(doc[draft.head])) or changes.get(en.lemma(_governing(doc, draft)))
    scope = _scope(doc, draft)
    measure = kind[1]["measure"] if kind else _unnamed(doc, draft)
    lemmas = {t.lemma_.lower() for t in doc[draft.start : draft.end]}
    if scope is not None and scope["scope"] == "arms" and measure in ("ban", "embargo", None) and lemmas & _SUPPLY:
        measure = "arms embargo"  # a ban on the supply of arms is one, whatever it is called
    paper = _PAPER.search(doc[slice(*en.sentence_span(doc[draft.head]))].text)
    return {
        "measure": measure,
        "change": change["change"] if change else None,
        "change_rule": change.rule if change else None,
        "scope": scope["scope"] if scope else None,
        "scope_rule": scope.rule if scope else None,
        "instrument": None if paper is None else _tokens(doc, draft, paper.span()),
    }


def _unnamed(doc: Doc, draft: Draft) -> str | None:
    """Return the measure that a verb and its object are: "froze the assets"."""
    head = doc[draft.head]
    if not en.is_verb(head):
        return None
    objects = {o.lemma_.lower() for o in en.objects(head)}
    frozen = en.lemma(head) == "freeze" and objects & {"asset", "fund", "account"}
    return "asset freeze" if frozen else "ban" if en.lemma(head) in ("ban", "bar", "prohibit") else None


def _scope(doc: Doc, draft: Draft) -> Row | None:
    """Return what a measure is about, by the words of its noun or of what is banned."""
    index = _index("measure_scopes", "word")
    found = [index[t.lemma_.lower()] for t in _near(doc, draft) if t.lemma_.lower() in index]
    # "arms exports" are about arms
    return next((r for r in found if r["scope"] not in ("exports", "imports")), None) or next(iter(found), None)


def _tokens(doc: Doc, draft: Draft, found: tuple[int, int]) -> list[int] | None:
    start = doc[en.sentence_span(doc[draft.head])[0]].idx
    span = doc.char_span(start + found[0], start + found[1], alignment_mode="expand")
    return None if span is None else [span.start, span.end]
