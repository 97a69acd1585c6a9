"""Readings built by hand from the real records, for the rooms after the pipeline."""

from __future__ import annotations

import dataclasses
import hashlib

from onrecord.records import (
    Actor,
    Credit,
    Mention,
    Note,
    Plover,
    Reading,
    Record,
    Report,
    Span,
    Standing,
    Statement,
    When,
)

HEADLINE = "Ferries for Fiji"
LEAD = "Norway will give Fiji two ferries in March 2024, minister Ane Lie said."
DENIAL = "Fiji has not paid Tonga, =SUM(A1) read the note."


def span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span.of(text, start, start + len(quote))


def mention(text: str, quote: str, actor: str | None = None, country: str | None = None) -> Mention:
    found = span(text, quote)
    return Mention(start=found.start, end=found.end, quote=quote, actor=actor, country=country)


def reading(
    number: int = 0, *, outlet: str | None = "The Example", published: str | None = "2024-02-01", rule: str = "own:1"
) -> Reading:
    """Return a reading of a report that holds the number: an AID promised by a minister, a denial by the outlet."""
    text = f"{HEADLINE}\n\n{LEAD}\n\n{DENIAL}\nNo. {number}."
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    minister = mention(text, "minister Ane Lie", "a3", "NOR")
    norway, fiji = mention(text, "Norway", "a1", "NOR"), mention(text, "Fiji two", "a2", "FJI")
    statement = Statement(
        id="s1",
        speaker=minister,
        cue=span(text, "said"),
        content=(span(text, "Norway will give Fiji two ferries in March 2024"),),
        type="indirect",
        rule="lexicons/en/reporting_verbs.csv:2",
        confidence=0.9,
    )
    when = span(text, "in March 2024")
    return Reading(
        report=Report(
            id="r" + sha256[:16],
            source=f"clips/{number}.txt",
            sha256=sha256,
            outlet=outlet,
            published=published,
            text=text,
            known={
                "outlet": "given" if outlet else "unknown",
                "published": "given" if published else "unknown",
            },
        ),
        statements=(statement,),
        records=(
            Record(
                id="e1",
                kind="event",
                plover=Plover(event_type="AGREE", act="AID", contexts=("military",)),
                actor=(norway,),
                recipient=(fiji,),
                object=span(text, "two ferries"),
                when=When(
                    quote=when.quote,
                    start=when.start,
                    end=when.end,
                    timex="2024-03",
                    edtf="2024-03",
                    earliest="2024-03-01",
                    latest="2024-03-31",
                    precision="month",
                    basis="text",
                ),
                standing=Standing(status="promised", holder="speaker", hedges=(span(text, "will"),)),
                statement="s1",
                evidence=(span(text, "Norway will give Fiji two ferries in March 2024"),),
                rule=rule,
                confidence=0.75,
            ),
            Record(
                id="e2",
                kind="claim",
                actor=(mention(text, "Fiji has"),),
                standing=Standing(status="denied", holder="outlet", negation=span(text, "not")),
                evidence=(span(text, "=SUM(A1) read the note"), span(text, "Fiji has not paid Tonga")),
                details={"sum": None},
                rule=rule,
                confidence=0.5,
            ),
        ),
        actors=(
            Actor(id="a1", name="Norway", kind="state", country="NOR", codes={"iso3": "NOR", "cow": "385"}),
            Actor(id="a2", name="Fiji", kind="state", country="FJI"),
            Actor(id="a3", name="Ane Lié", kind="person", country="NOR", mentions=(span(text, "minister Ane Lie"),)),
            Actor(id="a4", name="Nobody named in a record", kind="organisation"),
        ),
        notes=(Note(what="unbalanced quotation mark", start=3, end=4),),
    )


def chained() -> Reading:
    """Return the reading as an agency's, whose minister speaks with a colleague, for a ministry."""
    plain = reading(1)
    text = plain.report.text
    credited = span(text, "Fiji has")
    credit = Credit(start=credited.start, end=credited.end, quote=credited.quote, name="Reuters", low=0, high=len(text))
    [statement] = plain.statements
    both = dataclasses.replace(mention(text, "minister Ane Lie"), actor="a6")
    ministry = Actor(id="a5", name="Norwegian Foreign Ministry", kind="organisation", country="NOR")
    pair = Actor(id="a6", name="Ane Lié and Bo Vik", kind="collective", members=("a3", "a7"))
    colleague = Actor(id="a7", name="Bo Vik", kind="person", country="DNK")
    for_whom = dataclasses.replace(mention(text, "Norway"), actor="a5")
    return dataclasses.replace(
        plain,
        report=dataclasses.replace(plain.report, credits=(credit,), known=plain.report.known | {"agency": "found"}),
        statements=(dataclasses.replace(statement, speaker=both, behalf=for_whom),),
        actors=(*plain.actors, ministry, pair, colleague),
    )
