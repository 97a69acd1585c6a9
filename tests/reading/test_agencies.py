"""Credits: the news agency that a report, or a paragraph of it, names as its origin."""

from __future__ import annotations

import pytest

from onrecord.reading.layout import lay_out

BODY = "Norway sent two ferries to Fiji on Monday, the mayor said."
MORE = "The ferries are old, he added."

CREDITS = [
    # datelines
    (f"Ferries for Fiji\n\nOSLO (Reuters) - {BODY}", [("Reuters", "Reuters", "report", "whole")]),
    (
        f"Ferries for Fiji\n\nOSLO, March 3 (AFP) — {BODY}\n\n{MORE}",
        [("Agence France-Presse", "AFP", "report", "whole")],
    ),
    (f"Ferries for Fiji\n\nOSLO, March 3 (AFP)\n\n{BODY}", [("Agence France-Presse", "AFP", "report", "whole")]),
    (f"OSLO (AP) — {BODY}", [("Associated Press", "AP", "report", "whole")]),
    (f"OSLO, 3 March (Xinhua) -- {BODY}", [("Xinhua", "Xinhua", "report", "whole")]),
    # two of them together
    (
        f"OSLO (Reuters/AFP) - {BODY}",
        [("Reuters", "Reuters", "report", "whole"), ("Agence France-Presse", "AFP", "report", "whole")],
    ),
    # the outlet's own name in the dateline is a credit like any other, an unknown word none
    (f"OSLO (Morning Ferry News) - {BODY}", []),
    (f"OSLO – {BODY}", []),
    # at the end of the report
    (f"Ferries for Fiji\n\n{BODY}\n\n{MORE} (Reuters)", [("Reuters", "Reuters", "report", "whole")]),
    (f"Ferries for Fiji\n\n{BODY}\n\n{MORE}\n\n(Reuters)", [("Reuters", "Reuters", "report", "whole")]),
    (f"Ferries for Fiji\n\n{BODY}\n\n{MORE} — AP", [("Associated Press", "AP", "report", "whole")]),
    (f"Ferries for Fiji\n\n{BODY}\n\n{MORE}\n\n– AFP", [("Agence France-Presse", "AFP", "report", "whole")]),
    (f"Ferries for Fiji\n\n{BODY}\n\n{MORE}\n\nSource: TASS", [("TASS", "TASS", "report", "whole")]),
    (
        f"Ferries for Fiji\n\n{BODY}\n\nSource: Reuters, AFP",
        [("Reuters", "Reuters", "report", "whole"), ("Agence France-Presse", "AFP", "report", "whole")],
    ),
    (f"Ferries for Fiji\n\n{BODY}\n\n{MORE} AFP", [("Agence France-Presse", "AFP", "report", "whole")]),
    # part of the work
    (f"Ferries for Fiji\n\n{BODY}\n\nWith inputs from PTI", [("Press Trust of India", "PTI", "report", "part")]),
    (f"Ferries for Fiji\n\n{BODY}\n\n(With inputs from agencies)", []),
    (
        f"Ferries for Fiji\n\n{BODY}\n\nThe Associated Press contributed to this report.",
        [("Associated Press", "The Associated Press", "report", "part")],
    ),
    (f"Ferries for Fiji\n\n{BODY}\n\nAdditional reporting by Reuters", [("Reuters", "Reuters", "report", "part")]),
    # a byline
    (f"Ferries for Fiji\n\nBy Reuters\n\n{BODY}", [("Reuters", "Reuters", "report", "whole")]),
    (
        f"Ferries for Fiji\n\nBy Ana Roe, Associated Press\n\n{BODY}",
        [("Associated Press", "Associated Press", "report", "whole")],
    ),
    # at the end of a paragraph that is not the last, it covers that paragraph
    (
        f"Ferries for Fiji\n\n{BODY} (Reuters)\n\n{MORE}",
        [("Reuters", "Reuters", "paragraph", "whole")],
    ),
    (
        f"In brief\n\n{BODY} (Reuters)\n\n{MORE} (AFP)",
        [("Reuters", "Reuters", "paragraph", "whole"), ("Agence France-Presse", "AFP", "paragraph", "whole")],
    ),
    # no credits: an agency that is spoken of, spoken to, or speaks
    ("Reuters reported that Norway had sent two ferries.", []),
    ("The mayor told AFP. He left.", []),
    (f"Ferries for Fiji\n\n{BODY}\n\nThe mayor sued the agency (Reuters) in May, and lost.", []),
    # a photograph's credit is not the report's
    (f"Ferries for Fiji\n\nA ferry in the port of Suva. Photo: Reuters\n\n{BODY}", []),
]


@pytest.mark.parametrize(("text", "expected"), CREDITS, ids=[c[0][-60:] for c in CREDITS])
def test_credits(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = lay_out(text).credits
    covers = ["report" if (c.low, c.high) == (0, len(text)) else "paragraph" for c in found]
    assert [(c.name, c.quote, w, c.share) for c, w in zip(found, covers, strict=True)] == expected
    assert all(text[c.start : c.end] == c.quote for c in found)
