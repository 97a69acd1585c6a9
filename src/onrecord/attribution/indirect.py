"""Reported content by the grammar: clauses, infinitives, objects and prepositional phrases of a cue.

In: a `Cue`. Out: `Content` with the tokens of what is reported, the frame that gave it, and who is spoken to.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.attribution import syntax
from onrecord.attribution.cues import Cue
from onrecord.reading import english

TokenRange = tuple[int, int]

_REFLEXIVE = frozenset(["himself", "herself", "itself", "themselves", "ourselves", "myself"])
_GROUNDS = frozenset(["for", "over", "against", "as"])
"""Prepositions that tell what an attitude is about: "attacked the mayor over the delay"."""
_PRONOUNS = frozenset(
    ["that", "which", "what", "who", "whom", "this", "these", "those", "it", "him", "her", "them", "me", "us", "you"]
)
"""Objects that tell nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue reports: token ranges in text order, the frame, the hearer's head token."""

    pieces: tuple[TokenRange, ...]
    frame: str
    hearer: Token | None = None
    extra_cue: int | None = None
    """The index of a preposition that belongs to the cue: "called for"."""
    bare: bool = False
    """Only a pronoun, which tells nothing by itself: "which he has denied"."""


def content_of(cue: Cue) -> Content | None:
    """Return what the cue reports by the grammar, or None."""
    if cue.row.path.name == "reporting_adjectives.csv":
        return _of_adjective(cue)
    if cue.row.path.name == "reporting_idioms.csv":
        return _of_idiom(cue)
    if english.is_noun(cue.head) and not english.is_verb(cue.head):
        return _of_word(cue, cue.head)
    if english.is_passive(cue.head) and syntax.misread_subject(cue.head) is None:
        return _of_passive(cue)
    return _of_verb(cue)


def _of_verb(cue: Cue) -> Content | None:
    verb, frames = cue.head, cue.frames
    if "raising" in frames and (found := _raised(verb)) is not None:
        return found
    hearer = _hearer(cue)
    if (clauses := syntax.finite_clauses(verb) or syntax.clauses_after_phrases(verb)) and (
        found := _clause(cue, clauses, hearer)
    ) is not None:
        return found
    if frames & {"to-infinitive", "hearer"} and (found := _infinitive(cue)) is not None:
        return found
    if "ing" in frames and (found := _of_gerund(verb)) is not None:
        return found
    if hearer is None and (found := _of_object(cue)) is not None:
        return found
    return _of_preposition(cue, verb, hearer) or _interrupted(cue) or _as_clause(cue)


def _clause(cue: Cue, clauses: list[Token], hearer: Token | None) -> Content | None:
    plain = [c for c in clauses if not syntax.is_infinitive(c)]
    told = cue.frames & {"that", "whether"} or ("quote" in cue.frames and plain and plain[0].i < cue.head.i)
    if plain and told:
        # "…, the mayor continued", but not "as the mayor continues, we can count on it"
        return Content(_spans(plain), "that", hearer)
    raised = [c for c in clauses if syntax.is_infinitive(c)]
    if raised and cue.frames & {"to-infinitive", "hearer", "that", "object", "deed"}:
        return Content(_spans(raised), "to-infinitive")
    if plain and cue.frames & {"object", "topic", "deed"}:
        return Content(_spans(plain), "object")
    return None


def _infinitive(cue: Cue) -> Content | None:
    verb = cue.head
    found = [c for c in syntax.infinitives(verb) if c.i > verb.i]
    if not found:
        return None
    last = found[-1]
    start = english.subtree_span(found[0])[0]
    person = syntax.hearer_noun(verb)
    if person is not None and verb.i < person.i < last.i:
        if "hearer" not in cue.frames:
            return None
        start = english.subtree_span(person)[0]
    elif "to-infinitive" not in cue.frames:
        return None
    return Content(((start, english.subtree_span(last)[1]),), "to-infinitive", person)


def _of_gerund(verb: Token) -> Content | None:
    found = [c for c in syntax.gerunds(verb) if c.i > verb.i]
    return Content(_spans(found), "ing") if found else None


def _of_object(cue: Cue) -> Content | None:
    verb, frames = cue.head, cue.frames
    target = next((o for o in verb.children if english.is_object(o)), None)
    if target is None and "as" in frames and (small := syntax.small_clauses(verb)):
        return Content(_spans(small), "object")
    if target is None or target.lower_ in _REFLEXIVE:
        return None
    start, end = english.subtree_span(target)
    # "accused the firm of delay": the parser hangs "of delay" on the firm or on the verb
    with_preposition = any(p.lower_ in frames for p in syntax.prepositions(target))
    for preposition in syntax.prepositions(verb):
        name = preposition.lower_
        close = end <= preposition.i <= end + 1
        if close and (
            name in frames or (name == "as" and "as" in frames) or (name in _GROUNDS and frames & {"object", "deed"})
        ):
            end = english.subtree_span(preposition)[1]
            with_preposition = name in frames
    if not frames & {"object", "topic", "deed"} and not with_preposition and not _is_named(cue, target, end):
        return None
    end = max(end, _object_predicate(cue, end), _before_main_clause(verb))
    frame = next((f for f in ("object", "topic", "deed") if f in frames), "object")
    if target.i < verb.i:
        return _before_verb(cue, target, frame)
    return Content(((start, end),), frame, bare=end == start + 1 and target.lower_ in _PRONOUNS)


def _before_verb(cue: Cue, target: Token, frame: str) -> Content:
    """Content whose object is a relative pronoun: "which he denied", "whom the mayor called a hero"."""
    first = english.subtree_span(target)
    rest = [c for c in [*english.attributes(cue.head), *syntax.prepositions(cue.head)] if c.i > cue.head.i]
    told = [c for c in rest if not c.lower_ or c.lower_ in cue.frames or c in english.attributes(cue.head)]
    pieces = (first, *(english.subtree_span(c) for c in told[:1] if "as" in cue.frames))
    return Content(pieces, frame, bare=len(pieces) == 1 and first[1] - first[0] == 1)


def _before_main_clause(verb: Token) -> int:
    """Return where the main clause opens, for "Highlighting the interest in …, the minister said", or 0.

    The parser now and then cuts the object short; what stands before the main clause belongs to the participle.
    """
    governor = syntax.main_clause(verb)
    subject = syntax.active_subject(governor) if governor.i > verb.i and syntax.is_participle_adjunct(verb) else None
    if subject is None or subject.i < verb.i:
        return 0
    opens = subject.left_edge.i
    commas = [t.i for t in verb.doc[verb.i : opens] if t.text == ","]
    return commas[-1] if commas and commas[-1] == opens - 1 else 0


def _is_named(cue: Cue, target: Token, end: int) -> bool:
    """Tell whether the object is called something; the parser takes a quoted name for an apposition."""
    return bool(_object_predicate(cue, end)) or ("as" in cue.frames and bool(english.appositions(target)))


def _object_predicate(cue: Cue, end: int) -> int:
    """Return the end of a predicate on the object, "called the plan a mistake", or 0."""
    if "as" not in cue.frames:
        return 0
    found = [c for c in english.attributes(cue.head) if c.i >= end]
    return max((english.subtree_span(c)[1] for c in found), default=0)


def _of_preposition(cue: Cue, word: Token, hearer: Token | None = None) -> Content | None:
    for preposition in syntax.prepositions(word):
        if preposition.lower_ not in cue.frames or preposition.i < word.i:
            continue
        targets = syntax.preposition_objects(preposition)
        if targets:
            start = english.subtree_span(targets[0])[0]
            end = max(english.subtree_span(targets[-1])[1], _before_main_clause(word))
            # "called on Chad to withdraw": what is asked of them belongs to it
            end = max([end, *(english.subtree_span(c)[1] for c in syntax.infinitives(word) if c.i > targets[0].i)])
            extra = preposition.i if preposition.i <= cue.end + 1 else None
            return Content(((start, end),), "preposition", hearer, extra)
    return None


def _interrupted(cue: Cue) -> Content | None:
    """The clause that the cue's clause interrupts: "the army, he said, is ready"."""
    verb = cue.head
    if not (syntax.is_interruption(verb) and "quote" in cue.frames and english.is_verb(verb.head)):
        return None
    return around(verb, verb.head)


def _raised(verb: Token) -> Content | None:
    """What only seems so, with nobody named to whom: "the army seems to have left"."""
    subject = syntax.active_subject(verb)
    like = [p for p in syntax.prepositions(verb) if p.lower_ == "like"]
    told = [c for c in [*syntax.infinitives(verb), *english.attributes(verb), *like] if c.i > verb.i]
    if subject is None or not told or syntax.expletive(verb):
        return None
    return Content((english.subtree_span(subject), *_spans(told[:1])), "raising")


def _as_clause(cue: Cue) -> Content | None:
    """The clause that an inserted "as" clause vouches for: "as the paper noted, trust is low"."""
    verb = cue.head
    marked = english.is_adverbial(verb) and any(m.lower_ == "as" for m in verb.lefts)
    if not (marked and "that" in cue.frames and english.is_verb(verb.head)):
        return None
    beyond = [c for c in verb.children if not cue.start <= c.i < cue.end]
    if any(english.is_complement(c) or english.is_object(c) for c in beyond):
        return None  # "as Chad agrees to trade, it can count on help"
    return around(verb, verb.head)


def around(inner: Token, clause: Token, frame: str = "that") -> Content | None:
    """Return the clause with the inner phrase left out, in one or two pieces."""
    start, end = english.subtree_span(clause)
    left, right = english.subtree_span(inner)
    pieces = tuple(p for p in ((start, left), (right, end)) if p[1] - p[0] > 1)
    return Content(pieces, frame) if pieces else None


def _of_passive(cue: Cue) -> Content | None:
    verb, frames = cue.head, cue.frames
    if not _tells_in_passive(cue):
        return None
    if (clauses := syntax.finite_clauses(verb)) and frames & {"that", "quote", "whether"}:
        hearer = syntax.passive_subject(verb) if "hearer" in frames and not syntax.expletive(verb) else None
        return Content(_spans(clauses), "that", hearer)
    subject = syntax.passive_subject(verb)
    if subject is None:
        # "as reported by the agency, the road is open", but not "as might be expected", "as shown by the delay"
        return _as_clause(cue) if syntax.agents(verb) and cue.sense == "speech" else None
    infinitives = [c for c in syntax.infinitives(verb) if c.i > verb.i]
    if infinitives and "that" in frames:
        return Content((english.subtree_span(subject), *_spans(infinitives)), "to-infinitive")
    if "hearer" in frames and not syntax.agents(verb) and (asked := _of_preposition(cue, verb)) is not None:
        return Content(asked.pieces, asked.frame, subject, asked.extra_cue)  # "was asked about the plan"
    if frames & {"object", "topic", "deed", "as", "hearer"}:
        told = _spans([*infinitives, *_predicates(cue)])
        return Content((english.subtree_span(subject), *told[:1]), "object")
    return None


def _tells_in_passive(cue: Cue) -> bool:
    """Tell whether the verb reports in the passive too: "it is said that", "was seen by the union"."""
    voice = cue.row.cells.get("voice", "both")
    return voice == "both" or (voice == "agent" and bool(syntax.agents(cue.head)))


def _predicates(cue: Cue) -> list[Token]:
    """What is said of the subject of a passive: "was called a mistake", "was criticised for its delay"."""
    named = [c for c in english.attributes(cue.head) if c.i > cue.head.i]
    return named or [p for p in syntax.prepositions(cue.head) if p.i > cue.head.i and p.lower_ in cue.frames | _GROUNDS]


def _of_word(cue: Cue, word: Token) -> Content | None:
    """Content of a noun: "the claim that …", "a promise to …", "criticism of …"."""
    if "that" in cue.frames and (clauses := syntax.finite_clauses(word)):
        return Content(_spans(clauses), "that")
    if "to-infinitive" in cue.frames and (found := syntax.infinitives(word)):
        return Content(_spans(found), "to-infinitive")
    return _of_subject(cue, word) or _of_preposition(cue, word)


def _of_subject(cue: Cue, word: Token) -> Content | None:
    """Content that a linking verb says of the noun: "his claim is that …", "their goal is to …"."""
    verb = syntax.linking_verb(word)
    if verb is None:
        return None
    clauses = [c for c in syntax.finite_clauses(verb) if c.i > verb.i]
    if clauses and "that" in cue.frames:
        return Content(_spans(clauses), "that")
    infinitives = [c for c in syntax.infinitives(verb) if c.i > verb.i]
    if infinitives and "to-infinitive" in cue.frames:
        return Content(_spans(infinitives), "to-infinitive")
    return None


def _of_idiom(cue: Cue) -> Content | None:
    """Content of a verb with its fixed words, which hangs on either: "made clear | that …", "took aim | at …"."""
    verb, last = cue.head, cue.head.doc[cue.end - 1]
    for holder in (verb, last):
        after = [c for c in syntax.finite_clauses(holder) if c.i >= cue.end]
        if after and cue.frames & {"that", "whether", "quote"}:
            return Content(_spans(after), "that")
        infinitives = [c for c in syntax.infinitives(holder) if c.i >= cue.end]
        if infinitives and "to-infinitive" in cue.frames:
            return Content(_spans(infinitives), "to-infinitive")
        if (found := _of_preposition(cue, holder)) is not None and found.pieces[0][0] >= cue.end:
            return found
    targets = [o for holder in (verb, last) for o in [*english.objects(holder), *syntax.preposition_objects(holder)]]
    behind = [o for o in targets if o.left_edge.i >= cue.end]
    if behind and "object" in cue.frames:
        return Content(_spans(behind[:1]), "object")
    return _as_clause(cue)


def _of_adjective(cue: Cue) -> Content | None:
    word = cue.head
    verb = syntax.predicate_of(word)
    if verb is None:
        return None
    for holder in (word, verb):
        if "that" in cue.frames and (clauses := [c for c in syntax.finite_clauses(holder) if c.i > word.i]):
            return Content(_spans(clauses), "that")
        if "to-infinitive" in cue.frames and (found := [c for c in syntax.infinitives(holder) if c.i > word.i]):
            return Content(_spans(found), "to-infinitive")
    if "by" in cue.frames and (causes := syntax.agents(word)):
        return Content(_spans(causes[:1]), "preposition")
    return _of_preposition(cue, word)


def _hearer(cue: Cue) -> Token | None:
    """Return who is spoken to, where something else can be the content: "told reporters that", "said to us"."""
    verb = cue.head
    person = syntax.hearer_noun(verb)
    if person is not None and "hearer" in cue.frames and not cue.frames & {"object", "topic", "deed"}:
        after = [*syntax.prepositions(verb), *syntax.prepositions(person)]
        if any(p.lower_ in cue.frames for p in after) and not syntax.finite_clauses(verb):
            return None
        return person
    if "to-hearer" in cue.frames:
        # not "said, according to the agency", whose "to" hangs on "according"
        phrases = (p for p in syntax.prepositions(verb) if p.lower_ == "to")
        return next((o for p in phrases for o in syntax.preposition_objects(p) if english.is_noun(o)), None)
    return None


def _spans(heads: list[Token]) -> tuple[TokenRange, ...]:
    return tuple(sorted(english.subtree_span(h) for h in heads))
