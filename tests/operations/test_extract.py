"""Extraction as a function: sources in, results out."""

import cProfile
import datetime as dt
import json

import pytest

from imss_facts.model.bulletin import Bulletin
from imss_facts.operations.extract import Extractor, extract, extract_sources
from imss_facts.readers.finding import find_sources
from imss_facts.readers.opening import ReadOptions

OVERLAY = """\
version: 1
language: es-MX
subject: measures
patterns:
  - id: measure.kites
    label: {es: papalotes, en: kites}
    category: CATEGORY
    terms: ["papalote(s)"]
    examples:
      - {text: "Hay 7 papalotes.", quantity: "7"}
    counterexamples:
      - {text: "Hay 7 globos.", why: another toy}
"""


def ids(results):
    return [json.loads(line)["id"] for result in results for line in result.facts]


def test_results_come_in_order_with_their_path(tmp_path):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("Hay 7 camas.")
    results = list(extract([str(tmp_path)]))
    assert [result.path for result in results] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert ids(results) == ["a#4-5", "b#4-5"]


def test_a_bad_source_gives_a_result_with_its_error(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("Hay 7 camas.")
    bad, good = extract([str(tmp_path)])
    assert (str(bad.error), bad.facts, bad.bulletin) == ("is empty; nothing to extract", (), None)
    assert good.error is None


def test_results_are_made_one_at_a_time(tmp_path, extractor):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("Hay 7 camas.")
    results = extract_sources(find_sources([str(tmp_path)]), extractor)
    next(results)
    (tmp_path / "b.txt").write_text("")
    assert next(results).error is not None


def test_a_date_takes_the_place_of_the_bulletins(tmp_path, extractor):
    (tmp_path / "2019-05-01.txt").write_text("Hay 7 camas.")
    sources = list(find_sources([str(tmp_path)]))
    options = (ReadOptions(date=day) for day in (None, dt.date(2020, 1, 2)))
    dates = [next(extract_sources(sources, extractor, each)).bulletin.date for each in options]
    assert dates == [dt.date(2019, 5, 1), dt.date(2020, 1, 2)]


def test_a_folder_of_patterns_is_read_anew_for_every_extractor(tmp_path):
    for category in ("equipment", "services"):
        (tmp_path / "toys.yaml").write_text(OVERLAY.replace("CATEGORY", category))
        result = Extractor([tmp_path])(Bulletin("a", "Hay 7 papalotes."))
        assert json.loads(result.facts[0])["category"] == category


@pytest.mark.parametrize("text", ["Hay 7 camas.", "Hay 22 millones 643 mil 638 camas, 94.2% y 1,500.50 pesos."])
def test_numbers_are_exact_in_the_json(extractor, text):
    from decimal import Decimal

    facts = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in extractor(Bulletin("a", text)).facts]
    expected = {"7": "7", "22 millones 643 mil 638": "22643638", "94.2%": "94.2", "1,500.50 pesos": "1500.5"}
    assert all(str(fact["value"]) == expected[fact["quantity"]] for fact in facts)
    assert facts


def test_a_long_line_is_not_said_again_in_every_fact(extractor):
    result = extractor(Bulletin("a", "Hay 7 camas y 8 salas, " * 1000))
    assert len(result.facts) == 2000
    assert max(map(len, result.facts)) < 10_000


ENDLESS = [
    "7-",
    "1.",
    "1,",
    "7/",
    "*7",
    "«7 ",
    "7% y ",
    "7 camas y 8 salas, ",
    "$7 ",
    "1 de mayo, ",
    "Jerez 7, ",
    "(7 camas) ",
    "7\t8\n",
    "Estado\tCamas\nSonora\t7\n",
    "| 7 | 8 |\n",
    "Estado\tCamas\n",
]


@pytest.mark.parametrize(
    "unit", [*ENDLESS, "· 7 camas en 2020\n", "HGZ No. 3 abrió en 2020, ", "7 camas, es decir, 3%, "]
)
def test_the_work_grows_with_the_text_and_not_faster(extractor, unit):
    def calls(length):
        profile = cProfile.Profile()
        profile.runcall(extractor, Bulletin("a", unit * (length // len(unit))))
        return sum(entry.callcount for entry in profile.getstats())

    calls(100)  # what is learnt on first use
    assert calls(12_000) < 5 * calls(3_000)  # four times, or sixteen times were it quadratic


def test_a_defect_costs_one_bulletin_only(tmp_path, extractor, monkeypatch):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Hay 7 camas en {name}.")

    def fail(bulletin, extract_one=Extractor.__call__):
        if bulletin.id == "b":
            raise StopIteration("nothing\nthere")
        return extract_one(extractor, bulletin)

    first, second, third = extract_sources(find_sources([str(tmp_path)]), fail)
    assert (len(first.facts), len(third.facts)) == (1, 1)
    assert "StopIteration nothing there" in str(second.error)
    assert "\n" not in str(second.error)
