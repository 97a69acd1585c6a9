"""Claims and relations: states, opinions and positions, which are put on record but are no events.

In: clauses, drafts of events, attributions and the linked actors' positions. Out: drafts of kind claim and relation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.coding.drafts import Draft
from onrecord.coding.reader import counted
from onrecord.lexicon import table, words
from onrecord.linking.linked import Holding, Linked
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause

IsActor = Callable[[int], bool]
Range = tuple[int, int]
_PLACED = frozenset({"in", "at", "near", "inside", "outside", "across", "around", "within"})
_AIMED = frozenset({"toward", "towards", "against"})
_POINTING = frozenset({"this", "that", "it", "these", "those"})
_NOTING = frozenset({"note", "remember", "recall", "understand", "recognise", "recognize", "say", "stress"})
_TELLING = 3
"""Words from which on a clause tells something: "He is not" does not."""


def claims(
    doc: Doc,
    clauses: Sequence[Clause],
    drafts: Iterable[Draft],
    contents: Sequence[Range],
    is_actor: IsActor,
    *,
    speech: Sequence[Range] = (),
) -> Iterator[Draft]:
    """Yield a claim for each main clause that tells no event ("Syria was defenceless").

    Of what is said, every such clause is one; of what the outlet tells itself, only how things are with an actor
    ("Chad's exports have grown").

    Args:
        contents: character ranges of what is said, in speech or thought.
        speech: character ranges of the cues: "the minister had said" inside of what TASS reports is a statement, and
            on record as one.
    """
    drafts = list(drafts)
    claimed = 0
    coded = {d.head for d in drafts}
    covered = [(d.start, d.end) for d in drafts]
    for clause in clauses:
        head = doc[clause.head]
        if clause.head in coded or _is_said(head, speech):
            continue
        said = _is_said(head, contents)
        if not (said or _is_state(head, clause)):
            continue
        if not _is_main(head, clause, contents):
            continue
        if clause.kind == "nominal" and en.first_conjunct(head).head.i in coded:
            continue  # "promised three boats": the promise has them
        length = clause.end - clause.start
        if clause.start < claimed or any(s <= clause.head < e and e - s < length for s, e in covered):
            continue
        if (clause.start, clause.end) in covered and coded.intersection(clause.objects):
            continue  # "inflicted a [defeat] on the rebels": the noun has the clause's words
        draft = _claim(doc, clause, clauses, is_actor, said=said)
        if draft is not None:
            claimed = clause.end
            yield draft


def _claim(doc: Doc, clause: Clause, clauses: Sequence[Clause], is_actor: IsActor, *, said: bool) -> Draft | None:
    """Return the claim that a clause makes, or None where it is about nobody."""
    asked = _asked(doc, clause, clauses) if said else None
    judged = said and asked is None and _is_judgement(doc, clause, is_actor)
    actors, about = _sides(doc, clause, is_actor, said=said)
    if asked is not None:
        actors, about = tuple(i for i in asked if is_actor(i)), ()
    elif judged:
        actors, about = (), tuple(dict.fromkeys((*actors, *about)))
    if asked is None and not actors and not (about and said) and (clause.kind == "nominal" or not said):
        return None
    return Draft(
        kind="claim",
        act=None,
        head=clause.head,
        actors=actors,
        recipients=about,
        start=clause.start,
        end=clause.end,
        status=None if asked is None else "demanded",
        details={"judgement": True} if judged else {},
        rule="coding/claims:said" if said else "coding/claims:state",
        confidence=0.5 if said else 0.4,
    )


def _asked(doc: Doc, clause: Clause, clauses: Sequence[Clause]) -> list[int] | None:
    """Return who is to do what a speaker finds necessary: "It is vital that [Chad] withdraws"; None for other claims.

    "It is crucial to open the road" asks it of nobody named.
    """
    if clause.kind != "nominal" and clause.lemma in ("advised", "advise") and doc[clause.head - 1].lower_ == "well":
        return [*clause.subjects, *clause.objects]  # "[Chad] would be well advised to leave"
    if clause.kind != "adjectival" or clause.lemma not in words("predicates", pos="a", **{"class": "demand"}):
        return None
    if not clause.complements or any(doc[i].lower_ != "it" for i in clause.subjects):
        return None
    bound = [c for c in clauses if c.head in clause.complements]
    if any(c.lemma in _NOTING for c in bound):
        return None  # "It is important to note that Chad has left" asks for nothing
    return [i for c in bound for i in c.subjects if doc[i].lower_ != "it"]


def _is_judgement(doc: Doc, clause: Clause, is_actor: IsActor) -> bool:
    """Tell whether somebody only judges: in "This is a welcome change in Chad" nobody acts but who says so."""
    if clause.kind != "adjectival" or clause.complements or any(map(is_actor, clause.subjects)):
        return False
    return bool(clause.subjects) and all(doc[i].lower_ in _POINTING for i in clause.subjects)


def _sides(doc: Doc, clause: Clause, is_actor: IsActor, *, said: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return who the claim is about, and who else it names."""
    # "the presence of the ministry at fairs": what a noun is "of" is its subject
    bearers = clause.subjects or (clause.objects if clause.kind == "nominal" else ())
    others: Iterable[int] = (*clause.objects, *(o for _, o in clause.obliques))
    if clause.kind == "nominal":
        others = range(clause.head + 1, clause.end)
    actors = _named(doc, bearers, is_actor)
    # "in its determination to oust the rebels" names nobody but the rebels
    about = tuple(i for i in _named(doc, others, is_actor) if not en.is_possessive_pronoun(doc[i]))
    about = about or tuple(i for i in _within(doc, clause) if is_actor(i) and i not in actors)
    if not actors and said:
        # "There is no evidence that Chad backs them" is about Chad; "the mood is better towards Chad" touches it only
        whole = (i for i in range(clause.start, clause.end) if is_actor(i))
        actors = tuple(i for i in whole if not _is_aimed_at(doc[i]))[:1]
    return actors, tuple(i for i in about if i not in actors)


def _is_aimed_at(name: Token) -> bool:
    """Tell whether the name says towards whom something is so: "more positive toward Chad", "a threat to Chad"."""
    preposition = en.governing_preposition(name)
    return preposition is not None and preposition.lower_ in _AIMED


def _within(doc: Doc, clause: Clause) -> list[int]:
    """Who is named in what an object or a phrase names: "mapped the bases of [rebels]", "in a bid to oust [rebels]"."""
    things = (*clause.objects, *(o for _, o in clause.obliques))
    inside = [t for o in things for t in doc[o].subtree if clause.start <= t.i < clause.end]
    return [t.i for t in inside if (p := en.governing_preposition(t)) is None or p.lower_ not in _PLACED]


def _is_state(head: Token, clause: Clause) -> bool:
    """Tell whether the outlet says how things are: "Chad is poor", "its exports have grown", "has two ports"."""
    verb = head if en.is_verb(head) else head.head
    if clause.end - clause.start < _TELLING or en.is_question(verb) or any(map(en.has_question_word, (verb, head))):
        return False
    if clause.kind == "adjectival":
        return True
    # "has two ports", but not "has to repay the loan"
    return (
        clause.kind == "verbal" and not (clause.passive or clause.complements) and clause.lemma in words("state_verbs")
    )


def _named(doc: Doc, heads: Iterable[int], is_actor: IsActor) -> tuple[int, ...]:
    """Who stands in a role, or whose the thing is that stands there: "Chad's concerns have boosted trade".

    Of a quantity those counted do: "a number of [Chadian ships]".
    """
    found: list[int] = []
    for head in heads:
        if is_actor(head):
            found.append(head)
        elif several := [t.i for t in counted(doc[head]) if is_actor(t.i)]:
            found += several
        else:
            found += [t.i for t in en.owners(doc[head]) if is_actor(t.i)]
    return tuple(dict.fromkeys(found))


def _is_said(head: Token, contents: Sequence[Range]) -> bool:
    at = head.idx
    return any(s <= at < e for s, e in contents)


def _is_main(head: Token, clause: Clause, contents: Sequence[Range]) -> bool:
    """A clause that is asserted, not one inside another's noun phrase or condition; a noun where it heads what is said.

    "highlighted [the growing interest in trade]" claims that interest grows.
    """
    if clause.kind == "nominal":
        first = en.first_conjunct(head)
        return any(s <= head.idx < e and not s <= first.head.idx < e for s, e in contents)
    verb = head if en.is_verb(head) else head.head
    hangs = (
        en.is_relative,
        en.is_participle_modifier,
        en.is_adverbial,
        en.is_open_complement,
        en.is_preposition_like,
    )
    return not any(test(verb) for test in hangs)


def relations(doc: Doc, clauses: Sequence[Clause], is_actor: IsActor) -> Iterator[Draft]:
    """Yield relations named by a noun: "Russia, another ally of Damascus"; the nouns are a lexicon."""
    nouns = {r["noun"]: r for r in table("relation_nouns")}
    for clause in clauses:
        row = nouns.get(clause.lemma)
        if row is None or clause.kind == "verbal":
            continue
        head = doc[clause.head]
        bearers = [t.i for t in _bearers(head, clause) if is_actor(t.i)]
        named = (*clause.objects, *clause.oblique("with", "to", "between", "of"), *(t.i for t in en.owners(head)))
        others = [o for o in dict.fromkeys(named) if is_actor(o) and o not in bearers]
        if not bearers or not others:
            continue
        first = min([head.left_edge.i, *bearers])
        yield Draft(
            kind="relation",
            act=None,
            head=clause.head,
            actors=tuple(bearers),
            recipients=tuple(others),
            start=first,
            end=max(clause.end, *(b + 1 for b in bearers)),
            details={"relation": row["relation"]},
            rule=row.rule,
            confidence=0.7,
        )


def positions(holdings: Iterable[Holding]) -> Iterator[Draft]:
    """Yield a relation for each position that somebody is said to hold."""
    for h in holdings:
        yield Draft(
            kind="relation",
            act=None,
            head=h.person,
            actors=(h.person,),
            recipients=() if h.body is None else (h.body,),
            start=h.start,
            end=h.end,
            details={"relation": h.relation, "position": h.title},
            rule=h.rule,
            confidence=0.8,
        )


def _bearers(head: Token, clause: Clause) -> list[Token]:
    """Who the noun is said of: predicate, apposition, or the name before a comma where the parse lost it."""
    if clause.kind == "adjectival":
        return [head.doc[i] for i in clause.subjects]
    if en.is_apposition(head):
        return [head.head]
    before = head.left_edge.i
    if before >= 2 and head.doc[before - 1].text == "," and en.determiner(head) is not None:
        return [head.doc[before - 2]]
    return en.appositions(head)


def aliases(doc: Doc, linked: Linked) -> Iterator[Draft]:
    """Yield a relation where brackets give another name of the same actor: "the Movement (LMC)"."""
    for bracket in doc[1:-1]:
        name, other = bracket.i - 1, bracket.i + 1
        if bracket.text != "(" or not linked.names(name) or not linked.names(other):
            continue
        if linked.mentions[name][0].actor == linked.mentions[other][0].actor:
            end = next((t.i + 1 for t in doc[other:] if t.text == ")"), other + 1)
            yield Draft(
                kind="relation",
                act=None,
                head=name,
                actors=(name,),
                recipients=(other,),
                start=en.noun_phrase(doc[name])[0],
                end=end,
                details={"relation": "also called"},
                rule="coding/claims:brackets",
                confidence=0.9,
            )
