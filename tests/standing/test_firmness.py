"""One phenomenon of modality per sentence: what the words around an event say about whether it happened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from onrecord.standing.modality import factuality, firmness

Parse = Callable[[str], Doc]

# sentence, word that heads the event, status
CASES = [
    # -- tense and aspect
    ("Norway sent three boats to Kenya.", "sent", "done"),  # past
    ("Norway has sent three boats to Kenya.", "sent", "done"),  # perfect
    ("Norway Sends Boats to Kenya", "Sends", "done"),  # headline present
    ("Kenya owns eleven patrol boats.", "owns", "done"),  # simple present of a state
    ("Norway is sending three boats to Kenya.", "sending", "under_way"),  # present progressive
    ("Chile has been training the pilots since May.", "training", "under_way"),  # perfect progressive
    ("Norway to Deliver Boats to Kenya", "Deliver", "planned"),  # headline infinitive
    ("Norway will send three boats to Kenya.", "send", "planned"),  # future
    ("Norway is going to send three boats to Kenya.", "send", "planned"),  # future with go
    ("The two ministers are to meet in Lima on Friday.", "meet", "planned"),  # "be to"
    ("Kenya Committed to Helping Farmers", "Helping", "promised"),  # headline participle
    ("Three boats delivered to Kenya sank in the storm.", "delivered", "done"),  # reduced relative clause
    ("Three boats to be delivered to Kenya are being painted.", "delivered", "planned"),  # infinitive relative clause
    ("Send the boats back to Norway.", "Send", "demanded"),  # imperative
    ("“Return the boats to Norway,” the minister said.", "Return", "demanded"),  # imperative in a quotation
    # -- modals
    ("Norway may send three boats to Kenya.", "send", "possible"),
    ("Norway might send three boats to Kenya.", "send", "possible"),
    ("Norway could send three boats to Kenya.", "send", "possible"),
    ("Norway must return the boats.", "return", "demanded"),
    ("Norway should return the boats.", "return", "demanded"),
    ("Norway ought to return the boats.", "return", "demanded"),
    ("Norway has to return the boats.", "return", "demanded"),
    ("Norway could have stopped the sale.", "stopped", "not_done"),  # counterfactual perfect
    ("Norway may have stopped the sale.", "stopped", "possible"),  # epistemic perfect
    # -- negation and its scope
    ("Norway did not send the boats.", "send", "not_done"),
    ("Norway has not yet sent the boats.", "sent", "not_done"),
    ("Norway won't send the boats.", "send", "not_done"),
    ("Norway never sent the boats.", "sent", "not_done"),
    ("No boats were sent to Kenya.", "sent", "not_done"),  # negative subject
    ("Norway sent no boats to Kenya.", "sent", "not_done"),  # negative object
    ("No decision was made on Monday.", "decision", "not_done"),  # negated event noun
    ("Nobody signed the letter.", "signed", "not_done"),  # negative pronoun
    ("Norway no longer sells rifles to Kenya.", "sells", "not_done"),
    ("Norway not only sent the boats but also paid the crews.", "sent", "done"),  # "not only" negates nothing
    ("Norway did not pay the crews or send the boats.", "send", "not_done"),  # negation shared by a coordination
    ("Norway kept the boats but did not pay the crews.", "kept", "done"),  # negation of the other conjunct
    ("There was no explosion in the harbour.", "explosion", "not_done"),  # negated existence
    # -- implicatives
    ("Divers managed to raise the ferry.", "raise", "done"),
    ("Divers did not manage to raise the ferry.", "raise", "not_done"),
    ("Divers failed to raise the ferry.", "raise", "not_done"),
    ("Divers did not fail to raise the ferry.", "raise", "done"),  # two negatives
    ("Oman refused to sell the port.", "sell", "not_done"),
    ("Oman declined to sell the port.", "sell", "not_done"),
    ("Oman's refusal to sell the port angered the bank.", "sell", "not_done"),  # nominal embedding
    ("The storm forced the crew to abandon the ship.", "abandon", "done"),
    ("Police prevented the marchers from entering the square.", "entering", "not_done"),
    ("Divers tried to raise the ferry.", "raise", "possible"),
    ("The attempt to raise the ferry cost two lives.", "raise", "possible"),
    ("The clinic is able to treat burns.", "treat", "possible"),
    ("The clinic was unable to treat the burns.", "treat", "not_done"),
    ("The minister avoided naming the firm.", "naming", "not_done"),
    ("Oman cancelled the sale of the port.", "sale", "not_done"),
    # -- factives
    ("Oman regrets that the ferry sank.", "sank", "done"),
    ("Oman does not regret that it sold the port.", "sold", "done"),  # presupposition survives negation
    ("Oman condemned the shelling of the harbour.", "shelling", "done"),  # noun object of a factive
    ("Did Oman admit that it had sold the port?", "sold", "done"),  # presupposition survives a question
    # -- speech: a report does not change the status
    ("The minister said the army had shelled the harbour.", "shelled", "done"),
    ("The army had shelled the harbour, the minister said.", "shelled", "done"),
    ("The minister said Oman would sell the port.", "sell", "planned"),  # future seen from the past
    ("The minister claimed that rebels had shelled the harbour.", "shelled", "done"),
    ("Chad accused Niger of arming the rebels.", "arming", "done"),
    ("Niger denied that it had armed the rebels.", "armed", "denied"),
    ("Niger denied arming the rebels.", "arming", "denied"),
    ("Niger rejected claims that it had armed the rebels.", "armed", "denied"),  # denial of a report noun
    ("Niger denied the report that it had armed the rebels.", "armed", "denied"),
    ("The minister did not say whether Niger had armed the rebels.", "armed", "possible"),
    ("Analysts believe the rebels hold the harbour.", "hold", "possible"),
    ("Analysts doubt that the rebels hold the harbour.", "hold", "possible"),
    # -- plans, promises, demands, wishes
    ("Oman plans to sell the port.", "sell", "planned"),
    ("Oman has no plans to sell the port.", "sell", "not_done"),
    ("Oman is planning to sell the port.", "sell", "planned"),  # the plan is under way, the sale is not
    ("Plans for the sale of the port were leaked.", "sale", "planned"),
    ("The shipment is expected to arrive in May.", "arrive", "planned"),
    ("Oman decided to sell the port.", "sell", "planned"),
    ("Oman promised to rebuild the port.", "rebuild", "promised"),
    ("Oman vowed to rebuild the port.", "rebuild", "promised"),
    ("Oman agreed to rebuild the port.", "rebuild", "promised"),
    ("Oman remains committed to rebuilding the port.", "rebuilding", "promised"),
    ("Oman repeated its commitment to assist the farmers.", "assist", "promised"),
    ("Oman offered to mediate.", "mediate", "promised"),
    ("We will rebuild the port.", "rebuild", "promised"),  # the first person commits itself
    ("Oman called on Niger to withdraw its troops.", "withdraw", "demanded"),
    ("Oman urged Niger to withdraw its troops.", "withdraw", "demanded"),
    ("Oman demanded that Niger withdraw its troops.", "withdraw", "demanded"),
    ("Oman called for the removal of the embargo.", "removal", "demanded"),  # noun object of a demand
    ("The request for the release of the crew was ignored.", "release", "demanded"),
    ("The union wants the mine to close.", "close", "demanded"),  # wish about somebody else
    ("Oman is considering whether to sell the port.", "sell", "possible"),
    ("Oman is considering selling the port.", "selling", "possible"),
    ("The militia threatened to burn the market.", "burn", "possible"),
    ("The possibility of an attack alarmed the traders.", "attack", "possible"),
    # -- phases
    ("Engineers began repairing the dam.", "repairing", "under_way"),
    ("Doctors continue to treat the wounded.", "treat", "under_way"),
    ("Doctors are continuing to treat the wounded.", "treat", "under_way"),
    ("The airline stopped flying to Samoa.", "flying", "not_done"),
    # -- conditions, purposes, circumstances
    ("If Niger withdraws, Oman will lift the embargo.", "lift", "conditional"),
    ("If Niger withdraws, Oman will lift the embargo.", "withdraws", "conditional"),
    ("Oman would lift the embargo if Niger withdrew.", "lift", "conditional"),
    ("Oman will not lift the embargo unless Niger withdraws.", "withdraws", "conditional"),
    ("Oman bought radars to protect the harbour.", "protect", "planned"),  # purpose
    ("Oman bought radars in order to protect the harbour.", "protect", "planned"),
    ("Oman bought radars with the aim of protecting the harbour.", "protecting", "planned"),
    ("Niger withdrew after Oman lifted the embargo.", "lifted", "done"),
    ("Niger withdrew after the removal of the embargo.", "removal", "done"),  # definite noun after "after"
    ("Niger withdrew without firing a shot.", "firing", "not_done"),
    ("Niger withdrew instead of firing on the crowd.", "firing", "not_done"),
    ("Niger withdrew rather than fire on the crowd.", "fire", "not_done"),
    ("Niger helped the farmers by opening the dam.", "opening", "done"),
    ("Will Niger withdraw its troops?", "withdraw", "possible"),  # question
    ("Niger withdrew, abandoning its tanks.", "abandoning", "done"),  # participle clause goes with its verb
    ("The tanks, which Oman had sold to Niger, were burned.", "sold", "done"),  # relative clause
    # -- adverbs and adjectives
    ("Niger possibly bought the tanks in May.", "bought", "possible"),
    ("Niger allegedly bought the tanks in May.", "bought", "done"),  # a hedge, not another status
    ("The alleged attack was shown on television.", "attack", "done"),
    ("The planned visit was discussed on television.", "visit", "planned"),
    ("A possible attack was discussed on television.", "attack", "possible"),
    ("The ongoing offensive has cut the road.", "offensive", "under_way"),
    ("The rebels nearly captured the town.", "captured", "not_done"),
    # -- several layers
    ("The minister said Oman had promised to rebuild the port.", "rebuild", "promised"),
    ("Niger denied that it planned to sell the port.", "sell", "denied"),
    ("Oman urged Niger to promise to withdraw.", "withdraw", "demanded"),
    ("Oman promised to consider selling the port.", "selling", "possible"),
    ("The army was forced to stop shelling the town.", "shelling", "not_done"),
    # -- cues of differing stance, nested
    ("The envoy confirmed that Oman had sold the port.", "sold", "done"),
    ("The envoy warned that Oman could sell the port.", "sell", "possible"),
    ("The envoy warned Oman against selling the port.", "selling", "demanded"),
    ("The envoy suspects that Oman sold the port.", "sold", "possible"),
    ("Oman rejected reports of a sale of the port.", "sale", "denied"),
    ("It is not true that Oman sold the port.", "sold", "not_done"),
    ("It is unclear whether Oman sold the port.", "sold", "possible"),
    ("There is no evidence that Oman sold the port.", "sold", "not_done"),
    ("The envoy insisted that Oman had not sold the port.", "sold", "not_done"),
    ("The envoy denied that Oman had refused to sell the port.", "sell", "denied"),
    ("The envoy confirmed plans to sell the port.", "sell", "planned"),
    # -- what came before, and what is still to come
    ("Oman again shelled the harbour.", "shelled", "done"),
    ("Oman resumed the shelling of the harbour.", "shelling", "under_way"),
    ("Oman resumed shelling the harbour.", "shelling", "under_way"),
    ("Before the shelling of the harbour, traders had fled.", "shelling", "done"),
    ("Oman stopped the delivery of the boats.", "delivery", "done"),
    ("Oman halted deliveries of boats to Kenya.", "deliveries", "done"),
    ("Oman has yet to deliver the boats.", "deliver", "not_done"),
    ("The boats have still not been delivered.", "delivered", "not_done"),
    ("The boats are due to be delivered in May.", "delivered", "planned"),
    ("The boats are about to be delivered.", "delivered", "planned"),
    ("Oman is set to deliver the boats in May.", "deliver", "planned"),
    ("Oman is ready to deliver the boats.", "deliver", "planned"),
    ("Oman is likely to deliver the boats.", "deliver", "possible"),
    ("Oman is unlikely to deliver the boats.", "deliver", "possible"),
    ("Oman hesitated to deliver the boats.", "deliver", "possible"),
    ("Oman forgot to deliver the boats.", "deliver", "not_done"),
    ("Oman did not hesitate to deliver the boats.", "deliver", "done"),
    ("Oman had the courage to deliver the boats.", "deliver", "done"),
    ("Oman took the opportunity to deliver the boats.", "deliver", "done"),
    ("Oman missed the chance to deliver the boats.", "deliver", "not_done"),
    ("Oman was too weak to deliver the boats.", "deliver", "not_done"),
    ("Oman was quick to deliver the boats.", "deliver", "done"),
    ("Delivering the boats is out of the question.", "Delivering", "not_done"),
    ("A delivery of the boats is unthinkable.", "delivery", "not_done"),
    ("Oman launched an operation to free the crew.", "free", "possible"),
    ("Oman refused to deliver the boats when the envoy visited Kenya.", "visited", "done"),
    ("Oman will deliver the boats when the envoy visits Kenya.", "visits", "conditional"),
    # -- counterfactuals, conditions without "if"
    ("Had Oman delivered the boats, Kenya would have paid.", "paid", "not_done"),
    ("If Oman had delivered the boats, Kenya would have paid.", "delivered", "not_done"),
    ("Oman would have delivered the boats, but the storm sank them.", "delivered", "not_done"),
    ("Should Oman deliver the boats, Kenya will pay.", "deliver", "conditional"),
    ("Kenya will pay only if Oman delivers the boats.", "pay", "conditional"),
    ("Kenya will pay on condition that Oman delivers the boats.", "delivers", "conditional"),
    ("In the event of an attack, Oman will close the port.", "attack", "conditional"),
    ("In case of an attack, Oman will close the port.", "close", "conditional"),
    ("Pending the delivery of the boats, Kenya pays nothing.", "delivery", "planned"),
    # -- scope
    ("Oman did not deliver the boats because its crews had left.", "left", "done"),
    ("Oman delivered the boats without asking Kenya.", "asking", "not_done"),
    ("Neither Oman nor Chad delivered boats.", "delivered", "not_done"),
    ("Oman delivered none of the boats.", "delivered", "not_done"),
    ("Hardly any boats were delivered.", "delivered", "done"),
    ("Oman has so far failed to deliver the boats.", "deliver", "not_done"),
    ("Oman promised not to sell the boats.", "sell", "promised"),
    ("Oman urged Chad not to sell the boats.", "sell", "demanded"),
    ("Oman banned the sale of the boats.", "sale", "not_done"),
    ("Oman allowed the sale of the boats.", "sale", "possible"),
    ("Oman approved the sale of the boats.", "sale", "possible"),
    ("Oman proposed to sell the boats.", "sell", "possible"),
    ("Oman hopes to sell the boats.", "sell", "planned"),
    ("Oman wants to sell the boats.", "sell", "planned"),
    ("Oman needs to sell the boats.", "sell", "demanded"),
    ("Oman is negotiating the sale of the boats.", "sale", "possible"),
]


# labelled before the code was run, and still read otherwise
MISREAD = [
    ("Oman dismissed as false reports that it had sold the port.", "sold", "denied"),  # the object after its predicate
    ("Few boats were delivered.", "delivered", "done"),  # "few" tells of some; news means "hardly any" by it
]


@pytest.mark.xfail(reason="the parser takes the object for a part of the predicate; few counts as a negator")
@pytest.mark.parametrize(("text", "word", "status"), MISREAD, ids=[f"{w}: {t}" for t, w, _ in MISREAD])
def test_misread(parse: Parse, text: str, word: str, status: str) -> None:
    assert firmness(find(parse(text), word)).status == status


def find(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)


@pytest.mark.parametrize(("text", "word", "status"), CASES, ids=[f"{w}: {t}" for t, w, _ in CASES])
def test_status(parse: Parse, text: str, word: str, status: str) -> None:
    assert firmness(find(parse(text), word)).status == status


@pytest.mark.parametrize(("text", "word", "status"), CASES, ids=[f"{w}: {t}" for t, w, _ in CASES])
def test_factuality_agrees_with_the_status(parse: Parse, text: str, word: str, status: str) -> None:
    token = find(parse(text), word)
    value = factuality(token)
    assert -3.0 <= value <= 3.0
    firm = firmness(token)
    if status == "not_done" or (status == "promised" and firm.negation is not None):
        assert value < 0
    elif status == "under_way" or (status == "done" and not firm.hedges):
        assert value >= 1
    elif status in ("planned", "promised"):
        assert value > 0.5  # a wish weighs less than a plan
    elif status in ("demanded", "conditional"):
        assert abs(value) < 1.5


PRESUPPOSED = [
    ("Oman regrets that the ferry sank.", "sank", True),
    ("Oman condemned the shelling of the harbour.", "shelling", True),
    ("Niger withdrew after the removal of the embargo.", "removal", True),
    ("Niger withdrew after Oman lifted the embargo.", "lifted", True),
    ("Oman sold the port.", "sold", False),
    ("The minister said the army had shelled the harbour.", "shelled", False),
    ("Divers managed to raise the ferry.", "raise", False),
]


@pytest.mark.parametrize(("text", "word", "presupposed"), PRESUPPOSED)
def test_presupposition(parse: Parse, text: str, word: str, presupposed: bool) -> None:
    assert firmness(find(parse(text), word)).presupposed is presupposed


HEDGED = [
    ("Niger allegedly bought the tanks in May.", "bought", ["allegedly"]),
    ("Niger reportedly bought the tanks in May.", "bought", ["reportedly"]),
    ("The alleged attack was shown on television.", "attack", ["alleged"]),
    ("The minister claimed that rebels had shelled the harbour.", "shelled", ["claimed"]),
    ("The rebels are believed to hold the harbour.", "hold", ["believed"]),
    ("Niger may have bought the tanks.", "bought", ["may"]),
    ("Niger bought the tanks in May.", "bought", []),
]


@pytest.mark.parametrize(("text", "word", "hedges"), HEDGED)
def test_hedges_are_pinned_to_their_words(parse: Parse, text: str, word: str, hedges: list[str]) -> None:
    found = firmness(find(parse(text), word)).hedges
    assert [text[start:end] for start, end in found] == hedges


NEGATED = [
    ("Norway did not send the boats.", "send", "not"),
    ("Norway won't send the boats.", "send", "n't"),
    ("No boats were sent to Kenya.", "sent", "No"),
    ("Norway sent no boats to Kenya.", "sent", "no"),
    ("Divers failed to raise the ferry.", "raise", "failed"),
    ("Niger withdrew without firing a shot.", "firing", "without"),
    ("Niger denied arming the rebels.", "arming", "denied"),
    ("Oman has no plans to sell the port.", "sell", "no"),
    ("Norway sent the boats.", "sent", None),
]


@pytest.mark.parametrize(("text", "word", "negation"), NEGATED)
def test_negation_is_pinned_to_its_words(parse: Parse, text: str, word: str, negation: str | None) -> None:
    found = firmness(find(parse(text), word)).negation
    assert (found and text[found[0] : found[1]]) == negation


def test_rule_names_the_row_that_decided(parse: Parse) -> None:
    rule = firmness(find(parse("Oman promised to rebuild the port."), "rebuild")).rule
    path, line = rule.split(":")
    assert path == "lexicons/en/predicates.csv"
    assert int(line) > 1


def test_a_text_of_one_word_is_read(parse: Parse) -> None:
    assert firmness(parse("Attack")[0]).status == "done"
