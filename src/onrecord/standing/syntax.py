"""How an event hangs in its sentence: the word that governs it, in which frame, and the words that mark its own clause.

In: tokens of a parsed `Doc`. Out: `Link`s and mark tokens. Beside `reading.english` the only file of this room that
names dependency labels.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.lexicon import table
from onrecord.reading import english

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your"})
_PREDICATIVES = ("attr", "acomp", "oprd")
# "helped find the boat", "let them go"
_BARE_INFINITIVE = frozenset({"help", "make", "let", "have", "see", "hear", "watch", "feel", "dare", "go", "come"})
_INVERTED = frozenset({"had", "should", "were"})
_CASES = frozenset({"case", "condition", "event", "proviso"})
_WH_CLAUSE = frozenset({"whether", "if"})


@dataclass(frozen=True, slots=True)
class Link:
    """What governs an event: `head` in one of `frames`, through `preposition` or clause marker `marker`.

    Frames: ``that`` (finite), ``inf``, ``npinf`` (infinitive with a subject of its own), ``ing``, ``whether``, ``np``
    (object), ``subj``; ``clause`` for an adverbial clause, ``part`` for a participle that goes with its head,
    ``mod`` for what modifies a noun, ``same`` for what shares the fate of its head.
    """

    head: Token
    frames: tuple[str, ...]
    preposition: str = ""
    marker: Token | None = None


def copula(token: Token) -> Token:
    """Return the verb that carries tense and negation: "is" of "is critical", else the token itself."""
    first = english.first_conjunct(token)
    if first.dep_ in _PREDICATIVES and not english.is_verb(token) and english.is_verb(first.head):
        return first.head
    return token


def is_auxiliary(token: Token) -> bool:
    """Tell whether the token only serves another verb: "has" of "has sent"."""
    return token.dep_ in ("aux", "auxpass")


def has_to(verb: Token) -> bool:
    """Tell whether the verb is an infinitive with "to"."""
    return any(c.lower_ == "to" and c.tag_ == "TO" for c in verb.children)


def examples(token: Token) -> list[Token]:
    """Return what is named as an instance: "states such as Chad", "partners, including Niger"."""
    found = []
    for c in token.rights:
        if c.dep_ == "prep" and c.lower_ in ("like", "as", "including", "notably", "especially"):
            if c.lower_ != "as" or any(s.lower_ == "such" for s in c.children):
                found += [o for _, o in english.prepositions_of(c)]
        elif c.dep_ == "appos" and any(a.lower_ in ("notably", "especially", "particularly") for a in c.subtree):
            found += english.conjuncts(c)
    return found


def is_past(verb: Token) -> bool:
    """Tell whether the clause is told in the past tense: "came", "was seen"."""
    return any(t.tag_ == "VBD" for t in (copula(verb), *english.auxiliaries(verb)))


def subject_and_object(verb: Token) -> list[Token]:
    """Return the noun heads that stand as subject or direct object of the verb itself."""
    return [c for c in verb.children if english.is_subject(c) or english.is_object(c)]


def said_of_subject(verb: Token) -> list[str]:
    """Return what a copula says: "impossible"; "out of the question" as one."""
    found = [a.lower_ for a in english.attributes(verb) if not english.is_noun(a)]
    outs = (t for t in english.children(verb, "prep") if t.lower_ == "out")
    if any(t.lower_ == "question" for out in outs for _, t in english.prepositions(out)):
        found.append("out of the question")
    return found


def adverbs(verb: Token) -> list[Token]:
    """Return the adverbs that hang on the verb or on its copula's predicate."""
    return english.children(verb, "advmod", "neg", "npadvmod")


def degrees(word: Token) -> list[Token]:
    """Return the adverbs on an adjective or verb: "too" of "too weak"."""
    return english.children(word, "advmod")


def condition(verb: Token) -> Token | None:
    """Return the marker of an if-clause that hangs on the verb: "will leave if", "would leave unless"."""
    for clause in english.children(verb, "advcl", "ccomp"):
        for mark in clause.children if english.is_adverbial(clause) else ():
            if mark.dep_ in ("mark", "advmod") and mark.lower_ in ("if", "unless", "provided", "once"):
                return mark
        if (opened := inverted(clause)) is not None:
            return opened
    # "on condition that Chad signs", "in the event of a flood"
    return next((p for p in english.children(verb, "prep") if any(t.lower_ in _CASES for t in p.children)), None)


def inverted(clause: Token) -> Token | None:
    """Return the auxiliary that opens a condition without "if": "had the dam held", "should it break"."""
    subject = next(iter(english.subject_children(clause)), None)
    if subject is None or english.is_question(clause) or clause.i > clause.head.i:
        return None
    return next((a for a in clause.lefts if a.lower_ in _INVERTED and a.i < subject.i and a.dep_ == "aux"), None)


def coordinator(token: Token) -> str:
    """Return the word before a conjunct that joins it to its head: "and", "or", "but"."""
    return next((c.lower_ for c in token.head.children if c.dep_ == "cc" and c.i < token.i), "and")


def is_definite(noun: Token) -> bool:
    """Tell whether the noun phrase picks out something known: "the attack", "Chile's attack", "his visit"."""
    return any((c.dep_ == "det" and c.lower_ in DEFINITE) or c.dep_ == "poss" for c in noun.children)


def link(token: Token) -> Link | None:
    """Return what governs the token, None where nothing does: the main clause."""
    if token.dep_ == "ccomp" and (opened := inverted(token)) is not None:
        # "Should the dam break, the town is lost": often labelled as what the main clause says
        return Link(token.head, ("clause",), marker=opened)
    contrast = _contrast(token)
    if contrast is not None:
        return contrast
    first = english.first_conjunct(token)
    head, dep = first.head, first.dep_
    if dep == "ROOT" or head == first:
        return None
    if dep in ("csubj", "csubjpass"):
        return Link(head, ("topic",))
    if dep in ("xcomp", "ccomp"):
        return Link(_predicate(head, first), _clause_frames(first, head))
    if dep in ("pcomp", "pobj"):
        return _through_preposition(first)
    if dep == "advcl":
        return _adverbial(first)
    if dep in ("acl", "relcl"):
        return _adnominal(first)
    if dep in ("dobj", "nsubjpass", "dative"):
        return Link(head, ("np",))
    if dep == "nsubj":
        return Link(head, ("subj",))
    if dep in _PREDICATIVES:
        # "was a success" shares the fate of its copula, which is read as part of the event itself
        return link(head)
    if dep == "prep":
        # "followed by", "including", "according to": participles labelled as prepositions
        return None
    if dep in ("compound", "nmod", "appos", "poss") and not english.is_verb(first):
        # "evacuation plans" are plans for an evacuation
        return Link(head, ("inf", "same"))
    return None


def _contrast(token: Token) -> Link | None:
    # "withdrew rather than fire": what follows "than" is labelled in many ways
    start = token.i - 1 if token.i > 0 and token.nbor(-1).tag_ == "TO" else token.i
    if start >= 2 and token.doc[start - 2 : start].text.lower() == "rather than":
        return Link(token.head, ("ing",), "rather than", token.doc[start - 2])
    return None


def _adnominal(first: Token) -> Link:
    head = first.head
    if has_to(first):
        if head.lower_ == "order" and head.head.lower_ == "in":
            return Link(head.head.head, ("clause",), marker=head)
        return Link(head, ("inf",))
    if any(m.lower_ == "that" for m in english.markers(first)):
        # "reports that it had sold the port"
        return Link(head, ("that", "mod"))
    return Link(head, ("mod",))


def _predicate(head: Token, clause: Token) -> Token:
    # "it is necessary to wait": the clause hangs on the copula, the word that decides is its adjective or noun
    if head.lemma_ in ("be", "become", "remain", "seem", "look", "make", "find"):
        for c in english.children(head, *_PREDICATIVES):
            if c.i < clause.i:
                return c
    return head


def _clause_frames(clause: Token, head: Token) -> tuple[str, ...]:
    if any(c.lower_ in _WH_CLAUSE and c.dep_ in ("mark", "advmod") for c in clause.children):
        return ("whether",)
    if english.has_question_word(clause) and has_to(clause):
        return ("whether",)
    if clause.tag_ == "VBG" and not english.auxiliaries(clause):
        return ("ing",)
    modal = any(english.is_modal(a) for a in english.auxiliaries(clause))
    bare = clause.tag_ == "VB" and not modal and not has_to(clause)
    # "“Return the boats,” she said" is an imperative, "helped find the boats" is not
    free = bare and clause.dep_ == "ccomp" and head.lemma_ not in _BARE_INFINITIVE
    if free and not english.subject_children(clause) and not english.markers(clause):
        return ("quote",)
    if bare or has_to(clause):
        if bare and any(m.lower_ == "that" for m in english.markers(clause)):
            return ("that",)
        return _infinitive_frames(clause, head)
    if clause.tag_ == "VBN" and clause.dep_ == "xcomp":
        return ("npinf", "inf", "ing")
    return ("that",)


def _infinitive_frames(clause: Token, head: Token) -> tuple[str, ...]:
    if english.subject_children(clause):
        # "demanded Niger withdraw": a subjunctive without "that"
        return ("npinf", "inf") if has_to(clause) else ("npinf", "that", "inf")
    if english.is_verb(head) and english.is_passive(head):
        return ("npinf", "inf")
    between = [c for c in english.children(head, "dobj", "dative") if c.i < clause.i]
    return ("npinf",) if between and english.is_verb(head) else ("inf", "npinf")


def _through_preposition(first: Token) -> Link:
    prep = first.head
    frame = "ing" if first.dep_ == "pcomp" else "np"
    name, governor = prep.lower_, prep.head
    longer = _phrase_before(prep)
    if longer is not None:
        return Link(longer.head, (frame,), prep.doc[longer.i : prep.i + 1].text.lower(), longer)
    for c in prep.children:
        if c.dep_ == "advmod" and c.i == prep.i - 1:
            # "instead of": the adverb hangs on the preposition, or the preposition on the adverb
            name = f"{c.lower_} {name}"
    while governor.dep_ in ("prep", "advmod") and governor.i == prep.i - 1:
        name, governor = f"{governor.lower_} {name}", governor.head
    if first.dep_ == "pcomp" and first.tag_ not in ("VBG", "VB", "VBN"):
        frame = (
            "whether"
            if any(c.lower_ in _WH_CLAUSE for c in first.children) or english.has_question_word(first)
            else "that"
        )
    return Link(governor, (frame,), name, prep)


def _phrase_before(prep: Token) -> Token | None:
    """Return the word that opens a compound preposition: "in" of "in the event of"."""
    names = {row["word"] for row in table("clause_markers")}
    for width in (4, 3, 2):
        start = prep.i - width + 1
        if start >= 0 and prep.doc[start : prep.i + 1].text.lower() in names:
            return prep.doc[start]
    return None


def _adverbial(first: Token) -> Link:
    if (opened := inverted(first)) is not None:
        return Link(first.head, ("clause",), marker=opened)
    for c in first.children:
        if c.dep_ == "mark" or (c.dep_ == "advmod" and c.tag_ == "WRB") or (c.tag_ == "IN" and c.i < first.i):
            if c.lower_ in ("that", "for"):
                continue
            return Link(first.head, ("clause",), marker=c)
    if has_to(first):
        to = next(c for c in first.children if c.tag_ == "TO")
        taken = any(c.dep_ in ("xcomp", "ccomp") for c in first.head.children)
        return Link(first.head, ("clause",) if taken else ("inf", "npinf", "clause"), marker=to)
    if first.tag_ in ("VBG", "VBN") and not english.auxiliaries(first):
        return Link(first.head, ("part",))
    return Link(first.head, ("finite",))
