"""Arms and other transfers: who supplies what to whom, and how far it has come.

In: clauses and event drafts. Out: drafts of kind transfer, in place of the event drafts on the same predicate; after
standing is known, the stage and the grade with its reason (SIPRI's entry rule: an order or a delivery with an item).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from onrecord.coding.amounts import money, phrases
from onrecord.coding.designations import Designations
from onrecord.coding.drafts import Draft
from onrecord.coding.items import Item, item
from onrecord.coding.stages import governing_stage, user
from onrecord.lexicon import Row, table
from onrecord.reading import english as en
from onrecord.reading.clauses import Clause
from onrecord.records import Status

IsActor = Callable[[int], bool]

# how far a transfer has come, by the standing of its verb; "delivered" holds for a done delivery only
_STAGE_BY_STATUS: dict[Status, str] = {
    "promised": "promised",
    "planned": "promised",
    "possible": "talks",
    "conditional": "talks",
    "demanded": "interest",
    "denied": "denied",
    "not_done": "denied",
}
_ENTERED = frozenset({"ordered", "delivered", "in_use"})
_DECIDED = frozenset({"agreed", "cancelled", "denied"})
_QUANTITY = ("between", "over", "around", "about", "under")
"""Where a verb has no object, the parse took its quantity for a phrase: "ordered [between 20 and 24 frigates]"."""
_MADE_OF = frozenset({"of", "in", "worth"})
_PERMIT = frozenset({"allow", "permit", "let", "authorise", "authorize", "enable"})


@cache
def _predicates() -> dict[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for row in table("transfer_predicates"):
        for lemma in row.many("lemma"):
            key = (lemma, row["pos"])
            found[key] = (*found.get(key, ()), row)
    return found


def transfers(
    doc: Doc,
    clauses: Sequence[Clause],
    events: Iterable[Draft],
    is_actor: IsActor,
    *,
    designations: Designations | None = None,
) -> list[Draft]:
    """Return the drafts with transfers put in place of events on the same predicate, in text order."""
    finder = _Finder(doc, clauses, is_actor, designations or Designations.load())
    by_head: dict[int, list[Draft]] = {}
    for draft in events:
        by_head.setdefault(draft.head, []).append(draft)
    out: list[Draft] = []
    for clause in clauses:
        told = by_head.pop(clause.head, [])
        # "sent jets to bomb the port" hands nothing over
        found = None if any(d.act == "ASSAULT" for d in told) else finder.transfer(clause)
        out += [finder.with_items(d) for d in told] if found is None else [_merged(found, told)]
    out += [finder.with_items(d) for drafts in by_head.values() for d in drafts]
    used = {o for d in out for o in d.details.get("used_up", ())}
    return sorted((d for d in out if d.head not in used or d.kind == "transfer"), key=lambda d: (d.head, d.kind))


def _merged(transfer: Draft, events: list[Draft]) -> Draft:
    """Keep what the codebook said of the deed and its participants where the transfer's own frame left them open."""
    if not events:
        return transfer
    event = events[0]
    swapped = transfer.details.get("recipient_is_subject") is True
    kindred = event.act in ("AID", "COOPERATE")
    return replace(
        transfer,
        act=transfer.act if swapped or not kindred else event.act,
        actors=transfer.actors or (() if swapped else event.actors),
        recipients=transfer.recipients or (() if swapped else event.recipients),
        # "ordered frigates" is no demand that somebody do something
        status=(event.status if kindred else None) or transfer.status,
        mode=event.mode if kindred else None,
        contexts=tuple(dict.fromkeys((*event.contexts, *transfer.contexts))),
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the transfers of one document."""

    doc: Doc
    clauses: Sequence[Clause]
    is_actor: IsActor
    designations: Designations

    def with_items(self, draft: Draft) -> Draft:
        """Give a transfer that only the codebook saw what its object says of the item: "military aid to Niger"."""
        if draft.kind != "transfer":
            return draft
        heads = [draft.head] if draft.object is None else range(*draft.object)
        things = [t for i in heads if (t := item(self.doc[i], self.designations)) is not None]
        return replace(draft, details=self._details(things, draft, stage="delivered", swapped=False))

    def transfer(self, clause: Clause) -> Draft | None:
        """Return the transfer that a clause tells, by the first row of its predicate that fits."""
        pos = "noun" if clause.kind == "nominal" else "verb"
        governing = governing_stage(self.doc[clause.head]) if (clause.lemma, pos) in _predicates() else None
        for row in _predicates().get((clause.lemma, pos), ()):
            heads = self._items(clause, row)
            things = [t for t in (item(self.doc[i], self.designations) for i in heads) if t is not None]
            if not things and row["item"] != "none":
                continue
            suppliers = self._slots(clause, row.many("supplier"), self.is_actor)
            recipients = self._slots(clause, row.many("recipient"), self.is_actor) or self._users(clause)
            # "growing interest in the purchase of Norwegian rifles": nobody is named who would buy
            wanted = governing is not None and governing[1]["stage"] == "interest" and bool(things and suppliers)
            if not clause.subjects and governing is not None and governing[1]["stage"] in ("talks", "interest"):
                suppliers, recipients = self._lent(clause, row, governing[0], suppliers, recipients)
            if "subject" in row.many("recipient"):
                recipients = tuple(dict.fromkeys((*recipients, *self._principals(clause))))
            recipients = tuple(i for i in recipients if i not in suppliers)
            if wanted or _is_told(row, pos, suppliers, recipients):
                return self._draft(clause, row, things, suppliers, recipients)
        return None

    def _items(self, clause: Clause, row: Row) -> tuple[int, ...]:
        return self._slots(clause, row.many("item"), lambda _: True)

    def _lent(
        self, clause: Clause, row: Row, noun: Token, suppliers: tuple[int, ...], recipients: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Take who is missing from the talks on it: "[Chad] is in talks with [Peru] to buy frigates"."""
        above = self.doc[clause.head].head.i
        doers = tuple(s for c in self.clauses if c.head == above for s in c.subjects if self.is_actor(s))
        others = tuple(t.i for p, t in en.prepositions(noun) if p == "with" and self.is_actor(t.i))
        if "subject" in row.many("recipient"):
            return suppliers or others, recipients or doers
        return suppliers or doers, recipients or others

    def _principals(self, clause: Clause) -> tuple[int, ...]:
        """For whom a buyer buys: "bought jets on behalf of [Chad]"."""
        names = [self.doc[i] for i in clause.oblique("on", "in") if self.doc[i].lower_ == "behalf"]
        whose = (t.i for n in names for t in (*en.owners(n), *(o for p, o in en.prepositions(n) if p == "of")))
        return tuple(i for i in whose if self.is_actor(i))

    def _users(self, clause: Clause) -> tuple[int, ...]:
        """Who uses what was supplied: "[the army] flies jets bought from Chile"."""
        verb = user(self.doc[clause.head])
        subjects = next((c.subjects for c in self.clauses if verb is not None and c.head == verb.i), ())
        return tuple(i for i in subjects if self.is_actor(i))

    def _draft(
        self, clause: Clause, row: Row, things: list[Item], suppliers: tuple[int, ...], recipients: tuple[int, ...]
    ) -> Draft:
        first = things[0] if things else None
        arms = first is None or first.kind not in ("goods", "money")
        swapped = "subject" in row.many("recipient")
        # "[took delivery of the jets on Friday]": the light verb has what is told of the noun
        held = [c for c in self.clauses if "holder" in row.many("recipient") and clause.head in c.objects]
        around = [clause, *(c for c in held if set(c.subjects) & {*recipients, *suppliers})]
        return Draft(
            kind="transfer",
            act=row["act"],
            contexts=("military",) if arms else (),
            head=clause.head,
            actors=suppliers,
            recipients=recipients,
            object=None if first is None else first.quote,
            start=min(c.start for c in around),
            end=max(c.end for c in around),
            status="promised" if row["stage"] == "promised" else None,
            details=self._details(things, clause, stage=row["stage"], swapped=swapped),
            rule=row.rule,
            confidence=0.75 if suppliers and recipients else 0.6,
        )

    def _details(self, things: Sequence[Item], told: Clause | Draft, *, stage: str, swapped: bool) -> dict[str, Any]:
        head = self.doc[told.head]
        governed = governing_stage(head)
        wide = [head] if governed is None else [head, governed[0]]
        low = min(told.start, *(t.left_edge.i for t in wide))
        high = max(told.end, *(t.right_edge.i + 1 for t in wide))
        return {
            "items": [asdict(t) | {"quote": list(t.quote)} for t in things],
            "stage_said": stage if user(head) is None else "in_use",
            "stage_governed": None if governed is None else governed[1]["stage"],
            "stage_rule": None if governed is None else governed[1].rule,
            "recipient_is_subject": swapped,
            "value": money(self.doc, low, high),
            "local_production": self._marked((low, high), "local_production", "words"),
            "condition": self._marked(things[0].quote, "transfer_conditions", "word") if things else None,
        }

    def _marked(self, within: tuple[int, int], name: str, column: str) -> dict[str, Any] | None:
        """Return the phrase of a lexicon that tells most: "refurbished used trucks" are used, but modernized."""
        found = list(phrases(self.doc, *within, name, column))
        if not found:
            return None
        words, row = max(found, key=lambda f: len(f[1].cells.get("condition", "")))
        return {"quote": words, "value": row.cells.get("condition"), "rule": row.rule}

    def _slots(self, clause: Clause, slots: Sequence[str], accept: Callable[[int], bool]) -> tuple[int, ...]:
        """Return the first slot's heads that are accepted."""
        for slot in slots:
            found = tuple(dict.fromkeys(h for i in self._slot(clause, slot) for h in self._said_of(i) if accept(h)))
            if found:
                return found
        return ()

    def _said_of(self, head: int) -> tuple[int, ...]:
        """Return a noun, or whom it stands beside: "Ana Roe, a [middleman] buying oil"."""
        token = self.doc[head]
        return (head,) if self.is_actor(head) or not en.is_apposition(token) else (head, token.head.i)

    def _slot(self, clause: Clause, slot: str) -> Iterable[int]:
        things = self._things(clause)
        objects = [self.doc[o] for o in things]
        match slot:
            case "subject":
                return clause.subjects
            case "object":
                return things
            case "indirect":
                return clause.indirects
            case "poss":
                behind = (t for o in objects for p, t in en.prepositions(o) if p == "of")
                return [t.i for t in (*(t for o in objects for t in en.owners(o)), *behind)]
            case "mod":
                return [t.i for o in objects for t in en.premodifiers(o)]
            case "compound":
                return [t.i for t in en.premodifiers(self.doc[clause.head])]
            case "holder":  # "[Chad] took delivery", "[Chad] placed an order": who has the noun as object
                return [s for c in self.clauses if clause.head in c.objects for s in c.subjects]
            case "decider":  # "[Chad] approved the export of trucks to Peru": who decides on it
                return [s for c in self.clauses if clause.head in c.objects and _decides(c) for s in c.subjects]
            case "permitter":  # "[Chad] allowed Peru to use a base"
                return [
                    s for c in self.clauses if clause.head in c.complements and c.lemma in _PERMIT for s in c.subjects
                ]
            case "licence":  # "under licence [from Chad]", "under a [Chadian] licence"
                under = [self.doc[i] for i in clause.oblique("under", "with")]
                licences = [t for t in under if t.lemma_.lower() in ("licence", "license")]
                from_ = list(clause.oblique("from")) if licences else []
                named = [t.i for n in licences for t in (*en.owners(n), *(o for _, o in en.prepositions(n)))]
                return [*named, *from_]
        # "smuggled fuel from ports in the east [to Chad]": the parse hangs the goal on the start
        starts = [self.doc[i] for i in clause.oblique("from")] if slot == "to" else []
        led = [t.i for o in (*objects, *starts) for p, t in _behind(o) if p == slot]
        return [i for i in (*clause.oblique(slot), *led) if not self._is_source(i)]

    def _things(self, clause: Clause) -> tuple[int, ...]:
        """Return the objects, or where the parse has them instead.

        "an order [for frigates] from Chad", "ordered [between 20 and 24 frigates]", "the jets bought from Chad", where
        the participle is taken for a past tense.
        """
        if clause.kind == "nominal":
            return (*clause.objects, *clause.oblique("for"))
        head = self.doc[clause.head]
        bare = en.is_participle_modifier(head) and not clause.subjects and head.tag_ != "VB"
        return clause.objects or clause.oblique(*_QUANTITY) or ((head.head.i,) if bare else ())

    def _is_source(self, head: int) -> bool:
        """Tell whether a phrase only says who tells it: "according [to a diplomat]"."""
        preposition = en.governing_preposition(self.doc[head])
        return preposition is not None and preposition.head.lower_ == "according"


def _behind(noun: Token) -> Iterator[tuple[str, Token]]:
    """Yield the phrases behind a noun and behind what it is made of: "five million in aid [to Chad]"."""
    for preposition, token in en.prepositions(noun):
        yield preposition, token
        if preposition in _MADE_OF:
            yield from _behind(token)


def _decides(clause: Clause) -> bool:
    return any(r["stage"] in _DECIDED for r in table("transfer_stages") if clause.lemma in r.many("lemma"))


def _is_told(row: Row, pos: str, suppliers: tuple[int, ...], recipients: tuple[int, ...]) -> bool:
    """Tell whether enough sides are named: "its arms exports" tells no transfer."""
    both = bool(suppliers and recipients)
    needs_both = row["item"] == "none" or pos == "noun" or {"licence", "permitter"} & set(row.many("supplier"))
    return both or not needs_both


def graded(details: dict[str, Any], status: Status) -> dict[str, Any]:
    """Return the public details of a transfer: stage, grade and reason, from the predicate and its standing.

    SIPRI enters a deal only where an order or a delivery is stated with an item; all else is a lead. What is in use was
    delivered.
    """
    stage = _stage(details, status)
    arms = [i for i in details["items"] if i.get("kind", "arms") == "arms"]
    if stage not in _ENTERED:
        grade, reason = "lead", f"no order or delivery is stated (stage: {stage})"
    elif any(i["specific"] for i in arms):
        grade, reason = "deal", f"{stage}, with a named item"
    elif details["items"] and not arms:
        grade, reason = "lead", f"{details['items'][0]['kind']} is no arms item"
    else:
        grade, reason = "lead", "no item is named"
    return {"stage": stage, "grade": grade, "reason": reason}


def _stage(details: dict[str, Any], status: Status) -> str:
    """What is denied or only possible is so first; then the governing word counts, then the predicate."""
    governed: str | None = details.get("stage_governed")
    said: str = details["stage_said"]
    if status == "not_done" and governed == "cancelled":
        return governed  # "called off the purchase": what is cancelled is not done
    if status in ("denied", "not_done"):
        return "denied"
    if status in ("possible", "conditional"):
        return governed if governed in ("interest", "talks", "cancelled", "denied") else "talks"
    if governed is not None:
        return governed
    # "asked for frigates", "sought frigates" is interest, whatever the standing of what is asked for
    return said if said == "interest" else _STAGE_BY_STATUS.get(status, said)
