"""One draft for one deed: a deed swallows its purpose and the noun of its object where they tell the same.

In: event drafts of a Doc and its clauses. Out: fewer drafts; what is swallowed lends its recipients.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.coding.drafts import Draft
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause


def folded(doc: Doc, clauses: Sequence[Clause], drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those that only say again what another one says."""
    return _without_objects(clauses, _without_purposes(doc, drafts))


def _without_purposes(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Let a deed swallow a purpose of the same kind: "gave ten tonnes of maize [to help Chad]" is one AID, to Chad.

    So does "gave ten million [to pay for aid to Chad]", whose purpose tells the deed by a noun; an agreement takes over
    the other side of what it is for: "signed an accord [to supply Chad with wheat]".
    """
    by_head = {d.head: d for d in drafts}
    purposes: dict[int, Draft] = {}
    gone: set[int] = set()
    for inner in drafts:
        outer = _served(doc[inner.head], by_head)
        if outer is not None and inner.act is not None and (outer.act == inner.act or outer.kind == "agreement"):
            purposes.setdefault(outer.head, inner)
            gone |= {inner.head} if outer.act == inner.act else set()
    return [_with_recipients(d, purposes.get(d.head)) for d in drafts if d.head not in gone]


def _with_recipients(draft: Draft, inner: Draft | None) -> Draft:
    if inner is None or draft.recipients:
        return draft
    return replace(draft, recipients=tuple(i for i in inner.recipients if i not in draft.actors))


def _served(token: Token, drafts: Mapping[int, Draft]) -> Draft | None:
    """Return the deed that the token's clause is the purpose of; no finite verb tells a purpose.

    "pressed for Chad to sign and underlined the need for aid": the parse hangs the second verb on the purpose.
    """
    purpose = False
    if token.tag_ in en.FINITE:
        return None
    while token.head != token:
        purpose = purpose or _is_purpose(token)
        token = token.head
        if en.is_verb(token) and not _is_purpose(token):
            return drafts.get(token.i) if purpose else None
    return None


def _is_purpose(token: Token) -> bool:
    infinitive = en.is_verb(token) and en.is_infinitive(token)
    return infinitive and (en.is_adverbial(token) or en.is_participle_modifier(token))


def _without_objects(clauses: Sequence[Clause], drafts: Sequence[Draft]) -> list[Draft]:
    """Let a deed swallow its own object's noun: "gave [aid] to Chad" is one AID; "repelled [Chad's attack]" is two."""
    objects = {c.head: c.objects for c in clauses if c.kind == "verbal"}
    doers = {(i, d.act): set(d.actors) for d in drafts for i in objects.get(d.head, ())}
    return [d for d in drafts if (d.head, d.act) not in doers or not set(d.actors) <= doers[d.head, d.act]]
