"""Word pieces as BERT's uncased models cut them (basic tokenisation, then longest match first), a word at a time.

loader/neural does the same in Go; loader/neural/testdata/pieces.tsv holds fixed cases for both.
"""
import unicodedata

CLS, SEP, UNK, PAD = "[CLS]", "[SEP]", "[UNK]", "[PAD]"


class Pieces:
    def __init__(self, path):
        self.words = [line.rstrip("\n") for line in open(path, encoding="utf8")]
        self.ids = {w: i for i, w in enumerate(self.words)}
        self.cls, self.sep, self.unk, self.pad = (self.ids[x] for x in (CLS, SEP, UNK, PAD))
        self.cache = {}

    def cut(self, word):
        """Ids of a word's pieces; at least one."""
        out = self.cache.get(word)
        if out is None:
            out = self.cache[word] = self._cut(word)
        return out

    def _cut(self, word):
        text = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        parts, run = [], ""
        for c in text:
            if c.isspace() or unicodedata.category(c) in ("Cc", "Cf"):
                continue
            if is_punctuation(c):
                if run:
                    parts.append(run)
                parts.append(c)
                run = ""
            else:
                run += c
        if run:
            parts.append(run)
        ids = []
        for part in parts[:16]:
            ids += self._longest(part)
        return ids[:16] or [self.unk]

    def _longest(self, part):
        if len(part) > 64:
            return [self.unk]
        out, at = [], 0
        while at < len(part):
            end = len(part)
            while end > at:
                piece = part[at:end] if at == 0 else "##" + part[at:end]
                if piece in self.ids:
                    out.append(self.ids[piece])
                    break
                end -= 1
            if end == at:
                return [self.unk]
            at = end
        return out


def is_punctuation(c):
    o = ord(c)
    return 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126 or unicodedata.category(c)[0] == "P"


CASES = 6


def case(word):
    """The shape of a word as one of six: lower, Title, UPPER, mIxed, has a digit, no letter."""
    if any(c.isdigit() for c in word):
        return 4
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 5
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 0
    if upper == len(letters) and len(letters) > 1:
        return 2
    if letters[0].isupper() and (upper == 1 or all(p[:1].isupper() or p.islower() for p in word.replace("’", "-").replace("'", "-").split("-") if p)):
        return 1
    return 3
