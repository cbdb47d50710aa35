"""Tell the language of a text, when there is enough of it to tell."""

from __future__ import annotations

_ENOUGH = 100  # letters; below, guesses are too often wrong
_SAMPLE = 3000
_NO_LANGUAGE = ("zxx", "und")  # ISO 639: no linguistic content, undetermined


def language_of(text: str) -> str | None:
    """ISO 639-1 code, or None when the text is too short or its two halves disagree."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH:
        return None
    from py3langid import classify

    middle = len(sample) // 2
    first, second = (str(classify(half)[0]) for half in (sample[:middle], sample[middle:]))
    return first if first == second and first not in _NO_LANGUAGE else None
