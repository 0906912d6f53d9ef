"""Figures on the dev sets, straight from the scores: a guide while training. The program's own figures come from its decoders."""
import torch

import data, losses, windows


def f1(tp, predicted, gold):
    return 2 * tp / (predicted + gold) if predicted + gold else 0.0


@torch.no_grad()
def figures(net, sets, cutter, limit=40):
    out = {}
    for name in ("ewt-dev", "gum-dev"):
        out.update(parse(net, sets[name], cutter, name))
    out.update(attribution(net, sets["polnear-dev"][:limit], cutter))
    out.update(gold(net, sets["gold-dev"], cutter))
    return " ".join("%s %.3f" % kv for kv in out.items())


def each(net, docs, cutter):
    for ws in windows.batches(docs, cutter, 4096):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x, at = net.words(windows.batch(ws, cutter)), 0
            for w in ws:
                yield w, x[at:at + w.n]
                at += w.n


def spans(labels):
    out, first, kind = set(), None, None
    for i, l in enumerate(labels + ["O"]):
        if first is not None and l != "I-" + kind:
            out.add((first, i, kind))
            first = None
        if l.startswith("B-") or l.startswith("I-") and first is None:
            first, kind = i, l[2:]
    return out


def parse(net, docs, cutter, name):
    n = pos = uas = las = 0
    names = [0, 0, 0]
    for w, x in each(net, docs, cutter):
        gold = torch.tensor([w.n if h < 0 else h - w.first for h in w.doc["head"][w.first:w.end]])
        n += w.n
        pos += (net.upos(x).argmax(1) == losses.index(w.doc["upos"][w.first:w.end], net.labels["upos"])).sum().item()
        heads = losses.arcs(net, x, w).argmax(1)
        y = torch.cat([x, net.root[None].to(x.dtype)])
        rels = net.rel.each(x, y[heads]).argmax(1)
        right = heads == gold
        uas += right.sum().item()
        las += (right & (rels == losses.index(w.doc["deprel"][w.first:w.end], net.labels["deprel"]))).sum().item()
        if w.doc.get("names"):
            g = w.doc["names"][w.first:w.end]
            if None not in g:
                a, b = spans(g), spans([net.labels["names"][i] for i in net.names(x).argmax(1).tolist()])
                for k, v in enumerate((len(a & b), len(b), len(a))):
                    names[k] += v
    out = {name + ".upos": pos / n, name + ".uas": uas / n, name + ".las": las / n}
    if names[2]:
        out[name + ".names"] = f1(*names)
    return out


def attribution(net, docs, cutter):
    cue, source, content = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    for w, x in each(net, docs, cutter):
        tags = net.cue(x).argmax(1).tolist()
        heads = [i for i, t in enumerate(tags) if t == 1]
        inside = range(w.first, w.end)
        sets = [{i - w.first for a in w.doc["attributions"] for i in a[r] if i in inside} for r in ("cue", "source", "content")]
        got = [{i for i, t in enumerate(tags) if t}, set(), set()]
        if heads:
            part = net.part(x[heads], x).argmax(0)
            got[1], got[2] = (set((part == r).any(0).nonzero()[:, 0].tolist()) for r in (1, 2))
        for count, g, p in zip((cue, source, content), sets, got):
            for k, v in enumerate((len(g & p), len(p), len(g))):
                count[k] += v
    return {"cue": f1(*cue), "source": f1(*source), "content": f1(*content)}


def gold(net, docs, cutter):
    mention, thing, kind, pol = [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0]
    each_kind = {k: [0, 0, 0] for k in ("mediates", "blocks", "represents")}
    for w, x in each(net, docs, cutter):
        places, at = losses.mention_spans(w)
        scores = net.mention(x, x).float()
        best = scores.argmax(0).masked_fill(~losses.span_mask(w), 0)
        got = {(a, b, best[a, b].item()) for a, b in best.nonzero().tolist()}
        want = {(a, b, net.labels["mention"].index(w.doc["mentions"][i][2])) for (a, b), i in zip(places, at)
                if w.doc["words"][a + w.first].lower() not in data.PRONOUNS}
        for count, keep in ((mention, lambda t: t <= 4), (thing, lambda t: t > 4)):
            g, p = {m[:2] for m in want if keep(m[2])}, {m[:2] for m in got if keep(m[2])}
            for k, v in enumerate((len(g & p), len(p), len(g))):
                count[k] += v
        if len(places) < 2:
            continue
        v = losses.pair_vector(x, places)
        on = (net.kind(v, v).float() > 0) & losses.pair_mask(w, places)
        ent = [w.doc["mentions"][i][3] for i in at]
        pairs = {(k, ent[a], ent[b]) for k, a, b in on.nonzero().tolist()}
        place = {i: k for k, i in enumerate(at)}
        true = {}
        for s, o, k, p in w.doc["relations"]:
            if s in place and o in place:
                true[(net.labels["kind"].index(k), w.doc["mentions"][s][3], w.doc["mentions"][o][3])] = (place[s], place[o], p)
        for k, v2 in enumerate((len(pairs & true.keys()), len(pairs), len(true))):
            kind[k] += v2
        for name, count in each_kind.items():
            i = net.labels["kind"].index(name)
            p, t = {x for x in pairs if x[0] == i}, {x for x in true if x[0] == i}
            for k, v2 in enumerate((len(p & t), len(p), len(t))):
                count[k] += v2
        if true:
            a, b, p = zip(*true.values())
            got = net.polarity.each(v[list(a)], v[list(b)]).argmax(1).tolist()
            pol[0] += sum(data.POLARITY[g] == q for g, q in zip(got, p))
            pol[1] += len(p)
    return {"actors": f1(*mention), "things": f1(*thing), "kinds(gold mentions)": f1(*kind), "polarity": pol[0] / max(1, pol[1]),
            **{k: f1(*v) for k, v in each_kind.items()}}
