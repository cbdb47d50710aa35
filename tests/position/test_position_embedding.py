"""The bundled sentence encoder: parity with fp32, purity, similarity that means something."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from hemicycle.position.embedding import encode, similarity

FP32 = json.loads(Path(__file__).with_name("minilm_fp32.json").read_text(encoding="utf-8"))


def test_int8_stays_close_to_fp32() -> None:
    full = np.array([row["fp32"] for row in FP32])
    small = np.array([encode(row["text"]) for row in FP32])
    assert (full * small).sum(axis=1).min() >= 0.97
    assert np.abs(full @ full.T - small @ small.T).max() <= 0.05


def test_vectors_have_unit_length_and_the_documented_shape() -> None:
    vector = encode("Troops should be sent.")
    assert vector.shape == (384,)
    assert abs(float(vector @ vector) - 1) < 1e-5


def test_a_vector_does_not_depend_on_what_was_encoded_before() -> None:
    first = encode("The bridge was closed.").copy()
    encode.cache_clear()
    encode("Something else, and much longer than the sentence that is being compared here.")
    assert np.array_equal(first, encode("The bridge was closed."))


def test_meaning_counts_more_than_words() -> None:
    assert similarity("soldiers", "troops") > 0.7 > similarity("weapons", "troops")


def test_blank_text_is_similar_to_nothing() -> None:
    assert similarity(" ", "troops") == 0.0


def test_a_very_long_text_is_cut_not_refused() -> None:
    assert encode("word " * 5000).shape == (384,)
