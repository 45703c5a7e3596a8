"""A real cluster of several worker processes on this machine: the same facts as without one."""

import json
import os
import signal
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from distributed import LocalCluster
from toys import TOYS

from imss_facts.errors import ImssFactsError, UsageError
from imss_facts.operations.bulk import cluster
from imss_facts.operations.bulk.cluster import extract_on_cluster
from imss_facts.operations.bulk.extract_all import extract_all, without_twins
from imss_facts.readers.finding import find_sources
from imss_facts.readers.opening import ReadOptions

pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own
CORPUS = Path(__file__).resolve().parents[3] / "corpus"
FILES, RECORDS, BLOCK = 3, 60, 40_000


@pytest.fixture(scope="module")
def workers():
    """A scheduler and three workers, processes all."""
    with LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Files of records, with some that cannot be read, and the facts that one process finds in them."""
    made = tmp_path_factory.mktemp("archive")
    texts = [path.read_text() for path in sorted(CORPUS.glob("*.txt"))]
    for number in range(FILES):
        lines = [{"id": f"b{number}-{k}", "text": texts[(number + k) % len(texts)]} for k in range(RECORDS)]
        lines[7] = {"text": f"Hay {number + 20} camas."}
        written = [json.dumps(line, ensure_ascii=False) for line in lines]
        written[9:9] = ["", "no JSON"]
        (made / f"{number}.jsonl").write_text("\n".join(written) + "\n")
    return made


@pytest.fixture(scope="module")
def alone(folder):
    """What one process finds."""
    found = find_sources([str(path) for path in sorted(folder.glob("*.jsonl"))])
    return list(without_twins(extract_all(found, (), ReadOptions(), jobs=1)))


def parts(output):
    assert all(path.name.startswith("part-") for path in output.iterdir())
    return b"".join(path.read_bytes() for path in sorted(output.iterdir()))


def run(workers, paths, output, **options):
    reports = extract_on_cluster(workers.scheduler_address, [str(p) for p in paths], str(output), **options)
    return list(reports)


def test_the_parts_hold_the_facts_of_one_process(workers, folder, alone, tmp_path):
    reports = run(workers, [folder / "*.jsonl"], tmp_path / "out", block=BLOCK)
    assert len(reports) > 5
    assert parts(tmp_path / "out") == b"".join(outcome.lines for outcome in alone)
    told = sorted((outcome.path, outcome.error) for report in reports for outcome in report.told)
    assert told == sorted((outcome.path, outcome.error) for outcome in alone if outcome.error)
    assert sum(report.facts for report in reports) == sum(outcome.facts for outcome in alone)
    assert sum(report.bulletins for report in reports) == FILES * RECORDS


def test_a_worker_killed_in_the_middle_costs_no_fact(workers, folder, alone, tmp_path):
    reports = extract_on_cluster(
        workers.scheduler_address, [str(folder / "*.jsonl")], str(tmp_path / "out"), block=BLOCK
    )
    next(reports)
    victim = next(iter(workers.workers.values())).pid
    os.kill(victim, signal.SIGKILL)
    rest = list(reports)
    assert not any(outcome.error and "part" in outcome.error for report in rest for outcome in report.told)
    assert parts(tmp_path / "out") == b"".join(outcome.lines for outcome in alone)
    assert victim not in [worker.pid for worker in workers.workers.values()]


def test_a_folder_of_documents(workers, tmp_path):
    run(workers, [CORPUS], tmp_path / "out")
    expected = extract_all(find_sources([str(CORPUS)]), (), ReadOptions(), jobs=1)
    assert parts(tmp_path / "out") == b"".join(outcome.lines for outcome in expected)


def test_patterns_of_the_users_reach_the_workers(workers, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "toys.yaml").write_text(TOYS)
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Hay 7 papalotes."}\n')
    run(workers, [tmp_path / "a.jsonl"], tmp_path / "out", patterns=[tmp_path / "mine"])
    assert json.loads(parts(tmp_path / "out"))["measure"] == "kites"


def test_a_folder_that_holds_something_is_not_written_to(workers, folder, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "part-000099.jsonl").write_text("")
    with pytest.raises(UsageError, match="is not empty; name a new folder for the parts"):
        run(workers, [folder / "*.jsonl"], tmp_path / "out")


@pytest.mark.parametrize("address", ["127.0.0.1:9", "tcp://127.0.0.1:9", "tcp://", "nonsense::", "foo://127.0.0.1:9"])
def test_no_scheduler(folder, tmp_path, address):
    with pytest.raises(ImssFactsError, match="no Dask scheduler answers"):
        list(extract_on_cluster(address, [str(folder / "*.jsonl")], str(tmp_path / "out")))
    assert not (tmp_path / "out").exists()


def test_no_workers(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with (
        LocalCluster(n_workers=0, processes=True, dashboard_address=None, silence_logs=50) as empty,
        pytest.raises(ImssFactsError, match="has no workers"),
    ):
        list(extract_on_cluster(empty.scheduler_address, [str(folder / "*.jsonl")], str(tmp_path / "out")))


def test_workers_of_another_version(workers, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "fingerprint", lambda: "another")
    # what is sent to the workers is the function itself
    monkeypatch.setattr(cluster.Client, "run", lambda _self, _function: {"tcp://1.2.3.4:5": "one"})
    with pytest.raises(ImssFactsError, match=r"tcp://1\.2\.3\.4:5 has another version of imss-facts"):
        run(workers, [folder / "*.jsonl"], tmp_path / "out")
