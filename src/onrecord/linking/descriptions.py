"""Descriptions in the chains of a report: "its army", "the two countries", "the deputy minister", "Western allies".

In: a noun that describes somebody, and the chains so far. Out: the mentions it stands for: somebody named before, a
new actor named by whose it is ("Malian army"), or nobody.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord import lexicon
from onrecord.linking import actors, groups, names, papers, spokespeople, syntax, titlewords
from onrecord.linking.actors import Description, Draft, Found
from onrecord.linking.kinds import last_of_kind
from onrecord.linking.memory import Memory
from onrecord.linking.owners import Owner, last_states, only_state, owners, regional, state_meant
from onrecord.linking.parties import parties
from onrecord.reading import english

_OPEN = -1
"""Whom a title takes up where two could be meant."""
_RECENT = 80
"""How many tokens back "the ministers" may reach: about three sentences."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_STATES = frozenset({"country", "nation", "state", "neighbor", "neighbour", "government"})
_PAIR = _STATES | {"side", "party", "ally", "rival", "foe"}
_NUMBERS = {"two": 2, "three": 3}
_TOP = frozenset({"president", "king", "emir", "chancellor"})
_INQUIRIES = frozenset({"investigation", "inquiry"})
_BODIES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP", "PRM", "REB"})
_GOVERNING = frozenset({"GOV", "MIL"})
_ARMED = frozenset({"REB", "UAF", "PRM", "MIL"})
# "Peru’s neighbours" and "an ally of Peru" are not Peruvian
_RELATIONAL = frozenset({"neighbor", "neighbour", "ally", "partner", "backer", "supporter", "critic", "supplier"})
_RELATIONAL |= {"customer", "buyer", "rival", "enemy", "opponent", "victim"}
# Nouns that mean somebody without article or plural: "support for civil society"
_MASS = frozenset({"people", "society", "media"})
# Nouns that are an office only when the text says of whom
_EMPTY = frozenset({"head", "chief", "chair", "leader", "deputy", "general", "major", "justice", "king", "speaker"})
_EMPTY |= {"executive"}


def is_head(chains: Memory, token: Token, description: Description) -> bool:
    """Tell whether a noun stands for somebody: not "army base", "government plan", "police station"."""
    if description.noun in _INQUIRIES and not syntax.acts(token):
        return False  # "opened an investigation" is a deed
    if not syntax.is_modifier(token):
        return True
    head = token.head
    if head.i in chains.named or spokespeople.before_spokesperson(token) or papers.issues_paper(token):
        return True
    named_body = description.family == "body" and token.text[:1].isupper() and description.sector != ()
    return named_body and actors.describe(head) is None


def described(chains: Memory, token: Token, description: Description) -> tuple[Found, ...]:
    """Return whom a describing noun stands for: two for "both countries", else one or nobody."""
    start, end = syntax.left_edge(token), max(syntax.phrase(token)[1], token.i + 1)
    article = english.determiner(token)
    definite = article is not None and article.lower_ in _DEFINITE
    definite = definite or spokespeople.before_spokesperson(token) or papers.issues_paper(token)
    several = _several(chains, token, description, article, definite=definite)
    if several:
        return tuple(Found(a, start, end) for a in several)
    whose = owners(chains, token, description)
    if len(whose) > 1 and description.plural and description.noun not in _RELATIONAL:
        each = dict.fromkeys(_new(chains, token, description, o, definite=definite) for o in whose)
        return tuple(Found(a, start, end, description.wording) for a in each)
    owner = whose[0] if whose else None
    unknown = owner.country is None and owner.actor is None if owner else _is_titled(token)
    if unknown and token.i in chains.organisations:
        return organisation(chains, token)
    actor = _known(chains, token, description, owner, definite=definite)
    if actor == _OPEN:
        return ()
    if actor is None:
        if _stays_open(chains, token, description, owner, definite=definite):
            return ()
        actor = _new(chains, token, description, owner, definite=definite)
    return (Found(actor, start, end, description.wording),)


def _is_titled(body: Token) -> bool:
    """Tell whether what a body is for makes its name: "the Committee for Clean Water", not "the Council for now"."""
    aims = (t for preposition, t in english.prepositions(body) if preposition == "for")
    return body.pos_ == "PROPN" and any(t.pos_ == "PROPN" for t in aims)


def _several(
    chains: Memory, token: Token, description: Description, article: Token | None, *, definite: bool
) -> list[int]:
    """Return all whom a plural takes up: "both sides", "the ministers", the states of "their countries"."""
    if not description.plural:
        return []
    number = _number(token, article) if definite else 0
    if number and token.lemma_.lower() in _PAIR:
        found = [] if token.lemma_.lower() in _STATES else parties(chains, token)
        found = found or last_states(chains, token, number)
        if len(found) == number:
            return found
    theirs = next((p for p in english.possessors(token) if p.lower_ == "their"), None)
    if theirs is not None and description.noun in ("country", "nation"):
        countries = [chains.drafts[f.actor].country for f in chains.resolve(theirs)]
        return list(dict.fromkeys(chains.actor_of(names.state_entry(c)) for c in countries if c))
    if not definite or not titlewords.sectors_of_titles().get(description.noun):
        return []
    recent = dict.fromkeys(a for i, a in reversed(chains.trail) if token.i - _RECENT < i < token.i)
    holders = [a for a in recent if description.noun in chains.drafts[a].words | chains.drafts[a].posts]
    named = [a for a in holders if chains.drafts[a].kind == "person" and chains.drafts[a].named]
    return sorted(named[:2]) if len(named) > 1 and not list(english.prepositions(token)) else []


def _known(
    chains: Memory, token: Token, description: Description, owner: Owner | None, *, definite: bool
) -> int | None:
    """Return somebody whom the report names elsewhere, or None for somebody new."""
    apposed = _apposed(chains, token, description)
    if apposed is not None:
        return apposed
    if owner is not None:
        return _same_office(chains, token, owner) if description.family == "title" else None
    title = description.family == "title" and syntax.addresses(token)
    if definite or title or english.possessors(token):
        return _taken_up(chains, token, description, definite=definite)
    return None


def _apposed(chains: Memory, token: Token, description: Description) -> int | None:
    """Return the actor that an apposition describes: "Peru, another ally of Chile" is Peru, "the spy, Ana Roe" Roe."""
    if description.kind == "person" and not description.plural:
        named = next((t for t in english.appositions(token) if t.i > token.i and t.i in chains.named), None)
        if named is not None and (found := chains.resolve(named)):
            return found[0].actor
    if token.dep_ != "appos" or description.plural or token.head.i > token.i:
        return None
    found = chains.resolve(token.head)
    kinds = {"title": ("person", "state"), "body": ("state", "organisation", "armed_group"), "collective": ("person",)}
    relational = description.noun in _RELATIONAL
    if description.family == "collective" and description.kind != "person" and not relational:
        return None
    if len(found) == 1 and (relational or chains.drafts[found[0].actor].kind in kinds[description.family]):
        return found[0].actor
    return None


def _number(token: Token, article: Token | None) -> int:
    """Return how many actors named before are meant: 2 for "both countries" and "the two states", 0 for any number."""
    if article is not None and article.lower_ == "both":
        return 2
    return next((n for c in token.children if (n := _NUMBERS.get(c.lower_, 0))), 0)


def _new(chains: Memory, token: Token, description: Description, owner: Owner | None, *, definite: bool) -> int:
    if owner is None and definite and (description.context or set(description.sector) & _GOVERNING):
        country = state_meant(chains, token) if description.context else only_state(chains, token)
        owner = Owner(country) if country else None
    if owner and owner.actor is not None:
        group = chains.drafts[owner.actor]
        if group.kind == "armed_group" and (set(description.sector) & _ARMED or description.family != "title"):
            return owner.actor
    if owner and description.noun in _RELATIONAL:
        whose, plain = _whose(chains, owner), description.pattern.removesuffix(f" {actors.UNNAMED}")
        name = f"{plain} of {whose}" if whose else description.pattern
        return chains.keep(Draft(name, "collective", None, (), {}, {description.noun}, plural=description.plural))
    country = owner.country if owner else None
    if description.kind == "state" and country:
        return chains.actor_of(names.state_entry(country))
    adjective = owner.adjective if owner else ""
    if owner and owner.entry and owner.actor is not None:
        adjective = owner.entry.name
    name = actors.name_body(description, country, adjective)
    if description.family == "title":
        name = _office(chains, token, description, country, adjective)
    elif description.plural and description.family == "collective" and token.i in chains.speakers:
        name = groups.own_name(chains, token, name, owned=owner is not None)
    plover = owner.entry.codes.get("plover") if owner and owner.entry and not country else country
    return chains.keep(
        Draft(
            name,
            description.kind,
            country,
            _sector(chains, token, description, owner),
            {"plover": plover} if plover else {},
            {*description.noun.split(), *description.before.split()} | _title_words(chains, token, description),
            plural=description.plural or token.lower_ in _MASS,
            woman=token.lower_.endswith("woman") or None,
            named=False,
        )
    )


def _sector(chains: Memory, token: Token, description: Description, owner: Owner | None) -> tuple[str, ...]:
    """Return the sector of the described; a spokesperson has that of the body, and none where no body is named."""
    if not spokespeople.is_spokesperson(token):
        return () if groups.is_general(token, description) else description.sector
    if owner is None or owner.actor is None:
        return ("GOV",) if owner is not None and owner.country else ()
    return spokespeople.sector_of(chains.drafts[owner.actor])


def _whose(chains: Memory, owner: Owner) -> str:
    if owner.actor is not None:
        return chains.drafts[owner.actor].name
    state = names.states().get(owner.country) if owner.country else None
    return actors.with_article(state.name) if state else owner.adjective


def _title_words(chains: Memory, token: Token, description: Description) -> set[str]:
    return set(actors.title_words(token)) if description.family == "title" else set()


def _office(chains: Memory, token: Token, description: Description, country: str | None, adjective: str) -> str:
    """Name an unnamed office holder by the office: "Foreign minister of Mali", "Kremlin spokesman"."""
    words = [
        t.lower_
        for t in chains.doc[syntax.left_edge(token) : token.i + 1]
        if titlewords.is_title_word(t) and t.i not in chains.matches
    ]
    if spokespeople.is_spokesperson(token):
        words = []
    office = " ".join(words) or description.noun
    if adjective.endswith(actors.UNNAMED):
        return f"{adjective.removesuffix(actors.UNNAMED)}{office} {actors.UNNAMED}"
    if adjective:
        return f"{adjective} {office}"
    state = names.states().get(country) if country else None
    return f"{state.adjective} {office}" if state else f"{office} {actors.UNNAMED}"


def _stays_open(chains: Memory, token: Token, description: Description, owner: Owner | None, *, definite: bool) -> bool:
    """Tell whether nobody can be meant for sure: "the group", "a company", "a country" without a name."""
    if description.noun == "side" and owner is None:
        return True
    if description.family == "collective":
        # "came to power", "by sea and tanker": a bare singular is no group
        bare = not description.plural and not any(c.dep_ in ("det", "poss", "nummod") for c in token.children)
        return bare and owner is None and token.lower_ not in _MASS
    if owner is not None:
        return False
    if description.noun in _EMPTY:
        return True
    if description.family == "title":
        # "head", "chair", "general" as plain words: an office needs a determiner or a speaking role
        return not definite and not syntax.addresses(token)
    if description.noun in _INQUIRIES:
        return False
    if description.kind == "state":
        return True
    if description.kind == "armed_group" and description.plural:
        return False
    # "The Senate urged", "a court freed him": somebody, if only the text said of which state
    if set(description.sector) & _BODIES and (definite or not syntax.is_modifier(token)):
        return not (definite or syntax.addresses(token) or token.text[:1].isupper())
    return not (definite and description.context and state_meant(chains, token))


def _taken_up(chains: Memory, token: Token, description: Description, *, definite: bool) -> int | None:
    """Return the actor named before that a description without owner takes up again."""
    if description.kind == "state":
        return _state_before(chains, token) if definite and not description.plural else None
    words = actors.title_words(token) if description.family == "title" else frozenset(description.noun.split())
    if description.family == "collective" and not definite:
        return None
    # A headline stands before those it means, and means the first: "Minister: talks failed"
    later = bool(chains.trail) and token.i < chains.trail[0][0]
    passed = set[int]()
    for i, actor in chains.trail if later else reversed(chains.trail):
        if actor in passed or i == token.i:
            continue
        if _fits(chains.drafts[actor], description, words):
            rivals = [] if later else _rivals(chains, i, actor, description, words)
            return _OPEN if rivals and description.family == "title" else actor
        passed.add(actor)
    if description.family == "title" and not description.plural:
        named = {chains.person(p): None for p, _ in chains.named.values()}
        fitting = [a for a in named if _fits(chains.drafts[a], description, words)]
        return fitting[0] if len(fitting) == 1 and description.noun != "official" else None
    told = [*english.premodifiers(token), *(c for c in token.rights if syntax.restricts(c))]
    bare = definite and not description.plural and not told
    return last_of_kind(chains, token, description.noun) if bare and description.family == "body" else None


def _rivals(chains: Memory, i: int, actor: int, description: Description, words: frozenset[str]) -> list[int]:
    """Return others of the sentence who fit as well: of two ministers that met, "the minister" is nobody for sure.

    One who is its subject, and speaks in it, goes before the others: "The minister added".
    """
    sentence = chains.sentences_back(chains.doc[i], 0)[0]
    here = [(n, a) for n, a in chains.trail if sentence.start <= n < sentence.end]
    fitting = {a for _, a in here if _fits(chains.drafts[a], description, words)}
    spoke = any(a == actor and n in chains.speakers for n, a in here)
    return [] if spoke else sorted(fitting - {actor})


def _fits(draft: Draft, description: Description, words: frozenset[str]) -> bool:
    if draft.kind != ("person" if description.family == "title" else description.kind):
        return False
    if description.family == "title":
        if not words or not draft.named:
            return bool(words) and words <= draft.words  # "A driver said … The driver added"
        rank = {"official"} if set(draft.sector) & {"GOV", "MIL", "COP", "SPY", "IGO"} else set()
        posts = draft.posts if len(words) > 1 or words <= _TOP else frozenset()
        return words <= draft.words | rank | posts
    if description.family == "collective":
        if draft.members:
            return False
        means = actors.single_name(description) or description.pattern.removesuffix(" (unnamed)")
        alike = words | set(description.before.split()) <= draft.words
        whole = draft.name.removesuffix(" (unnamed)").endswith(means)
        # "Dr. Ana Roe … The doctor said": one person may be named
        alike = alike and (not draft.named or description.kind == "person")
        return whole or alike
    return words <= draft.words | {w.lower() for w in draft.name.split()}


def _same_office(chains: Memory, token: Token, owner: Owner) -> int | None:
    """Return the person named in the report who holds "the Malian foreign minister"'s office."""
    words = actors.content_words(
        [t for t in chains.doc[syntax.left_edge(token) : token.i + 1] if t.i not in chains.matches]
    )
    words = frozenset(w for w in words if titlewords.sectors_of_titles().get(w) or w in lexicon.words("titles"))
    fitting = []
    for person, _ in chains.named.values():
        actor = chains.person(person)
        draft = chains.drafts[actor]
        if words <= draft.words and draft.country == owner.country and actor not in fitting:
            fitting.append(actor)
    return fitting[0] if len(fitting) == 1 and owner.country else None


def _state_before(chains: Memory, token: Token) -> int | None:
    """Return the last state that "the country", "the Arab country", "the kingdom" can mean."""
    regions = [r for c in english.premodifiers(token) if (r := regional(c))]
    for i, actor in reversed(chains.trail):
        draft = chains.drafts[actor]
        country = draft.country
        if country is None or i >= token.i or draft.kind == "person" or not _near(chains.doc, i, token):
            continue
        if all(country in r for r in regions) and country in names.states():
            return chains.actor_of(names.state_entry(country))
    return None


def organisation(chains: Memory, token: Token) -> tuple[Found, ...]:
    """Make an actor of an organisation that only the model knows: "the Baobab Relief Committee said"."""
    span = chains.organisations.get(token.i)
    if span is None and token.text in chains.abbreviations and not titlewords.is_title_word(token):
        span = chains.doc[token.i : token.i + 1]
    if span is None:
        return ()
    if any(i in chains.named for i in range(span.start, span.end)):
        return ()
    inside = [chains.matches[t.i].entry for t in span if t.i in chains.matches]
    country = next((e.country for e in inside if e.country), None)
    name = span.text.removeprefix("the ").removeprefix("The ")
    name = chains.abbreviations.get(name, name)
    words = {t.lower_ for t in span if t.is_alpha}
    codes = {"plover": country} if country else {}
    name = " ".join(name.split())
    longer = (
        i for i, d in enumerate(chains.drafts) if d.kind == "organisation" and d.name.endswith(f" {name}") and d.named
    )
    actor = next(longer, None)
    if actor is None:
        actor = chains.keep(Draft(name, "organisation", country, (), codes, words))
    return (Found(actor, span.start, span.end),)


def _near(doc: Doc, i: int, token: Token) -> bool:
    """Tell whether a mention stands close enough to be taken up: not more than about six sentences back."""
    return token.i - i < 200
