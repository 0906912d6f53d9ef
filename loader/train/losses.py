"""One loss a head, over one window's words."""
import torch
from torch.nn import functional as F

import data
from windows import APART, WIDEST

FAR = -1e4


def index(labels, names):
    at = {n: i for i, n in enumerate(names)}
    return torch.tensor([at.get(x, -100) if x is not None else -100 for x in labels])


def same_sentence(w):
    s = torch.tensor(w.sentence)
    return s[:, None] == s[None, :]


def arcs(net, x, w):
    """[n, n + 1] scores of heads within the sentence; the last column is the root."""
    y = torch.cat([x, net.root[None].to(x.dtype)])
    scores = net.arc(x, y)[0].float()
    n = w.n
    allowed = torch.cat([same_sentence(w) & ~torch.eye(n, dtype=torch.bool), torch.ones(n, 1, dtype=torch.bool)], 1)
    return scores.masked_fill(~allowed, FAR)


def span_mask(w):
    n = w.n
    i = torch.arange(n)
    return same_sentence(w) & (i[None, :] >= i[:, None]) & (i[None, :] - i[:, None] < WIDEST)


def pair_vector(x, spans):
    a, b = zip(*spans)
    return (x[list(a)] + x[list(b)]) / 2


def mention_spans(w):
    """Mentions wholly in the window: [(first, last)] relative, and their places in the document's list."""
    spans, at = [], []
    for i, m in enumerate(w.doc["mentions"]):
        if w.first <= m[0] and m[1] < w.end:
            spans.append((m[0] - w.first, m[1] - w.first))
            at.append(i)
    return spans, at


def pair_mask(w, spans):
    s = torch.tensor([w.sentence[a] for a, _ in spans])
    near = (s[:, None] - s[None, :]).abs() <= APART
    return near & ~torch.eye(len(spans), dtype=torch.bool)


def window_losses(net, x, w):
    """Yields (head, loss summed over its decisions, decisions)."""
    doc, lo, hi, labels = w.doc, w.first, w.end, net.labels
    if doc.get("upos"):
        for head in ("upos", "feats"):
            gold = index(doc[head][lo:hi], labels[head])
            yield head, F.cross_entropy(net.get_submodule(head)(x).float(), gold, reduction="sum"), w.n
        gold = torch.tensor([w.n if h < 0 else h - lo if lo <= h < hi else -100 for h in doc["head"][lo:hi]])
        yield "arc", F.cross_entropy(arcs(net, x, w), gold, reduction="sum", ignore_index=-100), w.n
        y = torch.cat([x, net.root[None].to(x.dtype)])
        known = gold >= 0
        if known.any():
            scores = net.rel.each(x[known], y[gold[known]]).float()
            yield "rel", F.cross_entropy(scores, index(doc["deprel"][lo:hi], labels["deprel"])[known], reduction="sum"), w.n
    if doc.get("silver_head"):
        heads = doc["silver_head"][lo:hi]
        gold = torch.tensor([-100 if h is None else w.n if h < 0 else h - lo if lo <= h < hi else -100 for h in heads])
        yield "arc-silver", F.cross_entropy(arcs(net, x, w), gold, reduction="sum", ignore_index=-100), w.n
        known = (gold >= 0) & (index(doc["silver_rel"][lo:hi], labels["deprel"]) >= 0)
        if known.any():
            y = torch.cat([x, net.root[None].to(x.dtype)])
            scores = net.rel.each(x[known], y[gold[known]]).float()
            yield "rel-silver", F.cross_entropy(scores, index(doc["silver_rel"][lo:hi], labels["deprel"])[known], reduction="sum"), w.n
    for head in ("names", "silver"):
        if doc.get(head):
            gold = index(doc[head][lo:hi], labels[head])
            if (gold >= 0).any():
                yield head, F.cross_entropy(net.get_submodule(head)(x).float(), gold, reduction="sum", ignore_index=-100), w.n
    if doc.get("attributions") is not None:
        yield from attribution_losses(net, x, w)
    if doc.get("mentions") is not None:
        yield from mention_losses(net, x, w)
    if doc.get("chains"):
        seen = [(a - lo, b - lo, c) for a, b, c in doc["chains"] if lo <= a and b < hi]
        if len(seen) > 1:
            yield from chain_loss(net, x, [(a, b) for a, b, _ in seen], [c for _, _, c in seen])


def attribution_losses(net, x, w):
    lo, hi = w.first, w.end
    bio = [0] * w.n
    cues = []
    for a in w.doc["attributions"]:
        inside = sorted(i - lo for i in a["cue"] if lo <= i < hi)
        if not inside or min(a["cue"]) < lo:
            continue
        before = None
        for i in inside:
            bio[i] = 2 if before == i - 1 else 1
            before = i
        cues.append((inside[0], a))
    yield "cue", F.cross_entropy(net.cue(x).float(), torch.tensor(bio), reduction="sum"), w.n
    if not cues:
        return
    scores = net.part(x[[c for c, _ in cues]], x).float()          # [3, cues, n]
    gold = torch.zeros(len(cues), w.n, dtype=torch.long)
    for k, (_, a) in enumerate(cues):
        for i in a["content"]:
            if lo <= i < hi:
                gold[k, i - lo] = 2
        if a["source"] is None:
            gold[k][gold[k] == 0] = -100
        else:
            for i in a["source"]:
                if lo <= i < hi:
                    gold[k, i - lo] = 1
    weight = torch.tensor([1.0, 3.0, 1.0])
    yield "part", F.cross_entropy(scores.permute(1, 0, 2), gold, weight=weight, reduction="sum", ignore_index=-100), w.n * len(cues)


def mention_losses(net, x, w):
    labels = net.labels
    spans, at = mention_spans(w)
    gold = torch.zeros(w.n, w.n, dtype=torch.long)
    for (a, b), i in zip(spans, at):
        if w.doc["words"][a + w.first].lower() not in data.PRONOUNS:
            gold[a, b] = labels["mention"].index(w.doc["mentions"][i][2])
    mask = span_mask(w)
    scores = net.mention(x, x).float()
    yield "mention", F.cross_entropy(scores[:, mask].T, gold[mask], reduction="sum"), max(1, len(spans)) * 4
    if len(spans) < 2:
        return
    v = pair_vector(x, spans)
    place = {i: k for k, i in enumerate(at)}
    m = len(spans)
    kinds = torch.zeros(len(labels["kind"]), m, m)
    known = pair_mask(w, spans)[None].expand(len(labels["kind"]), m, m).clone()
    entity = [w.doc["mentions"][i][3] for i in at]
    positives = []
    pairs = {(entity[place[s]], entity[place[o]], k) for s, o, k, _ in w.doc["relations"] if s in place and o in place}
    for a in range(m):
        for b in range(m):
            for k, name in enumerate(labels["kind"]):
                if (entity[a], entity[b], name) in pairs:
                    known[k, a, b] = False
    for s, o, k, p in w.doc["relations"]:
        if s in place and o in place:
            kinds[labels["kind"].index(k), place[s], place[o]] = 1
            known[labels["kind"].index(k), place[s], place[o]] = True
            positives.append((place[s], place[o], data.POLARITY.index(p)))
            if k == "meets":
                known[labels["kind"].index(k), place[o], place[s]] = False
    scores = net.kind(v, v).float()
    yield "kind", F.binary_cross_entropy_with_logits(scores[known], kinds[known], reduction="sum"), max(2, len(positives)) * 2
    if positives:
        a, b, p = zip(*positives)
        weight = torch.tensor([1.0, 2.0, 2.0])
        yield "polarity", F.cross_entropy(net.polarity.each(v[list(a)], v[list(b)]).float(), torch.tensor(p), weight=weight, reduction="sum"), len(p)
    order = sorted(range(m), key=lambda k: spans[k])
    yield from chain_loss(net, x, [spans[k] for k in order], [entity[k] for k in order])


def chain_loss(net, x, spans, ids):
    """Each mention against the earlier ones and nothing: any earlier mention of its entity is right."""
    v = pair_vector(x, spans)
    scores = net.chain(v, v)[0].float()
    m = len(spans)
    earlier = torch.tril(torch.ones(m, m, dtype=torch.bool), -1)
    scores = torch.cat([scores.masked_fill(~earlier, FAR), torch.zeros(m, 1)], 1)
    names = {c: i for i, c in enumerate(dict.fromkeys(ids))}
    c = torch.tensor([names[i] for i in ids])
    right = (c[:, None] == c[None, :]) & earlier
    right = torch.cat([right, ~right.any(1, keepdim=True)], 1)
    loss = torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~right, FAR), 1)
    yield "chain", loss.sum(), m
