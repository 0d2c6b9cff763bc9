#!/usr/bin/env python3
"""Records what Hugging Face's `tokenizers` makes of hard lines under XLM-R's pipeline; the Java port must agree.

    pip install tokenizers==0.23.2 sentencepiece
    python3 hugging_face_expected.py ../resources/dev/glossa/judges/sentencepiece > ../resources/dev/glossa/judges/comet/hugging-face.jsonl

Each line of `expected.jsonl` there, and those below, as they are, composed (NFC) and decomposed (NFD).
"""
import json
import os
import sys
import unicodedata

from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

LINES = [
    "Ti\u1ebfng Vi\u1ec7t r\u1ea5t \u0111\u1eb9p", "\ud55c\uad6d\uc5b4 \ubb38\uc7a5\uc785\ub2c8\ub2e4", "caf\u00e9 na\u00efve \u00e9\u0301 \u00ea\u0306 \u0308 x", "\u043a\u0438\u0439 \u0451\u043b\u043a\u0430",
    "\u0939\u093f\u0928\u094d\u0926\u0940 \u0929 \u0915\u093c\u0932\u092e", "\u09ac\u09be\u0982\u09b2\u09be \u0995\u09cb \u09a1\u09bc", "\u0ba4\u0bae\u0bbf\u0bb4\u0bcd \u0b95\u0bca", "\u0d2e\u0d32\u0d2f\u0d3e\u0d33\u0d02 \u0d15\u0d4b", "\u0dc3\u0dd2\u0d82\u0dc4\u0dbd \u0d9a\u0ddd",
    "\u1019\u103c\u1014\u103a\u1019\u102c \u1025\u102e\u1038", "\u1797\u17b6\u179f\u17b6\u1781\u17d2\u1798\u17c2\u179a", "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22 \u0e19\u0e49\u0e33 \u0e01\u0e33", "\u0e9e\u0eb2\u0eaa\u0eb2\u0ea5\u0eb2\u0ea7 \u0e99\u0eb3\u0ec9",
    "\u0627\u0631\u062f\u0648 \u0622\u067e \u06a9\u0627 \u0642\u064f\u0631\u0622\u0646", "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", "\u12a0\u121b\u122d\u129b", "\u1eb8 k\u00fa \u00e0\u00e1r\u1ecd\u0300 \u1eb9\u0301", "\u0391\u1f35\u03bc\u03b1 \u03ac \u1f84",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 family", "\ufb01n \ufb00", "\u00bd cup 2\u00b2 m\u00b2 \u2460\u2461", "a\r\nb", "\uff45\u0301\uff46", "a\u200bb a\u200db a\u200cb", "\ufeffbom", "tab\tx",
    "\ufdfa", "\u00b5 \u212b", "\uff76\uff9e \uff77\uff9e \u304c \u304b\u3099", "a\u00adb", "  two  spaces ", "</s> x <mask>", "a<pad>b", "<unk><s>", "< s> </s", "x <mask>\U0001f600</s>",
]


def pipeline(path):
    model = sentencepiece_model_pb2.ModelProto()
    with open(path, "rb") as file:
        model.ParseFromString(file.read())
    pieces = [(piece.piece, piece.score) for piece in model.pieces[3:]]
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    tokenizer = Tokenizer(models.Unigram([(token, 0.0) for token in special] + pieces + [("<mask>", 0.0)], 3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Precompiled(model.normalizer_spec.precompiled_charsmap)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")])
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special]
                                 + [AddedToken("<mask>", special=True, normalized=False, lstrip=True)])
    return tokenizer


def main(folder):
    tokenizer = pipeline(os.path.join(folder, "tiny.model"))
    with open(os.path.join(folder, "expected.jsonl"), encoding="utf-8") as file:
        lines = [json.loads(line)["in"] for line in file] + LINES
    seen = set()
    for line in lines:
        for text in (line, unicodedata.normalize("NFC", line), unicodedata.normalize("NFD", line)):
            if text not in seen and all(not 0xD800 <= ord(c) <= 0xDFFF for c in text):
                seen.add(text)
                print(json.dumps({"in": text, "ids": tokenizer.encode(text, add_special_tokens=False).ids}))


if __name__ == "__main__":
    main(sys.argv[1])
