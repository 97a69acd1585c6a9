from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

from onrecord.register import edition
from onrecord.register.edition import _digests


def test_edition_names_program_knowledge_and_model(tmp_path: Path) -> None:
    assert re.fullmatch(r"onrecord \S+, lexicons [0-9a-f]{12}, codebooks [0-9a-f]{12}, data [0-9a-f]{12}", edition())
    assert edition("spacy").startswith(edition() + ", model spacy ")
    (tmp_path / "meta.json").write_text(json.dumps({"version": "1"}))
    one = edition(str(tmp_path))
    (tmp_path / "meta.json").write_text(json.dumps({"version": "2"}))
    assert edition(str(tmp_path)) != one
    assert edition("no-such-model") == edition() + ", model no-such-model"


def test_the_marks_change_with_any_word_of_the_knowledge_and_say_where(tmp_path: Path) -> None:
    seen = []
    for name, text in (
        ("lexicons/en/a.csv", "word\nsay\n"),
        ("lexicons/en/a.csv", "word\ntell\n"),
        ("codebooks/plover/b.yaml", "x: y\n"),
        ("models/c.npy", "weights"),
        ("models/readme.md", "no knowledge"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
        _digests.cache_clear()
        seen.append(_digests(tmp_path))
    _digests.cache_clear()
    changed = [{part for part in new if new[part] != old[part]} for old, new in pairwise(seen)]
    assert changed == [{"lexicons"}, {"codebooks"}, {"data"}, set()]
