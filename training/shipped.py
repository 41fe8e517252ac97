"""The weights of an encoder in the form that ships, as PyTorch has them, so that training goes on.

`encoder.onnx` holds 8-bit weights; made floats again they are off by half a step of them at most.
What training never changes (the embeddings of words, places and parts) is that of the base model.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

#: Nodes between a product of matrices and the sum with its bias.
_FAR = 6


def weights(folder: Path, base: Mapping[str, Any]) -> dict[str, Any]:
    """The state of `training.encoder.Encoder` of the encoder in `folder`; `base` is that of the
    base model, or of any training from it. Raises KeyError where the file lacks a weight."""
    graph = onnx.load(folder / "encoder.onnx").graph
    held = {array.name: numpy_helper.to_array(array) for array in graph.initializer}
    made = dict(base)
    for name in base:
        array = held.get(name.removeprefix("body."))
        if array is not None and array.dtype == np.float32:
            made[name] = torch.tensor(array)
    follows = {name: node for node in reversed(graph.node) for name in node.input}
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in held:
            product = _floats(held, node.input[1].removesuffix("_quantized"))
            made[f"body.{_bias(node, follows, held)[: -len('bias')]}weight"] = torch.tensor(
                product.T.copy()
            )
    made["body.shapes.weight"] = torch.tensor(_floats(held, "shapes.weight"))
    frozen = {f"body.{part}.weight" for part in ("words", "places", "parts")}
    heads = np.load(folder / "heads.npz")
    for name in heads.files:
        part = name.removesuffix("_bias")
        made[f"{part}.{'bias' if name != part else 'weight'}"] = torch.tensor(heads[name])
    lacking = [name for name in base if made[name] is base[name] and name not in frozen]
    if lacking:
        raise KeyError(lacking[0])
    return made


def _floats(held: Mapping[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    whole, nought = (held[name + end].astype(np.float32) for end in ("_quantized", "_zero_point"))
    floats: NDArray[np.float32] = (whole - nought) * held[f"{name}_scale"]
    return floats


def _bias(node: Any, follows: Mapping[str, Any], held: Mapping[str, NDArray[Any]]) -> str:
    """The name of the bias that is added to a product: it says of which layer the product is."""
    for _ in range(_FAR):
        node = follows[node.output[0]]
        found = [name for name in node.input if name in held and name.endswith(".bias")]
        if node.op_type == "Add" and found:
            return str(found[0])
    raise KeyError(node.name)
