"""The pipeline as a whole: loading, describing, long texts, and our components on a trained one."""

from __future__ import annotations

import pickle
import string
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import DocBin

from sourcecheck import resources
from sourcecheck.annotate import build, mentions
from sourcecheck.errors import BadUse
from sourcecheck.model.source import Field, Source
from sourcecheck.settings import Settings
from tests.annotate.made_docs import attributes, exact, meaning, names, statements

SHIPPED = (resources.FOLDER / build.OURS / "config.cfg").is_file()
needs_ours = pytest.mark.skipif(not SHIPPED, reason="resources/en_sourcecheck is not built yet")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build.load(Settings(pipeline_name="blank:en"))


@pytest.fixture(scope="module")
def ours() -> Language:
    return build.load(Settings())


def source(text: str, published: str = "") -> Source:
    return Source("a", "a.txt", "", text, published=Field(published, "declared"))


def test_our_components_come_last_and_in_order(nlp: Language) -> None:
    assert tuple(nlp.pipe_names[-len(build.COMPONENTS) :]) == build.COMPONENTS


def test_a_component_that_is_there_is_not_added_twice(tmp_path: object) -> None:
    folder = f"{tmp_path}/saved"
    build.load(Settings(pipeline_name="blank:en")).to_disk(folder)
    again = build.load(Settings(pipeline_name=folder))
    assert tuple(again.pipe_names) == build.COMPONENTS


@pytest.mark.parametrize("name", ["en_not_installed", "blank:xx-no", "./no/folder"])
def test_a_pipeline_that_is_not_there_is_bad_use(name: str) -> None:
    with pytest.raises(BadUse, match=name.removeprefix("blank:")):
        build.load(Settings(pipeline_name=name))


def test_the_report_can_say_which_pipeline_was_used(nlp: Language) -> None:
    assert build.describe(nlp)["name"] == "en_pipeline"
    assert set(build.describe(nlp)) == {"name", "version", "components"}


def test_the_date_of_publication_is_the_reference_date(nlp: Language) -> None:
    assert build.annotate(nlp, source("It rained.", "1996-04"))._.reference_date == "1996-04"
    assert build.annotate(nlp, source("It rained."))._.reference_date == ""


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "x" * 3000, "Peru.\n" + "x" * 3000 + " y"])
def test_any_text_comes_back_whole(nlp: Language, text: str) -> None:
    assert build.annotate(nlp, source(text)).text == text


def test_what_has_no_spaces_is_not_analysed_and_said(nlp: Language) -> None:
    text = "Peru grew. " + "x" * (build.RUN + 1) + " Chile fell."
    doc = build.annotate(nlp, source(text))
    assert build.skipped(doc) == ((11, 11 + build.RUN + 1),)
    assert [words for words, _, _ in names(doc)] == ["Peru", "Chile"]


def test_a_name_is_known_across_the_pieces_of_a_long_text(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "PIECE", 100)
    filler = "It rained on and on. " * 50
    doc = build.annotate(nlp, source(f"South Korea grew. {filler}A Korean ship left."))
    assert meaning(doc, "Korean") == ("South Korea",)


SPLIT = st.text(alphabet=string.ascii_letters + " .\n\u00a0é🙂", max_size=300)


@given(SPLIT, st.integers(5, 60), st.integers(2, 20))
def test_pieces_are_the_text(text: str, size: int, run: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "PIECE", size)
        found = list(build.pieces(text))
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    assert all(piece.end - piece.start <= size for piece in found if piece.prose)


PLAIN = spacy.blank("en")


@given(SPLIT)
def test_long_texts_keep_their_characters(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "PIECE", 20)
        assert build.parse(PLAIN, text).text == text


@pytest.mark.slow
def test_many_texts_keep_their_order_and_get_the_same_as_one(nlp: Language) -> None:
    texts = [f"Peru has {i} ships." for i in range(build.BATCH + 3)] + ["x" * 2000 + " Peru"]
    asked = ((text, "1996", number) for number, text in enumerate(texts))
    found = list(build.annotate_many(nlp, asked))
    assert [number for _, number in found] == list(range(len(texts)))
    for (doc, _), text in zip(found, texts, strict=True):
        alone = build.annotate_text(nlp, text, reference_date="1996")
        assert doc._.mentions == alone._.mentions
        assert doc._.reference_date == "1996"


STORY = (
    "Swedish President Ada Brun arrived in Norway on Monday. The two countries share a border, "
    'and their governments met twice. "We will open the road," said Karl Lund, a historian. '
    "President Brun denied that the road was late."
)


@needs_ours
def test_a_story_through_our_own_pipeline(ours: Language) -> None:
    doc = build.annotate(ours, source(STORY, "1996-04"))
    assert meaning(doc, "The two countries") == ("Norway", "Sweden")
    assert meaning(doc, "Brun") == ("Ada Brun",)
    assert ("title", "Swedish President", "Ada Brun") in attributes(doc)
    assert any(speaker == "Karl Lund" for _, speaker, _ in statements(doc))
    assert any((s, m) == ("Ada Brun", "denied") for _, s, m in statements(doc))
    assert exact(doc, doc._.mentions)


@needs_ours
def test_a_long_text_has_sentences_throughout(
    ours: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "PIECE", 100)
    text = "Peru grew. " + "x" * (build.RUN + 1) + " Chile fell. " + "It rained. " * 30
    doc = build.annotate(ours, source(text))
    assert doc.text == text
    assert doc.has_annotation("SENT_START")
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)


@pytest.mark.slow
@needs_ours
def test_annotations_of_our_own_pipeline_outlive_storage(ours: Language) -> None:
    doc = build.annotate(ours, source(STORY))
    found = doc._.mentions
    assert pickle.loads(pickle.dumps(doc))._.mentions == found
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    again = next(DocBin().from_bytes(stored).get_docs(ours.vocab))
    assert again._.mentions == found
    assert [span.text for span in again.spans["names"]] == [s.text for s in doc.spans["names"]]


@needs_ours
def test_other_processes_give_the_same(ours: Language) -> None:
    texts = [STORY, "Peru has 5 ships.", ""]
    one = [doc._.mentions for doc in ours.pipe(texts)]
    assert [doc._.mentions for doc in ours.pipe(texts, n_process=2)] == one


def test_every_group_is_written(nlp: Language) -> None:
    doc = build.annotate(nlp, source("Peru left."))
    assert set(doc.spans) == set(mentions.GROUPS.values())


@needs_ours
def test_the_tokenizer_of_our_own_is_the_one_that_is_stored_with_it(ours: Language) -> None:
    stored = spacy.load(resources.FOLDER / build.OURS, exclude=ours.pipe_names)
    tokenizers: list[Any] = [ours.tokenizer, stored.tokenizer]
    one, other = (tokenizer.to_bytes(exclude=["vocab"]) for tokenizer in tokenizers)
    assert one == other
    assert ours.config["nlp"]["tokenizer"] == stored.config["nlp"]["tokenizer"]
