#!/usr/bin/env python3
"""Writes a trained network as the model file that the program embeds (loader/model tells its layout), and fixed inputs with
the network's scores for Go's test: python3 export.py --run DIR --minilm DIR --out FILE --scores FILE --name NAME"""
import argparse, hashlib, json, struct, unicodedata

import torch

import model, pieces, windows

MAGIC, VERSION = b"QUADMODL", 1

SAMPLES = [
    "Norwegian mediators said on Monday that the two delegations had agreed to meet again in Oslo .",
    "“ We do not oppose the treaty , ” the minister told reporters , “ but the border question remains unresolved . ”",
    "According to the ministry , Astana offered to host the next round of talks between Baku and Yerevan in 2024 .",
]


def keep(piece):
    """Pieces that English news can use: the unused ones and other scripts go."""
    if piece.startswith("[unused"):
        return False
    return all(ord(c) < 0x250 or not unicodedata.category(c).startswith("L") for c in piece.removeprefix("##"))


class Writer:
    def __init__(self):
        self.tensors, self.blobs, self.size = [], [], 0

    def add(self, name, kind, shape, raw):
        pad = -self.size % 64
        self.blobs.append(b"\0" * pad + raw)
        self.size += pad
        self.tensors.append({"name": name, "type": kind, "shape": list(shape), "offset": self.size, "bytes": len(raw)})
        self.size += len(raw)

    def floats(self, name, t):
        t = t.detach().float().contiguous()
        self.add(name, "f32", t.shape, t.numpy().astype("<f4").tobytes())

    def rows(self, name, t):
        """A matrix [out, in] as signed bytes with a scale a row."""
        t = t.detach().float()
        scale = t.abs().amax(1).clamp(min=1e-8) / 127
        q = (t / scale[:, None]).round().clamp(-127, 127).to(torch.int8).contiguous()
        self.add(name + ".weight", "i8", q.shape, q.numpy().tobytes())
        self.floats(name + ".scale", scale)

    def linear(self, name, m):
        self.rows(name, m.weight)
        self.floats(name + ".bias", m.bias)

    def pairs(self, name, m):
        self.linear(name + ".a", m.a)
        self.linear(name + ".b", m.b)
        i, c, j = m.form.shape
        self.rows(name + ".form", m.form.reshape(i, c * j).T)      # [classes * width, width]
        self.floats(name + ".left", m.left.T)                      # [classes, width]
        self.floats(name + ".right", m.right.T)
        self.floats(name + ".bias", m.bias)


def write(path, head, w):
    """Writes a model file; gives its size in bytes."""
    head = json.dumps({**head, "tensors": w.tensors}, separators=(",", ":")).encode()
    head += b" " * (-(16 + len(head)) % 64)
    body = MAGIC + struct.pack("<II", VERSION, len(head)) + head + b"".join(w.blobs)
    open(path, "wb").write(body + hashlib.sha256(body).digest())
    return len(body)


def main():
    p = argparse.ArgumentParser()
    for x in ("run", "minilm", "out", "scores", "name"):
        p.add_argument("--" + x, required=True)
    a = p.parse_args()
    cutter = pieces.Pieces(a.minilm + "/vocab.txt")
    labels = json.load(open(a.run + "/labels.json"))
    net = model.Network(len(cutter.words), cutter.ids["[MASK]"], labels)
    net.load_state_dict(torch.load(a.run + "/weights.pt"))
    net.eval()
    kept = [i for i, w in enumerate(cutter.words) if keep(w)]
    w, e = Writer(), net.encoder
    w.add("pieces", "text", [len(kept)], "\n".join(cutter.words[i] for i in kept).encode())
    w.rows("embed.word", e.word.weight[kept])
    for name in ("position", "case", "start", "quote"):
        w.floats("embed." + name, e.get_submodule(name).weight)
    for part in ("weight", "bias"):
        w.floats("embed.norm." + part, getattr(e.norm, part))
    for i, layer in enumerate(e.layers):
        for name in ("qkv", "out", "up", "down"):
            w.linear("layer.%d.%s" % (i, name), layer.get_submodule(name))
        for name in ("norm1", "norm2"):
            for part in ("weight", "bias"):
                w.floats("layer.%d.%s.%s" % (i, name, part), getattr(layer.get_submodule(name), part))
    w.floats("root", net.root)
    for name in ("upos", "feats", "names", "silver", "cue"):
        w.linear(name, net.get_submodule(name))
    for name in ("arc", "rel", "mention", "part", "kind", "polarity", "chain"):
        w.pairs(name, net.get_submodule(name))
    size = write(a.out, {"name": a.name, "licence": "CC BY-SA 4.0", "hidden": model.HIDDEN, "heads": model.HEADS, "inner": model.INNER,
                         "layers": len(e.layers), "labels": labels}, w)
    print("%s: %d pieces, %.1f MB" % (a.out, len(kept), size / 1e6))
    small = pieces.Pieces(a.minilm + "/vocab.txt")
    small.words = [cutter.words[i] for i in kept]
    small.ids = {x: i for i, x in enumerate(small.words)}
    scores(net, cutter, small, kept, a.scores)


@torch.no_grad()
def scores(net, cutter, small, kept, path):
    net.quantise()
    out = []
    for text in SAMPLES:
        words = text.split()
        doc = {"words": words, "sents": [[0, len(words)]], "pars": [0], "quote": [0] * len(words)}
        inside = 0
        for i, x in enumerate(words):
            if x == "“":
                inside = 1
            doc["quote"][i] = inside
            if x == "”":
                inside = 0
        win = windows.Window(doc, 0, len(words), cutter)
        x = net.words(windows.batch([win], cutter)).float()
        spans = [(0, 1), (3, 3), (5, 7)]
        v = (x[[s[0] for s in spans]] + x[[s[1] for s in spans]]) / 2
        y = torch.cat([x, net.root[None]])
        out.append({"words": words, "quote": doc["quote"], "pieces": [small.cut(t) for t in words], "vectors": x[:, :8].tolist(),
                    "upos": net.upos(x).tolist(), "arc": net.arc(x, y)[0].tolist(), "rel": net.rel.each(x[1:3], y[[0, len(words)]]).tolist(),
                    "mention": net.mention(x[:2], x[:4]).tolist(), "part": net.part(x[2:4], x)[:, :, :6].tolist(),
                    "spans": spans, "kind": net.kind(v, v).tolist(), "polarity": net.polarity.each(v[:2], v[1:]).tolist(), "chain": net.chain(v, v)[0].tolist()})
    json.dump(out, open(path, "w"))


if __name__ == "__main__":
    main()
