"""Exponents behind a unit, in every typography: "²", "^2", "−1", "squared", "m2"."""

from __future__ import annotations

from sourcecheck import resources
from sourcecheck.normalise.lexer import SUPERSCRIPTS, Piece


def written(items: list[Piece], at: int, symbol: bool) -> tuple[int, int]:
    """The exponent written behind a unit, and its end: "²", "^2", "−1", "squared", "m2"."""
    build = resources.load("units")["build"]
    if at >= len(items):
        return 1, at
    piece = items[at]
    if piece.lower in build["squared"]:
        return 2, at + 1
    if piece.lower in build["cubed"]:
        return 3, at + 1
    if not piece.glued or not symbol:
        if piece.kind == "superscript" and piece.glued:
            return _small(piece.text.translate(SUPERSCRIPTS), at)
        if not (piece.glued and piece.text == "−"):  # "ha−1 year−1"
            return 1, at
    if piece.kind == "superscript":
        return _small(piece.text.translate(SUPERSCRIPTS), at)
    start = at + (piece.text == "^")
    sign = start < len(items) and items[start].kind == "dash"
    body = items[start + sign] if start + sign < len(items) else None
    spaced = sign and items[start].text == "−"  # "mA g− 1"
    if body is None or not (body.glued or spaced) or body.kind != "number" or len(body.text) > 1:
        return 1, at
    if not sign and piece.text != "^" and body.text not in "23":
        return 1, at
    after = items[start + sign + 1] if start + sign + 1 < len(items) else None
    if after is not None and after.glued and after.kind in ("word", "number"):
        return 1, at
    exponent = int(body.text)
    return (-exponent if sign else exponent, start + sign + 1) if exponent else (1, at)


def _small(text: str, at: int) -> tuple[int, int]:
    digits = text.lstrip("+-")
    if len(digits) != 1 or digits == "0":
        return 1, at
    return (-int(digits) if text.startswith("-") else int(digits)), at + 1
