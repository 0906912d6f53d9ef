"""CoreNLP's trees of PolNeAR's articles (Universal Dependencies 1) as far as they say what version 2 says, and names from GUM's entities.

Both are silver: what the schemes or the tools are known to differ in is left out, not guessed."""
import gzip, re

SAME = set("case det nsubj amod advmod aux mark cop xcomp advcl acl acl:relcl nummod appos ccomp csubj iobj nmod:poss compound:prt det:predet cc:preconj expl conj root compound".split())
RENAMED = {"dobj": "obj", "auxpass": "aux:pass", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass"}
NO_ARC = {"punct", "cc", "dep", "mwe", "parataxis", "discourse", "goeswith"}   # attached by other rules in version 2, or at a loss


def trees(path):
    """article -> {(begin, end): (span of the head or None for the root, relation or None)}"""
    out, doc, rows = {}, None, []
    for line in gzip.open(path, "rt", encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# doc"):
            doc = out[line.split("=", 1)[1].strip()] = {}
        elif line:
            rows.append(line.split("\t"))
        else:
            take(doc, rows)
            rows = []
    return out


def take(doc, rows):
    at = {f[0]: f for f in rows}
    passive = {f[7] for f in rows if f[8] == "auxpass"}
    for f in rows:
        label, head = f[8], at.get(f[7])
        if label in NO_ARC or head is None and label != "root" or label == "compound" and f[4].startswith("NNP") and head[4].startswith("NNP"):
            continue
        span = None if head is None else (int(head[2]), int(head[3]))
        doc[int(f[2]), int(f[3])] = span, relation(f, label, head, passive)


def relation(f, label, head, passive):
    if label in SAME:
        return label
    if label in RENAMED:
        return RENAMED[label]
    if label == "neg":
        return "det" if f[4] == "DT" else "advmod"
    if label == "nmod" and f[7] not in passive:
        return "nmod" if head[4].startswith("NN") else "obl" if head[4].startswith("VB") else None
    return None


def add_trees(doc, tree, sentence_of):
    """Sets doc["silver_head"] (index, -1 root, None unknown) and doc["silver_rel"]."""
    at = {tuple(s): i for i, s in enumerate(doc["spans"])}
    heads, rels, roots = [None] * len(at), [None] * len(at), {}
    for span, (head, rel) in tree.items():
        i = at.get(span)
        h = -1 if head is None else at.get(head)
        if i is None or h is None or h >= 0 and sentence_of(doc, h) != sentence_of(doc, i):
            continue
        heads[i], rels[i] = h, rel
        if h < 0:
            roots.setdefault(sentence_of(doc, i), []).append(i)
    for rs in roots.values():
        if len(rs) > 1:
            for i in rs:
                heads[i] = rels[i] = None
    doc["silver_head"], doc["silver_rel"] = heads, rels


TITLES = set("president prime minister mr mrs ms dr sir lord lady king queen prince princess senator governor general professor captain judge secretary chairman pope saint st".split())
KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}


def gum_names(doc, entities):
    """Universal NER's labels of GUM's proper names; None where the entity does not decide them. entities: [first, last, type]"""
    n = len(doc["words"])
    labels = [None if p == "PROPN" else "O" for p in doc["upos"]]
    for first, last, kind in sorted(entities, key=lambda e: e[0] - e[1]):   # the outer first, so the inner win
        inside = [i for i in range(first, last + 1) if doc["head"][i] < first or doc["head"][i] > last]
        if len(inside) != 1 or doc["upos"][inside[0]] != "PROPN":
            continue
        a = b = inside[0]
        while a > first and named(doc, a - 1, first):
            a -= 1
        while b < last and named(doc, b + 1, last):
            b += 1
        titles = [i for i in range(a, b) if doc["words"][i].lower().rstrip(".") in TITLES]
        if titles:
            labels[a:titles[-1]] = [None] * (titles[-1] - a)
            for i in titles:
                labels[i] = "O"
            a = titles[-1] + 1
        while a < b and not doc["words"][a][:1].isupper():
            a += 1
        while b > a and not doc["words"][b][:1].isupper():
            b -= 1
        label = None if "Number=Plur" in doc["feats"][inside[0]] and kind == "person" else KINDS.get(kind)
        for i in range(a, b + 1):
            labels[i] = None if label is None else ("B-" if i == a else "I-") + label
    for i, label in enumerate(labels):      # what an inner name left of an outer one, and titles alone
        if label and (label[0] == "I" and (i == 0 or labels[i - 1] is None or labels[i - 1][2:] != label[2:]) or doc["words"][i].lower() in TITLES and label != "O"):
            labels[i] = None
    return labels


def named(doc, i, edge):
    """Is word i part of a name that its neighbour belongs to: a proper noun, another word with a capital, or what joins two."""
    word, upos = doc["words"][i], doc["upos"][i]
    if upos == "PROPN" or word[:1].isupper() and upos in ("ADJ", "NOUN", "VERB"):
        return True
    return word.lower() in ("of", "and", "the", "&", "for", "de", "-") and i != edge and "PROPN" in (doc["upos"][i - 1], doc["upos"][i + 1])
