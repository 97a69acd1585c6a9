"""Grammatical functions that attribution needs beyond `reading.english`; English labels of the same parser.

In: tokens of a parsed `Doc`. Out: tokens.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading import english


def finite_clauses(word: Token) -> list[Token]:
    """Return the clauses with a subject of their own below a verb, noun or adjective: "said the road was open"."""
    found = [c for c in english.children(word, "ccomp") if not _opens_speech_after(word, c)]
    if not english.is_verb(word):
        # "the claim that the road was open" hangs as acl, "the hope is" never does
        found += [c for c in english.children(word, "acl", "relcl") if _marked_that(c)]
        # "clear that the road was open" hangs as advcl now and then
        found += [c for c in english.children(word, "advcl") if any(m.lower_ == "that" for m in english.markers(c))]
    return found


def clauses_after_phrases(verb: Token) -> list[Token]:
    """Return that-clauses that the parser hangs on a phrase in between: "said in an email that the road was open"."""
    nouns = [o for p in english.children(verb, "prep") if p.i > verb.i for o in english.children(p, "pobj")]
    return [c for o in nouns for c in english.children(o, "acl", "relcl", "ccomp") if _marked_that(c)]


def _opens_speech_after(word: Token, clause: Token) -> bool:
    """A second main clause after a semicolon is often parsed as complement of the first."""
    between = word.doc[min(word.i, clause.i) : max(word.i, clause.i)]
    return any(t.text == ";" for t in between)


def _marked_that(clause: Token) -> bool:
    return any(m.lower_ in ("that", "whether", "if") and m.dep_ == "mark" for m in clause.lefts)


def infinitives(word: Token) -> list[Token]:
    """Return infinitive complements: "plans to export"; after nouns and adjectives too."""
    found = english.children(word, "xcomp")
    if not english.is_verb(word):
        found += english.children(word, "acl")
    return [c for c in found if _has_to(c)]


def _has_to(clause: Token) -> bool:
    return any(t.tag_ == "TO" for t in clause.lefts)


def gerunds(verb: Token) -> list[Token]:
    """Return -ing complements: "denied selling arms"."""
    return [c for c in english.children(verb, "xcomp", "pcomp") if c.tag_ == "VBG"]


def prepositions(word: Token) -> list[Token]:
    """Return the prepositions, agents left out: "accused of", "talked about"."""
    return english.children(word, "prep", "dative")


def small_clauses(verb: Token) -> list[Token]:
    """Return predicates with a subject of their own and no verb: "called the plan a mistake"."""
    return [c for c in english.attributes(verb) if c.i > verb.i and active_subject(c) is not None]


def preposition_objects(preposition: Token) -> list[Token]:
    """Return what stands after the preposition: nouns, clauses, "as" with adjectives."""
    return english.children(preposition, "pobj", "pcomp", "amod", "advcl", "ccomp")


def agents(verb: Token) -> list[Token]:
    """Return who acts in a passive: "was announced by the ministry"."""
    return [o for p in english.children(verb, "agent") for o in english.children(p, "pobj")]


def adverbs_before(verb: Token) -> list[Token]:
    """Return negators and adverbs before the verb: "has not yet said"."""
    return [t for t in verb.lefts if t.dep_ in ("neg", "advmod")]


def active_subject(verb: Token) -> Token | None:
    """Return the subject of an active verb that stands on it; of several, which are slips, the nearest before it.

    A mark is none: the parser may hang the full stop after a name on the verb, "said Professor Roe.".
    """
    subjects = (t for t in english.children(verb, "nsubj") if any(c.isalnum() for c in t.text))
    return max(subjects, key=lambda t: (t.i < verb.i, t.i), default=None)


def is_finite(verb: Token) -> bool:
    """Tell whether the verb shows tense: "said", "has said", "may say"."""
    return verb.tag_ in english.FINITE or any(
        a.tag_ == "MD" or a.tag_ in english.FINITE for a in english.auxiliaries(verb)
    )


def noun_before(verb: Token) -> Token | None:
    """Return the head of the noun phrase that stands before the verb, whatever the parser made of it.

    "the group, which left in May, says": a phrase between commas or in brackets is passed over.
    """
    doc, i = verb.doc, verb.i - 1
    while i > 0 and (doc[i].pos_ in ("ADV", "AUX", "PART") or doc[i].dep_ == "neg"):
        i -= 1
    for close, opening in ((",", ","), (")", "("), ("—", "—"), ("–", "–")):
        if i > 0 and doc[i].text == close:
            k = next((k for k in range(i - 1, max(i - 30, 0), -1) if doc[k].text == opening), 0)
            i = k - 1 if k else -1
            break
    if i < 0 or not english.is_noun(doc[i]):
        return None
    node = doc[i]
    while (
        node.head != node
        and node.head.i < node.i
        and node.dep_ in ("pobj", "prep", "conj", "appos", "compound", "acl", "relcl")
    ):
        node = node.head
    return node if english.is_noun(node) else doc[i]


def misread_subject(verb: Token) -> Token | None:
    """Return the noun that the parser took for the head of a sentence whose verb it is the subject of.

    "The envoy called for talks." is now and then parsed like "the envoy (who was) called for talks".
    """
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in ("VBD", "VBN") or not english.is_noun(noun):
        return None
    if noun.dep_ != "ROOT" and (verb.tag_ != "VBD" or noun.i != verb.i - 1):
        return None
    if noun.i > verb.i or agents(verb):
        return None
    finite = verb.tag_ == "VBD" or bool(english.children(verb, "dobj", "ccomp"))
    return noun if finite else None


def passive_subject(verb: Token) -> Token | None:
    """Return the grammatical subject of a passive."""
    return next(iter(english.children(verb, "nsubjpass")), None)


def expletive(verb: Token) -> bool:
    """Tell whether "it" or "there" fills the subject: "it is believed that"."""
    if english.children(verb, "expl") or any(c.lower_ == "it" for c in english.children(verb, "nsubjpass")):
        return True
    # "it is clear that", "it seems that": the clause that follows is what "it" stands for
    linking = verb.lemma_ in ("be", "seem", "appear", "become", "remain")
    return linking and any(c.lower_ == "it" for c in english.children(verb, "nsubj"))


def hearer_noun(verb: Token) -> Token | None:
    """Return the object that is spoken to, with or without label of its own: "told reporters that"."""
    return next((c for c in english.children(verb, "dative", "dobj") if english.is_noun(c)), None)


def is_interruption(verb: Token) -> bool:
    """Tell whether the verb's clause stands in the middle of another: "the army, he said, is ready"."""
    return verb.dep_ in ("parataxis", "intj")


def is_open_clause(verb: Token) -> bool:
    """Tell whether the clause has no subject of its own and borrows one: "went on to say", "…, saying that"."""
    return verb.dep_ in ("xcomp", "advcl", "conj", "pcomp", "acl", "ccomp", "dep", "parataxis")


def is_infinitive(verb: Token) -> bool:
    """Tell whether the verb stands with "to"."""
    return _has_to(verb)


def governs_as_complement(verb: Token) -> bool:
    """Tell whether the verb is an infinitive or -ing complement of its head: "went on to say"."""
    return verb.dep_ == "xcomp"


def is_participle_adjunct(verb: Token) -> bool:
    """Tell whether the verb is a free participle: "…, adding that the road was open"."""
    return verb.dep_ in ("advcl", "acl", "conj", "dep", "ccomp", "xcomp") and verb.tag_ == "VBG"


def main_clause(participle: Token) -> Token:
    """Return the verb whose subject a participle borrows: "said" of "Stressing the need, Roe said, “We must …”".

    Where the main clause is a quotation, the parser hangs both on the quotation's verb.
    """
    governor = participle.head
    between = [
        c
        for c in english.children(governor, "parataxis", "ccomp")
        if participle.i < c.i < governor.i and english.is_verb(c) and active_subject(c) is not None
    ]
    return between[0] if between else governor


def bearer(participle: Token) -> Token | None:
    """Return the object that a participle stands on, and that its verb governs: "issued a statement saying that"."""
    noun = english.first_conjunct(participle).head
    stands_on = english.is_participle_modifier(english.first_conjunct(participle)) and participle.tag_ == "VBG"
    return noun if stands_on and english.is_object(noun) and english.is_verb(noun.head) else None


def is_joined(verb: Token) -> bool:
    """Tell whether the verb is coordinated with another and shares its subject: "… and warned that"."""
    return verb.dep_ == "conj" and active_subject(verb) is None and english.is_verb(verb.head)


def compound_head(token: Token, last: int) -> Token:
    """Return the head of the name that a token stands in, up to the index `last`: "Roe" of "Ana Roe"."""
    while token.i < token.head.i <= last and token.dep_ in ("compound", "poss", "amod", "nmod"):
        token = token.head
    return token


def predicate_of(adjective: Token) -> Token | None:
    """Return the linking verb of a predicative adjective; a participle is its own: "was dismayed by the delay"."""
    if english.is_verb(adjective) and english.is_passive(adjective):
        return adjective
    head = english.first_conjunct(adjective).head
    return head if english.first_conjunct(adjective).dep_ in ("acomp", "attr", "oprd") else None


def linking_verb(noun: Token) -> Token | None:
    """Return the linking verb that the noun is the subject of: "is" of "her claim is that …"."""
    verb = noun.head
    return verb if noun.dep_ == "nsubj" and verb.lemma_ in ("be", "remain") else None


def clause_head(token: Token) -> Token:
    """Return the verb that heads the clause a preposition or adverb stands in."""
    node = token
    while node.head != node and not english.is_verb(node):
        node = node.head
    return node


def root_of(token: Token) -> Token:
    """Return the head of the token's sentence; `Token.sent` would walk through the whole text."""
    while token.head != token:
        token = token.head
    return token
