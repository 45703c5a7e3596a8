"""How fast questions to a million facts are answered, beside DuckDB's own client and jq in the same run.

    python tests/bench/questions.py [--facts 1000000] [--repeats 3] [--folder DIR]

Writes two files of facts, the second with one in twenty changed or left out, and tells the medians of whole processes
from start to end, their highest memory, and the ratios that matter. All take turns, so that a busy machine slows all
alike. With ``--folder`` the files are kept there and used again.
"""

import argparse
import json
import os
import random
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from imss_facts.operations.facts.columns import COLUMNS

MEASURES = [f"measure_{k:02}" for k in range(60)]
ASKED = MEASURES[7]
PLACES = [None] * 6 + ["Puebla", "Nuevo León", "estado de México"]
WORDS = "el Instituto informó que durante este año se atendieron en sus unidades médicas de todo el país a".split()
TYPED = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())


def fact(number: int, chance: random.Random) -> dict[str, object]:
    """A fact as extract writes it, about 500 bytes long."""
    bulletin, start = f"{2015 + number // 100_000}/{number // 40:06}", number % 40 * 90
    value = chance.randint(1, 10 ** chance.randint(1, 9))
    quantity = f"{value:,}"
    sentence = " ".join([*chance.sample(WORDS, 12), quantity, "personas", *chance.sample(WORDS, 6)])
    year = 2015 + number // 100_000
    period = chance.choice([None, None, str(year)])
    made: dict[str, object] = dict.fromkeys(COLUMNS)
    return made | {
        "id": f"{bulletin}#{start}-{start + len(quantity)}", "bulletin": bulletin, "date": f"{year}-06-15",
        "kind": "count", "category": "people", "measure": chance.choice([*MEASURES, None]), "value": value,
        "modifier": "exact", "status": "actual", "period": period,
        "period_start": period and f"{year}-01-01", "period_end": period and f"{year}-12-31",
        "place": chance.choice(PLACES), "entity": "personas", "quantity": quantity, "start": start,
        "end": start + len(quantity), "sentence": sentence, "rules": ["numeral.digits", "measure.x"],
        "schema_version": 1,
    }  # fmt: skip


def edited(line: str, chance: random.Random) -> Iterator[str]:
    """The line of the second file: now and then another value, or none."""
    lot = chance.random()
    if lot < 0.04:
        made = json.loads(line)
        yield json.dumps({**made, "value": made["value"] + 1}, ensure_ascii=False) + "\n"
    elif lot < 0.99:
        yield line


def write(folder: Path, count: int) -> tuple[Path, Path]:
    """Both files, unless they are there."""
    old, new = folder / f"{count}.jsonl", folder / f"{count}-edited.jsonl"
    if not (old.exists() and new.exists()):
        chance = random.Random(1)  # noqa: S311  no secret
        with old.open("w", encoding="utf-8") as first, new.open("w", encoding="utf-8") as second:
            for number in range(count):
                line = json.dumps(fact(number, chance), ensure_ascii=False) + "\n"
                first.write(line)
                second.writelines(edited(line, chance))
    return old, new


@dataclass
class Contender:
    """A command line and what its runs cost."""

    command: list[str]
    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0.0

    def run(self) -> None:
        """Run it once; its output goes nowhere."""
        began = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds.append(time.perf_counter() - began)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"failed: {shlex.join(self.command)}")
        self.megabytes = max(self.megabytes, usage.ru_maxrss / 1e3)

    @property
    def median(self) -> float:
        """Its seconds from start to end."""
        return statistics.median(self.seconds)


def client(old: Path, statement: str) -> list[str]:
    """DuckDB's client with a statement in which $FACTS is the file."""
    scan = f"read_json('{old}', format = 'newline_delimited', columns = {{{TYPED}}})"
    script = f"import duckdb; duckdb.execute({statement.replace('$FACTS', scan)!r}).fetchall()"
    return [sys.executable, "-c", script]


def contenders(old: Path, new: Path) -> dict[str, Contender]:
    """What is measured."""
    command = [sys.executable, "-m", "imss_facts"]
    where = f"measure = '{ASKED}' ORDER BY value DESC"
    made = {
        "import duckdb, typer": [sys.executable, "-c", "import duckdb, typer"],
        "query of nothing": [*command, "query", os.devnull],
        "DuckDB, select and sort": client(old, f"SELECT * FROM $FACTS WHERE {where}"),
        "query --measure --sort": [*command, "query", str(old), "--measure", ASKED, "--sort=-value"],
        "query --sql": [*command, "query", str(old), "--sql", f"SELECT * FROM facts WHERE {where}"],
        "DuckDB, scan of all columns": client(old, "SELECT count(COLUMNS(*)) FROM $FACTS"),
        "diff": [*command, "diff", str(old), str(new)],
        "diff --by fact": [*command, "diff", "--by", "fact", str(old), str(new)],
    }
    if shutil.which("jq"):
        program = f'[inputs | select(.measure == "{ASKED}")] | sort_by(-.value)[]'
        made["jq, select and sort"] = ["jq", "-cn", program, str(old)]
    return {name: Contender(command) for name, command in made.items()}


def main() -> int:
    """Write, take turns, tell."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        old, new = write(options.folder or Path(temporary), options.facts)
        print(f"{options.facts:,} facts, {old.stat().st_size / 1e6:,.0f} MB; medians of {options.repeats}")
        found = contenders(old, new)
        for _ in range(options.repeats):
            for contender in found.values():
                contender.run()
    for name, contender in found.items():
        print(f"  {name:30} {contender.median:8.2f} s {contender.megabytes:8,.0f} MB")
    for name, over, under in (
        ("query beside DuckDB's client", "query --measure --sort", "DuckDB, select and sort"),
        ("query --sql beside it", "query --sql", "DuckDB, select and sort"),
        ("jq beside query", "jq, select and sort", "query --measure --sort"),
        ("diff beside a scan", "diff", "DuckDB, scan of all columns"),
    ):
        if over in found:
            print(f"  {name:30} {found[over].median / found[under].median:8.2f} times")
    start = found["query of nothing"].median - found["import duckdb, typer"].median
    print(f"  {'start-up above the imports':30} {start:8.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
