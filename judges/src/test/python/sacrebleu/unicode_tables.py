#!/usr/bin/python3
"""Writes unicode.txt, the pinned Unicode tables of the sacreBLEU port, from the oracle's unicode_sets.json.

  python3 unicode_tables.py unicode_sets.json > ../../main/resources/dev/glossa/judges/sacrebleu/unicode.txt

One line per table, entries in hexadecimal: sets as first-last, lower-casing runs as first-last/step+delta (delta decimal).
"""
import json
import sys

sets = json.load(open(sys.argv[1], encoding="utf-8"))


def ranges(key):
    return " ".join("%x" % a if a == b else "%x-%x" % (a, b) for a, b in sets[key])


runs = sets["str.lower simple mappings [first,last,step,delta]"]
versions = sets["unicode versions"]
print("# Unicode %s (lower, cased, ignorable: CPython's str) and %s (P, S, N: the regex module)" % (versions["str.lower"], versions["regex module"]))
print("P", ranges("regex \\p{P}"))
print("S", ranges("regex \\p{S}"))
print("N", ranges("regex \\p{N}"))
print("ignorable", ranges("str.lower final sigma: case_ignorable"))
print("cased", ranges("str.lower final sigma: cased and not case_ignorable"))
print("lower", " ".join("%x-%x/%d%+d" % (a, b, s, d) for a, b, s, d in runs))
