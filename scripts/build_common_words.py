"""Builds ``data/gazetteers/common_words.csv``: words that a Title Case Headline capitalises but a sentence does not.

usage: build_common_words.py VERBNET.csv NOMINALIZATIONS.csv STATES.csv
In: VerbNet's verbs, WordNet's morphosemantic nouns, the names of states (which stay capitalised), and the verbs and
nouns that the codebook's patterns name. Out: word, source.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from onrecord.codebook import codebook

OUT = Path(__file__).parent.parent / "src/onrecord/data/gazetteers/common_words.csv"
FUNCTION = """
pact pacts treaty treaties accord accords agreement agreements ally allies ship ships jet jets plane planes drone
drones a an the and or but nor so yet of in on at to for from by with without into onto over under after before
during between among against amid about as than that this these those if when while since until because although
though who whom whose which what where why how not no never will would can could may might must shall should is are
was were be been being has have had do does did its it their his her our your my he she they we you i more most less
least new old first last next other another some any all both each every many few several up down out off again near
across along toward towards per via despite says said saying air sea land war peace talks ties arms army navy police
troops rebels militants officials minister ministers president government sanctions strikes missile missiles weapons
oil gas trade tax vote election elections poll court law bill budget crisis border military defense defence security
nuclear economic political foreign national international regional joint top effort efforts front force forces deal
truce ceasefire week month year day case plan plans fears row rift chief leader leaders king queen prince parliament
senate council group groups city capital town village party senior key major high low big small good bad long short
early late dead killed wounded injured
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million billion dozen
dozens third fourth fifth half quarter double single second seconds minute minutes hour hours today yesterday tomorrow
tonight morning afternoon evening night noon midnight date dates weekend daily weekly monthly annual yearly now then
here there where everywhere always often sometimes usually already still yet just only even also too very quite rather
almost nearly about around together apart away back forward ahead behind above below beneath beside besides beyond
inside outside within throughout except including according concerning regarding following meanwhile however therefore
thus hence moreover furthermore otherwise nevertheless instead perhaps maybe of off upon unto us them him me himself
herself itself themselves ourselves myself yourself nobody somebody everybody anybody anyone someone everyone nothing
something everything anything none neither either such same own else much less enough whole entire full empty various
several certain different similar equal main chief principal general particular special common usual normal ordinary
public private official unofficial civil civilian civilians military armed unarmed local federal central regional
provincial municipal rural urban northern southern eastern western north south east west northeast northwest southeast
southwest upper lower inner outer middle left right front rear top bottom side sides area areas zone zones region
regions district districts province provinces department departments county state states nation nations country
countries world continent island islands river rivers lake coast sea ocean mountain mountains hill hills valley forest
jungle desert field fields farm farms road roads street streets avenue highway highways bridge bridges tunnel port ports
airport airports station stations base bases camp camps barracks headquarters office offices building buildings house
houses home homes residence residences apartment hotel hotels hospital hospitals school schools university universities
church churches temple mosque market markets shop shops store stores factory factories plant plants mine mines bank
banks company companies firm firms business businesses industry industries union unions association associations
organization organizations organisation organisations agency agencies ministry ministries embassy embassies consulate
mission missions committee committees commission commissions council councils assembly congress chamber party parties
movement movements front fronts alliance alliances coalition coalitions league federation confederation bloc faction
factions wing wings branch branches unit units battalion battalions brigade brigades regiment division divisions squad
squads patrol patrols platoon company guard guards troop troops soldier soldiers officer officers general generals
colonel colonels major captain captains lieutenant sergeant commander commanders command commands private guerrilla
guerrillas rebel rebels insurgent insurgents terrorist terrorists terrorism extremist extremists subversive subversives
militant militants fighter fighters gunman gunmen sniper assassin assassins kidnapper kidnappers bandit bandits
criminal criminals suspect suspects prisoner prisoners hostage hostages victim victims witness witnesses survivor
survivors refugee refugees peasant peasants farmer farmers worker workers student students teacher teachers professor
priest priests bishop bishops nun nuns doctor doctors nurse lawyer lawyers judge judges magistrate attorney prosecutor
journalist journalists reporter reporters correspondent editor newspaper newspapers magazine radio television channel
network broadcast report reports statement statements communique message messages letter letters document documents
interview press release text source sources spokesman spokesmen spokeswoman spokesperson official officials president
presidents presidential vice premier minister ministers ministerial secretary secretaries deputy deputies ambassador
ambassadors consul envoy delegate delegates delegation governor governors mayor mayors senator senators congressman
politician politicians candidate candidates citizen citizens people peoples person persons man men woman women child
children boy boys girl girls son sons daughter daughters father fathers mother mothers brother brothers sister sisters
wife wives husband husbands widow family families relative relatives friend friends neighbor neighbors neighbour
neighbours youth youths member members leader leadership chairman chairmen director directors manager head heads chief
chiefs expert experts analyst analysts observer observers body bodies corpse corpses blood wound wounds injury injuries
death deaths casualty casualties toll fire fires flame smoke explosion explosions explosive explosives bomb bombs
bombing bombings dynamite grenade grenades rocket rockets mortar mortars missile rifle rifles pistol gun guns
machinegun ammunition weapon weaponry arms cartridge bullet bullets shot shots shooting attack attacks assault assaults
ambush ambushes raid raids clash clashes combat battle battles fighting offensive operation operations action actions
incident incidents kidnapping kidnappings murder murders killing killings assassination assassinations massacre
massacres execution torture violence violent peaceful peace war wars conflict conflicts crisis problem problems
situation situations condition conditions case cases fact facts matter matters issue issues question questions answer
reason reasons cause causes result results effect effects purpose aim goal plan plans program programs programme
project projects policy policies process processes system systems law laws decree rights right freedom democracy
democratic democrat republic republican socialist communist communists communism liberal conservative leftist leftists
rightist rightists revolutionary revolution national nationalist popular liberation independence independent
international global foreign domestic internal external economic economy social society political politics cultural
culture religious religion historical history traditional modern new old young ancient recent recently former previous
next final last first early late later latest soon finally eventually immediately suddenly quickly slowly directly
indirectly exactly approximately presumably apparently allegedly reportedly probably possibly certainly clearly
obviously especially particularly mainly mostly partly fully totally completely seriously severely slightly heavily
lightly strongly deeply widely highly great greater greatest large larger largest small smaller smallest little big
bigger huge vast tiny high higher highest low lower lowest long longer short shorter tall deep wide broad narrow heavy
light strong stronger weak hard soft hot cold warm cool dry wet clean dirty rich poor free safe dangerous secure
strategic tactical logistic technical scientific medical legal illegal clandestine secret open closed ready able unable
possible impossible likely unlikely necessary important significant serious severe grave critical urgent true false
real right wrong good better best bad worse worst fine clear dark bright white black red green blue yellow brown gray
grey alive dead wounded unknown unidentified alleged presumed so-called well-known number numbers amount amounts total
totals percent percentage part parts piece pieces share group groups series set kind kinds type types sort form forms
level levels rate rates price prices cost costs value money fund funds dollar dollars loan loans debt debts budget aid
help support assistance cooperation relation relations relationship contact contacts agreement negotiation negotiations
dialogue meeting meetings conference conferences session sessions summit visit visits trip trips travel arrival
departure return entry exit access car cars truck trucks vehicle vehicles bus buses train trains plane planes aircraft
helicopter helicopters ship ships boat boats line lines pipeline pipelines power electricity electric energy oil gas
water food supply supplies equipment material materials materiel tower towers pole substation cable road railroad
railway traffic night curfew emergency alert siege control order orders command capital city cities town towns village
villages neighborhood neighborhoods suburb suburbs center centre downtown kilometer kilometers kilometre kilometres
meter meters mile miles acre hectare ton tons weight height length distance speed
took taken made given gave said saw seen went gone came known knew thought felt kept left lost found held told sent
put set got let sat stood ran brought bought caught taught sought fought spoke spoken broke broken chose chosen drove
driven wrote written began begun drank fell fallen flew grew grown hid hidden rose risen sank stole stolen struck
swore wore threw thrown shook shaken
""".split()  # noqa: SIM905  (a list of words is read more easily than a list of strings)


def main(verbnet: Path, nominalizations: Path, states: Path) -> None:
    """Write the table."""
    names = {w.lower() for row in _rows(states) for w in row["name"].split()} - {"of", "and", "the", "two"}
    words = dict.fromkeys(FUNCTION, "own")
    for row in _rows(verbnet):
        words.setdefault(row["verb"].split()[0], "VerbNet 3.4")
    for row in _rows(nominalizations):
        if "wordnet-msd" in row["sources"]:
            words.setdefault(row["noun"], "WordNet morphosemantic links")
    for pattern in (p for event_type in codebook() for p in event_type.patterns):
        for word in (w for phrase in pattern.verbs | pattern.nouns for w in phrase.split()):
            words.setdefault(word, "own")
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "source"])
        writer.writerows(sorted((w, s) for w, s in words.items() if w.isalpha() and w.islower() and w not in names))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
