"""Builds ``reporting_verbs_verbnet.csv``: the long tail of reporting verbs, by their VerbNet class.

usage: build_reporting_verbs.py VERBNET.csv
In: VerbNet's verbs with their classes; the own table, whose verbs are left out. Out: word, frames, voice, sense,
stance, source, example. The class gives frames and sense, for VerbNet lists more frames than the news uses; SKIPPED
names verbs whose usual sense is another ("go like", "smell").
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "src/onrecord/data/lexicons/en"
OWN, OUT = FOLDER / "reporting_verbs.csv", FOLDER / "reporting_verbs_verbnet.csv"

CLASSES = {
    "say-37.7": ("quote|that|whether|object", "speech"),
    "tell-37.2": ("quote|that|hearer", "speech"),
    "inquire-37.1.2": ("quote|whether|about", "speech"),
    "transfer_mesg-37.1.1": ("quote|that|whether|object", "speech"),
    "manner_speaking-37.3": ("quote|that", "speech"),
    "complain-37.8": ("quote|that|about", "speech"),
    "advise-37.9": ("that|hearer", "speech"),
    "confess-37.10": ("quote|that|to", "speech"),
    "lecture-37.11": ("quote|that|on|about", "speech"),
    "promise-37.13": ("quote|that|to-infinitive", "speech"),
    "chit_chat-37.6": ("about", "speech"),
    "instr_communication-37.4.1": ("that", "speech"),
    "declare-29.4": ("quote|that|object", "speech"),
    "conjecture-29.5": ("quote|that", "thought"),
    "consider-29.9": ("that|as", "thought"),
    "characterize-29.2": ("as", "speech"),
    "deduce-97.2": ("that", "thought"),
    "estimate-34.2": ("that", "thought"),
    "discover-84": ("that|whether", "perception"),
    "comprehend-87.2": ("that", "thought"),
    "indicate-78": ("that", "perception"),
    "see-30.1": ("that", "perception"),
    "admire-31.2": ("object", "thought"),
    "judgment-33.1": ("object", "speech"),
    "marvel-31.3": ("that|at|about|over", "thought"),
    "want-32.1": ("to-infinitive", "thought"),
    "long-32.2": ("to-infinitive|for", "thought"),
    "wish-62": ("that|to-infinitive", "thought"),
    "intend-61.2": ("to-infinitive", "intention"),
    "cognize-85": ("that", "thought"),
    "urge-58.1": ("hearer", "speech"),
    "beg-58.2": ("quote|hearer|for", "speech"),
    "order-58.3": ("that|hearer", "speech"),
    "reject-77.2": ("object", "speech"),
    "acquiesce-95.1": ("to", "thought"),
}
# fmt: off
SKIPPED = frozenset(
    [
        "absorb", "abuse", "adopt", "approximate", "assault", "be like", "bear", "bet", "bill", "bless",
        "boil down", "bother", "buy", "cable", "call on", "can", "cast", "chance across", "chance on",
        "chance upon", "class", "classify", "commission", "compensate", "count", "croak", "crow", "crown", "dare",
        "decorate", "deduct", "define", "denote", "derive", "die", "disprefer", "drone", "e-mail", "egg on",
        "establish", "expose", "fall", "fancy", "fax", "fine", "flirt", "follow", "force", "gather", "gauge", "get",
        "go", "go like", "grasp", "greet", "hiss", "hold", "honk", "honor", "honour", "hoot", "hum", "hurt", "itch",
        "lean on", "lust", "make", "mind", "miss", "modem", "nasal", "need", "netmail", "paint", "pardon", "peg",
        "penalize", "phone", "pick up", "picture", "pipe", "pose", "prize", "prompt", "purpose", "purr", "put",
        "quantize", "radio", "raise", "react", "reap", "recompense", "redraw", "relay", "remunerate", "repay", "reward",
        "ring", "roar", "rumble", "satellite", "savor", "scent out", "select", "semaphore", "shame", "sing", "slang",
        "smell", "sniff", "snitch", "snub", "solve", "speak out", "speak up", "spectulate", "squeak", "squeal", "stamp",
        "stand", "start", "stemmer", "subselect", "support", "take", "taste", "telecast", "telex", "tell", "thrill",
        "tinkle", "tire", "toast", "track down", "treasure", "treat", "trumpet", "twang", "update", "use", "value",
        "victimize", "want", "whistle", "wire", "wireless", "work out", "write in", "yield",
    ]
)
# fmt: on
EXAMPLES = {
    "quote": "“The road is open,” the mayor {past}.",
    "that": "The mayor {past} that the road was open.",
    "hearer": "The mayor {past} the council to open the road.",
    "object": "The mayor {past} the plan.",
    "as": "The mayor {past} the plan as a mistake.",
    "to-infinitive": "The mayor {past} to open the road.",
}
PAST = {"understand": "understood", "misunderstand": "misunderstood", "hold": "held", "foreknow": "foreknew"}
DOUBLED = ("blab", "babysit", "sob", "jab", "yap", "rat", "pander", "intermit", "yak", "nag", "prod", "regret", "yen")
PARTICLES = frozenset({"out", "off", "up", "back", "away", "down", "on", "in", "forth", "over"})


def main(verbnet: Path) -> None:
    """Write the table, sorted by verb; the first class in the order above wins."""
    known = {row["word"] for row in _rows(OWN)}
    found: dict[str, tuple[int, str]] = {}
    order = list(CLASSES)
    for row in _rows(verbnet):
        verb, base = row["verb"], _base(row["class"])
        if base not in CLASSES or verb in known or verb in SKIPPED or not _usable(verb):
            continue
        found[verb] = min(found.get(verb, (len(order), "")), (order.index(base), row["class"]))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "frames", "voice", "sense", "stance", "source", "example"])
        for verb, (rank, name) in sorted(found.items()):
            frames, sense = CLASSES[order[rank]]
            writer.writerow(
                [verb, frames, _voice(frames, sense), sense, "neutral", f"VerbNet 3.4 {name}", _example(verb, frames)]
            )


def _voice(frames: str, sense: str) -> str:
    """Return ``both`` where a passive reports too ("it is said"), ``agent`` where one naming who does, or active."""
    found = set(frames.split("|"))
    if found & {"that", "whether", "hearer", "as", "to-infinitive"} or ("object" in found and sense == "speech"):
        return "both"
    return "agent" if found & {"object", "deed", "topic", "ing"} else "active"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _base(name: str) -> str:
    """Return the class without its subclass: "say-37.7-1-1" is of "say-37.7"."""
    head, number, *_ = name.split("-")
    return f"{head}-{number}"


def _usable(verb: str) -> bool:
    head, *rest = verb.split()
    return head.isalpha() and head.islower() and all(word in PARTICLES for word in rest)


def _example(verb: str, frames: str) -> str:
    first = frames.split("|", maxsplit=1)[0]
    pattern = EXAMPLES.get(first, "The mayor {past} " + first + " the delay.")
    head, *rest = verb.split()
    return pattern.format(past=" ".join([_past(head), *rest]))


def _past(verb: str) -> str:
    if verb in PAST:
        return PAST[verb]
    if verb in DOUBLED:
        return f"{verb}{verb[-1]}ed"
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{verb}ed"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
