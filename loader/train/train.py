#!/usr/bin/env python3
"""Trains the network on all data at once and writes its weights: python3 train.py --shared ../../../shared --words words.jsonl
--minilm DIR --out DIR [--steps N]. README.md tells what it needs and how the figures came about."""
import argparse, collections, json, os, random, time

import torch
from safetensors.torch import load_file

import data, evaluate, losses, model, pieces, silver, windows

WEIGHTS = {"upos": 1, "feats": .5, "arc": 1, "rel": 1, "arc-silver": .4, "rel-silver": .2, "names": 3, "silver": .5, "cue": 6, "part": 2, "mention": 1, "kind": 1, "polarity": .5, "chain": .5}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--shared", required=True)
    p.add_argument("--words", required=True)
    p.add_argument("--minilm", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--steps", type=int, default=5000)
    p.add_argument("--quantised-steps", type=int, default=800)
    p.add_argument("--pieces", type=int, default=2048)
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--fold", type=int, default=-1, help="hold out this fifth of gold/train")
    p.add_argument("--start", help="weights to go on from")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    os.makedirs(a.out, exist_ok=True)
    sets = load(a.shared, a.words, a.fold)
    cutter = pieces.Pieces(a.minilm + "/vocab.txt")
    labels = make_labels(sets["ud"])
    net = model.Network(len(cutter.words), cutter.ids["[MASK]"], labels)
    if a.start:
        net.load_state_dict(torch.load(a.start))
    else:
        net.encoder.load_minilm(load_file(a.minilm + "/model.safetensors"))
    streams = {k: windows.endless(sets[k], cutter, a.pieces, a.seed + i) for i, k in enumerate(("ud", "polnear", "gold"))}
    shares = {"ud": .42, "polnear": .33, "gold": .25}
    encoder = [q for n, q in net.named_parameters() if n.startswith("encoder.") and q.requires_grad]
    heads = [q for n, q in net.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": encoder, "lr": a.rate}, {"params": heads, "lr": a.rate * 6}], weight_decay=.01, betas=(.9, .98), fused=True)
    total = a.steps + a.quantised_steps
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / 200) * max(.02, 1 - s / total))
    choose = random.Random(a.seed)
    sums, since, seen = collections.defaultdict(lambda: [0.0, 0]), time.time(), 0
    net.train()
    for step in range(1, total + 1):
        if step == a.steps + 1:
            net.quantise()
        name = choose.choices(list(shares), shares.values())[0]
        ws = next(streams[name])
        b = windows.batch(ws, cutter)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = net.words(b)
            parts, at = collections.defaultdict(lambda: [0.0, 0]), 0
            for w in ws:
                for head, loss, n in losses.window_losses(net, x[at:at + w.n], w):
                    parts[head][0] = parts[head][0] + loss
                    parts[head][1] += n
                at += w.n
        loss = sum(WEIGHTS[h] * l / max(1, n) for h, (l, n) in parts.items())
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        seen += sum(len(w.ids) for w in ws)
        for h, (l, n) in parts.items():
            sums[h][0] += l.detach().item()
            sums[h][1] += n
        if step % 50 == 0:
            print("%d %s %.0f pieces/s" % (step, " ".join("%s %.3f" % (h, l / max(1, n)) for h, (l, n) in sorted(sums.items())), seen / (time.time() - since)), flush=True)
            sums.clear()
            since, seen = time.time(), 0
        if step % 800 == 0 or step == total:
            net.eval()
            print("== dev at %d: %s" % (step, evaluate.figures(net, sets, cutter)), flush=True)
            net.train()
            torch.save(net.state_dict(), a.out + "/weights.pt")
            json.dump(labels, open(a.out + "/labels.json", "w"))
            since, seen = time.time(), 0


def load(shared, words, fold):
    s = shared + "/data/"
    w = data.Words(words)
    ewt = data.conllu(s + "ud/en_ewt-train.conllu.gz", data.iob(s + "ner/uner_ewt-train.iob2"))
    gum = data.conllu(s + "ud/en_gum-open-train.conllu.gz")
    gold = data.gold(s + "gold/train", w)
    held = [d for i, d in enumerate(gold) if fold >= 0 and i % 5 == fold]
    gold = [d for i, d in enumerate(gold) if not (fold >= 0 and i % 5 == fold)]
    gold += data.gold(s + "gold/train-gum", w) + data.gold(s + "gold/train-polnear", w, s + "polnear/train/text")
    return {
        "ud": ewt + gum, "polnear": data.polnear(s + "polnear/train", w, data.silver_names(s + "polnear/silver-train.tsv.gz"),
                                          silver.trees(s + "polnear/silver-train.tsv.gz")), "gold": gold,
        "ewt-dev": data.conllu(s + "ud/en_ewt-dev.conllu", data.iob(s + "ner/uner_ewt-dev.iob2")),
        "gum-dev": [d for d in data.conllu(s + "ud/en_gum-open-dev.conllu") if "news" in d["id"]],
        "polnear-dev": data.polnear(s + "polnear/dev", w), "gold-dev": data.gold(s + "gold/dev", w) + held,
    }


def make_labels(docs):
    def most(name, least):
        c = collections.Counter(x for d in docs for x in d[name])
        return [x for x, n in sorted(c.items()) if n >= least]
    return {"upos": most("upos", 1), "feats": most("feats", 5), "deprel": most("deprel", 1), "names": data.NAMES, "silver": data.SILVER,
            "mention": ["none"] + data.TYPES, "kind": data.KINDS}


main()
