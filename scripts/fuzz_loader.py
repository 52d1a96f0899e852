"""Coverage-guided fuzzing of the YAML loader: python scripts/fuzz_loader.py [SECONDS]

Needs atheris (pip install -e '.[fuzz]'). What `tests/store` holds is held for every input: one
verdict from both parsers, and no exception but the loader's own. Ends with an error at the first
input for which that fails, and prints it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "store"))

with atheris.instrument_imports(include=["tpmcli"]):
    from test_store_yaml_fuzz import FILES, check


def one_input(data: bytes) -> None:
    """Holds the loader's promises for these bytes."""
    check(data)


def main() -> None:
    """Fuzzes for so many seconds, beginning with our own files."""
    import tempfile

    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(FILES):
            (Path(corpus) / f"{number}.yaml").write_bytes(data[:2_000])
        options = [
            f"-max_total_time={seconds}",
            "-max_len=2000",
            "-timeout=5",
            "-rss_limit_mb=1024",
        ]
        atheris.Setup([sys.argv[0], *options, corpus], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
