"""Whether memory stays flat while a large folder is extracted.

    python tests/bench/memory.py [--megabytes 100] [--limit 50]

Writes bulletins into a temporary folder: the corpus with other figures in every copy, and a share of invented words,
so that neither facts nor words repeat. Tells the resident memory of ``imss-facts extract`` as it goes on, and ends in
exit code 1 if the second half takes more than ``--limit`` megabytes above the first.
"""

import argparse
import os
import random
import re
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LETTERS = string.ascii_lowercase + "áéíóúñ"
INVENTED = 0.05  # of the bulletins consist of invented words
FOLDERS = 100


def bulletins(megabytes: int, seed: int = 1) -> Iterator[str]:
    """Texts of that size together, the same at every call."""
    chance = random.Random(seed)  # noqa: S311  no secret
    models = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.*"))]
    left = megabytes * 1_000_000
    while left > 0:
        if chance.random() < INVENTED:
            words = ("".join(chance.choices(LETTERS, k=chance.randint(3, 12))) for _ in range(600))
            text = " ".join(f"{word} {chance.randint(2, 10**6)}" if chance.random() < 0.1 else word for word in words)
        else:
            text = re.sub(r"\d+", lambda m: str(chance.randint(1, 10 ** len(m.group()))), chance.choice(models))
        left -= len(text.encode())
        yield text


def write(folder: Path, megabytes: int) -> int:
    """Fill a folder; gives the number of bulletins."""
    for k in range(FOLDERS):
        (folder / f"{k:02}").mkdir(parents=True)
    count = 0
    for count, text in enumerate(bulletins(megabytes), 1):
        (folder / f"{count % FOLDERS:02}" / f"{count:06}.txt").write_text(text, encoding="utf-8")
    return count


def resident(process: int) -> float:
    """The resident memory of a process in megabytes."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    """Write, extract, watch."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--limit", type=float, default=50, help="megabytes that memory may grow by after half the time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "bulletins"
        print(f"{write(folder, options.megabytes):,} bulletins, {options.megabytes} MB")
        command = [
            sys.executable,
            "-m",
            "imss_facts",
            "extract",
            str(folder),
            "-o",
            str(Path(temporary) / "facts.jsonl"),
        ]
        began = time.monotonic()
        samples: list[tuple[float, float]] = []
        with subprocess.Popen(command) as child:
            while child.poll() is None:
                samples.append((time.monotonic() - began, resident(child.pid)))
                time.sleep(0.5)
    span = samples[-1][0]
    for k in range(20):
        part = [memory for at, memory in samples if k * span / 20 <= at <= (k + 1) * span / 20]
        if part:
            print(f"{(k + 1) * span / 20:7.0f} s {max(part):8.0f} MB")
    first, second = (max(memory for at, memory in samples if (at > span / 2) == late) for late in (False, True))
    print(f"highest in the first half {first:.0f} MB, in the second {second:.0f} MB")
    return child.returncode or int(second > first + options.limit)


if __name__ == "__main__":
    sys.exit(main())
