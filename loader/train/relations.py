#!/usr/bin/env python3
"""Trains the weights with which loader/relate scores candidates, on the encoder's vectors as they are, and writes them as a
model file: python3 relations.py --train PREFIX --dev PREFIX --encoder news.model --out relations.model

PREFIX.tsv holds candidates with their features and what the gold says, PREFIX.vectors the vectors of all words: TestCandidates
of loader/relate writes both (RELATE_CANDIDATES, RELATE_VECTORS). Nothing is fitted to the dev set but the calibration: a slope,
a shift for each kind, and three numbers for what the rules state."""
import argparse, collections, hashlib, json, math, struct

import numpy as np
import torch

import data, export

FREQUENT, SPREAD = 250, 25     # a feature counts when so many candidates in so many articles have it


class Set:
    """Candidates: article, kind, subject, object, sentence, clause, _, same, here, cue word, subject's range, object's range,
    features, subject's head, object's head."""

    def __init__(self, prefix):
        self.names, self.rows, self.rules, self.articles, places = [], [], [], [], []
        article, base, size = None, 0, 0
        for line in open(prefix + ".tsv", encoding="utf8"):
            tag, _, rest = line.rstrip("\n").partition("\t")
            if tag == "f":
                self.names.append(rest)
            elif tag == "g":
                article = rest.partition("\t")[0]
                self.articles.append(article)
            elif tag == "t":
                base, size = size, size + int(rest)
            elif tag == "r":
                self.rules.append((article, *json.loads(rest)))
            else:
                c = (article, *json.loads(rest))
                self.rows.append(c)
                s, o = c[10], c[11]
                places.append([base + x for x in (s["First"], s["End"] - 1, c[13], c[9], o["First"], o["End"] - 1, c[14])])
        self.vectors = torch.from_numpy(np.fromfile(prefix + ".vectors", dtype="<f4").reshape(size, -1)).half()
        self.places = torch.tensor(places)
        self.kinds = torch.tensor([data.KINDS.index(c[1]) for c in self.rows])
        self.right = torch.tensor([float(bool(c[8])) for c in self.rows])
        self.known = torch.tensor([bool(c[8]) or not c[7] for c in self.rows])     # said elsewhere in the article: left out

    def index(self, names):
        at = [names.get(n, -1) for n in self.names]
        flat, begins = [], [0]
        for c in self.rows:
            flat += [at[i] for i in c[12] if at[i] >= 0]
            begins.append(len(flat))
        self.flat, self.begins = torch.tensor(flat), torch.tensor(begins)

    def bag(self, rows):
        begin, size = self.begins[rows], self.begins[rows + 1] - self.begins[rows]
        offsets = size.cumsum(0) - size
        return self.flat[torch.arange(int(size.sum())) + (begin - offsets).repeat_interleave(size)], offsets

    def frequent(self):
        seen, where = collections.Counter(), collections.defaultdict(set)
        for c in self.rows:
            for i in c[12]:
                seen[i] += 1
                where[i].add(c[0])
        kept = [self.names[i] for i, n in seen.items() if n >= FREQUENT and len(where[i]) >= SPREAD]
        return {n: i for i, n in enumerate(sorted(kept))}


class Network(torch.nn.Module):
    def __init__(self, features, vector, hidden):
        super().__init__()
        n = len(data.KINDS)
        self.subject = torch.nn.Linear(2 * vector, hidden)
        self.cue = torch.nn.Linear(vector, hidden, bias=False)
        self.object = torch.nn.Linear(2 * vector, hidden, bias=False)
        self.features = torch.nn.EmbeddingBag(features, hidden + n, mode="sum")
        torch.nn.init.normal_(self.features.weight, std=.01)
        self.kind = torch.nn.Parameter(torch.randn(n, hidden) * .05)
        self.bias = torch.nn.Parameter(torch.full((n,), -3.0))
        self.drop = torch.nn.Dropout(.4)
        self.hidden = hidden

    def forward(self, s, rows):
        x = s.vectors[s.places[rows]].float()
        f = self.features(*s.bag(rows))
        h = self.subject(self.drop(torch.cat([(x[:, 0] + x[:, 1]) / 2, x[:, 2]], 1))) + self.cue(self.drop(x[:, 3]))
        h = h + self.object(self.drop(torch.cat([(x[:, 4] + x[:, 5]) / 2, x[:, 6]], 1))) + f[:, :self.hidden]
        k = s.kinds[rows]
        return (self.drop(torch.relu(h)) * self.kind[k]).sum(1) + self.bias[k] + f.gather(1, self.hidden + k[:, None])[:, 0]


def run(net, s):
    net.eval()
    with torch.no_grad():
        return torch.cat([net(s, rows) for rows in torch.arange(len(s.rows)).split(4096)]).numpy()


def loss_of(z, y):
    return np.mean(np.log1p(np.exp(np.where(y, -z, z))))


def logistic(x, y, ridge):
    """Weights of a logistic regression, the last for the constant; ridge is a penalty a column."""
    x = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge), x.T @ (p - y) + np.array(ridge) * w)
        w -= step
    return w


def calibrate(s, z, articles):
    """Slope, shift a kind, and the weights of agreement, from the dev articles."""
    ruled = collections.defaultdict(list)
    for r in s.rules:
        ruled[r[0], r[1], str(r[2]), str(r[3]), r[4]].append(r)
    best, both = {}, {}
    for c, q in zip(s.rows, z):
        if c[0] not in articles or c[5] == "silent":
            continue
        key = (c[0], c[1], c[2], c[3], c[4])
        turned = (c[0], c[1], c[3], c[2], c[4])
        if key in ruled or c[1] == "meets" and turned in ruled:
            k = key if key in ruled else turned
            both[k] = max(both.get(k, -99), q)
        else:
            near = (c[0], c[1], c[4], c[9], min(c[2], c[3]) if c[1] == "meets" else c[2], c[11]["End"])
            if near not in best or best[near][0] < q:
                best[near] = (q, bool(c[8]), c[1])
    rows = list(best.values())
    x = np.array([[q] + [k == kind for kind in data.KINDS] for q, _, k in rows], float)
    w = logistic(x, np.array([y for _, y, _ in rows], float), [.1] + [1.0] * len(data.KINDS) + [1e-3])
    rules = [(ruled[k][0], q) for k, q in both.items()]
    x = np.array([[math.log(r[6] / (1 - r[6])), q] for r, q in rules])
    agree = logistic(x, np.array([bool(r[7]) for r, _ in rules], float), [.1, .1, 1e-3])
    return float(w[0]), [float(w[-1] + v) for v in w[1:-1]], [float(v) for v in agree]


def main():
    p = argparse.ArgumentParser()
    for x in ("train", "dev", "encoder", "out"):
        p.add_argument("--" + x, required=True)
    p.add_argument("--hidden", type=int, default=64)
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--rate", type=float, default=1e-3)
    p.add_argument("--least", type=float, default=.5, help="the probability from which a relation is stated")
    p.add_argument("--half", type=int, choices=(0, 1), help="calibrate on every other dev article only, to measure on the rest")
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    train, dev = Set(a.train), Set(a.dev)
    names = train.frequent()
    train.index(names)
    dev.index(names)
    net = Network(len(names), train.vectors.shape[1], a.hidden)
    optimiser = torch.optim.AdamW(net.parameters(), lr=a.rate, weight_decay=.05)
    rows = torch.arange(len(train.rows))[train.known]
    steps = a.epochs * math.ceil(len(rows) / 2048)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: max(.02, 1 - n / steps))
    for epoch in range(a.epochs):
        net.train()
        total = 0
        for batch in rows[torch.randperm(len(rows))].split(2048):
            loss = torch.nn.functional.binary_cross_entropy_with_logits(net(train, batch), train.right[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        print("epoch %d train %.4f dev %.4f" % (epoch + 1, total / len(rows), loss_of(run(net, dev), dev.right.numpy() > 0)), flush=True)
    z = run(net, dev)
    for half in (0, 1, None):
        articles = {x for i, x in enumerate(sorted(dev.articles)) if half is None or i % 2 == half}
        write(a, net, names, calibrate(dev, z, articles), a.out if half is None else a.out.replace(".model", "-%d.model" % half))


def write(a, net, names, calibration, out):
    slope, shift, agree = calibration
    print(out, "slope %.2f shift %s agree %s" % (slope, " ".join("%s %.2f" % p for p in zip(data.KINDS, shift)), ["%.2f" % v for v in agree]))
    w, n = export.Writer(), len(data.KINDS)
    w.add("features", "text", [len(names)], "\n".join(sorted(names, key=names.get)).encode())
    for name, t in (("features.weight", net.features.weight), ("subject.weight", net.subject.weight), ("cue.weight", net.cue.weight),
                    ("object.weight", net.object.weight), ("hidden.bias", net.subject.bias), ("kind.weight", net.kind), ("kind.bias", net.bias),
                    ("slope", torch.full((n,), slope)), ("shift", torch.tensor(shift)), ("least", torch.full((n,), a.least)), ("agree", torch.tensor(agree))):
        w.floats(name, t)
    encoder = open(a.encoder, "rb").read()[-32:].hex()[:8]
    export.write(out, {"name": "relations-en-1@" + encoder, "licence": "CC BY-SA 4.0", "hidden": net.cue.weight.shape[1], "labels": {"kind": data.KINDS}}, w)


main()
