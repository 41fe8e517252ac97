"""What a count counts: "expert" in "4,500 experts"."""

from __future__ import annotations

from spacy.tokens import Span, Token

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_MODIFIERS = ("JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", *_NOUNS)
_REACH = 6  # tokens from figure to noun without a parse
_LINKS = ("of", "more", "other", "others", "the", "-")


def noun(figure: Span, *, parsed: bool, tagged: bool) -> str:
    """The lemma of the noun that `figure` (the tokens of a number) counts, "" if there is none.

    By the parse where there is one: the noun that the number modifies, or that hangs on it with
    "of" ("dozens of villagers"); else the last noun of the run of adjectives and nouns behind it;
    without tags the next word. `parsed` and `tagged` say what the pipeline has done.
    """
    token = _by_parse(figure) if parsed else None
    # an empty slice at the end of a Doc makes spaCy join the whole text
    if token is None and figure.end < len(figure.doc):
        token = _by_tags(figure) if tagged else _next_word(figure)
    return lemma(token) if token is not None else ""


def lemma(token: Token) -> str:
    """The token's lemma in lower case; without a lemmatizer the word less its plural "s"."""
    if token.lemma_:
        return token.lemma_.lower()
    word = token.lower_
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _by_parse(figure: Span) -> Token | None:
    root = figure.root
    for child in root.rights:
        if (
            child.dep_ in ("nmod", "obl")
            and child.i >= figure.end
            and any(c.lower_ == "of" and c.dep_ == "case" for c in child.children)
        ):
            return child
    head = root.head
    behind = figure.doc[figure.end] if figure.end < len(figure.doc) else None
    between = figure.doc[figure.end : head.i]
    if behind is not None and behind.head.i != head.i and any(t.text == "," for t in between):
        return None  # "two dead, dozens injured": no dozens are counted
    noun_like = head.tag_ in _NOUNS or head.pos_ in ("NOUN", "PROPN")
    if head.i >= figure.end and noun_like and root.dep_ in ("nummod", "compound", "amod", "nmod"):
        return head
    return None


def _by_tags(figure: Span) -> Token | None:
    doc, found = figure.doc, None
    for token in doc[figure.end : figure.end + _REACH]:
        if token.lower_ == "the" and doc[token.i - 1].lower_ != "of":
            break  # "raising to 10 the number of arrests"
        if token.lower_ in _LINKS and found is None:
            continue
        if token.tag_ in _NOUNS:
            found = token
        elif found is not None or token.tag_ not in _MODIFIERS:
            break
    return found


def _next_word(figure: Span) -> Token | None:
    for token in figure.doc[figure.end : figure.end + _REACH]:
        if token.lower_ in _LINKS:
            continue
        return token if token.is_alpha and not token.is_stop else None
    return None
