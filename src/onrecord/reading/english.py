"""The only file that knows English dependency labels (ClearNLP scheme of spaCy's English models).

In: tokens of a parsed `Doc`. Out: tokens and token spans by grammatical function.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from onrecord.lexicon import GAZETTEERS, rows

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "obj"})
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely", "barely"})

# Trailing parts that are not the name of somebody: "the general, who had arrived on Monday"
_LOOSE = frozenset(
    ["relcl", "acl", "appos", "advcl", "punct", "cc", "conj", "parataxis", "prep", "mark", "dep", "advmod"]
)


@cache
def common_words() -> frozenset[str]:
    """Return English words that are no names, the verbs of VerbNet among them."""
    return frozenset(r["word"] for r in rows(GAZETTEERS / "common_words.csv"))


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


def is_superlative(noun: Token) -> bool:
    """Tell whether the noun is one singled out: "the worst attack", "the latest raid", "the first visit"."""
    return any(
        m.tag_ == "JJS" or m.lower_ in ("latest", "first", "new", "next", "second", "same") for m in premodifiers(noun)
    )


def is_noun(token: Token) -> bool:
    """Tell whether the token heads a noun phrase: noun, name or pronoun."""
    return token.pos_ in ("NOUN", "PROPN", "PRON") or token.tag_ in ("NN", "NNS", "NNP", "NNPS", "PRP")


def is_passive(verb: Token) -> bool:
    """Tell whether the verb stands in the passive: "was signed", "the weapons supplied by"."""
    if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass", "agent") for c in verb.children):
        return True
    # a reduced relative clause: "a treaty signed in 1987" (a participle after a noun, without subject or object)
    reduced = verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN"
    return reduced and not (subject_children(verb) or auxiliaries(verb) or objects(verb))


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries and modals, "has", "been", "will"."""
    return children(verb, "aux", "auxpass")


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
    first_phrase = min((c.i for c in verb.rights if c.dep_ == "prep"), default=len(verb.doc))
    return next((c for c in children(verb, "prt") if c.i < first_phrase), None)


def lemma(token: Token) -> str:
    """Return the lower-case lemma, with the particle of a phrasal verb: "carry out"."""
    base = _verb_lemma(token.lemma_.lower(), token.lower_) if is_verb(token) else str(token.lemma_.lower())
    prt = particle(token) if is_verb(token) else None
    return f"{base} {prt.lower_}" if prt is not None else base


@cache
def _verb_lemma(lemma: str, form: str) -> str:
    """Mend a lemma that is no verb by what the form can come from: the model makes "transferre" of "transferred"."""
    if lemma in common_words() or lemma == form:
        return lemma
    stems: list[str] = []
    if form.endswith("ed"):
        stems = [form[:-1], form[:-2], form[:-3]]
    elif form.endswith("ing"):
        stems = [form[:-3] + "e", form[:-3], form[:-4]]
    return next((stem for stem in stems if stem in common_words()), lemma)


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is coordinated with it, in text order: "Iran and Syria" gives both."""
    found = [token]
    queue = [token]
    while queue:
        for c in queue.pop().children:
            if c.dep_ == "conj" and c not in found:
                found.append(c)
                queue.append(c)
    return sorted(found, key=lambda t: t.i)


def first_conjunct(token: Token) -> Token:
    """Return the head of the coordination that the token stands in, or the token itself."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def examples(token: Token) -> list[Token]:
    """Return what is named as an instance: "states such as Chad", "partners, including Niger"."""
    found = []
    for c in token.rights:
        if c.dep_ == "prep" and c.lower_ in ("like", "as", "including", "notably", "especially"):
            if c.lower_ != "as" or any(s.lower_ == "such" for s in c.children):
                found += [o for _, o in prepositions_of(c)]
        elif c.dep_ == "appos" and any(a.lower_ in ("notably", "especially", "particularly") for a in c.subtree):
            found += conjuncts(c)
    return found


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


def complement_clauses(token: Token) -> list[Token]:
    """Return the heads of complement clauses, also after prepositions: "said that", "committed to helping"."""
    found = [c for c in token.children if c.dep_ in COMPLEMENTS]
    for p in children(token, "prep", "agent"):
        found += children(p, "pcomp")
    # "its commitment to help", "plans to export": infinitives after nouns are labelled acl
    if is_noun(token):
        found += [c for c in children(token, "acl") if c.tag_ == "VB"]
    return sorted((v for c in found for v in conjuncts(c) if is_verb(v)), key=lambda t: t.i)


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


def possessors(noun: Token) -> list[Token]:
    """Return the possessors, "Tehran's commitment", "its exports"."""
    return [o for c in children(noun, "poss") for o in conjuncts(c)]


def premodifiers(noun: Token) -> list[Token]:
    """Return adjectives and nouns before the head: "Israeli" and "air" of "Israeli air strikes"."""
    return [o for c in children(noun, "amod", "compound", "nmod") for o in conjuncts(c)]


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
    start, end = head.left_edge.i, head.i + 1
    for c in head.lefts:
        if c.dep_ in ("punct", "cc", "advmod", "preconj", "predet", "mark") and c.left_edge.i <= start:
            start = c.right_edge.i + 1
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
    return min(start, head.i), end


def sentence_span(token: Token) -> tuple[int, int]:
    """Return the token span of the sentence; `Token.sent` walks the whole document for it."""
    while token.head != token:
        token = token.head
    return subtree_span(token)


def subtree_span(token: Token) -> tuple[int, int]:
    """Return the token span (start, end exclusive) of everything below the token."""
    return token.left_edge.i, token.right_edge.i + 1
