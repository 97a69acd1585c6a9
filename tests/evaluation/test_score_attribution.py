"""Attribution: the gold as prediction is perfect, every damage costs what it should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import MissingGold
from onrecord.evaluation import attribution, quoted

TEXT = (
    "Minister Amina Diallo said the bridge would “open in May” and nobody objected.\n"
    "“We are ready,” Pedro Silva told reporters on Monday. “Come and see.”\n"
    "According to the auditor, costs doubled. It is believed that the plan failed.\n"
)
Prediction = dict[str, list[list[int]]]


def at(*parts: str) -> list[list[int]]:
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


def perfect() -> list[Prediction]:
    return [
        {"source": at("Minister Amina Diallo"), "cue": at("said"), "content": at("the bridge would “open in May”")},
        {"source": at("Pedro Silva"), "cue": at("told"), "content": at("“We are ready,”", "“Come and see.”")},
        {"source": at("the auditor"), "cue": at("According to"), "content": at("costs doubled")},
        {"source": [], "cue": at("is believed"), "content": at("that the plan failed")},
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    marks: list[str] = []
    events: list[str] = []
    for number, spans in enumerate(perfect()):
        arguments = []
        for role, places in spans.items():
            if places:
                name = f"T{len(marks) + 1}"
                offsets = ";".join(f"{start} {end}" for start, end in places)
                marks.append(f"{name}\t{role.title()} {offsets}\t" + " ".join(TEXT[s:e] for s, e in places))
                arguments.append(f"{role.title()}:{name}")
        events.append(f"E{number}\tAttribution:T1 {' '.join(arguments)}")
    broken = ["E9\tAttribution:T99 Cue:T99", "T98\tDiscuss 0 4\tnote"]
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "report.ann").write_text("\n".join([*marks, *events, *broken]), encoding="utf-8")
    return tmp_path


def figures(folder: Path, attributions: list[Any]) -> dict[str, float]:
    return attribution.score(folder, [{"doc": "report", "attributions": attributions}])


def test_gold_as_prediction_is_perfect(folder: Path) -> None:
    found = figures(folder, perfect())
    assert (
        found["who-said-what direct F1"] == found["who-said-what mixed F1"] == found["who-said-what indirect F1"] == 1
    )
    assert set(found.values()) == {1.0}


def test_nothing_predicted_is_nothing_right(folder: Path) -> None:
    assert set(attribution.score(folder, []).values()) == {0.0}


def test_swapped_sources_cost_the_source_and_leave_content_and_cue(folder: Path) -> None:
    made = perfect()
    made[0]["source"], made[1]["source"] = made[1]["source"], made[0]["source"]
    found = figures(folder, made)
    assert (found["who-said-what F1"], found["relation exact F1"]) == (0.5, 0.5)
    assert (found["content match F1"], found["cue hit F1"]) == (1, 1)
    assert found["source|content hit F1"] == pytest.approx(1 / 3)


def test_a_doubled_attribution_costs_precision(folder: Path) -> None:
    found = figures(folder, perfect() * 2)
    assert (found["who-said-what P"], found["who-said-what R"]) == (0.5, 1)


def test_a_clipped_content_is_no_exact_relation_but_who_said_what(folder: Path) -> None:
    made = perfect()
    made[0]["content"] = [[made[0]["content"][0][0] + len("the "), made[0]["content"][0][1]]]
    found = figures(folder, made)
    assert (found["relation exact F1"], found["who-said-what F1"]) == (0.75, 1)
    assert 0.9 < found["content overlap F1"] < 1


def test_several_annotators_and_the_published_layout(folder: Path) -> None:
    for name in ("text", "attributions"):
        (folder / name).mkdir()
    (folder / "report.txt").rename(folder / "text" / "report.txt")
    (folder / "report.ann").rename(folder / "attributions" / "report_0a1b.ann")
    (folder / "attributions" / "report_9f9f.ann").write_text("", encoding="utf-8")
    assert figures(folder, perfect())["who-said-what F1"] == 1


def test_a_folder_without_annotation_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingGold, match=r"NAME\.ann"):
        attribution.gold(tmp_path)


@pytest.mark.parametrize(
    ("line", "inside"),
    [
        ("He said “ab c” and d.", "abc"),
        ("x ''ab c,'' he said. ''De f.''", "abcDef"),  # doubled single marks
        ("``Ab c,'' she said.", "Abc"),
        ('"Ab c," he said, "de"', "Abcde"),
        ("“Ab c d", "Abcd"),  # the paragraph ends inside the speech
        ("‘Ab c’ isn’t d", "Abc"),  # an apostrophe closes nothing
        ("plain it’s", ""),
        ("«Ab» c", "Ab"),
    ],
)
def test_characters_inside_quotation_marks(line: str, inside: str) -> None:
    assert "".join(c for c, m in zip(line, quoted.mask(line), strict=True) if m and c.isalnum()) == inside
