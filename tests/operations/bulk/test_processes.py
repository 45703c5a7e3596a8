"""Several processes: the same outcomes in the same order, whatever happens to one of them."""

import multiprocessing
import os
import signal
import time

import pytest

from imss_facts.errors import why_unread
from imss_facts.operations.bulk import batches, extract_all, processes
from imss_facts.operations.bulk.outcome import outcome_of
from imss_facts.readers.opening import ReadOptions

from .conftest import COUNT, outcomes

pytestmark = pytest.mark.skipif(not processes.FORK, reason="what happens in a process is put there by forking")


def test_the_outcomes_are_those_of_one_process_in_its_order(bulletins, alone):
    assert len(alone) == COUNT
    assert outcomes(bulletins, jobs=3) == alone


def test_errors_stand_in_their_place(alone):
    told = [(k, outcome.error) for k, outcome in enumerate(alone) if outcome.error]
    assert told == [
        (40, "is empty; nothing to extract"),
        (41, "line 1: byte 0xf1 is not utf-8; name the encoding, as in --encoding cp1252"),
    ]


def misbehave(monkeypatch, at, how):
    def changed(source, extractor, options):
        if source.path.endswith(at):
            how()
        return outcome_of(source, extractor, options)

    monkeypatch.setattr(processes, "outcome_of", changed)


@pytest.mark.parametrize("at", ["000.txt", "077.txt", "149.txt"])
def test_a_crash_costs_one_bulletin(bulletins, alone, monkeypatch, at):
    misbehave(monkeypatch, at, lambda: os.kill(os.getpid(), signal.SIGKILL))
    expected = [outcome.error if not outcome.path.endswith(at) else CRASHED for outcome in alone]
    found = outcomes(bulletins, jobs=2)
    assert [outcome.error for outcome in found] == expected
    assert [outcome.path for outcome in found] == [outcome.path for outcome in alone]
    assert [o.lines for o in found if o.error is None] == [
        o.lines for o in alone if not o.path.endswith(at) and not o.error
    ]


CRASHED = "ends the process that reads it; save it anew, or as text"


def test_several_crashes_cost_as_many_bulletins(bulletins, monkeypatch):
    misbehave(monkeypatch, "7.txt", lambda: os.kill(os.getpid(), signal.SIGKILL))
    crashed = [outcome.path[-7:] for outcome in outcomes(bulletins, jobs=2) if outcome.error == CRASHED]
    assert crashed == [f"{k:02}7.txt" for k in range(15)]


def test_a_document_without_end_costs_itself(bulletins, alone, monkeypatch):
    monkeypatch.setattr(processes, "SECONDS", 0.5)
    misbehave(monkeypatch, "050.txt", lambda: time.sleep(60))
    found = outcomes(bulletins, jobs=2)
    assert found[50].error == "takes longer than 0.5 seconds; save it anew, or as text"
    assert [o.lines for k, o in enumerate(found) if k != 50] == [o.lines for k, o in enumerate(alone) if k != 50]


def test_memory_without_end_costs_the_document_that_asks_for_it(bulletins, monkeypatch):
    monkeypatch.setattr(processes, "MEMORY", 3 << 30)
    misbehave(monkeypatch, "050.txt", lambda: bytearray(8 << 30))
    found = outcomes(bulletins, jobs=2)
    assert [k for k, outcome in enumerate(found) if outcome.error == why_unread(MemoryError())] == [50]


def test_no_process_is_left_behind(bulletins):
    outcomes(bulletins, jobs=2)
    assert multiprocessing.active_children() == []


def test_no_process_is_left_behind_when_nobody_wants_the_rest(bulletins):
    found = extract_all.extract_all(source_list(bulletins), (), ReadOptions(), jobs=2)
    next(found)
    found.close()
    assert multiprocessing.active_children() == []


def source_list(folder):
    from imss_facts.readers.finding import find_sources

    return list(find_sources([str(folder)]))


def test_a_single_batch_starts_no_process(bulletins, monkeypatch):
    def refuse(*_arguments):
        raise AssertionError

    monkeypatch.setattr(processes.Processes, "__init__", refuse)
    assert len(outcomes(bulletins / "001.txt", bulletins / "002.txt", jobs=2)) == 2


def test_sources_are_found_as_they_are_needed(bulletins, monkeypatch):
    """Memory is bounded: of a long archive only some batches are under way."""
    monkeypatch.setattr(batches, "BATCH_ITEMS", 1)
    asked = []

    def watched():
        for source in source_list(bulletins):
            asked.append(source.path)
            yield source

    found = extract_all.extract_all(watched(), (), ReadOptions(), jobs=2)
    next(found)
    assert len(asked) < 12
    found.close()


def test_batches_hold_so_many_bytes_or_items(bulletins, monkeypatch):
    sources = source_list(bulletins)
    monkeypatch.setattr(batches, "BATCH_BYTES", 1000)
    made = list(batches.batches(sources))
    assert [source for batch in made for source in batch] == sources
    assert all(sum(source.size for source in batch[:-1]) < 1000 for batch in made)
    monkeypatch.setattr(batches, "BATCH_ITEMS", 2)
    assert max(map(len, batches.batches(sources))) == 2
