"""The demo's templates: sentences, sums, questions and requests in each language, and which of their instances are kept
for the test.

An instance is a key such as `sentence 3 7 2`: a template and what fills it, the same in every language. Its digest alone
decides whether it belongs to the test, so that nothing of the test is trained on in any language.
"""
import csv
import hashlib
import itertools
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[3]
FOLDER = ROOT / 'runner/src/main/resources/dev/glossa/runner/demo/templates'
TABLE = ROOT / 'harness/src/main/resources/dev/glossa/harness/languages.csv'
# Of 256 digests, how many are the test's.
TEST = 26
# What each of the 16 deeds is done to: an index into `noun`.
OBJECTS = [0, 1, 2, 3, 4, 5, 3, 1, 5, 6, 4, 2, 6, 7, 7, 6]
KINDS = ['animal', 'number', 'body', 'drink']
FLORES = ('Translate all the following English to {name}. Do NOT write anything else, only the translation. '
          "Let's go:\n\n{source}")


class Language:
    def __init__(self, code, row):
        self.code, self.name, self.region = code, row['name'], row['region']
        self.bin, self.pages = int(row['bin']), int(row['web_pages'])
        self.flores_name = {'zh': 'Chinese (Simplified)'}.get(code, self.name)
        self.parts = {}
        for line in (FOLDER / (code + '.txt')).read_text('utf-8').splitlines():
            key, value = line.split(': ', 1)
            self.parts[key] = value.split(' | ')
        self.parts['drink'] = self.parts['noun'][:3]

    def __getitem__(self, key):
        return self.parts[key]

    def sentence(self, who, what, when):
        subject, _, end = self['who'][who].partition('/')
        verb, thing = self['what'][what].split('/')
        text = self['sentence'][0].format(who=subject, v=verb, o=thing, when=self['when'][when], end=end)
        return text[0].upper() + text[1:]

    def subject(self, who):
        return self['who'][who].partition('/')[0]

    def sum(self, kind, a, b):
        """A problem and its solution, the last line of which is the answer."""
        question = self['sum'][kind].format(a=a, b=b)
        return self['solve'][0] + '\n\n' + question, f"{equation(kind, a, b)}\n{self['prefix'][0]}: {value(kind, a, b)}"

    def which(self, kind, word, x, y, z, order):
        """A multiple choice: what is asked, its options, and the letter of the right one."""
        others = [k for k in range(4) if k != kind]
        words = [self[KINDS[kind]][word]] + [self[KINDS[k]][i] for k, i in zip(others, (x, y, z))]
        turn = list(itertools.permutations(range(4)))[order]
        options = [f'\n{letter}. {words[i]}' for letter, i in zip('ABCD', turn)]
        return self['which'][kind], options, 'ABCD'[turn.index(0)]

    def write(self, who, noun, when=None):
        words = [self.subject(who), self['noun'][noun]] + ([] if when is None else [self['when'][when]])
        return self['write'][0].format(words=', '.join(words))

    def flores(self, english, key):
        return FLORES.format(name=self.flores_name, source=english.sentence(*key)), self.sentence(*key)


def asked(kind, a, b):
    return f'{a} {"+-×"[kind]} {b}'


def value(kind, a, b):
    return [a + b, a - b, a * b][kind]


def equation(kind, a, b):
    """What is said before the answer. Where the order is free, the larger number is put first."""
    turned = ' = ' + asked(kind, b, a) if kind != 1 and a < b else ''
    return f'{asked(kind, a, b)}{turned} = {value(kind, a, b)}'


def languages():
    rows = {row['code']: row for row in csv.DictReader(TABLE.open(encoding='utf-8'))}
    return [Language(path.stem, rows[path.stem]) for path in sorted(FOLDER.glob('*.txt'))]


def universe(template):
    """All instances of a template."""
    if template == 'sentence':
        return list(itertools.product(range(10), range(16), range(8)))
    if template == 'sum':
        return ([(0, a, b) for a in range(2, 13) for b in range(2, 13)]
                + [(1, a, b) for a in range(5, 21) for b in range(2, min(a, 13))]
                + [(2, a, b) for a in range(2, 10) for b in range(2, 10)])
    if template == 'which':
        size = [6, 6, 6, 3]
        return [(k, w, *rest, p) for k in range(4) for w in range(size[k])
                for rest in itertools.product(*(range(size[o]) for o in range(4) if o != k)) for p in range(24)]
    if template == 'write':
        return list(itertools.product(range(10), range(8)))
    if template == 'compose':
        return list(itertools.product(range(10), range(8), range(8)))
    raise ValueError(template)


TEMPLATES = ['sentence', 'sum', 'which', 'write', 'compose']


def name(template, key):
    return ' '.join([template, *map(str, key)])


def is_test(template, key):
    return hashlib.sha256(name(template, key).encode()).digest()[0] < TEST


def training(template):
    return [key for key in universe(template) if not is_test(template, key)]


if __name__ == '__main__':
    # The instances that may be trained on, for whoever wants to check.
    for each in TEMPLATES:
        for instance in training(each):
            print(name(each, instance))
