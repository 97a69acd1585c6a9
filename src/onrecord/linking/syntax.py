"""Grammar that only the linking room needs, on top of `reading.english`.

In: tokens of a parsed text. Out: phrases, neighbours and positions in the clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span, Token

from onrecord import lexicon
from onrecord.linking import columns
from onrecord.reading import english

_PERSONAL = frozenset({"nsubj", "nsubjpass", "poss", "agent", "dobj", "dative"})
_TOWARDS = frozenset({"with", "to", "against", "by", "from", "between", "among", "for", "towards", "toward", "behind"})


def phrase(head: Token) -> tuple[int, int]:
    """Return the tokens (start, end exclusive) of the noun phrase of a head."""
    return english.noun_phrase(head)


def with_of_phrases(head: Token, end: int) -> int:
    """Return the end with the phrases after "of", "for", "to", "at", "in" that name whose office it is."""
    for prep, noun in english.prepositions(head):
        if prep in ("of", "for", "to", "at", "in", "with") and noun.i >= head.i:
            end = max(end, phrase(noun)[1])
    return end


def left_edge(head: Token) -> int:
    """Return where the words before a head begin that belong to it: not before its last article, nor across a line."""
    start = english.phrase_start(head)
    for i in range(head.i - 1, start - 1, -1):
        token = head.doc[i]
        if token.is_space:
            return i + 1
        if token.lower_ in ("the", "a", "an"):
            return i
    return start


def introduced(link: Token) -> Token | None:
    """Return what a word of order introduces, "after": the verb of its clause, or the noun that it governs."""
    after = next((t for t in link.rights if english.is_noun(t) or english.is_verb(t)), None)
    if after is not None:
        return after
    head = link.head
    return head if head.i > link.i and english.is_verb(head) and english.is_adverbial(head) else None


def stands_as_person(token: Token) -> bool:
    """Tell whether a single name stands where persons stand: subject, possessor, agent; "Reaper drones" does not."""
    first = english.first_conjunct(token)
    return first.dep_ in _PERSONAL or (first.dep_ == "pobj" and first.head.lower_ in _TOWARDS)


def is_locative(token: Token) -> bool:
    """Tell whether a name stands after "in" or "at": a place, not somebody who acts."""
    preposition = english.governing_preposition(token)
    return preposition is not None and preposition.lower_ in ("in", "at", "near", "inside", "into", "across")


def beside(doc: Doc, start: int, end: int, wanted: Callable[[Token], bool]) -> Token | None:
    """Return the wanted head in apposition to a name: "Ana Roe, a spokeswoman", "the spokeswoman, Ana Roe"."""
    root = doc[start:end].root
    for head in english.appositions(root):
        if wanted(head) and not opens_clause(head):
            return head
    if root.dep_ == "appos" and wanted(root.head):
        return root.head
    if end < len(doc) and doc[end].text == ",":
        return _head_after(doc, end + 1, wanted)
    return None


_APPOINTED = frozenset({"appoint", "name", "elect", "become"})
"""What gives somebody an office."""


def said_of(name: Token) -> Iterator[Token]:
    """Yield the verbs of clauses about a name: "Ana Roe, who heads the bank", "Ana Roe, appointed minister in May"."""
    for verb in english.children(name, "relcl", "acl"):
        pronoun = english.relative_pronoun(verb)
        if pronoun is not None and is_subject(pronoun) and pronoun.lower_ == "who":
            yield from english.conjuncts(verb)
        elif english.is_participle_modifier(verb) and verb.tag_ == "VBN":
            yield verb


def office_said(verb: Token, wanted: Callable[[Token], bool]) -> Token | None:
    """Return the wanted head that a clause says of somebody: "who was appointed defence minister", "who serves as"."""
    served = [o for p, o in english.prepositions(verb) if p == "as"]
    said = english.attributes(verb) if not is_negated(verb) else []
    return next((t for t in (*said, *served, *_named_as(verb)) if wanted(t)), None)


def is_gone_by(verb: Token) -> bool:
    """Tell whether a clause says what somebody was: "who was mayor", "who served as"; "was appointed" goes on."""
    perfect = any(t.lemma_ == "have" for t in english.auxiliaries(verb))
    return verb.tag_ == "VBD" and not perfect and verb.lemma_.lower() not in _APPOINTED


def _named_as(verb: Token) -> list[Token]:
    """Return the office of "was elected president", "took over as chairman"."""
    appointed = verb.lemma_.lower() in _APPOINTED and (english.is_passive(verb) or verb.lemma_ == "become")
    return [*english.objects(verb), *english.attributes(verb)] if appointed else []


def is_negated(verb: Token) -> bool:
    """Tell whether the verb is negated."""
    return english.negation_of(verb) is not None


def _head_after(doc: Doc, i: int, wanted: Callable[[Token], bool]) -> Token | None:
    """Return the first wanted noun of a phrase without verb: ", the country's deputy foreign minister, "."""
    last = None
    for token in doc[i : i + 9]:
        if token.pos_ in ("VERB", "AUX", "PRON", "SCONJ", "SPACE", "ADP", "CCONJ") or token.text in (",", "."):
            break
        if wanted(token):
            last = token
    return None if last is None or opens_clause(last) else last


def opens_clause(noun: Token) -> bool:
    """Tell whether a finite verb follows: "asked Roe, the mayor said" tells of two, "Roe, the mayor, said" of one."""
    if noun.i + 1 >= len(noun.doc):
        return False
    after = noun.nbor(1)
    return after.tag_ in english.FINITE and english.is_verb(after)


def is_modifier(token: Token) -> bool:
    """Tell whether the token stands before a noun as its modifier, "Kenyan" of "Kenyan officials"."""
    before = token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i
    # "the rebels’ leader": the parser takes a possessor in the plural for a modifier now and then
    return before and token.nbor(1).text not in ("’", "'", "’s", "'s")


def is_subject(token: Token) -> bool:
    """Tell whether the token or its coordination is a grammatical subject."""
    return english.is_subject(english.first_conjunct(token))


def opens_sentence(token: Token) -> bool:
    """Tell whether the parser took a name for the head of the sentence whose subject it is: "Roe, a judge, left"."""
    return first_of_list(token).dep_ == "ROOT" and any(c.i > token.i for c in english.children(token, "acl", "relcl"))


def is_active_subject(token: Token) -> bool:
    """Tell whether the coordination that the token stands in is the subject of a verb in the active."""
    return english.first_conjunct(token).dep_ == "nsubj"


def acts(token: Token) -> bool:
    """Tell whether a noun stands as somebody who acts or is dealt with: "the inquiry found", "met with the inquiry"."""
    preposition = english.governing_preposition(token)
    return is_active_subject(token) or (preposition is not None and preposition.lower_ == "with")


def speaks(paper: Token) -> bool:
    """Tell whether a paper is said to do something: "the resolution bars", "a resolution that condemned the raid"."""
    clauses = (c for c in paper.children if c.dep_ == "relcl")
    said = any((p := english.relative_pronoun(c)) is not None and is_active_subject(p) for c in clauses)
    return said or is_active_subject(paper)


def is_expletive(token: Token) -> bool:
    """Tell whether "it" stands for nothing or for a clause: "It is clear that", "it seems that", "it rained"."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass"):
        # "denied it", "made it clear": what was said or done
        return token.lower_ == "it" and verb.lemma_.lower() in lexicon.words("expletive_words", part="object")
    if verb.lemma_.lower() in lexicon.words("expletive_words", part="verb"):
        return True
    if verb.lemma_ not in ("be", "seem", "appear", "mean", "remain", "become"):
        return False
    # "It is ready to help", "it was aware that" are somebody
    if any(c.lemma_.lower() in lexicon.words("expletive_words", part="predicate") for c in english.attributes(verb)):
        return True
    clausal = any(c.dep_ in ("ccomp", "csubj") and c.i > verb.i for c in verb.children)
    return clausal and not english.children(verb, "acomp")


def topic(sentence: Span) -> Token | None:
    """Return the subject of a sentence's main verb."""
    return next(iter(english.subject_children(sentence.root)), None)


def depth(token: Token) -> int:
    """Return how far a token stands from the root of its sentence."""
    n = 0
    while token.head != token and n < 60:
        token, n = token.head, n + 1
    return n


def antecedent(token: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for: "the firm, which"."""
    if token.tag_ not in ("WP", "WDT", "WP$"):
        return None
    node, steps = token, 0
    while node.head != node and steps < 8:
        if node.dep_ == "relcl":
            return node.head
        node, steps = node.head, steps + 1
    return None


def stands_alone(name: Token) -> bool:
    """Tell whether a name heads its phrase: neither "Peruvian" of "Peruvian rebels" nor whose they are."""
    return not is_modifier(name) and not english.is_possessor(name)


def listed(name: Token) -> list[Token]:
    """Return the names that stand in one list with a name, also where the parser cut the list at its "and"."""
    found = [t for t in english.conjuncts(english.first_conjunct(name)) if t != name]
    before = name.doc[left_edge(name) - 1] if left_edge(name) > 0 else None
    if not found and before is not None and before.dep_ == "cc" and before.head.i < before.i:
        return [before.head] if english.is_noun(before.head) else []
    return found


def first_of_list(token: Token) -> Token:
    """Return the first name of the coordination a name stands in."""
    return english.first_conjunct(token)


_BRACKETED = re.compile(r"\(“?(\w+)”?\)")
_BEFORE = 200
"""Characters before a bracket in which the name stands that it shortens."""
_NAME = re.compile(r"((?:[A-Z][\w’'&-]*[ -](?:(?:of|for|and|the|on|in|de|du|des|del|la) )*)+[A-Z][\w’'&-]*),? \Z")


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    """Yield each single word in brackets after what stands before it: "the Baobab Recovery Fund ", "BRF"."""
    for m in _BRACKETED.finditer(text):
        yield text[max(m.start() - _BEFORE, 0) : m.start()], m[1]


def abbreviations(text: str) -> dict[str, str]:
    """Return the abbreviations that a text explains: "the Baobab Recovery Fund (BRF)" gives BRF its name."""
    found = {}
    for before, short in _bracketed(text):
        name = _NAME.search(before) if short[0].isupper() and len(short) > 1 else None
        words = re.split(r"[ -]", name[1]) if name else [""]
        if words[-1].lower() in lexicon.words("not_organisations"):
            continue
        for start in range(len(words)):
            initials = "".join(w[0] for w in words[start:] if w[:1].isupper())
            if words[start][:1].isupper() and initials == short.upper():
                found[short] = " ".join(words[start:])
    return found


def organisations(doc: Doc, text: str) -> dict[int, Span]:
    """Return the organisations of the model that look like one, by the token that heads the name."""
    papers = lexicon.words("not_organisations")
    # "the Lima Peace Agreement (LPA)" explains an abbreviation that is nobody's
    explained = {short for before, short in _bracketed(text) if re.split(r"\W", before.rstrip())[-1].lower() in papers}
    found = {}
    for ent in doc.ents:
        if ent.label_ == "ORG" and ent[-1].lower_ not in papers and ent.text not in explained:
            root = ent.root
            span = _organisation(ent, root)
            if span is not None:
                found[root.i] = span
    for token in columns.capitalised(doc):
        if token.pos_ == "PROPN" and not token.ent_type_ and token.i not in found and _unknown_name(token):
            start = token.i
            while start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].head == token:
                start -= 1
            found[token.i] = doc[start : token.i + 1]
    return found


def _unknown_name(token: Token) -> bool:
    """Tell whether a name that the model has no label for acts or is acted upon: "Gondor attacked", "met Gondor"."""
    papers = lexicon.words("not_organisations")
    if not token.is_alpha or token.text.isupper() or len(token) < 3 or token.lower_ in papers or is_modifier(token):
        return False
    return (is_subject(token) or _is_party(token)) and english.determiner(token) is None


def _is_party(token: Token) -> bool:
    """Tell whether a name stands where the other side stands: "sued Baobab", "talks with Baobab", "arms for Baobab"."""
    first = english.first_conjunct(token)
    preposition = english.governing_preposition(token)
    if preposition is not None:
        return preposition.lower_ in _TOWARDS
    return english.is_object(first) or first.dep_ == "dative"


def _organisation(span: Span, token: Token) -> Span | None:
    """Return the name if it has several words, a word for a body, or is an abbreviation or a subject."""
    if token.pos_ not in ("PROPN", "NOUN") or any(t.is_space for t in span):
        return None
    if span[-1].tag_ == "POS":
        span = span[:-1]
    plain = [t for t in span if t.is_alpha and t.pos_ not in ("DET", "ADP")]
    body = any(t.lower_ in lexicon.words("organisation_words") for t in plain)
    acts = is_subject(token) or english.is_possessor(token) or _is_party(token)
    if body or (token.text.isupper() and len(token.text) >= 3 and token.is_alpha) or (acts and len(plain) > 0):
        return span
    return None


def coordinated_before(token: Token) -> Token | None:
    """Return the name before "and its allies", which the possessive takes up: "Peru and its allies"."""
    if token.tag_ != "PRP$" or token.head.dep_ != "conj" or token.head.head.i > token.i:
        return None
    return token.head.head


def coordinated_words(first: Token, other: Token) -> bool:
    """Tell whether two words before one noun stand side by side: "Malian" and "Nigerien" of "Malian and Nigerien"."""
    between = first.doc[first.i + 1 : other.i]
    return (
        len(between) > 0
        and all(t.lower_ in ("and", "or", ",", "/") or t.ent_type_ for t in between)
        and any(t.lower_ in ("and", "or", ",", "/") for t in between)
    )


def before_government(token: Token) -> bool:
    """Tell whether a surname says whose government it is: "the Bongo administration", "Bongo’s regime"."""
    whose = token.dep_ in ("compound", "nmod", "amod", "poss") and token.head.i > token.i
    return whose and token.head.lemma_.lower() in ("administration", "government", "regime", "cabinet")


def authors(root: Token) -> list[Token]:
    """Return who a source's words belong to: "a Lima statement", "the ministry’s website", "a report by the bank"."""
    return english.owners(root) + authors_after(root)


def authors_after(paper: Token) -> list[Token]:
    """Return who made a paper by the words after it: "a report by the bank", "a letter signed by the general"."""
    found = [noun for prep, noun in english.prepositions(paper) if prep in ("by", "from", "of")]
    for verb in english.children(paper, "acl"):
        found += [noun for prep, noun in english.prepositions(verb) if prep == "by" and verb.tag_ == "VBN"]
    return found


def restricts(word: Token) -> bool:
    """Tell whether a phrase after a noun says which one is meant: "of Goma", "familiar with it", "briefed on it"."""
    return word.dep_ in ("prep", "amod", "acl", "relcl") and word.lower_ not in ("including", "like")


def has_noun_before(token: Token) -> bool:
    """Tell whether a plain noun stands before a noun as its modifier, "sanctions regime"."""
    return token.i > 0 and token.nbor(-1).tag_ in ("NN", "NNS") and is_modifier(token.nbor(-1))


def addresses(token: Token) -> bool:
    """Tell whether a noun without article still means somebody: subject, or the "Minister:" of a headline."""
    opens = token.i + 1 < len(token.doc) and token.nbor(1).text == ":"
    return opens or is_subject(token) or any(c.dep_ in ("det", "poss") for c in token.children)


def apposed_name(token: Token) -> Span | None:
    """Return the capitalised name of several words that a noun stands in apposition to: "Ana Roe, a spokeswoman"."""
    name = token.head
    if token.dep_ != "appos" or name.i > token.i or name.pos_ != "PROPN" or name.ent_type_ in ("ORG", "GPE", "NORP"):
        return None
    start = name.i
    while start > name.sent.start and token.doc[start - 1].pos_ == "PROPN" and token.doc[start - 1].head == name:
        start -= 1
    return token.doc[start : name.i + 1] if start < name.i else None


def has_type_before(token: Token) -> bool:
    """Tell whether a type with a figure, or "jet", stands before a noun: "F-16 fighters"."""
    before = token.nbor(-1).text if token.i > 0 else ""
    return before.lower() == "jet" or (any(c.isdigit() for c in before) and any(c.isalpha() for c in before))
