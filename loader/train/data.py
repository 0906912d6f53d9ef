"""Reads the treebanks, PolNeAR and the gold into documents of words with whatever labels each has.

A document: {"id", "words": [str], "spans": [[b, e]] or None, "quote": [0|1], "sents": [[first, end]], "pars": [paragraph of
each sentence]} and, where known, "upos", "feats", "head" (index in the document, -1 root), "deprel", "names", "silver"
(labels a word), "attributions" [{"cue", "source", "content": set of words, or None where not known}], "mentions"
[[first, last, type, entity]], "relations" [[mention, mention, kind, polarity]], "chains" [[first, last, chain]].
"""
import bisect, glob, gzip, json, os, re

import silver

KINDS = "mediates blocks supports rejects demands accuses threatens meets hosts signs represents".split()
POLARITY = "asserted negated hedged".split()
TYPES = "person organization country group process treaty issue event".split()
NAMES = ["O"] + [p + t for t in ("PER", "ORG", "LOC") for p in ("B-", "I-")]
SILVER = ["O"] + [p + t for t in ("PERSON", "ORGANIZATION", "LOCATION", "MISC", "DATE", "DURATION", "NUMBER", "MONEY") for p in ("B-", "I-")]
FEATS = ("VerbForm", "Mood", "Tense", "Voice", "Person", "Number", "Degree", "Polarity")
OPEN, CLOSE = '“«``', '”»\'\''


def feats_label(feats, upos):
    keep = dict(f.split("=", 1) for f in feats.split("|")) if feats != "_" else {}
    names = FEATS if upos in ("VERB", "AUX", "PRON") else ("Number", "Degree", "Polarity")
    return "|".join("%s=%s" % (k, keep[k]) for k in names if k in keep) or "_"


def quote_flags(words, sents):
    """1 within quotation marks; straight marks toggle; a paragraph's end is not known here, so three sentences close all."""
    flags, inside, since = [], 0, 0
    ends = {e for _, e in sents}
    for i, w in enumerate(words):
        if w in ('"', "“", "``", "”", "''", "«", "»"):
            opening = w in ("“", "``", "«") or (w == '"' and not inside)
            flags.append(1)
            inside, since = (1, 0) if opening else (0, 0)
        else:
            flags.append(inside)
        if i + 1 in ends and inside:
            since += 1
            if since == 3:
                inside = 0
    return flags


def conllu(path, names=None):
    """Documents of a CoNLL-U file. names: sentence id -> BIO labels."""
    opened = gzip.open(path, "rt", encoding="utf8") if path.endswith(".gz") else open(path, encoding="utf8")
    docs, doc, rows, sid, fresh = [], None, [], None, True
    par = -1
    for line in list(opened) + ["\n"]:
        line = line.rstrip("\n")
        if line.startswith("# newdoc") or doc is None:
            doc = {"id": line.split("=")[-1].strip(), "words": [], "spans": None, "sents": [], "pars": [], "upos": [], "feats": [],
                   "head": [], "deprel": [], "names": [] if names is not None else None, "entities": []}
            docs.append(doc)
            fresh = True
        if line.startswith("# newpar"):
            fresh = True
        elif line.startswith("# sent_id"):
            sid = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            f = line.split("\t")
            if f[0].isdigit():
                rows.append(f)
        elif not line and rows:
            par += fresh
            fresh = False
            base = len(doc["words"])
            doc["sents"].append([base, base + len(rows)])
            doc["pars"].append(par)
            for f in rows:
                doc["words"].append(f[1])
                doc["upos"].append(f[3])
                doc["feats"].append(feats_label(f[5], f[3]))
                doc["head"].append(base + int(f[6]) - 1 if f[6] != "0" else -1)
                doc["deprel"].append(f[7])
                m = re.search(r"(?:^|\|)Entity=([^|]*)", f[9])
                doc["entities"].append(m.group(1) if m else "")
            if names is not None:
                got = names.get(sid)
                doc["names"] += got if got and len(got) == len(rows) else [None] * len(rows)
            rows = []
    for d in docs:
        d["quote"] = quote_flags(d["words"], d["sents"])
        if any(d["entities"]):
            d["chains"], kinds = entity_chains(d)
            if d["names"] is None:
                d["names"] = silver.gum_names(d, kinds)
        del d["entities"]
    return [d for d in docs if d["words"]]


def entity_chains(doc):
    """GUM's bracketed entities -> [[first, last, chain]], [[first, last, type]]"""
    out, types, stack = [], [], {}
    for i, field in enumerate(doc["entities"]):
        for token in re.findall(r"\([^()]*\)?|[^()]+\)", field):
            if token.startswith("("):
                ident = re.match(r"\((\d+)", token)
                if not ident:
                    continue
                kind = token[1:].rstrip(")").split("-")[1]
                if token.endswith(")"):
                    out.append([i, i, ident.group(1)])
                    types.append([i, i, kind])
                else:
                    stack.setdefault(ident.group(1), []).append((i, kind))
            else:
                ident = re.match(r"(\d+)", token).group(1) if re.match(r"(\d+)", token) else None
                if ident and stack.get(ident):
                    first, kind = stack[ident].pop()
                    out.append([first, i, ident])
                    types.append([first, i, kind])
    return sorted(out), types


def iob(path):
    """sentence id -> labels, three types, others O"""
    out, sid = {}, None
    for line in open(path, encoding="utf8"):
        if line.startswith("# sent_id"):
            sid = line.split("=", 1)[1].strip()
            out[sid] = []
        elif line.strip() and not line.startswith("#"):
            label = line.split("\t")[2]
            out[sid].append(label if label in NAMES else "O")
    return out


class Words:
    """The program's own words of a text (loader/train/words)."""

    def __init__(self, path):
        self.files = {}
        for line in open(path, encoding="utf8"):
            f = json.loads(line)
            self.files[os.path.basename(f["file"])] = f

    def document(self, path):
        f = self.files[os.path.basename(path)]
        text = open(path, encoding="utf8", newline="").read()
        return {"id": os.path.basename(path)[:-4], "text": text, "words": [text[b:e] for b, e in f["words"]], "spans": f["words"],
                "quote": f["quote"], "sents": f["sentences"], "pars": f["paragraphs"]}


def covered(doc, begin, end):
    """Words that overlap [begin, end)."""
    i = bisect.bisect_right(doc["spans"], [begin, -1]) - 1
    i = max(i, 0)
    out = []
    while i < len(doc["spans"]) and doc["spans"][i][0] < end:
        if doc["spans"][i][1] > begin:
            out.append(i)
        i += 1
    return out


def polnear(folder, words, names=None, trees=None):
    docs = []
    anns = {}
    for name in sorted(os.listdir(folder + "/attributions")):
        anns.setdefault(name.rsplit("_", 1)[0], name)
    for name, ann in anns.items():
        doc = words.document(folder + "/text/" + name + ".txt")
        spans, doc["attributions"] = {}, []
        for line in open(folder + "/attributions/" + ann, encoding="utf8"):
            f = line.rstrip("\n").split("\t")
            if line.startswith("T") and len(f) > 1:
                kind, where = f[1].split(" ", 1)
                spans[f[0]] = [tuple(map(int, p.split())) for p in where.split(";")]
            elif line.startswith("E") and len(f) > 1:
                roles = [p.split(":") for p in f[1].split()]
                if roles[0][0] not in ("Attribution", "Attribution-no-source"):
                    continue
                one = {"cue": set(), "source": set(), "content": set()}
                for role, ref in roles[1:]:
                    role = role.rstrip("0123456789").lower()
                    if role in one and ref in spans:
                        for b, e in spans[ref]:
                            one[role].update(covered(doc, b, e))
                if one["cue"]:
                    doc["attributions"].append(one)
        if trees and name in trees:
            silver.add_trees(doc, trees[name], sentence_of)
        if names and name in names:
            labels = ["O"] * len(doc["words"])
            for b, e, label in names[name]:
                for k, i in enumerate(covered(doc, b, e)):
                    labels[i] = ("B-" if k == 0 else "I-") + label
            doc["silver"] = labels
        docs.append(doc)
    return docs


def silver_names(path):
    """CoreNLP's names: article -> [begin, end, type]"""
    out, doc, last = {}, None, None
    for line in gzip.open(path, "rt", encoding="utf8"):
        if line.startswith("# doc"):
            doc = line.split("=", 1)[1].strip()
            out[doc] = []
            last = None
        elif line.strip() and not line.startswith("#"):
            f = line.rstrip("\n").split("\t")
            kind = {"PERCENT": "NUMBER", "ORDINAL": "NUMBER", "TIME": "DATE", "SET": "DURATION"}.get(f[6], f[6])
            if "B-" + kind in SILVER:
                if last == kind and out[doc]:
                    out[doc][-1][1] = int(f[3])
                else:
                    out[doc].append([int(f[2]), int(f[3]), kind])
            last = kind
        else:
            last = None
    return out


def find_all(text, low, name):
    """Places of a name in the text; case counts when the name has capitals only at heads of words."""
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(w) for w in name.split()) + r"(?!\w)"
    return [m.span() for m in re.finditer(pattern, text)] or [m.span() for m in re.finditer(pattern.lower(), low)]


STOP = set("a an the of to for in on at by with and or its his her their this that between from over as is are was were be been".split())
PRONOUNS = set("he she they it we i who him her them us which his their its our".split())


def gold(folder, words, texts=None):
    """Documents of our gold with mentions, relations and attributions placed in the text."""
    docs = []
    for path in sorted(glob.glob(folder + "/*.json")):
        name = os.path.basename(path)[:-5]
        text = (texts or folder) + "/" + name + ".txt"
        if not os.path.exists(text):
            continue
        raw = json.load(open(path, encoding="utf8"))
        if "assertions" not in raw:
            continue
        doc = words.document(text)
        place_gold(doc, raw, no_said=bool(texts))
        docs.append(doc)
    return docs


def sentence_of(doc, word):
    return bisect.bisect_right(doc["sents"], [word, 1 << 30]) - 1


def place_gold(doc, raw, no_said=False):
    text, low = doc["text"], doc["text"].lower()
    mentions, at = [], {}           # at: (first, last) -> index of mention

    def add(first, last, kind, entity):
        key = (first, last)
        if key not in at:
            at[key] = len(mentions)
            mentions.append([first, last, kind, entity])
        return at[key]

    kinds = {}
    for e in raw["actors"] + raw["things"]:
        kinds[e["id"]] = e["type"]
        for alias in sorted({e["name"], *e["aliases"]}, key=len, reverse=True):
            for variant in {alias, re.sub(r"^(the|a|an) ", "", alias, flags=re.I)}:
                hits = find_all(text, low, variant)
                if hits:
                    for b, end in hits:
                        w = covered(doc, b, end)
                        if w:
                            first = w[0]
                            if doc["words"][first].lower() in ("the", "a", "an") and len(w) > 1:
                                first = w[1]
                            add(first, w[-1], e["type"], e["id"])
    by_entity = {}
    for i, m in enumerate(mentions):
        by_entity.setdefault(m[3], []).append(i)
    names = {e["id"]: e["name"] for e in raw["actors"] + raw["things"]}

    def content(s):
        return {w.rstrip("s") for w in re.findall(r"\w+", s.lower()) if w not in STOP}

    def locate(entity, places, subject):
        """The mention of an entity that an assertion with the given evidence words speaks of."""
        inside = [i for i in by_entity.get(entity, []) if mentions[i][0] in places or mentions[i][1] in places]
        if inside:
            return inside[0] if subject else max(inside, key=lambda i: mentions[i][1] - mentions[i][0])
        ws = sorted(places)
        if not ws:
            return None
        if kinds.get(entity) in TYPES[:4]:
            first = sentence_of(doc, ws[0])
            lo, hi = doc["sents"][first]
            near = [i for i in by_entity.get(entity, []) if lo <= mentions[i][0] < hi]
            if near:
                return min(near, key=lambda i: abs(mentions[i][0] - ws[0]))
            for w in [w for w in ws if doc["words"][w].lower() in PRONOUNS] or [w for w in range(lo, hi) if doc["words"][w].lower() in PRONOUNS]:
                return add(w, w, kinds[entity], entity)
            near = [i for i in by_entity.get(entity, []) if 0 <= ws[0] - mentions[i][0] < 60]
            return max(near, key=lambda i: mentions[i][0]) if near else None
        want = content(names[entity])
        best, score = None, .5
        for a in range(ws[0], ws[-1] + 1):
            for b in range(a, min(a + 24, ws[-1] + 1)):
                if doc["words"][a].lower() in STOP or doc["words"][b].lower() in STOP:
                    continue
                got = content(" ".join(doc["words"][a:b + 1]))
                s = len(got & want) / len(got | want) if got | want else 0
                if s > score + 1e-9:
                    best, score = (a, b), s
        if best:
            return add(*best, kinds[entity], entity)
        near = [i for i in by_entity.get(entity, []) if abs(ws[0] - mentions[i][0]) < 60]
        return min(near, key=lambda i: abs(mentions[i][0] - ws[0])) if near else None

    relations, lost = [], 0
    for a in raw["assertions"]:
        if a["kind"] == "said":
            continue
        evidence = a.get("evidence")
        if evidence is None:            # dev: sentence numbers
            evidence = [[doc["spans"][doc["sents"][s][0]][0], doc["spans"][doc["sents"][s][1] - 1][1]] for s in a["sentences"] if s < len(doc["sents"])]
        for b, e in evidence:
            places = set(covered(doc, b, e))
            s, o = locate(a["subject"], places, True), locate(a["object"], places, False)
            if s is None or o is None or s == o:
                lost += 1
                continue
            relations.append([s, o, a["kind"], a["polarity"]])
    doc["mentions"], doc["relations"], doc["lost"] = mentions, relations, lost
    if no_said:
        return
    groups = {}
    for a in raw["assertions"]:
        if a["kind"] != "said" or not a["spans"]:
            continue
        inside = set()
        for b, e in a["spans"]:
            inside.update(covered(doc, b, e))
        if not inside:
            continue
        cue = nearest_cue(doc, a.get("cue") or "", inside)
        speakers = [i for i in by_entity.get(a["subject"], []) if mentions[i][0] not in inside]
        source = None
        anchor = min(cue) if cue else min(inside)
        lo, hi = doc["sents"][sentence_of(doc, anchor)]
        near = [i for i in speakers if lo <= mentions[i][0] < hi]
        if near:
            m = mentions[min(near, key=lambda i: abs(mentions[i][0] - anchor))]
            source = set(range(m[0], m[1] + 1))
        else:
            pron = [w for w in range(lo, hi) if w not in inside and doc["words"][w].lower() in PRONOUNS]
            if pron:
                source = {min(pron, key=lambda w: abs(w - anchor))}
        key = (a["subject"], tuple(sorted(cue))) if cue else (a["subject"], min(inside))
        g = groups.setdefault(key, {"cue": cue, "source": None, "content": set()})
        g["content"] |= inside
        if source and (g["source"] is None):
            g["source"] = source
    doc["attributions"] = [g for g in groups.values() if g["cue"]]


def nearest_cue(doc, cue, inside):
    """Words of the cue nearest to the content, within its sentence or the ones beside it."""
    want = [w.lower() for w in re.findall(r"\w+(?:[-’']\w+)*", cue)]
    if not want:
        return set()
    first, last = min(inside), max(inside)
    lo = doc["sents"][max(0, sentence_of(doc, first) - 1)][0]
    hi = doc["sents"][min(len(doc["sents"]) - 1, sentence_of(doc, last) + 1)][1]
    best, score = set(), 1 << 30
    lowered = [w.lower() for w in doc["words"][lo:hi]]
    for i in range(len(lowered)):
        j, got = i, []
        for w in want:
            while j < len(lowered) and lowered[j] != w and j - i < len(want) + 4:
                j += 1
            if j >= len(lowered) or lowered[j] != w:
                got = None
                break
            got.append(lo + j)
            j += 1
        if got and not set(got) & inside:
            d = min(abs(got[0] - first), abs(got[0] - last), abs(got[-1] - first))
            if d < score:
                best, score = set(got), d
    return best
