"""A Llama in PyTorch: RMS norm, rotary positions, grouped queries, SwiGLU, one matrix for reading and saying tokens."""
import math

import torch
from torch import nn
from torch.nn import functional as F

LAYERS, WIDTH, HEADS, KEY_HEADS, HIDDEN, CONTEXT = 3, 128, 4, 2, 256, 1024
BASE, EPSILON = 10_000.0, 1e-5


class Norm(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(WIDTH))

    def forward(self, x):
        x = x.float()
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * self.weight


def rotate(x, cos, sin):
    """Neighbouring pairs turn together, as GGUF's llama has it."""
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack((a * cos - b * sin, a * sin + b * cos), -1).flatten(-2)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        keys = WIDTH // HEADS * KEY_HEADS
        self.attn_norm, self.ffn_norm = Norm(), Norm()
        self.q, self.k, self.v = (nn.Linear(WIDTH, n, bias=False) for n in (WIDTH, keys, keys))
        self.out = nn.Linear(WIDTH, WIDTH, bias=False)
        self.gate, self.up = (nn.Linear(WIDTH, HIDDEN, bias=False) for _ in range(2))
        self.down = nn.Linear(HIDDEN, WIDTH, bias=False)

    def forward(self, x, cos, sin, mask):
        batch, length, _ = x.shape
        h = self.attn_norm(x)
        q, k, v = (f(h).view(batch, length, -1, WIDTH // HEADS).transpose(1, 2) for f in (self.q, self.k, self.v))
        q, k = rotate(q.float(), cos, sin), rotate(k.float(), cos, sin)
        k, v = (t.repeat_interleave(HEADS // KEY_HEADS, 1) for t in (k, v))
        scores = torch.matmul(q, k.transpose(2, 3)).float() / math.sqrt(WIDTH // HEADS) + mask
        mixed = torch.matmul(scores.softmax(-1), v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = x + self.out(mixed).float()
        h = self.ffn_norm(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h)).float()


class Network(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, WIDTH)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.norm = Norm()
        # Tells, in training only, whether the second layer knows the option that is asked for.
        self.hint = nn.Linear(WIDTH, 2, bias=False)
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                spread = 0.02 if 'embedding' in name else 0.7 / math.sqrt(weight.shape[1])
                nn.init.normal_(weight, std=spread / (math.sqrt(2 * LAYERS) if '.out.' in name or '.down.' in name else 1))
        turn = BASE ** (-torch.arange(0, WIDTH // HEADS, 2) / (WIDTH // HEADS))
        angles = torch.outer(torch.arange(CONTEXT).float(), turn)
        self.cos, self.sin = angles.cos(), angles.sin()
        self.mask = torch.full((CONTEXT, CONTEXT), -1e9).triu(1)

    def forward(self, tokens):
        return self.layered(tokens)[-1]

    def layered(self, tokens):
        """What stands after each layer, and the last of them normed."""
        length = tokens.shape[1]
        after = [self.embedding(tokens)]
        for layer in self.layers:
            after.append(layer(after[-1], self.cos[:length], self.sin[:length], self.mask[:length, :length]))
        return after + [self.norm(after[-1])]

    def loss(self, tokens, weights, hints):
        """Cross entropy of the tokens that carry weight, by their weights, and of what the second layer makes of the hints."""
        after = self.layered(tokens[:, :-1])
        asked = weights[:, 1:] > 0
        logits = F.linear(after[-1][asked], self.embedding.weight).float()
        heavy = weights[:, 1:][asked].float()
        loss = (F.cross_entropy(logits, tokens[:, 1:][asked], reduction='none') * heavy).sum() / heavy.sum()
        hinted = hints[:, :-1] > 0
        if hinted.any():
            loss = loss + F.cross_entropy(self.hint(after[2][hinted]).float(), hints[:, :-1][hinted] - 1)
        return loss
