"""The chains of a report: names, descriptions and pronouns that mean one actor.

In: a parsed text with its names and persons. Out: for each token the actors that it, as head or name, stands for.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from onrecord import lexicon
from onrecord.linking import actors, descriptions, groups, papers, pronouns
from onrecord.linking.actors import Found
from onrecord.linking.memory import Memory
from onrecord.linking.spokespeople import says_for_whom


@cache
def _words() -> frozenset[str]:
    third = pronouns.HE | pronouns.SHE | pronouns.IT | pronouns.THEY | pronouns.BOTH
    return actors.heads() | lexicon.words("issued_papers") | third


class Chains(Memory):
    """Walks through a report once, body before headline; a token is a name, a title, a pronoun or a description."""

    def words(self) -> frozenset[str]:
        """Return the nouns that describe somebody, and the pronouns."""
        return _words()

    def _resolve(self, token: Token) -> tuple[Found, ...]:
        if token.i in self.named:
            return self.person_mention(*self.named[token.i], token)
        if token.i in self.matches and not self.part_of_other(token):
            return tuple(f for t in self.sharing(token) for f in self.name(self.matches[t.i]))
        if token.i in self.titles and not says_for_whom(token):
            return self.title_noun(token)
        if token.lower_ in pronouns.BOTH and pronouns.is_pair(token):
            return pronouns.pair(self, token)
        if token.pos_ in ("PRON", "DET") or token.tag_ in ("PRP", "PRP$", "WP", "WDT", "WP$"):
            return pronouns.resolve(self, token)
        if token.pos_ in ("NOUN", "PROPN", "ADJ"):
            description = actors.describe(token)
            if description is not None and descriptions.is_head(self, token, description):
                return descriptions.described(self, token, description)
            found = descriptions.organisation(self, token) or papers.issuer(self, token)
            return found or groups.unnamed_speaker(self, token)
        return ()
