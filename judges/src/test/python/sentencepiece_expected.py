#!/usr/bin/env python3
"""Records what the sentencepiece library makes of a few hundred hard lines; the Java port must agree.

    apt-get install python3-sentencepiece        # 0.1.97
    python3 sentencepiece_expected.py LINES.jsonl TINY.model ../resources/dev/glossa/judges/sentencepiece

LINES.jsonl holds {"in": text}; TINY.model is a unigram model with the nmt_nfkc rules, as XLM-R has. Two more models are
trained on the lines themselves: `bytes.model` (BPE, byte fallback, user-defined symbols, unused pieces, no rules) and
`suffix.model` (unigram, byte fallback, case folding, blanks as suffix, user-defined symbols).
"""
import json
import os
import shutil
import sys
import tempfile

import sentencepiece as spm


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def written(number):
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def make_unused(path, every):
    """Marks every n-th normal piece of two characters or more as unused (type 5), by rewriting the file."""
    data = open(path, "rb").read()
    out, at, seen = b"", 0, 0
    while at < len(data):
        start = at
        tag, at = varint(data, at)
        size, at = varint(data, at)
        body = data[at:at + size]
        at += size
        if tag == 10 and b"\x18" not in body[-2:-1]:
            length, begin = varint(body, 1)
            if len(body[begin:begin + length].decode()) >= 2:
                seen += 1
                if seen % every == 0:
                    body += b"\x18\x05"
                    out += b"\x0a" + written(len(body)) + body
                    continue
        out += data[start:at]
    open(path, "wb").write(out)


def main():
    lines_file, tiny, target = sys.argv[1:]
    lines = [json.loads(line)["in"] for line in open(lines_file, encoding="utf-8") if '"in"' in line]
    shutil.copyfile(tiny, os.path.join(target, "tiny.model"))
    with tempfile.TemporaryDirectory() as folder:
        text = os.path.join(folder, "text")
        with open(text, "w", encoding="utf-8", newline="\n") as f:
            f.write("".join(x.replace("\n", " ").replace("\r", " ").replace("\0", "") + "\n" for x in lines))
        common = dict(input=text, num_threads=1, character_coverage=0.99, max_sentence_length=20000, minloglevel=2)
        spm.SentencePieceTrainer.train(model_prefix=os.path.join(folder, "bytes"), vocab_size=1500, model_type="bpe", byte_fallback=True,
                                       normalization_rule_name="identity", remove_extra_whitespaces=False, split_digits=True,
                                       user_defined_symbols=["<mask>", "\u2581\u2581", "the"], **common)
        spm.SentencePieceTrainer.train(model_prefix=os.path.join(folder, "suffix"), vocab_size=1200, model_type="unigram", byte_fallback=True,
                                       normalization_rule_name="nmt_nfkc_cf", treat_whitespace_as_suffix=True,
                                       user_defined_symbols=["<sep>", "in", "\ufb01"], **common)
        make_unused(os.path.join(folder, "bytes.model"), 7)
        make_unused(os.path.join(folder, "suffix.model"), 9)
        for name in ("bytes", "suffix"):
            shutil.copyfile(os.path.join(folder, name + ".model"), os.path.join(target, name + ".model"))
    models = {n: spm.SentencePieceProcessor(model_file=os.path.join(target, n + ".model")) for n in ("tiny", "bytes", "suffix")}
    with open(os.path.join(target, "expected.jsonl"), "w", encoding="utf-8", newline="\n") as f:
        for line in lines:
            row = {"in": line}
            for name, model in models.items():
                proto = model.encode(line, out_type="immutable_proto")
                ids = [p.id for p in proto.pieces]
                row[name] = {"pieces": [p.piece for p in proto.pieces], "ids": ids, "begins": [p.begin for p in proto.pieces],
                             "ends": [p.end for p in proto.pieces], "decoded": model.decode(ids)}
            f.write(json.dumps(row, ensure_ascii=True, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
