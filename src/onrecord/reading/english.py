"""The only file that knows English dependency labels (ClearNLP scheme of spaCy's English models).

In: tokens of a parsed `Doc`. Out: tokens and token spans by grammatical function.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.reading.lemmas import verb_lemma

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "obj"})
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely", "barely"})

# Trailing parts that are not the name of somebody: "the general, who had arrived on Monday"
_LOOSE = frozenset(
    ["relcl", "acl", "appos", "advcl", "punct", "cc", "conj", "parataxis", "prep", "mark", "dep", "advmod"]
)


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children with one of the dependency labels, in text order."""
    return [c for c in token.children if c.dep_ in labels]


def is_verb(token: Token) -> bool:
    """Tell whether the token is a verb or an auxiliary standing as one."""
    return token.pos_ in ("VERB", "AUX")


def function(token: Token) -> str:
    """Return the token's grammatical function, coordination passed over: "Chad and Niger" are both subjects."""
    return str(first_conjunct(token).dep_)


def is_attributive(verb: Token) -> bool:
    """Tell whether a participle only describes a noun: "the accused man"."""
    return verb.dep_ == "amod"


def is_predicative(token: Token) -> bool:
    """Tell whether the word is said of a subject: "is close to", "is an ally"."""
    return token.dep_ in ("acomp", "attr", "oprd")


def is_preposition_like(verb: Token) -> bool:
    """Tell whether a participle stands as a preposition: "including the talks", "according to"."""
    return verb.dep_ in ("prep", "mark", "case")


def is_noun(token: Token) -> bool:
    """Tell whether the token heads a noun phrase: noun, name or pronoun."""
    return token.pos_ in ("NOUN", "PROPN", "PRON") or token.tag_ in ("NN", "NNS", "NNP", "NNPS", "PRP")


def is_place_name(token: Token) -> bool:
    """Tell whether the token belongs to the name of a place."""
    return token.ent_type_ in ("GPE", "LOC", "FAC")


def is_passive(verb: Token) -> bool:
    """Tell whether the verb stands in the passive: "was signed", "the weapons supplied by"."""
    if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass", "agent") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or subject_children(verb) or auxiliaries(verb) or objects(verb):
        return False
    if verb.dep_ == "conj":  # "was caught and jailed"
        return is_verb(verb.head) and is_passive(verb.head)
    # a reduced relative clause: "a treaty signed in 1987" (a participle after a noun, without subject or object)
    return verb.dep_ in ("acl", "relcl")


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries and modals, "has", "been", "will"."""
    return children(verb, "aux", "auxpass")


def is_infinitive(verb: Token) -> bool:
    """Tell whether the verb has *to* as its auxiliary: "to leave"."""
    return any(a.lower_ == "to" for a in auxiliaries(verb))


def subject_children(verb: Token) -> list[Token]:
    """Return the grammatical subjects that hang on the verb itself, or by a slip of the parser on its auxiliary."""
    found = children(verb, *SUBJECTS)
    return found or [s for c in children(verb, "aux", "auxpass") for s in children(c, *SUBJECTS)]


def negation_of(token: Token) -> Token | None:
    """Return the negator that hangs on the token: "not", "never", "no" as determiner."""
    for c in token.children:
        if c.dep_ == "neg" or (c.lower_ in NEGATORS and c.dep_ in ("neg", "det", "advmod", "preconj", "cc")):
            return c
    return None


def particle(verb: Token) -> Token | None:
    """Return the particle of a phrasal verb: "carry out"; not "out" of "sent oil to ships out at sea"."""
    for c in verb.children:
        if c.dep_ == "prt":
            return c
        if c.dep_ == "prep" and c.i > verb.i:
            return None
    return None


def lemma(token: Token) -> str:
    """Return the lower-case lemma, with the particle of a phrasal verb: "carry out"."""
    if not is_verb(token):
        return str(token.lemma_.lower())
    base, prt = verb_lemma(token), particle(token)
    return f"{base} {prt.lower_}" if prt is not None else base


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is coordinated with it, in text order: "Iran and Syria" gives both."""
    if not token.n_rights:  # what is coordinated stands behind
        return [token]
    found = [token]
    queue = [token]
    while queue:
        node = queue.pop()
        beside = list(node.rights)
        listed = _listed(node, [c for c in beside if c.dep_ == "appos"], beside) if node.pos_ == "PROPN" else []
        for c in (*(c for c in beside if c.dep_ == "conj"), *listed):
            if c not in found:
                found.append(c)
                queue.append(c)
    return sorted(found, key=lambda t: t.i)


def _listed(name: Token, apposed: list[Token], beside: list[Token]) -> list[Token]:
    """Return the names of a list that are parsed as an apposition: "Mali, [Chad], Togo and Peru" goes on behind it."""
    names = [c for c in apposed if c.pos_ == "PROPN" and c.i > name.i]
    later = max((c.i for c in beside if c.dep_ == "conj"), default=-1) if names else -1
    return [c for c in names if later > c.i or any(o.pos_ == "PROPN" for o in children(c, "conj"))]


def first_conjunct(token: Token) -> Token:
    """Return the head of the coordination that the token stands in, or the token itself."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def appositions(token: Token) -> list[Token]:
    """Return the heads of appositions: "Ana Roe, a spokeswoman"."""
    return children(token, "appos")


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, object head) of each prepositional phrase, coordinations expanded.

    "with talks between A and B" gives ("with", talks); nested "out of", "because of" give the inner preposition;
    the agent of a passive gives ("by", agent); a clause after a preposition is left to `complement_clauses`.
    """
    for p in children(token, "prep", "agent", "dative"):
        if p.dep_ == "dative" and is_noun(p):
            continue
        yield from prepositions_of(p)


def prepositions_of(prep: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, object head) of one preposition, nested and coordinated ones included."""
    for c in prep.children:
        if c.dep_ == "pobj":
            for o in conjuncts(c):
                yield prep.lower_, o
        elif c.dep_ == "prep":
            yield from prepositions_of(c)
    for other in children(prep, "conj"):
        yield from prepositions_of(other)


def objects(verb: Token) -> list[Token]:
    """Return the direct objects, coordinations expanded."""
    return [o for c in verb.children if c.dep_ in OBJECTS for o in conjuncts(c)]


def indirect_objects(verb: Token) -> list[Token]:
    """Return indirect objects without preposition: "gave Sudan aid"."""
    return [o for c in children(verb, "dative") if is_noun(c) for o in conjuncts(c)]


def attributes(verb: Token) -> list[Token]:
    """Return predicative nouns and adjectives: "is an ally", "is critical of"."""
    return children(verb, "attr", "acomp", "oprd")


def adverbs(verb: Token) -> list[Token]:
    """Return what goes with a verb as its adverb: "spoke [highly]", "stood [firm]", "pushed them [out] of the town"."""
    return [c for c in verb.rights if c.dep_ in ("advmod", "acomp") or (c.dep_ == "prep" and children(c, "prep"))]


def complement_clauses(token: Token) -> list[Token]:
    """Return the heads of complement clauses, also after prepositions: "said that", "committed to helping"."""
    found: list[Token] = []
    for c in token.children:
        if c.dep_ in COMPLEMENTS:
            found.append(c)
        elif c.dep_ in ("prep", "agent"):
            found += children(c, "pcomp")
        # "its commitment to help", "plans to export": infinitives after nouns are labelled acl
        elif c.dep_ == "acl" and c.tag_ == "VB" and is_noun(token):
            found.append(c)
    return sorted((v for c in found for v in conjuncts(c) if is_verb(v)), key=lambda t: t.i) if found else found


def is_complement(token: Token) -> bool:
    """Tell whether the clause is a complement of what governs it."""
    return token.dep_ in COMPLEMENTS or token.dep_ == "pcomp"


def is_open_complement(token: Token) -> bool:
    """Tell whether the clause is a complement without subject of its own: "began to withdraw"."""
    return token.dep_ == "xcomp"


def is_apposition(token: Token) -> bool:
    """Tell whether the token heads an apposition: "Russia, another ally"."""
    return token.dep_ == "appos"


def is_adverbial(token: Token) -> bool:
    """Tell whether the clause modifies a clause: "…, adding that", "after seizing the town"."""
    return token.dep_ == "advcl"


def is_relative(token: Token) -> bool:
    """Tell whether the clause modifies a noun with a relative pronoun: "which the state bought"."""
    return token.dep_ == "relcl"


def is_participle_modifier(token: Token) -> bool:
    """Tell whether the clause modifies a noun as participle or infinitive: "missiles delivered last week"."""
    return token.dep_ == "acl"


def is_subject(token: Token) -> bool:
    """Tell whether the token is a grammatical subject."""
    return token.dep_ in SUBJECTS


def is_object(token: Token) -> bool:
    """Tell whether the token is a direct object."""
    return token.dep_ in OBJECTS


def is_possessor(token: Token) -> bool:
    """Tell whether the token is a possessor: "Tehran's", "its"."""
    return token.dep_ == "poss"


def is_conjunct(token: Token) -> bool:
    """Tell whether the token is coordinated with its head."""
    return token.dep_ == "conj"


def is_modal(token: Token) -> bool:
    """Tell whether the token is a modal auxiliary."""
    return token.tag_ == "MD"


def is_prepositional_object(token: Token) -> bool:
    """Tell whether the token is the object of a preposition."""
    return token.dep_ == "pobj"


def governing_preposition(token: Token) -> Token | None:
    """Return the preposition that the token or its coordination is the object of."""
    first = first_conjunct(token)
    return first.head if first.dep_ in ("pobj", "pcomp") else None


def markers(token: Token) -> list[Token]:
    """Return the words that open a subordinate clause: "that", "if", "after"."""
    return children(token, "mark")


def is_question(sentence_root: Token) -> bool:
    """Tell whether the sentence is closed by a question mark."""
    return any(c.text == "?" for c in sentence_root.children)


def has_question_word(verb: Token) -> bool:
    """Tell whether a question word stands in the clause: "why", "who", "how"."""
    return any(c.tag_ in ("WP", "WDT", "WRB", "WP$") for c in verb.children)


def possessors(noun: Token) -> list[Token]:
    """Return the possessors, "Tehran's commitment", "its exports"."""
    return [o for c in children(noun, "poss") for o in conjuncts(c)]


def is_possessive_pronoun(token: Token) -> bool:
    """Tell whether the token is a possessive pronoun: "its", "their"."""
    return token.tag_ == "PRP$"


def premodifiers(noun: Token) -> list[Token]:
    """Return adjectives and nouns before the head: "Israeli" and "air" of "Israeli air strikes"."""
    before = [o for c in children(noun, "amod", "compound", "nmod") for o in conjuncts(c)]
    if not before:
        return before
    # "Malian" of "the Malian-Chadian pact"
    hyphened = [c for b in before for c in children(b, "amod", "compound", "nmod") if c.nbor().text in ("-", "–")]
    return sorted({*before, *hyphened}, key=lambda t: t.i)


def close_apposition(noun: Token) -> list[Token]:
    """Return the name that stands right behind its noun, without a comma: "the tanker [Grace]"."""
    return [c for c in appositions(noun) if c.i > noun.i and noun.doc[c.left_edge.i - 1].text != ","]


def participle_phrases(noun: Token) -> Iterator[tuple[str, Token]]:
    """Yield the phrases of participles behind the noun: "roads leading [into Mali]", "rockets fired [by rebels]"."""
    for c in children(noun, "acl"):
        if c.tag_ in ("VBG", "VBN"):
            yield from ((p, o) for p, o in prepositions(c) if c.tag_ == "VBG" or p == "by")


def owners(noun: Token) -> list[Token]:
    """Return whose the thing may be, by what stands before it: "Chad's", "Chadian", "air" of its air strikes."""
    return [*possessors(noun), *premodifiers(noun)]


def numbers(noun: Token) -> list[Token]:
    """Return the numerals before the head: "75" of "75 missiles"."""
    return children(noun, "nummod")


def determiner(noun: Token) -> Token | None:
    """Return the article or demonstrative."""
    return next(iter(children(noun, "det")), None)


def relative_pronoun(verb: Token) -> Token | None:
    """Return the relative pronoun of a relative clause: "who", "which", "that"."""
    for c in verb.children:
        if c.tag_ in ("WDT", "WP", "WP$"):
            return c
        if c.dep_ == "prep":
            for o in c.children:
                if o.tag_ in ("WDT", "WP"):
                    return o
    return None


def noun_phrase(head: Token) -> tuple[int, int]:
    """Return the token span (start, end exclusive) of the phrase that names the head, without loose trailing parts.

    "the head of the security service, who spoke on Monday" keeps "of the security service" and drops the rest;
    coordinated names are left out: "Iran" of "Iran and Russia".
    """
    end = head.i + 1
    for c in head.rights:
        if c.dep_ == "prep" and c.lower_ in ("of", "for") and c.i == end:
            for o in children(c, "pobj"):
                end = noun_phrase(o)[1]
        elif c.dep_ == "case" and c.i == end:
            continue
        elif c.dep_ not in _LOOSE and c.left_edge.i == end:
            end = c.right_edge.i + 1
        else:
            break
    return phrase_start(head), end


def phrase_start(head: Token) -> int:
    """Return where the phrase that names the head begins, without loose leading parts: "and Iran" at "Iran"."""
    start = head.left_edge.i
    for c in head.lefts:
        if c.dep_ in ("punct", "cc", "advmod", "preconj", "predet", "mark") and c.left_edge.i <= start:
            start = c.right_edge.i + 1
    return min(start, head.i)


def sentence_span(token: Token) -> tuple[int, int]:
    """Return the token span of the sentence; `Token.sent` walks the whole document for it."""
    while token.head != token:
        token = token.head
    return subtree_span(token)


def subtree_span(token: Token) -> tuple[int, int]:
    """Return the token span (start, end exclusive) of everything below the token."""
    return token.left_edge.i, token.right_edge.i + 1
