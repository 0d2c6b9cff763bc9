"""A SentencePiece vocabulary with byte fallback, as the Llama family has it: any text can be read, byte by byte where it
must, and what the templates repeat is one token."""
import collections
import re

SPECIAL = ['<unk>', '<s>', '</s>', '<|user|>', '<|assistant|>']
BEGIN, END, USER, ASSISTANT = 1, 2, 3, 4
FIRST_BYTE = len(SPECIAL)
SPACE = '\u2581'


class Vocabulary:
    def __init__(self, pieces):
        self.pieces = pieces
        self.ids = {piece: FIRST_BYTE + 256 + i for i, piece in enumerate(pieces)}
        self.cache = {}

    def __len__(self):
        return FIRST_BYTE + 256 + len(self.pieces)

    def texts(self):
        return SPECIAL + [f'<0x{b:02X}>' for b in range(256)] + self.pieces

    def types(self):
        """llama.cpp's: 1 normal, 2 unknown, 3 control, 6 byte."""
        return [2] + [3] * (len(SPECIAL) - 1) + [6] * 256 + [1] * len(self.pieces)

    def scores(self):
        return [0.0] * (FIRST_BYTE + 256) + [-float(i) for i in range(len(self.pieces))]

    def encode(self, text):
        """As llama.cpp does it: the neighbours whose union has the highest score become one, until there are none."""
        out = []
        # No piece reaches across a line break or a digit, so what stands between them is cut by itself, and once.
        for part in re.split(r'(\n|\d)', text.replace(' ', SPACE)):
            if part not in self.cache:
                self.cache[part] = self._encode(part)
            out += self.cache[part]
        return out

    def _encode(self, text):
        parts = list(text)
        while len(parts) > 1:
            best, at = min((self.ids.get(parts[i] + parts[i + 1], len(self)), i) for i in range(len(parts) - 1))
            if best == len(self):
                break
            parts[at:at + 2] = [parts[at] + parts[at + 1]]
        out = []
        for part in parts:
            if part in self.ids:
                out.append(self.ids[part])
            else:
                out.extend(FIRST_BYTE + b for b in part.encode('utf-8'))
        return out

    def decode(self, ids):
        out = b''
        for i in ids:
            if i >= FIRST_BYTE + 256:
                out += self.pieces[i - FIRST_BYTE - 256].replace(SPACE, ' ').encode('utf-8')
            elif i >= FIRST_BYTE:
                out += bytes([i - FIRST_BYTE])
        return out.decode('utf-8', 'replace')


def learn(chunks, always, size):
    """Byte-pair encoding over chunks of text, none of which grows together with its neighbour.

    @param chunks how often each chunk is met
    @param always pieces that are there whatever the counts
    @param size   of the vocabulary
    """
    words = [(list(chunk.replace(' ', SPACE)), count) for chunk, count in sorted(chunks.items())]
    letters = sorted({c for word, _ in words for c in word} | set(''.join(always).replace(' ', SPACE)))
    merged = []
    while FIRST_BYTE + 256 + len(letters) + len(always) + len(merged) < size:
        pairs = collections.Counter()
        for word, count in words:
            for pair in zip(word, word[1:]):
                pairs[pair] += count
        pairs = [(count, pair) for pair, count in pairs.items() if not any(c.isdigit() or c == '\n' for c in ''.join(pair))]
        if not pairs:
            break
        top, pair = max(pairs)
        piece = ''.join(pair)
        merged.append(piece)
        for word, _ in words:
            i = 0
            while i < len(word) - 1:
                if (word[i], word[i + 1]) == pair:
                    word[i:i + 2] = [piece]
                i += 1
    pieces = []
    for piece in [*merged, *(one.replace(' ', SPACE) for one in always), *letters]:
        if piece not in pieces:
            pieces.append(piece)
    return Vocabulary(pieces)
