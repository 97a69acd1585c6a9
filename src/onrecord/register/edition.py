"""Which edition of the program read a report: the same edition reads the same report the same way.

In: the names of model and classifier. Out: one line of program, knowledge and model; no model is loaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from onrecord.lexicon import DATA

_PARTS = ("lexicons", "codebooks")


def edition(
    model: str | None = None,
    classifier: str = "linear",
    *,
    actors: Iterable[Path] = (),
    designations: Path | None = None,
) -> str:
    """Return ``onrecord 0.1.0, lexicons 1f2e3d4c5b6a, codebooks …, data …, model NAME VERSION``.

    What knowledge there is, is named by its content, so that a changed word makes another edition. The default model is
    left out: its version is bound to that of the program.

    So is the default classifier; another one is a package of its own, such as ``onrecord-encoder``. The user's own
    tables of actors and designations are told by what they hold, not by their names.
    """
    knowledge = "".join(f", {part} {digest}" for part, digest in _digests(DATA).items())
    found = f"onrecord {metadata.version('onrecord')}{knowledge}"
    found += f", model {_model(model)}" if model else ""
    found += f", classifier {_model(f'onrecord-{classifier}')}" if classifier != "linear" else ""
    for what, tables in (("actors", [*actors]), ("designations", [designations] if designations else [])):
        if tables:
            own = b"".join(hashlib.sha256(table.read_bytes()).digest() for table in tables)
            found += f", {what} {hashlib.sha256(own).hexdigest()[:12]}"
    return found


def _model(name: str) -> str:
    meta = Path(name) / "meta.json"
    if meta.is_file():
        return f"{name} {hashlib.sha256(meta.read_bytes()).hexdigest()[:12]}"
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return name


@cache
def _digests(folder: Path) -> dict[str, str]:
    """Return a mark of the lexicons, of the codebooks, and of all other data: gazetteers, classifier, settings."""
    digests = {part: hashlib.sha256() for part in (*_PARTS, "data")}
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".csv", ".gz", ".yaml", ".cfg", ".json", ".npy"}):
        name = path.relative_to(folder)
        digest = digests[name.parts[0] if name.parts[0] in _PARTS else "data"]
        digest.update(name.as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return {part: digest.hexdigest()[:12] for part, digest in digests.items()}
