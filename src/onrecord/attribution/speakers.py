"""Speakers: whose words a cue brings; a wrong speaker is worse than none.

In: a cue token of a parsed `Doc`. Out: the token that heads the source's words, and the span of those words.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.attribution import syntax
from onrecord.attribution.cues import Cue, issuing_verb
from onrecord.lexicon import words
from onrecord.reading import english
from onrecord.reading.clauses import stolen_subject

_MARKS = frozenset('“"‘«„`')
FIRST_PERSON = frozenset({"i", "we", "me", "us"})
SECOND_PERSON = frozenset({"you"})
_BARE = frozenset(
    {"it", "this", "that", "these", "what", "there", "which", "one", "nothing", "everything", "something"}
)


def speaker_of(cue: Cue) -> Token | None:
    """Return the head of the source's words, or None where the text names nobody."""
    head = cue.head
    if english.is_verb(head) and not _is_adjective_cue(cue):
        return verb_speaker(head, cue.sense)
    return _noun_speaker(cue) if english.is_noun(head) else _adjective_speaker(cue)


def _is_adjective_cue(cue: Cue) -> bool:
    return cue.row.path.name == "reporting_adjectives.csv"


def verb_speaker(verb: Token, sense: str = "speech") -> Token | None:
    """Return who says or thinks by the grammar of the verb, borrowed from the governing clause if need be."""
    if (subject := syntax.misread_subject(verb)) is not None:
        return antecedent(subject, sense)
    if english.is_passive(verb):
        agent = next(iter(syntax.agents(verb)), None)
        return agent if agent is not None and can_speak(agent, sense) else None
    if syntax.expletive(verb):
        return None
    subject = syntax.active_subject(verb)
    if subject is None:
        subject = borrowed_subject(verb) or next(iter(stolen_subject(verb)), None)
        if subject is not None and syntax.is_participle_adjunct(verb) and not is_agent(subject):
            subject = (_nearest_agent(verb) if "," in verb.doc[max(verb.i - 2, 0) : verb.i].text else None) or subject
    if subject is None:
        return None
    return antecedent(outside_brackets(subject), sense)


def outside_brackets(subject: Token) -> Token:
    """Return the name before the brackets that the parser took the subject from: "the Survey (MES) reported"."""
    doc, i = subject.doc, subject.i
    if i + 1 < len(doc) and doc[i + 1].text == ")":
        for k in range(i, max(i - 8, 0), -1):
            if doc[k].text == "(":
                return doc[k - 1] if english.is_noun(doc[k - 1]) else subject
    return subject


def antecedent(subject: Token, sense: str = "speech") -> Token | None:
    """Return the subject, or the noun a relative pronoun stands for; None where it cannot speak."""
    if subject.lower_ in ("who", "which", "that") and english.is_relative(subject.head):
        subject = english.first_conjunct(subject.head).head
    elif subject.lower_ in ("who", "which", "that"):
        clause = english.first_conjunct(subject.head)
        if not english.is_relative(clause):
            return None
        subject = clause.head
    return subject if can_speak(subject, sense) else None


def can_speak(noun: Token, sense: str) -> bool:
    """Tell whether the noun may be a source: no "there", no "this"."""
    if noun.lower_ == "one":
        return any(c.lower_ == "of" for c in noun.children)  # "one of the aides said", but not "one said"
    if not english.is_noun(noun):
        # "most said they were worried": the tagger takes quantities for adverbs
        return noun.pos_ in ("DET", "NUM", "ADJ", "ADV") and noun.lower_ not in _BARE
    return noun.lower_ not in _BARE or noun.lower_ == "it"


def is_mute(noun: Token) -> bool:
    """Tell whether the noun shows rather than tells: "the strike showed that nobody was safe"."""
    return noun.lemma_.lower() in words("mute_nouns")


def is_agent(noun: Token) -> bool:
    """Tell whether the noun can do more than be quoted: people, bodies, states, no "assistance" and no "agenda".

    "The report said that …" is a statement of the report; "the loan supports growth" is nobody's attitude.
    """
    if noun.pos_ in ("PROPN", "PRON") or noun.lower_ in words("label_sources"):
        return noun.lower_ not in ("it", "its")
    lemma = noun.lemma_.lower()
    if lemma in words("speaker_nouns"):
        return True
    return lemma.endswith(("er", "or", "ist", "ian", "man", "woman")) and lemma not in words("not_agents")


def borrowed_subject(verb: Token) -> Token | None:
    """Return the subject that a clause without one shares with what governs it.

    "The minister left, saying that …": the minister. "a statement saying that …": the statement. "went on to say".
    """
    node = verb
    for _ in range(6):
        if not syntax.is_open_clause(node) or node.head == node:
            return None
        governor = syntax.main_clause(node) if syntax.is_participle_adjunct(node) else node.head
        if node == verb and syntax.is_infinitive(node) and english.is_adverbial(node) and not _tells_words(node):
            return None  # "met to discuss the crisis" tells a purpose, no words
        if node == verb and (issuer := issuing_verb(verb)) is not None:
            node = issuer
            if (subject := syntax.active_subject(issuer)) is not None:
                return subject
            continue
        if english.is_participle_modifier(node) and english.is_noun(governor):
            return governor if node.tag_ == "VBG" else None
        if not english.is_verb(governor):
            if english.is_noun(governor) or not english.is_verb(governor.head):
                return None
            if governor.lower_ == "as" and (cited := english.objects(governor.head)):
                return cited[0]  # "cited the general as saying": the general
            # "began by saying": the preposition passes the question on
            governor = governor.head
        if syntax.governs_as_complement(node) and (person := syntax.hearer_noun(governor)) is not None and node == verb:
            # "urged the union to say": the union; "asked" and "promised" differ, but rarely report
            return person if not english.is_passive(governor) else None
        if english.is_passive(governor) and english.is_complement(node):
            return None
        subject = syntax.active_subject(governor) or syntax.passive_subject(governor)
        if subject is not None:
            return subject
        node = governor
    return None


def _nearest_agent(participle: Token) -> Token | None:
    """Return who acts in the clause just before: "The trouble came when guests rose, shouting “…”": the guests."""
    for i in range(participle.i - 1, syntax.root_of(participle).left_edge.i, -1):
        verb = participle.doc[i]
        if english.is_verb(verb) and syntax.is_finite(verb):
            subject = syntax.active_subject(verb)
            return subject if subject is not None and subject.i < i and is_agent(subject) else None
    return None


def _tells_words(verb: Token) -> bool:
    """Tell whether a clause or a quotation follows: "went on the radio to say that …", "broke in to shout, “…”"."""
    after = verb.doc[verb.i + 1 : verb.i + 3].text.lstrip(" ,:")
    return bool(syntax.finite_clauses(verb)) or after[:1] in _MARKS


def implied_speaker(verb: Token, sense: str) -> Token | None:
    """Return the likeliest source where grammar gives none: a guess that counts as loose.

    "They took to the steps to assail the plan", "his unwillingness to affirm it", and sentences the parser tears apart.
    """
    if syntax.is_finite(verb) and (near := syntax.noun_before(verb)) is not None:
        return near if can_speak(near, sense) else None
    node = verb
    for _ in range(8):
        governor = node.head
        if governor == node:
            return None
        found = _controller(node, governor)
        if found is not None and not (found.left_edge.i <= verb.i <= found.i):
            return antecedent(found, sense)
        node = governor
    return None


def _controller(node: Token, governor: Token) -> Token | None:
    if english.is_noun(governor) and not english.is_verb(governor):
        if english.is_participle_modifier(node) and is_agent(governor):
            return governor  # "the first minister to back the plan"
        return next(iter(english.possessors(governor)), None)
    if english.is_verb(governor):
        return syntax.active_subject(governor) or syntax.passive_subject(governor)
    return None


def implied_holder(noun: Token, sense: str) -> Token | None:
    """Return whose the claim, hope or plan is by the clause around the noun: a guess that counts as loose.

    "the perception of the crowd that", "any hope he has of", "he is a proponent of", "toured the town with plans to".
    """
    clause = next((c for c in noun.children if english.is_relative(c)), None)
    if clause is not None and english.lemma(clause) in ("have", "make", "hold") and syntax.active_subject(clause):
        return antecedent(syntax.active_subject(clause) or clause, sense)
    first = english.first_conjunct(noun)
    verb = first.head
    if english.is_prepositional_object(first) and verb.lower_ in ("in", "with") and english.is_verb(verb.head):
        verb = verb.head
    elif not (english.is_object(first) or first in english.attributes(verb)):
        return None
    subject = verb_speaker(verb, sense) if english.is_verb(verb) else None
    return subject if subject is not None and is_agent(subject) else None


def _noun_speaker(cue: Cue) -> Token | None:
    noun = cue.head
    for owner in english.possessors(noun)[:1]:
        return owner if can_speak(owner, cue.sense) and owner.lower_ not in ("my", "our", "your") else None
    for name, other in english.prepositions(noun):
        if name in ("by", "from", "among") and can_speak(other, cue.sense):
            return other
    verb = noun.head
    light = words("attribution_light_verbs")
    if english.is_verb(verb) and english.is_object(noun) and english.lemma(verb) in light:
        return verb_speaker(verb, cue.sense)
    return None


def _adjective_speaker(cue: Cue) -> Token | None:
    verb = syntax.predicate_of(cue.head)
    if verb is None:
        return None
    subject = syntax.active_subject(verb) or syntax.passive_subject(verb) or borrowed_subject(verb)
    return None if subject is None or syntax.expletive(verb) else antecedent(subject, "thought")


def source_span(head: Token) -> tuple[int, int]:
    """Return the token span of the source's words: the noun phrase without trailing clause.

    "Ana Roe, a spokeswoman for the ministry, who spoke on Monday" ends before "who".
    """
    start, end = english.subtree_span(head)
    for child in head.rights:
        if english.is_relative(child) or english.is_participle_modifier(child) or english.is_adverbial(child):
            end = min(end, child.left_edge.i)
    for child in head.lefts:
        if child.is_punct and child.i == start:
            start = child.i + 1
    doc = head.doc
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in ")]":
        end -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    for i in range(head.i + 1, end):
        if "\n" in doc[i].text or doc[i].text in ("“", "”", '"', "''"):
            return start, i
    return start, end
