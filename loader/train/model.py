"""The network: one small encoder (MiniLM-L6's shape) with the heads on its output."""
import math

import torch
from torch import nn
from torch.nn import functional as F

import pieces

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536


class FakeQuant(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, scale, low, high):
        return (x / scale).round().clamp(low, high) * scale

    @staticmethod
    def backward(ctx, grad):
        return grad, None, None, None


class Linear(nn.Linear):
    """A product that, when quantised, sees 7-bit activations (a scale a row) and 8-bit weights (a scale a column)."""
    quantised = False

    def forward(self, x):
        w = self.weight
        if self.quantised:
            with torch.no_grad():
                ws = w.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
                xs = x.abs().amax(dim=-1, keepdim=True).clamp(min=1e-8) / 63
            w = FakeQuant.apply(w, ws, -127, 127)
            x = FakeQuant.apply(x, xs, -63, 63)
        return F.linear(x, w, self.bias)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = Linear(HIDDEN, 3 * HIDDEN)
        self.out = Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = Linear(HIDDEN, INNER)
        self.down = Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x, mask):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        y = torch.softmax(q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -.5 + mask, -1, dtype=q.dtype) @ v
        x = self.norm1(x + self.out(y.transpose(1, 2).reshape(b, n, HIDDEN)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    def __init__(self, vocabulary, hidden_piece, layers=LAYERS):
        super().__init__()
        self.hidden_piece = hidden_piece
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.case = nn.Embedding(pieces.CASES + 1, HIDDEN)   # of the word a piece is from; last: CLS, SEP, padding
        self.start = nn.Embedding(3, HIDDEN)                 # 0 within, 1 first of a sentence, 2 first of a paragraph
        self.quote = nn.Embedding(2, HIDDEN)                 # 1 within quotation marks
        for e in (self.case, self.start, self.quote):
            nn.init.normal_(e.weight, std=0.005)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    MASK = 0.06     # share of pieces hidden in training: cheaper than dropout in every layer, and as good against overfitting

    def forward(self, ids, case, start, quote, mask):
        n = ids.shape[1]
        if self.training:
            ids = ids.masked_fill((torch.rand(ids.shape) < self.MASK) & (case < pieces.CASES), self.hidden_piece)
        x = self.word(ids) + self.position.weight[:n] + self.case(case) + self.start(start) + self.quote(quote)
        x = self.norm(x)
        mask = torch.zeros(mask.shape, dtype=torch.bfloat16).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_minilm(self, tensors):
        """Takes the pretrained weights; the embeddings of pieces and positions stay as they are."""
        self.word.weight.requires_grad_(False)
        self.position.weight.requires_grad_(False)
        def take(name):
            return tensors.get(name, tensors.get("bert." + name))
        self.word.weight.data.copy_(take("embeddings.word_embeddings.weight"))
        self.position.weight.data.copy_(take("embeddings.position_embeddings.weight") + take("embeddings.token_type_embeddings.weight")[0])
        self.norm.load_state_dict({"weight": take("embeddings.LayerNorm.weight"), "bias": take("embeddings.LayerNorm.bias")})
        for i, layer in enumerate(self.layers):
            p = "encoder.layer.%d." % i
            for part in ("weight", "bias"):
                layer.qkv.get_parameter(part).data.copy_(torch.cat([take(p + "attention.self.%s.%s" % (x, part)) for x in ("query", "key", "value")]))
                layer.out.get_parameter(part).data.copy_(take(p + "attention.output.dense." + part))
                layer.norm1.get_parameter(part).data.copy_(take(p + "attention.output.LayerNorm." + part))
                layer.up.get_parameter(part).data.copy_(take(p + "intermediate.dense." + part))
                layer.down.get_parameter(part).data.copy_(take(p + "output.dense." + part))
                layer.norm2.get_parameter(part).data.copy_(take(p + "output.LayerNorm." + part))


class Pairs(nn.Module):
    """Scores (a, b) pairs: a bilinear form over two projections, a linear one over each, and a bias, one score a class."""

    def __init__(self, width, classes):
        super().__init__()
        self.a = Linear(HIDDEN, width)
        self.b = Linear(HIDDEN, width)
        self.form = nn.Parameter(torch.randn(width, classes, width) / width)
        self.left = nn.Parameter(torch.zeros(width, classes))
        self.right = nn.Parameter(torch.zeros(width, classes))
        self.bias = nn.Parameter(torch.zeros(classes))
        self.drop = nn.Dropout(0.25)

    def project(self, x, y):
        """a [m, width], b [n, width], a through the form [m, classes, width]"""
        a, b = self.drop(F.relu(self.a(x))), self.drop(F.relu(self.b(y)))
        i, c, j = self.form.shape
        return a, b, (a @ self.form.view(i, c * j).to(a.dtype)).view(-1, c, j)

    def forward(self, x, y):
        """x [m, H], y [n, H] -> [classes, m, n]"""
        a, b, t = self.project(x, y)
        left, right = a @ self.left.to(a.dtype), b @ self.right.to(a.dtype)
        return t.transpose(0, 1) @ b.T + left.T[:, :, None] + right.T[:, None, :] + self.bias[:, None, None]

    def each(self, x, y):
        """x [n, H], y [n, H] -> [n, classes]: the pairs (x_i, y_i) alone."""
        a, b, t = self.project(x, y)
        return (t * b[:, None, :]).sum(-1) + a @ self.left.to(a.dtype) + b @ self.right.to(a.dtype) + self.bias


class Network(nn.Module):
    def __init__(self, vocabulary, hidden_piece, labels):
        super().__init__()
        self.labels = labels
        self.encoder = Encoder(vocabulary, hidden_piece)
        self.drop = nn.Dropout(0.2)
        self.root = nn.Parameter(torch.zeros(HIDDEN))
        self.upos = Linear(HIDDEN, len(labels["upos"]))
        self.feats = Linear(HIDDEN, len(labels["feats"]))
        self.arc = Pairs(192, 1)
        self.rel = Pairs(64, len(labels["deprel"]))
        self.names = Linear(HIDDEN, len(labels["names"]))        # BIO, Universal NER
        self.silver = Linear(HIDDEN, len(labels["silver"]))      # BIO, CoreNLP's types
        self.mention = Pairs(64, len(labels["mention"]))        # (first word, last word) -> type of a mention
        self.cue = Linear(HIDDEN, 3)                             # BIO of attribution cues
        self.part = Pairs(96, 3)                                # (cue, word) -> outside, source, content
        self.kind = Pairs(128, len(labels["kind"]))              # (subject, object) -> kinds of relation
        self.polarity = Pairs(64, 3)                             # (subject, object) -> polarity
        self.chain = Pairs(128, 1)                               # (mention, earlier mention) -> the same entity
        with torch.no_grad():
            self.kind.bias.fill_(-4)                       # most pairs stand in no relation
            self.mention.bias[0] = 4                     # most stretches are no mention

    def words(self, batch):
        """One vector a word: its first piece's. [all words of the batch, H]"""
        x = self.encoder(batch["ids"], batch["case"], batch["start"], batch["quote"], batch["mask"])
        x = self.drop(x)
        return x[batch["row"], batch["first"]]

    def quantise(self, on=True):
        for m in self.modules():
            if isinstance(m, Linear):
                m.quantised = on
