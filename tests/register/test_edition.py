from __future__ import annotations

import json
import re
from pathlib import Path

from onrecord.register import edition
from onrecord.register.edition import _data_digest


def test_edition_names_program_knowledge_and_model(tmp_path: Path) -> None:
    assert re.fullmatch(r"onrecord \S+, data [0-9a-f]{12}", edition())
    assert edition("spacy").startswith(edition() + ", model spacy ")
    (tmp_path / "meta.json").write_text(json.dumps({"version": "1"}))
    one = edition(str(tmp_path))
    (tmp_path / "meta.json").write_text(json.dumps({"version": "2"}))
    assert edition(str(tmp_path)) != one
    assert edition("no-such-model") == edition() + ", model no-such-model"


def test_the_digest_changes_with_any_word_of_the_data(tmp_path: Path) -> None:
    digests = set()
    for name, text in (("a.csv", "word\nsay\n"), ("a.csv", "word\ntell\n"), ("b.yaml", "x: y\n")):
        (tmp_path / name).write_text(text)
        _data_digest.cache_clear()
        digests.add(_data_digest(tmp_path))
    _data_digest.cache_clear()
    assert len(digests) == 3
