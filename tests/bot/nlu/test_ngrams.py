"""Places hidden from the examples before n-grams are learnt."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.features import Ngrams
from bot.nlu.ngrams import _examples


def _example(text: str, **intent: str) -> TrainingData:
    return TrainingData([Message({"text": text, "intent": "find_site", "metadata": {"intent": intent}})])


def test_a_place_is_hidden_in_an_example() -> None:
    """Towns must not teach intents."""
    assert "caudry" not in _examples(_example("je cherche un conseiller à Caudry"))[0]


def test_no_place_is_looked_for_where_the_file_says_there_is_none() -> None:
    """Thousands of alarms name no place: looking for one in each took a third of the training."""
    assert "caudry" in _examples(_example("un homme de Caudry veut mon code", places="none"))[0]


def test_numbers_and_postal_codes_are_hidden_everywhere() -> None:
    """Also where no place is looked for: 59540 teaches nothing."""
    assert "59540" not in _examples(_example("il m'a volé 350 euros au 59540", places="none"))[0]


@pytest.mark.parametrize("times", [1, 200], ids=["few", "shared between processors"])
def test_the_features_counted_while_learning_are_those_of_the_texts(times: int) -> None:
    """The examples are not counted twice."""
    texts = ["je cherche un ordinateur", "merci beaucoup", "leur numero svp"] * times
    ngrams, rows = Ngrams.learn(texts, letters=500)
    assert abs(rows - ngrams.transform(texts)).max() < 1e-6


@pytest.mark.parametrize(
    "text", ["je cherche cherche un ordi", "merci", "zzz", "", "?!", "leur numéro de numero 00", "у меня"]
)
def test_the_features_of_one_message_are_those_of_many(text: str) -> None:
    """A message is counted in a quicker way than the examples it is compared with: the numbers are the same."""
    ngrams, _ = Ngrams.learn(["je cherche un ordinateur", "merci beaucoup", "leur numero de fax svp"] * 2, letters=500)
    row, wanted = ngrams.row(text), ngrams.transform([text])
    assert row.shape == wanted.shape
    assert abs(row - wanted).sum() < 1e-5
