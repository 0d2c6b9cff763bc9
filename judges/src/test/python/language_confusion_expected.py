#!/usr/bin/env python3
"""Records what language-confusion's own `compute_metrics.py` says of some answers.

    git clone https://github.com/for-ai/language-confusion
    apt-get install python3-fasttext            # 0.9.2
    R=../resources/dev/glossa/judges
    python3 language_confusion_expected.py language-confusion $R/fasttext/softmax.bin > $R/fidelity/expected.jsonl

The answers are put together from the lines of the fastText fixture: lines of another language, short lines, English
words, punctuation, a model that asks the next question itself. The original runs unchanged but for three things it
would fetch: the language identifier is the given one, the word list is `words.txt` beside the output, and Chinese and
Japanese are cut two characters at a time, as the protocol says, in place of jieba and MeCab.

With a second and third argument, a CSV of the project's outputs and a word list, it records those answers instead.
"""
import csv
import json
import os
import random
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
RESOURCES = os.path.join(HERE, "..", "resources", "dev", "glossa", "judges")
UNSPACED = re.compile("[\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
                      "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d]")


def paired(line):
    """The protocol's words of Chinese and Japanese."""
    words = []
    for piece in line.split():
        word, before = "", None
        for c in piece:
            unspaced = bool(UNSPACED.match(c))
            if word and (unspaced != before or unspaced and len(word) == 2):
                words.append(word)
                word = ""
            word, before = word + c, unspaced
        words.append(word)
    return words


def original(checkout, model, words):
    """The project's module, loaded where it finds the files it wants."""
    folder = tempfile.mkdtemp()
    os.symlink(os.path.abspath(model), os.path.join(folder, "lid.176.bin"))
    os.symlink(os.path.abspath(words), os.path.join(folder, "words"))
    sys.path.insert(0, os.path.abspath(checkout))
    back = os.getcwd()
    os.chdir(folder)
    import compute_metrics
    os.chdir(back)
    spaced = compute_metrics.tokenize.__wrapped__
    compute_metrics.tokenize = lambda line, language: paired(line) if language in ("zh", "ja") else spaced(line, language)
    return compute_metrics


def answers():
    rows = [json.loads(line) for line in open(os.path.join(RESOURCES, "fasttext", "expected.jsonl"), encoding="utf-8")]
    by = {}
    for row in rows:
        label, probability = row["softmax.bin"][0] if row["softmax.bin"] else ("", 0)
        if probability > 0.5 and len(row["text"].encode()) > 30:
            by.setdefault(label[9:], []).append(row["text"])
    pick = random.Random("answers")
    languages = sorted(by)
    for language in languages:
        for i in range(10):
            lines = [pick.choice(by[language]) for _ in range(pick.randint(1, 4))]
            change = i % 10
            if change in (1, 2):
                lines.insert(pick.randrange(len(lines) + 1), pick.choice(by[pick.choice(languages)]))
            if change == 3:
                lines = ["1.", "", "- " + lines[0], "   "]
            if change == 4:
                lines[0] = lines[0].replace(" ", "\u2014", 1) + " (function) However, \u060c\u060c"
            if change == 5:
                lines.append("Q: " + pick.choice(by["en"]))
            if change == 6:
                lines = [" ".join(lines[0].split()[:3]), "Q"]
            if change == 7:
                lines[-1] += "\u00a0\u3000however \u200bbecause it\u2019s"
            if change == 8:
                lines = [line + "\r" for line in lines]
            yield language, "\n".join(lines)


def main():
    checkout, model = sys.argv[1:3]
    words = sys.argv[4] if len(sys.argv) > 4 else os.path.join(RESOURCES, "fidelity", "words.txt")
    module = original(checkout, model, words)
    if len(sys.argv) > 3:
        csv.field_size_limit(1 << 30)
        with open(sys.argv[3], encoding="utf-8", newline="") as file:
            given = [(row["language"], row["completion"]) for row in csv.DictReader(file)]
    else:
        given = list(answers())
    groups = {}
    for language, answer in given:
        groups.setdefault(language, []).append(answer)
        print(json.dumps({"language": language, "answer": answer, **module.compute_metrics([answer], language)}))
    for language in sorted(groups):
        print(json.dumps({"language": language, "answers": len(groups[language]), **module.compute_metrics(groups[language], language)}))


if __name__ == "__main__":
    main()
