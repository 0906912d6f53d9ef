"""Cuts documents into windows of at most LIMIT pieces and makes batches of them."""
import random

import torch

import data
import pieces

LIMIT = 254
WIDEST = 24          # words of the longest mention
APART = 1            # sentences between the mentions of a relation, at most


def windows(doc, cutter, jitter=None):
    """Runs of whole sentences [first, end) that fit; a sentence longer than a window is cut."""
    lengths = [sum(len(cutter.cut(w)) for w in doc["words"][b:e]) for b, e in doc["sents"]]
    out, first, size = [], 0, 0
    limit = LIMIT if jitter is None else jitter.randint(LIMIT // 3, LIMIT)
    for i, n in enumerate(lengths):
        if size + n > limit and i > first:
            out.append((doc["sents"][first][0], doc["sents"][i - 1][1]))
            first, size, limit = i, 0, LIMIT
        size += n
    out.append((doc["sents"][first][0], doc["sents"][-1][1]))
    return out


def encode(doc, first, end, cutter):
    """Pieces and their features for words [first, end); words past the limit are left out."""
    starts = {}
    for s, (b, _) in enumerate(doc["sents"]):
        starts[b] = 2 if s == 0 or doc["pars"][s] != doc["pars"][s - 1] else 1
    ids, case, start, quote, heads = [cutter.cls], [pieces.CASES], [0], [0], []
    for w in range(first, end):
        cut = cutter.cut(doc["words"][w])
        if len(ids) + len(cut) > LIMIT + 1:
            break
        heads.append(len(ids))
        ids += cut
        case += [pieces.case(doc["words"][w])] * len(cut)
        start += [starts.get(w, 0)] * len(cut)
        quote += [doc["quote"][w]] * len(cut)
    return ids + [cutter.sep], case + [pieces.CASES], start + [0], quote + [0], heads


class Window:
    def __init__(self, doc, first, end, cutter):
        self.doc, self.first = doc, first
        self.ids, self.case, self.start, self.quote, self.heads = encode(doc, first, end, cutter)
        self.n = len(self.heads)
        self.end = first + self.n
        self.sentence = [data.sentence_of(doc, w) for w in range(first, self.end)]


def batch(ws, cutter):
    longest = max(len(w.ids) for w in ws)

    def pad(name, value):
        return torch.tensor([getattr(w, name) + [value] * (longest - len(w.ids)) for w in ws])
    return {
        "ids": pad("ids", cutter.pad), "case": pad("case", pieces.CASES), "start": pad("start", 0), "quote": pad("quote", 0),
        "mask": torch.tensor([[True] * len(w.ids) + [False] * (longest - len(w.ids)) for w in ws]),
        "row": torch.tensor([i for i, w in enumerate(ws) for _ in w.heads]),
        "first": torch.tensor([h for w in ws for h in w.heads]),
    }


def batches(docs, cutter, pieces_each, rng=None):
    """Windows of similar length together; with rng shuffled, and cut at other places each time."""
    ws = []
    for doc in docs:
        for b, e in windows(doc, cutter, rng):
            w = Window(doc, b, e, cutter)
            if w.n:
                ws.append(w)
    if rng:
        rng.shuffle(ws)
        chunks = [sorted(ws[i:i + 256], key=lambda w: len(w.ids)) for i in range(0, len(ws), 256)]
        ws = [w for c in chunks for w in c]
    out, size = [[]], 0
    for w in ws:
        if size + len(w.ids) > pieces_each and out[-1]:
            out.append([])
            size = 0
        out[-1].append(w)
        size += len(w.ids)
    if rng:
        rng.shuffle(out)
    return [b for b in out if b]


def endless(docs, cutter, pieces_each, seed):
    rng = random.Random(seed)
    while True:
        yield from batches(docs, cutter, pieces_each, rng)
