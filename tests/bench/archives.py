"""What whole archives cost: two processes beside one, an update beside a full run, memory by the size of the input.

    python tests/bench/archives.py [--megabytes 25] [--large 0] [--repeats 3]

Bulletins are made of the specimens with other numbers, and some of invented words, so that nothing can be remembered.
``--large 1000`` tells the highest memory of all processes together over so many megabytes as well.
"""

import argparse
import os
import random
import re
import statistics
import string
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LETTERS = string.ascii_lowercase + "áéíóúñ"
INVENTED = 0.05  # of the bulletins consist of invented words
FOLDERS = 100


def bulletins(megabytes: float, seed: int = 1) -> Iterator[str]:
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


def write(folder: Path, megabytes: float) -> int:
    """Fill a folder; gives the number of bulletins."""
    for k in range(FOLDERS):
        (folder / f"{k:02}").mkdir(parents=True)
    count = 0
    for count, text in enumerate(bulletins(megabytes), 1):
        (folder / f"{count % FOLDERS:02}" / f"{count:06}.txt").write_text(text, encoding="utf-8")
    return count


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds from start to end, and the highest memory of a process and its children, in megabytes."""

    seconds: float
    megabytes: float


def run(*arguments: str | Path) -> Cost:
    """What a run of the command costs."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "imss_facts", "extract", "-q", *map(str, arguments)]
    highest = 0.0
    with subprocess.Popen(command) as child:
        done = threading.Event()

        def watch() -> None:
            nonlocal highest
            while not done.wait(0.2):
                highest = max(highest, proportional(child.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = child.wait()
        done.set()
        watcher.join()
    if code:
        raise SystemExit(f"failed: {command}")
    return Cost(time.perf_counter() - began, highest)


def proportional(process: int) -> float:
    """The memory of a process and its children, what they share counted once; in megabytes."""
    total = 0
    for each in (process, *children(process)):
        try:
            text = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        except OSError:  # gone
            continue
        total += int(text.partition("\nPss:")[2].split(maxsplit=1)[0])
    return total / 1e3


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(p) for p in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def main() -> int:
    """Write, extract, tell."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--megabytes", type=float, default=25)
    parser.add_argument("--large", type=float, default=0)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder, facts = Path(temporary) / "bulletins", Path(temporary) / "facts.jsonl"
        print(f"{write(folder, options.megabytes):,} bulletins, {options.megabytes:g} MB; medians of {options.repeats}")
        one, two, first, update = [], [], [], []
        for number in range(options.repeats):
            one.append(run(folder, "-o", facts, "--jobs", "1").seconds)
            two.append(run(folder, "-o", facts, "--jobs", "2").seconds)
            facts.unlink()
            first.append(run(folder, "--update", facts).seconds)
            changed = next(iter(sorted(folder.rglob("*.txt"))))
            changed.write_text(f"{changed.read_text(encoding='utf-8')}\nHay {number} camas.", encoding="utf-8")
            update.append(run(folder, "--update", facts).seconds)
        single, double, full, again = map(statistics.median, (one, two, first, update))
        print(f"  one process         {single:8.2f} s, {options.megabytes / single:.2f} MB/s")
        print(f"  two processes       {double:8.2f} s, {single / double:.2f} times as fast")
        print(f"  update, all new     {full:8.2f} s")
        print(f"  update, one changed {again:8.2f} s, {again / full:.1%}")
        sizes = [size for size in (10.0, options.large) if size]
        for size in sizes:
            folder = Path(temporary) / f"{size:g}"
            write(folder, size)
            cost = run(folder, "-o", os.devnull)
            print(f"  {size:6,g} MB: {cost.seconds:8.1f} s, at most {cost.megabytes:,.0f} MB of memory")
    return 0


if __name__ == "__main__":
    sys.exit(main())
