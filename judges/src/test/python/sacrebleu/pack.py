#!/usr/bin/python3
"""Packs the corpora and the oracle's outputs into the test resources, the same bytes for the same contents."""
import gzip
import json
import os
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..", "..", "..", "..")
JUDGES = os.path.join(ROOT, "judges/src/test/resources/dev/glossa/judges/sacrebleu")
RUNNER = os.path.join(ROOT, "runner/src/test/resources/dev/glossa/runner/metric")
HARNESS = os.path.join(ROOT, "harness/src/test/resources/dev/glossa/harness/random")


def pack(path, data):
    with open(path, "wb") as out, gzip.GzipFile("", mode="wb", fileobj=out, mtime=0, compresslevel=9) as packed:
        packed.write(data)


def read(*parts):
    with open(os.path.join(HERE, *parts), "rb") as f:
        return f.read()


names = [c["name"] for c in json.loads(read("corpora", "index.json"))]
corpora = [json.dumps(json.loads(read("corpora", n + ".json")), ensure_ascii=True, separators=(",", ":")).encode() + b"\n" for n in names]
pack(os.path.join(JUDGES, "corpora.jsonl.gz"), b"".join(corpora))
for n in ("bleu", "chrf", "ter", "tokenize", "pystr", "stats", "ja_mecab_debian"):
    if os.path.exists(os.path.join(HERE, "expected", n + ".jsonl")):
        pack(os.path.join(JUDGES, n + ".jsonl.gz"), read("expected", n + ".jsonl"))
pack(os.path.join(RUNNER, "cli.jsonl.gz"), read("expected", "cli.jsonl"))
shutil.copytree(os.path.join(HERE, "expected", "cli_files"), os.path.join(RUNNER, "files"), dirs_exist_ok=True)
shutil.copyfile(os.path.join(HERE, "expected", "rng.jsonl"), os.path.join(HARNESS, "rng.jsonl"))
