"""Builds the actor gazetteers under src/onrecord/data/gazetteers from the collected reference tables.

In: the folder that holds states.csv, office_holders.csv and actors/*.csv. Out: actors_*.csv, each row with its source.

    python scripts/build_actors.py FOLDER
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from onrecord.linking.holders import fold

OUT = Path(__file__).parent.parent / "src" / "onrecord" / "data" / "gazetteers"
PETRARCH = "petrarch2 (MIT, Open Event Data)"
STATES = "states (MIT, Andreas Beger); country-codes (PDDL)"
REIGN = "REIGN (MIT)"
IFG = "IfG Ministers Database (CC BY 4.0)"
WIKIDATA = "Wikidata (CC0)"

BEGER = "states (MIT, Andreas Beger)"
SUCCESSORS = {"YUG": ("SRB", "2006-06-05")}
"""A state whose code a list goes on with for another, and from when: to the Correlates of War Serbia is 345, too."""

Spell = tuple[str, str, str, str, str, str]
"""State, list ("cow", "gw"), code, first day, last day (empty: none yet), source."""

NAMES = {
    "USA": "United States",
    "GBR": "United Kingdom",
    "CIV": "Ivory Coast",
    "COD": "Democratic Republic of the Congo",
    "COG": "Republic of the Congo",
    "TUR": "Turkey",
    "CZE": "Czech Republic",
    "BIH": "Bosnia and Herzegovina",
    "ATG": "Antigua and Barbuda",
    "KNA": "Saint Kitts and Nevis",
    "LCA": "Saint Lucia",
    "VCT": "Saint Vincent and the Grenadines",
    "STP": "São Tomé and Príncipe",
    "TTO": "Trinidad and Tobago",
    "VAT": "Holy See",
    "DDR": "East Germany",
    "VDR": "South Vietnam",
    "YMD": "South Yemen",
    "SWZ": "Eswatini",
}
# The dictionaries' CAMEO roles, in the sectors of PLOVER (MED is media there, health here).
SECTORS = {
    **{c: c for c in ("GOV", "MIL", "COP", "REB", "OPP", "LEG", "JUD", "SPY", "UAF", "CVL", "REF", "BUS", "EDU")},
    **{c: c for c in ("AGR", "LAB", "CRM", "REL", "ELI", "PTY", "NGO", "IGO")},
    "MED": "JRN",
    "HLH": "MED",
    "MUS": "REL",
    "CHR": "REL",
    "HRI": "SOC",
    "ENV": "SOC",
    "DEV": "SOC",
}
# A human noun by its ending: "fisherman", "protester", "economist"; things in the list end otherwise.
HUMAN = re.compile(r"(er|or|ist|man|men|woman|women|ian|ant|ent|ee|ic|eer|ese|ate|ive|al|yst|ary|people|person)$")
THINGS = {"airliner", "jetliner", "center", "settlement", "department", "establishment", "airplane", "general"}
THINGS |= {"government", "parliament", "regiment", "tanker", "charter", "order", "paper", "power", "border"}
THINGS |= {"newspaper"}
ORGANISATION = re.compile(
    r"\b(organi[sz]ation|agency|fund|bank|union|council|committee|commission|association|institute|foundation|group|"
    r"society|federation|league|programme|program|corporation|corp|company|inc|ltd|university|party|movement|front|"
    r"alliance|network|centre|center|international|watch|forum|office|service|trust|partners|holdings|industries|"
    r"systems|technologies|airlines|airways|energy|oil|gas|motors|electric|aerospace|defen[cs]e|mission)\b",
    re.IGNORECASE,
)
MINOR = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "al", "el", "fi", "wa", "i", "e"}
POSTS = re.compile(
    r"effective leader|^president$|^president of the republic|prime minister|premier|^vice president$|chancellor$|"
    r"minister (of|for) (foreign|defen[cs]e|national defen[cs]e|the interior|interior|internal|home|finance|oil)|"
    r"minister of petroleum|"
    r"secretary of state( for (foreign|defen[cs]e|the home))?|secretary of defen[cs]e|foreign secretary|"
    r"national security|king|emir|sultan|supreme leader|chief of (the )?(general|defen)|secretary.general|"
    r"permanent representative to the united nations|minister of foreign|external affairs",
    re.IGNORECASE,
)
LESSER = re.compile(
    r"deputy minister|assistant|under.?secretary|parliamentary|whip|ambassador|first lady|deputy prime|"
    r"minister of state|state secretary|private secretary",
    re.IGNORECASE,
)


def read(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table sorted and without doubles, compressed when its name ends in .gz; equal input gives equal bytes."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(sorted({tuple(r) for r in rows}))
    data = buffer.getvalue().encode("utf-8")
    (OUT / name).write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
    print(f"{name}: {data.count(10) - 1} rows, {(OUT / name).stat().st_size} bytes")


def states(folder: Path) -> Iterator[Sequence[str]]:
    """Yield one row a state or territory: its codes of the last spell in each system, and when it began and ended."""
    mine: dict[str, list[Spell]] = {}
    for spell in spells(folder):
        mine.setdefault(spell[0], []).append(spell)
    found = {row["iso3"]: row for row in read(folder / "states.csv")}
    for iso3, row in found.items():
        own = mine.get(iso3, [])
        codes = {system: code for _, system, code, *_ in own}  # the last of each, for they stand in order of time
        start = min((last_beginning([s for s in own if s[1] == system]) for system in codes), default="")
        end = "" if not own or any(not s[4] for s in own) else max(s[4] for s in own)
        name = NAMES.get(iso3, row["name"])
        wikidata, capital = row["wikidata"], row["capital"]
        yield iso3, name, codes.get("cow", ""), codes.get("gw", ""), wikidata, capital, start, end, STATES


def spells(folder: Path) -> list[Spell]:
    """Return the stretches of days for which each list has a state under one code, in order of time."""
    found = []
    for row in read(folder / "states.csv"):
        system = row["system"].lower()
        code = row[f"{system}_code"] if system in ("cow", "gw") else ""
        heir, day = SUCCESSORS.get(row["iso3"], ("", ""))
        if code and heir and not row["end"]:
            before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
            found.append((row["iso3"], system, code, row["start"], before, BEGER))
            found.append((heir, system, code, day, "", BEGER))
        elif code:
            found.append((row["iso3"], system, code, row["start"], row["end"], BEGER))
    return sorted(found, key=lambda s: (s[0], s[3], s[1]))


def last_beginning(own: list[Spell]) -> str:
    """Return the first day of the last unbroken run of spells: a change of code the day after is no new state."""
    start = own[-1][3]
    for earlier, later in reversed(list(pairwise(own))):
        if not earlier[4] or (date.fromisoformat(later[3]) - date.fromisoformat(earlier[4])).days > 1:
            break
        start = earlier[3]
    return start


def display(name: str) -> str:
    """Write an upper-case name as a text does: "LORDS RESISTANCE ARMY" is "Lords Resistance Army"."""
    words = re.split(r"([\s\-]+)", name.strip())
    shown = [w if len(w) <= 4 and not re.search(r"[AEIOUY]", w) else w.capitalize() for w in words]
    return "".join(w.lower() if i and w.lower() in MINOR else w for i, w in enumerate(shown))


def sector(code: str) -> str:
    """Return the PLOVER sectors of a CAMEO code's parts, ``GOV|MIL``."""
    parts = [code[i : i + 3] for i in range(0, len(code), 3)]
    return "|".join(dict.fromkeys(SECTORS[p] for p in parts if p in SECTORS))


def groups(folder: Path, known: frozenset[str]) -> Iterator[Sequence[str]]:
    """Yield armed groups; names of one word only where no state's name or demonym."""
    for row in read(folder / "actors" / "military_nonstate.csv"):
        name, code = row["name"], row["code"]
        if len(name) < 4 or not re.fullmatch(r"[A-Z0-9 '\-.]+", name) or re.search(r"LINKED|AFFILIAT|OFFSHOOT", name):
            continue
        iso3 = code[:3] if code[:3] in known else ""
        plover = "IMG" if code.startswith("IMG") else ""
        yield display(name), iso3, sector(code) or "REB", plover, PETRARCH


def bodies(folder: Path, known: frozenset[str]) -> Iterator[Sequence[str]]:
    """Yield international organisations, NGOs and large companies; persons of the list are left out."""
    kinds = {"IGO": "IGO", "NGO": "NGO", "MNC": "MNC"}
    for row in read(folder / "actors" / "international.csv"):
        name, code = row["name"], row["code"]
        if code[:3] not in kinds or not re.fullmatch(r"[A-Z0-9 '&\-.]{4,60}", name) or row["end"]:
            continue
        several = len(name.split()) > 1
        if (code[:3] != "MNC" and not ORGANISATION.search(name)) or (code[:3] == "MNC" and not several):
            continue
        iso3 = code[3:6] if code[3:6] in known else ""
        plover = "UNO" if code.startswith("IGOUNO") else code[:3]
        yield display(name), iso3, "BUS" if code[:3] == "MNC" else code[:3], plover, PETRARCH


def agents(folder: Path) -> Iterator[Sequence[str]]:
    """Yield nouns for kinds of people with their sector, "fisherman" AGR."""
    for row in read(folder / "actors" / "agents.csv"):
        noun = row["name"].lower().replace("_", " ")
        code = sector(row["code"])
        if not code or not re.fullmatch(r"[a-z \-]+", noun) or len(noun.split()) > 2:
            continue
        head = noun.split()[-1]
        if HUMAN.search(head) and head not in THINGS:
            yield noun, code.split("|")[0], PETRARCH


def holders(folder: Path) -> Iterator[Sequence[str]]:
    """Yield leaders and the ministers that foreign news names, in office since 1980."""
    for row in read(folder / "office_holders.csv"):
        post = row["position"]
        if not POSTS.search(post) or LESSER.search(post) or (row["end"] and row["end"] < "1980"):
            continue
        if row["end"] and row["end"] < row["start"]:
            continue
        source = REIGN if "REIGN" in row["source"] else IFG if "IfG" in row["source"] else WIKIDATA
        folded = " ".join(filter(None, map(fold, re.findall(r"[^\W\d_]+", row["person"]))))
        if folded:
            yield row["person"], folded, row["country_iso3"], post, row["start"], row["end"], row["wikidata"], source


def main() -> None:
    """Read the folder named on the command line and write all tables."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    rows = list(states(folder))
    known = frozenset(r[0] for r in rows)
    write("actors_states.csv", ("iso3", "name", "cow", "gw", "wikidata", "capital", "start", "end", "source"), rows)
    write("actors_spells.csv", ("iso3", "system", "code", "start", "end", "source"), spells(folder))
    write("actors_groups.csv", ("name", "iso3", "sector", "plover", "source"), groups(folder, known))
    write("actors_bodies.csv.gz", ("name", "iso3", "sector", "plover", "source"), bodies(folder, known))
    write("actors_people.csv", ("noun", "sector", "source"), agents(folder))
    header = ("person", "folded", "iso3", "post", "start", "end", "wikidata", "source")
    write("actors_holders.csv.gz", header, holders(folder))


if __name__ == "__main__":
    main()
