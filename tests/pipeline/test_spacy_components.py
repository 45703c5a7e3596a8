"""The components as anyone's spaCy pipeline has them: by entry point, saved, in several processes."""

import datetime as dt
import json
import pickle
import shutil
import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc
from toys import TOYS

from imss_facts.model.bulletin import Bulletin
from imss_facts.pipeline.build import COMPONENTS, build

TEXT = (
    "El IMSS atendió a 22 millones 643 mil 638 derechohabientes en 2021, 3.5% más que en 2020; invirtió 2,500mdp en "
    "15 mil 340 camas del HGZ No. 36. Repartió 350 papalotes el 7 de enero de este año, dijo Zoé Robledo."
)


def result(doc):
    return doc.user_data["imss_facts"]


def facts(doc):
    return [json.loads(line) for line in result(doc)["facts"]]


@pytest.fixture(scope="module")
def nlp():
    return build()


@pytest.fixture(scope="module")
def default_tokenizer():
    """All components in a blank pipeline, added by name."""
    nlp = spacy.blank("es")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def test_a_document_takes_the_name_and_date_of_its_bulletin(nlp):
    doc = nlp.make_doc("Hubo 3 casos el 7 de enero de este año.")
    doc.user_data["imss_facts.bulletin"] = Bulletin("enero", doc.text, dt.date(2021, 2, 1))
    assert next((fact["id"], fact["date"]) for fact in facts(nlp(doc))) == ("enero#5-6", "2021-02-01")
    assert facts(doc)[-1]["period"] == "2021-01-07"


def test_documents_have_the_facts_of_extraction(nlp, extractor):
    text = TEXT * 2
    assert result(nlp(text))["facts"] == list(extractor(Bulletin("text", text)).facts)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_is_found_by_entry_point(name):
    code = f"import spacy; nlp = spacy.blank('es'); nlp.add_pipe({name!r}); nlp('Hay 7 camas.'); print(nlp.pipe_names)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"['{name}']\n"


def test_the_tokenizer_is_found_by_entry_point():
    code = (
        "import spacy; config = {'nlp': {'tokenizer': {'@tokenizers': 'imss_facts.tokenizer.v1'}}}\n"
        "print([t.text for t in spacy.blank('es', config=config)('2,500mdp, 94.2%')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['2,500', 'mdp', ',', '94.2', '%']\n"


def test_the_facts_do_not_depend_on_the_tokenizer(nlp, default_tokenizer):
    assert result(default_tokenizer(TEXT)) == result(nlp(TEXT))
    assert len(facts(nlp(TEXT))) >= 7


def test_spans_align_with_our_tokenizer(nlp):
    doc = nlp(TEXT)
    assert [(s.start_char, s.end_char, s.text, s.label_) for s in doc.spans["facts"]] == [
        (f["start"], f["end"], f["quantity"], f["kind"]) for f in facts(doc)
    ]
    assert all(span.id_ in fact["rules"] for span, fact in zip(doc.spans["facts"], facts(doc), strict=True))


def test_spans_cover_the_facts_with_any_tokenizer(default_tokenizer):
    doc = default_tokenizer(TEXT)
    assert len(doc.spans["facts"]) == len(facts(doc))
    for span, fact in zip(doc.spans["facts"], facts(doc), strict=True):
        assert fact["quantity"] in span.text
        assert span.start_char <= fact["start"] < fact["end"] <= span.end_char
        assert span.label_ == fact["kind"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Nada.", "7", "  7\n camas\t\n", "un\u00a0millón", "🙂 7 camas 🙂"])
@pytest.mark.parametrize("fixture", ["nlp", "default_tokenizer"])
def test_any_text_goes_through(request, fixture, text):
    doc = request.getfixturevalue(fixture)(text)
    assert doc.text == text
    assert [text[f["start"] : f["end"]] for f in facts(doc)] == [f["quantity"] for f in facts(doc)]


def test_the_text_is_kept_as_it_is(nlp):
    assert nlp(TEXT * 3 + "\n \n  x ").text == TEXT * 3 + "\n \n  x "


def test_a_saved_pipeline_gives_the_same_facts(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    assert result(spacy.load(tmp_path / "saved")(TEXT)) == result(nlp(TEXT))


def test_a_saved_pipeline_brings_its_patterns_along(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "toys.yaml").write_text(TOYS)
    nlp = build([tmp_path / "mine"])
    before = result(nlp(TEXT))
    assert "kites" in {fact["measure"] for fact in facts(nlp(TEXT))}
    nlp.to_disk(tmp_path / "saved")
    shutil.rmtree(tmp_path / "mine")
    code = "import spacy, sys, json; print(json.dumps(spacy.load(sys.argv[1])(sys.argv[2]).user_data['imss_facts']))"
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "saved", TEXT], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == before


def test_bytes_hold_the_whole_pipeline(nlp):
    other = build().from_bytes(nlp.to_bytes())
    assert result(other(TEXT)) == result(nlp(TEXT))


def test_a_pipeline_in_use_can_be_pickled_with_its_patterns(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "toys.yaml").write_text(TOYS)
    nlp = build([tmp_path / "mine"])
    before = result(nlp(TEXT))
    shutil.rmtree(tmp_path / "mine")
    assert result(pickle.loads(pickle.dumps(nlp))(TEXT)) == before  # noqa: S301  ours


def test_a_document_can_be_pickled_between_components(nlp):
    doc = nlp.make_doc(TEXT)
    for _, component in nlp.pipeline:
        doc = component(pickle.loads(pickle.dumps(doc)))  # noqa: S301  ours
    assert result(doc) == result(nlp(TEXT))


def test_a_folder_of_patterns_can_be_named_in_the_config(tmp_path):
    (tmp_path / "toys.yaml").write_text(TOYS)
    nlp = spacy.blank("es")
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"patterns": [str(tmp_path)]})
    assert "kites" in {fact["measure"] for fact in facts(nlp(TEXT))}


@pytest.mark.parametrize("processes", [1, 2])
def test_many_texts_go_through_pipe_in_order(nlp, processes):
    texts = [f"{TEXT} Hay {k} camas." for k in range(20)]
    docs = list(nlp.pipe(texts, n_process=processes, batch_size=3))
    assert [result(doc) for doc in docs] == [result(nlp(text)) for text in texts]
    assert all(len(doc.spans["facts"]) == len(facts(doc)) for doc in docs)


def test_a_document_survives_its_bytes(nlp):
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert result(again) == result(doc)
    assert [(s.text, s.label_, s.id_) for s in again.spans["facts"]] == [
        (s.text, s.label_, s.id_) for s in doc.spans["facts"]
    ]


def test_the_components_get_along_with_others():
    nlp = spacy.blank("es")
    nlp.add_pipe("sentencizer")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "IMSS"}])
    doc = nlp(TEXT)
    assert [ent.text for ent in doc.ents] == ["IMSS"]
    assert len(list(doc.sents)) >= 2
    assert facts(doc) == facts(build()(TEXT))


def test_without_a_bulletin_no_date_is_guessed(nlp):
    (fact,) = facts(nlp("Se abrió el 7 de enero de este año."))
    assert (fact["bulletin"], fact["date"], fact["period"]) == ("text", None, "XXXX-01-07")
