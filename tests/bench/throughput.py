"""How fast extraction is, beside bare tokenizing of the same text in the same run, and how fast commands start.

    python tests/bench/throughput.py [FOLDER ...] [--repeats 21] [--floor 0.7]

Both take turns over all bulletins, and medians are told, so that a busy machine slows both alike. With ``--floor``
a lower ratio ends in exit code 1.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from imss_facts.operations.extract import Extractor
from imss_facts.readers.finding import find_sources
from imss_facts.readers.sources import Source

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def throughput(folder: Path, repeats: int) -> float:
    """Print the characters a second of both; give their ratio."""
    bulletins = [source.read().bulletin for source in find_sources([str(folder)]) if isinstance(source, Source)]
    characters = sum(len(bulletin.text) for bulletin in bulletins)
    tokenize = spacy.blank("es").tokenizer
    extract = Extractor()
    facts = sum(len(extract(bulletin).facts) for bulletin in bulletins)

    def tokenize_all() -> None:
        for bulletin in bulletins:
            tokenize(bulletin.text)

    def extract_all() -> None:
        for bulletin in bulletins:
            extract(bulletin)

    tokenize_all()
    pairs = [(seconds(tokenize_all), seconds(extract_all)) for _ in range(repeats)]
    bare, whole = (characters / statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"{folder}: {len(bulletins)} bulletins, {characters:,} characters, {facts} facts")
    print(f"  tokenizing {bare:12,.0f} characters/s")
    print(f"  extracting {whole:12,.0f} characters/s")
    print(f"  ratio      {whole / bare:12.2f}")
    return whole / bare


def start_up(folder: Path, repeats: int) -> None:
    """Print how long some commands take from start to end."""
    bulletin = next(source.path for source in find_sources([str(folder)]) if isinstance(source, Source))
    command = [sys.executable, "-m", "imss_facts"]
    rows = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import spacy'": [sys.executable, "-c", "import spacy"],
        "imss-facts --version": [*command, "--version"],
        "imss-facts --help": [*command, "--help"],
        "imss-facts extract (one bulletin)": [*command, "extract", bulletin, "-o", os.devnull],
    }
    print("start to end, seconds:")
    for name, arguments in rows.items():
        times = [
            seconds(lambda a=arguments: subprocess.run(a, check=True, capture_output=True)) for _ in range(repeats)
        ]
        print(f"  {name:36} {statistics.median(times):6.2f}")


def main() -> int:
    """Measure the corpus and the folders given."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[CORPUS], metavar="FOLDER")
    parser.add_argument("--repeats", type=int, default=21)
    parser.add_argument("--floor", type=float, default=0.0)
    options = parser.parse_args()
    ratios = [throughput(folder, options.repeats) for folder in options.folders]
    start_up(options.folders[0], max(3, options.repeats // 3))
    return int(min(ratios) < options.floor)


if __name__ == "__main__":
    sys.exit(main())
