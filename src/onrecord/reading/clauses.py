"""Who does what to whom: one flat view of verbs, event nouns and predicates, whatever their grammar.

In: a parsed `Doc`. Out: `Clause`s of token indices, with logical subjects and objects filled in through passives,
relative and participial clauses, control, coordination and possessives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from onrecord.lexicon import words
from onrecord.reading import english as en
from onrecord.reading.small_clauses import before_adjectives, said_as, small_clause, told_to_act

_CONJUNCTION_LIKE = frozenset({"after", "before", "since", "until"})
_DEPTH = 8
"""How many governors a subject is looked for through; deeper embeddings than this do not occur in news."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate with its arguments; every number is a token index into the Doc."""

    head: int
    lemma: str
    """With particle, lower case: "carry out"."""
    kind: Literal["verbal", "nominal", "adjectival"]
    subjects: tuple[int, ...]
    """Heads of the logical subject: agents of passives, antecedents of relatives, controllers of infinitives."""
    objects: tuple[int, ...]
    indirects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    """(preposition, head of its object), coordinations expanded.

    What an object is said to be stands behind "as", or "as not": "found the trader guilty", "found him not guilty".
    """
    complements: tuple[int, ...]
    passive: bool
    negation: int | None
    start: int
    end: int
    """The clause's own words, end exclusive: without coordinated clauses and adverbial clauses."""

    def oblique(self, *prepositions: str) -> tuple[int, ...]:
        """Return the heads that stand after one of the prepositions."""
        return tuple(i for p, i in self.obliques if p in prepositions)


def clauses(doc: Doc) -> tuple[Clause, ...]:
    """Return the clauses of a parsed Doc in text order of their heads."""
    found = []
    for token in doc:
        if token.pos_ == "VERB" and not en.is_attributive(token):
            found.append(verbal(token))
        elif token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass"):
            found += [_adjectival(token, a) for a in en.attributes(token)] or [verbal(token)]
        elif token.pos_ == "NOUN" or (token.pos_ == "PROPN" and not token.ent_type_):
            found.append(_nominal(token))
    return tuple(sorted(found, key=lambda c: (c.head, c.kind)))


def _indices(tokens: Iterable[Token]) -> tuple[int, ...]:
    return tuple(dict.fromkeys([t.i for t in tokens]))


def verbal(verb: Token) -> Clause:
    """Return the clause of one verb, for those who need no other."""
    passive = en.is_passive(verb)
    said = small_clause(verb, passive=passive)
    agents = [o for c in verb.children if c.dep_ == "agent" for _, o in _of_preposition(c)]
    if passive:
        subjects, objects = agents, [*logical_subjects(verb), *en.objects(verb)]
    else:
        subjects, objects = logical_subjects(verb), [*en.objects(verb), *(o for o, _ in said), *_gap(verb)]
        objects = objects or told_to_act(verb) or _shared_gap(verb)
    start, end = own_words(verb)
    negation = en.negation_of(verb)
    return Clause(
        head=verb.i,
        lemma=en.lemma(verb),
        kind="verbal",
        subjects=_indices(subjects),
        objects=_indices(_resolve_relative(objects, verb)),
        indirects=_indices([*en.indirect_objects(verb), *before_adjectives(verb)]),
        obliques=tuple((p, o.i) for p, o in _obliques(verb) if not (passive and p == "by")) + said_as(said),
        complements=_indices(en.complement_clauses(verb)),
        passive=passive,
        negation=None if negation is None else negation.i,
        start=start,
        end=end,
    )


def _adjectival(be: Token, predicate: Token) -> Clause:
    start, end = own_words(be)
    negation = en.negation_of(be) or en.negation_of(predicate)
    return Clause(
        head=predicate.i,
        lemma=en.lemma(predicate),
        kind="adjectival",
        subjects=_indices(logical_subjects(be)),
        objects=(),
        indirects=(),
        obliques=tuple((p, o.i) for t in (predicate, be) for p, o in en.prepositions(t)),
        complements=_indices([*en.complement_clauses(predicate), *en.complement_clauses(be)]),
        passive=False,
        negation=None if negation is None else negation.i,
        start=start,
        end=end,
    )


def _nominal(noun: Token) -> Clause:
    obliques = [(p, o) for p, o in en.prepositions(noun)]
    agents = [o for p, o in obliques if p == "by"]
    agents += [s for c in en.children(noun, "acl") if en.is_passive(c) for p, s in en.prepositions(c) if p == "by"]
    agents = agents or _owners(noun) or _light_verb_subjects(noun)
    start, end = noun.left_edge.i, _phrase_end(noun)
    negation = en.negation_of(noun)
    return Clause(
        head=noun.i,
        lemma=en.lemma(noun),
        kind="nominal",
        subjects=_indices(agents),
        objects=_indices(o for p, o in obliques if p == "of"),
        indirects=(),
        obliques=tuple((p, o.i) for p, o in obliques if p not in ("by", "of")),
        complements=_indices(en.complement_clauses(noun)),
        passive=False,
        negation=None if negation is None else negation.i,
        start=start,
        end=end,
    )


def _owners(noun: Token) -> list[Token]:
    """Possessors, then modifiers that name somebody: "Tehran's commitment", "Israeli air strikes", "U.S. support"."""
    possessors = en.possessors(noun)
    if possessors:
        return possessors
    return [m for m in en.premodifiers(noun) if m.ent_type_ in ("NORP", "GPE", "ORG", "PERSON") or m.pos_ == "PROPN"]


def _light_verb_subjects(noun: Token) -> list[Token]:
    """The subject of a light verb over the noun, or of one that issues it: "The navy launched air strikes", "passed a
    resolution condemning"."""
    first = en.first_conjunct(noun)
    verb = first.head
    lends = verb.lemma_.lower() in words("light_verbs") or (
        en.lemma(first) in words("issued_papers") and is_issued(first)
    )
    if en.is_object(first) and en.is_verb(verb) and lends:
        if en.is_passive(verb):
            return [o for p, o in en.prepositions(verb) if p == "by"]
        return logical_subjects(verb)
    preposition = en.governing_preposition(first)
    return [] if preposition is None else _subjects_over(preposition, first)


def is_issued(paper: Token) -> bool:
    """Tell whether a paper is what its verb gives out: "adopted a [resolution]", "sent a [letter]"."""
    return en.is_object(paper) and en.lemma(paper.head) in words("issuing_verbs", "verb")


def _is_known(noun: Token) -> bool:
    """Tell whether an event is taken for known: "spoke after the attacks" does not say who attacked."""
    article = en.determiner(noun)
    return article is not None and article.lower_ in ("the", "this", "that", "these", "those")


def _subjects_over(preposition: Token, noun: Token) -> list[Token]:
    """Whose an event after a preposition is: "arrived for talks with", "Chad's plans for the sale"."""
    if preposition.lower_ not in words("event_prepositions") or (preposition.lower_ == "after" and _is_known(noun)):
        return []
    governor = preposition.head
    while governor.dep_ == "prep" or (en.is_prepositional_object(governor) and not en.possessors(governor)):
        governor = governor.head
    if en.is_predicative(governor):  # "is close to agreement"
        governor = governor.head
    judged = governor.lemma_.lower() in words("judging_verbs")
    if en.is_verb(governor) and en.is_passive(governor) and preposition.lower_ == "in" and not judged:
        # "ten were killed in the raid": they did not raid; but "was charged in the raid"
        return [o for p, o in en.prepositions(governor) if p == "by"]
    if en.is_verb(governor):
        return logical_subjects(governor)
    return en.possessors(governor)


def logical_subjects(verb: Token, depth: int = _DEPTH) -> list[Token]:
    """Return the grammatical subjects of a verb, its own or those it shares, coordinations expanded."""
    own = [s for c in en.subject_children(verb) for s in en.conjuncts(c) if c.dep_ != "expl"]
    if own:
        return _resolve_relative(own, verb)
    if verb.head == verb:
        return stolen_subject(verb)
    if depth == 0:
        return []
    return _shared_subjects(verb, depth - 1)


def _shared_subjects(verb: Token, depth: int) -> list[Token]:
    governor = verb.head
    if stolen := stolen_subject(verb):
        return stolen
    if en.is_conjunct(verb):  # "lauded Syria and reaffirmed its commitment"
        return logical_subjects(_finite_over(governor, verb), depth) if en.is_verb(governor) else []
    if verb.dep_ == "pcomp":
        return _over_preposition(governor, depth)
    if verb.tag_ in en.FINITE:
        # "gave ships to the navy, [provided] jets": taken for a preposition, as in "provided that"
        told = verb.dep_ == "prep" and en.is_verb(governor) and bool(en.objects(verb))
        return logical_subjects(governor, depth) if told else []
    if verb.dep_ in ("xcomp", "ccomp") and en.is_verb(governor):
        controller = en.objects(governor) or _oblique_controllers(governor)
        if controller and verb.tag_ == "VB" and governor.lemma_.lower() not in words("subject_control"):
            return controller  # "urged Iran to withdraw"; but "promised Iran to withdraw"
        return logical_subjects(governor, depth)
    if en.is_adverbial(verb) or verb.dep_ in ("xcomp", "prep", "dep"):
        return _subjects_of(governor, depth)
    if en.is_participle_modifier(verb) or en.is_relative(verb):
        if verb.tag_ == "VB" or (en.objects(verb) and verb.tag_ != "VBG"):
            # "its plans to export"; "gave ships to the navy, provided jets": no relative clause, but the same subject
            return _subjects_of(governor, depth)
        return en.conjuncts(governor) if governor.dep_ != "conj" else [governor]  # "a man buying oil"
    return []


def _finite_over(governor: Token, verb: Token) -> Token:
    """The clause that a finite verb is really coordinated with: "pressed Chad [to leave] and underlined"."""
    node = governor
    while verb.tag_ in en.FINITE and node.tag_ == "VB" and node.head != node and en.is_verb(node.head):
        if any(en.is_modal(a) for a in en.auxiliaries(node)):
            break
        node = node.head
    return node


def _over_preposition(preposition: Token, depth: int) -> list[Token]:
    """Who acts after a preposition: "committed to helping"; but the object in "praised Chad for improving"."""
    governor = preposition.head
    while governor.dep_ == "prep":
        governor = governor.head
    # "praised Chad for improving", "the praise of Chad for improving"
    of_noun = (o for p, o in en.prepositions(governor) if p == "of")
    objects = en.objects(governor) if en.is_verb(governor) else list(of_noun)
    if objects and preposition.lower_ in words("object_control_prepositions"):
        return objects
    return _subjects_of(governor, depth)


def stolen_subject(verb: Token) -> list[Token]:
    """Return the subject of a finite verb that the parser gave to something before it; a finite verb has its own.

    "after [numerous countries] started arming" (to the conjunction, as if a preposition);
    "Speaking in Accra, [the minister] said" (to the place, as if coordinated).
    """
    if verb.tag_ not in en.FINITE:
        return []
    openers = [c for c in verb.head.subtree if c.i < verb.i and c.dep_ == "prep" and c.lower_ in _CONJUNCTION_LIKE]
    for opener in reversed(openers):
        between = verb.doc[max(t.i for t in opener.subtree) + 1 : verb.i]
        if not any(en.is_verb(t) or (t.dep_ == "cc" and t.head == verb.head) for t in between):
            return [o for _, o in en.prepositions_of(opener)]
    for noun in verb.doc[en.sentence_span(verb)[0] : verb.i]:
        opens_after_comma = noun.left_edge.i > 0 and verb.doc[noun.left_edge.i - 1].text == ","
        if noun.dep_ in ("conj", "appos") and en.is_noun(noun) and opens_after_comma and _adjoins(noun.subtree, verb):
            return [noun]
    return []


def _adjoins(words: Iterable[Token], verb: Token) -> bool:
    """Tell whether only parts of the verb's own phrase stand between the words and the verb."""
    last = max(t.i for t in words)
    return all(t.head == verb or t.is_punct for t in verb.doc[last + 1 : verb.i]) and last < verb.i


def _oblique_controllers(governor: Token) -> list[Token]:
    """Who is to act after a verb of asking with a preposition: "called on Moscow to honor", "appealed to Chad to"."""
    verb = governor.lemma_.lower()
    return [o for p, o in en.prepositions(governor) if p in words("oblique_control", "preposition", word=verb)]


def _subjects_of(governor: Token, depth: int) -> list[Token]:
    if en.is_verb(governor):
        return logical_subjects(governor, depth)
    if en.is_adverbial(governor) and en.is_verb(governor.head):
        # "it sends food and, [where possible], trains nurses": the parse hangs the second verb on the condition
        return logical_subjects(governor.head, depth)
    owners = _owners(governor)
    if owners:
        return owners
    first = en.first_conjunct(governor)
    if en.is_object(first) or en.is_subject(first) or first.dep_ in ("attr", "acomp", "oprd"):
        return logical_subjects(first.head, depth) if en.is_verb(first.head) else []
    return []


def _gap(verb: Token) -> list[Token]:
    """The antecedent of an object relative clause without pronoun: "the planes Iraq has bought"."""
    if not en.is_relative(verb) or en.objects(verb):
        return []
    has_pronoun = en.relative_pronoun(verb) is not None
    return [verb.head] if not has_pronoun and en.subject_children(verb) else []


def _shared_gap(verb: Token) -> list[Token]:
    """The antecedent that a relative clause's second verb shares: "the planes that Iraq ordered and [has bought]"."""
    first = _relative_clause(verb)
    alone = en.is_conjunct(verb) and not en.subject_children(verb) and not en.complement_clauses(verb)
    if first is None or not alone:
        return []
    pronoun = en.relative_pronoun(first)
    if pronoun is None:
        return _gap(first)
    return [first.head] if en.is_object(pronoun) and pronoun.head == first else []


def _resolve_relative(tokens: list[Token], verb: Token) -> list[Token]:
    """Put the antecedent in place of a relative pronoun: "the pact, which bars missiles"."""
    resolved = []
    for t in tokens:
        clause = _relative_clause(verb)
        if t.tag_ in ("WDT", "WP") and clause is not None:
            resolved.append(clause.head)
        else:
            resolved.append(t)
    return resolved


def _relative_clause(verb: Token) -> Token | None:
    for _ in range(_DEPTH):
        if en.is_relative(verb):
            return verb
        if verb.head == verb or not (en.is_conjunct(verb) or en.is_complement(verb)):
            return None
        verb = verb.head
    return None


def _obliques(verb: Token) -> list[tuple[str, Token]]:
    found = list(en.prepositions(verb))
    pronoun = en.relative_pronoun(verb)
    if pronoun is not None and pronoun.dep_ == "pobj" and en.is_relative(verb):
        found = [(p, verb.head if o == pronoun else o) for p, o in found]
    for adverb in en.children(verb, "advmod"):
        found += list(en.prepositions(adverb))  # "together with", "along with"
    return found


def _of_preposition(preposition: Token) -> list[tuple[str, Token]]:
    return [(preposition.lower_, o) for c in en.children(preposition, "pobj") for o in en.conjuncts(c)]


_OUTSIDE = frozenset({"conj", "cc", "advcl", "parataxis", "punct", "ccomp"})


def own_words(verb: Token) -> tuple[int, int]:
    """Return the token span of a clause without what is coordinated with it or subordinated around it.

    "Norway sent ships and praised Kenya" gives "Norway sent ships" for *sent*; a complement clause after the verb
    stays ("asked Kenya to help"), one before it ("It will help, Norway said") does not.
    """
    start, end = verb.i, verb.i + 1
    for c in verb.lefts:
        if c.dep_ not in _OUTSIDE:
            start = min(start, c.left_edge.i)
    for c in verb.rights:
        if c.dep_ in ("conj", "cc", "parataxis") or (c.dep_ in ("punct", "advcl") and not c.is_quote):
            if c.dep_ in ("conj", "cc", "advcl", "parataxis") or c.i + 1 == en.sentence_span(verb)[1]:
                break
            continue
        end = max(end, c.right_edge.i + 1)
    return start, end


def _phrase_end(noun: Token) -> int:
    end = noun.i + 1
    for c in noun.rights:
        if c.dep_ in ("prep", "agent", "acl", "case") or (c.dep_ == "relcl" and c.left_edge.i == noun.i + 1):
            end = max(end, c.right_edge.i + 1)
        elif c.dep_ in ("punct", "cc", "conj", "appos", "relcl"):
            break
    return end
