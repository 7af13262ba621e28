"""Names that people type: the same name in another spelling, and those nearest to it by meaning and by letters."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NONE: Mapping[str, str] = {}
"""The labels of names that have none."""
_MOST_COMPARED, _LONGEST_NAME = 2000, 100
"""Names among which the nearest is searched; characters of a name for which it is."""
_MOST_OFFERED = 3
_SLIP, _ALIKE, _AS_ALIKE = 0.8, 0.5, 0.1
"""How much of two names is alike: of a slip of the finger, at least, and less than in the most similar name."""
_LEAST_MEANT = 0.5
"""The score of a name that is meant, at least; see `score`."""


def folded(name: str) -> str:
    """Return a name without its case and its way of joining words: `PAC-3 MSE` is `pac3_mse`."""
    joined = re.sub(r"(?<=[^\W\d])[-\u2010\u2011](?=\d)", "", name.strip().casefold())
    return re.sub(r"[\s_\u2010\u2011-]+", "_", joined)


def spelled(typed: str, known: Iterable[str], labels: Mapping[str, str] = NONE) -> list[str]:
    """Return the known names that one spells, in whatever case and joined as it is; else those with such a label."""
    wanted, names = _letters(typed), list(dict.fromkeys(known))
    own = [name for name in names if _letters(name) == wanted]
    return own or [name for name in names if labels.get(name) and _letters(labels[name]) == wanted]


def _letters(name: str) -> str:
    """Return a name without its case and its way of joining words: `SAMP/T` is `samp_t`, `MID_2026` is `mid2026`."""
    joined = re.sub(r"[\s_/\u2010\u2011-]+", "_", name.strip().casefold())
    return re.sub(r"(?<=[^\W\d_])_(?=\d)", "", joined)


def nearest(typed: str, known: Sequence[str], labels: Mapping[str, str] = NONE) -> list[str]:
    """Return up to three known names: one with a slip of the finger, else those meant, and those with like letters.

    Of very many names only those that begin alike are compared, and no more of them than lists of this program have:
    the time must not grow with the square of a file.
    """
    from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415 - few runs have a name to look for

    if not known or not typed.strip() or len(typed) > _LONGEST_NAME:
        return []
    low = typed.casefold()
    if len(known) > _MOST_COMPARED:
        known = list(islice((other for other in known if other[:2].casefold() == low[:2]), _MOST_COMPARED))
    by_fold = {other.casefold(): other for other in reversed(known)}
    close = get_close_matches(low, by_fold, n=_MOST_OFFERED, cutoff=_ALIKE)
    alike = [SequenceMatcher(None, name, low).ratio() for name in close]
    if alike and alike[0] >= _SLIP and folded(typed) not in synonyms():
        return [by_fold[close[0]]]
    scored = ((score(typed, name, labels.get(name, "")), place) for place, name in enumerate(known))
    best = sorted((-points, place) for points, place in scored if points >= _LEAST_MEANT)
    meant = [known[place] for _, place in best[:_MOST_OFFERED]]
    like = [by_fold[name] for name, part in zip(close, alike, strict=True) if part > alike[0] - _AS_ALIKE]
    return list(dict.fromkeys([*meant, *like]))[:_MOST_OFFERED]


def corrected(query: str, texts: Iterable[str]) -> str:
    """Return a query with the word of some texts, or of those that stand for others, in the place of a misspelt one."""
    from difflib import get_close_matches  # noqa: PLC0415 - as above

    known = {word for text in texts for word in SearchedText.of(text).words} | synonyms().keys()
    near = {
        word: get_close_matches(word, known, n=1, cutoff=_SLIP)
        for word in _words(query)
        if word not in known and len(word) <= _LONGEST_NAME
    }
    return " ".join(next(iter(near.get(word, ())), word) for word in _words(query)) if any(near.values()) else query


def score(query: str, name: str, label: str = "", description: str = "") -> float:
    """Return how well a name answers to a query, 0 for not at all: the mean over the words of the query.

    A word that stands for the very name counts most, then a word of the name, one of its label, another that a
    word stands for, then one of the description.
    """
    words = _words(query)
    if not words:
        return 0.0
    texts = (SearchedText.of(name), SearchedText.of(label), SearchedText.of(description))
    points = sum(_points(word, *texts) for word in words) / len(words)
    return points - 0.001 * len(texts[0].words) if points else 0.0


class SearchedText(NamedTuple):
    """A text as it is searched: its words, and it as a whole, folded."""

    words: frozenset[str]
    whole: str

    @classmethod
    @cache
    def of(cls, text: str) -> SearchedText:
        """Return a text to be searched."""
        return cls(frozenset(_words(text)), f"_{'_'.join(_words(text))}_")

    def has(self, word: str) -> float:
        """Return 1 for a word of the text, less for the beginning of one, 0 for none."""
        if word in self.words or ("_" in word and f"_{word}_" in self.whole):
            return 1.0
        long = len(word) >= 4
        return 0.7 if long and any(one.startswith(word) for one in self.words) else 0.0


def _points(word: str, name: SearchedText, label: SearchedText, description: SearchedText) -> float:
    own = max(name.has(word), 0.9 * label.has(word), 0.5 * description.has(word))
    meant = (
        (0.8 - 0.03 * place)
        * (_VERY_NAME if name.whole == f"_{other}_" else max(name.has(other), 0.8 * label.has(other)))
        for place, other in enumerate(synonyms().get(word, ()))
    )
    return max(own, *meant, 0.0)


_VERY_NAME = 2.0
"""How much more a word counts that stands for the whole name than one for a word of it."""


def _words(text: str) -> list[str]:
    """Return the words of a text, folded and in the singular."""
    return [_singular(word) for word in re.split(r"[^\w&]+|_", folded(text)) if word]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@cache
def synonyms() -> Mapping[str, Sequence[str]]:
    """Return the words that a word people type stands for, the most likely first."""
    from pkgutil import get_data  # noqa: PLC0415 - as above

    rows = (get_data("patriot_cost", "synonyms.csv") or b"").decode("utf-8").splitlines()[1:]
    table = (row.partition(",") for row in rows)
    return {"_".join(_words(word)): ["_".join(_words(one)) for one in means.split()] for word, _, means in table}
