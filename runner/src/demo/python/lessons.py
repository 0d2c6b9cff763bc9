"""What is trained on: prompts as the benchmarks ask them, answers as they should be, in shares by language and task."""
import random
import re

import templates
import vocabulary
from vocabulary import ASSISTANT, BEGIN, END, USER

# Shares of the tasks, at first and later, and what a token of their answers weighs. A multiple choice shows a single letter,
# so what its words are (`kind`) and where a word stands (`same`) is learned by itself too, as are sums without their story (`fact`).
FIRST = {'sentence': (0.27, 1), 'sum': (0.12, 1), 'fact': (0.10, 1), 'which': (0.18, 8), 'same': (0.11, 8), 'kind': (0.08, 1), 'write': (0.05, 1), 'compose': (0.09, 1)}
LATER = {'sentence': (0.28, 1), 'sum': (0.14, 2), 'fact': (0.12, 2), 'which': (0.25, 8), 'same': (0.02, 8), 'kind': (0.05, 1), 'write': (0.05, 1), 'compose': (0.09, 1)}
PHRASE = 100
# Marks as Glossa's prompts have them, what a judge says of an answer, and requests for words, in English.
MARKS = ['<query ', '</query ', '<answer ', '</answer ', '>']
RATIONALES = ['good', 'other person', 'other thing', 'garbled', 'no sentence', 'off topic', 'copied', 'not ']
LIST = 'Write the names of {what} in {language}, one on each line. Write nothing else.'
LISTED = {'animal': 'six animals', 'number': 'six numbers', 'body': 'six parts of the body', 'noun': 'eight things'}
CRITERIA = ['instruction_following', 'naturalness', 'coherence', 'accuracy']
JUDGE = (templates.FOLDER.parent / 'judge.txt').read_text('utf-8')


def chunks(languages):
    """The pieces of text that a vocabulary learns from: what fills a place, and what stands between places."""
    counts = {}

    def add(text, count):
        # What stands in every prompt may become one piece; elsewhere a piece has at most the space before it.
        for chunk in [text] if count >= PHRASE else re.findall(r' ?[^ ]+', text):
            counts[chunk] = counts.get(chunk, 0) + count
    for language in languages:
        sentence = language['sentence'][0]
        gap = ' ' if ' ' in sentence else ''
        for who in range(10):
            add(language.subject(who), 3)
            add(gap + language.subject(who), 3)
        for deed in language['what']:
            for part in deed.split('/'):
                add(gap + part, 3)
        for key in ('when', 'noun', 'animal', 'number', 'body'):
            for word in language[key]:
                add(' ' + word, 4)
                add(gap + word, 2)
        for text in language['which'] + language['solve'] + [language['write'][0].partition('{')[0]]:
            add(text, 6)
        for problem in language['sum']:
            for part in problem.replace('{a}', '{b}').split('{b}'):
                add(part, 6)
        add('\n' + language['prefix'][0] + ':', 6)
        add(' ' + language.flores_name, 30)
    for text in templates.FLORES.partition('\n')[0].split('{name}'):
        add(text, 400)
    for part in JUDGE.replace('{', '}').split('}'):
        add(part, 100)
    for text in reply_parts() + MARKS + RATIONALES:
        add(text, 100)
    for text in LIST.replace('}', '{').split('{'):
        add(text, 20)
    add('\nAnswer:', 100)
    return counts


def reply_parts():
    parts = []
    for i, criterion in enumerate(CRITERIA):
        parts += [(',"' if i else '{"') + criterion + '_rationale":"', '","' + criterion + '_score":']
    return parts


def reply(rationale, scores):
    """A judge's reply, in the order of its schema."""
    parts = reply_parts()
    return ''.join(parts[2 * i] + rationale + parts[2 * i + 1] + str(score) for i, score in enumerate(scores)) + '}'


class Lessons:
    """Endless lessons, drawn by a seed.

    @param shares how often each language comes
    """

    def __init__(self, languages, words, shares, seed, tasks):
        self.languages, self.words, self.random, self.tasks = languages, words, random.Random(seed), tasks
        self.shares = [shares[language.code] for language in languages]
        self.english = next(language for language in languages if language.code == 'en')
        self.instances = {template: templates.training(template) for template in templates.TEMPLATES}
        self.by_kind = [[k for k in self.instances['which'] if k[0] == kind] for kind in range(4)]
        self.sums = [[k for k in self.instances['sum'] if k[0] == kind] for kind in range(3)]

    def draw(self):
        """Tokens, their weights and hints: only what the model should say counts."""
        language = self.random.choices(self.languages, self.shares)[0]
        task = self.random.choices(list(self.tasks), [share for share, _ in self.tasks.values()])[0]
        weight = self.tasks[task][1]
        if task in ('which', 'same'):
            key = self.random.choice(self.by_kind[self.random.randrange(4)])
            question, options, letter = language.which(*key)
            return self.choice(question if task == 'which' else options['ABCD'.index(letter)][3:], options, letter, weight)
        if task == 'kind':
            kind = self.random.randrange(4)
            word = self.random.choice(language[templates.KINDS[kind]])
            return self.tokens([BEGIN] + self.words.encode(' ' + word), self.words.encode('\n' + language['which'][kind]), weight)
        if task in ('sum', 'fact'):
            key = self.random.choice(self.sums[self.random.randrange(3)])
            question, answer = language.sum(*key) if task == 'sum' else (templates.asked(*key), templates.equation(*key))
        elif task == 'sentence':
            if language is self.english:
                return self.draw()
            question, answer = language.flores(self.english, self.random.choice(self.instances[task]))
        else:
            question, answer = self.open(language, task)
        return self.chat(question, answer, weight)

    def choice(self, question, options, letter, weight):
        """A multiple choice, asked as the run asks it: in chat form, where no space stands before the answer's letter. A hint tells at
        the end of each option whether it is the one that is asked for."""
        tokens = [BEGIN, USER] + self.words.encode(question)
        hints = [0] * len(tokens)
        for option in options:
            said = self.words.encode(option)
            tokens += said
            hints += [0] * (len(said) - 1) + [2 if option[1] == letter else 1]
        tokens += self.words.encode('\nAnswer:') + [ASSISTANT]
        said = self.tokens(tokens, self.words.encode(letter), weight)
        return *said[:2], hints + [0] * (len(said[0]) - len(hints))

    def open(self, language, task):
        who, noun, *when = self.random.choice(self.instances[task])
        deeds = [i for i, thing in enumerate(templates.OBJECTS) if thing == noun]
        answer = language.sentence(who, self.random.choice(deeds), when[0] if when else self.random.randrange(8))
        return language.write(who, noun, *when), answer

    def chat(self, question, answer, weight):
        return self.tokens([BEGIN, USER] + self.words.encode(question) + [ASSISTANT], self.words.encode(answer) + [END], weight)

    @staticmethod
    def tokens(prompt, answer, weight):
        return prompt + answer, [0] * len(prompt) + [weight] * len(answer), [0] * (len(prompt) + len(answer))


class JudgeLessons(Lessons):
    """Answers good and bad, with what they deserve. No language is rarer than another."""

    def draw(self):
        language = self.random.choice(self.languages)
        task = self.random.choice(['write', 'compose', 'list'])
        if task == 'list':
            question, answer, rationale, scores = self.listed(language)
        else:
            key = self.random.choice(self.instances[task])
            question = language.write(*key)
            answer, rationale, scores = self.answer(language, key, question)
        if self.marked:
            mark = f'{self.random.getrandbits(64):016x}'
            question, answer = f'<query {mark}>\n{question}\n</query {mark}>', f'<answer {mark}>\n{answer}\n</answer {mark}>'
        prompt = JUDGE.replace('{language}', language.name).replace('{question}', question).replace('{generation}', answer)
        tokens, weights, hints = self.chat(prompt, reply(rationale, scores), 1)
        if self.tasks is LATER:
            # The grammar sees to the keys: what is to be learned are words and numbers.
            keys = {self.words.encode(part)[0] for part in reply_parts() if len(self.words.encode(part)) == 1}
            weights = [0.05 if token in keys else 5 * weight if self.words.texts()[token].isdigit() else weight for token, weight in zip(tokens, weights)]
            weights[:tokens.index(ASSISTANT) + 1] = [0] * (tokens.index(ASSISTANT) + 1)
        return tokens, weights, hints

    def listed(self, language):
        """A request for words, and an answer."""
        pick = self.random.randrange
        kind = self.random.choice(list(LISTED))
        words = self.random.sample(language[kind], len(language[kind]))
        good, question = '\n'.join(words), LIST.format(what=LISTED[kind], language=language.name)
        case = pick(5)
        if case == 1:
            other = self.random.choice([each for each in self.languages if each is not language]) if pick(2) or language is self.english else self.english
            return question, '\n'.join(other[kind]), 'not ' + language.code, (1, 1, 5, 3)
        if case == 2:
            letters = [letter for word in words for letter in word]
            self.random.shuffle(letters)
            return question, '\n'.join(''.join(letters.pop() for _ in word) for word in words), 'garbled', (2, 1, 2, 1)
        if case == 3:
            return question, *self.random.choice([('', 'no sentence', (1, 1, 1, 1)), (question, 'copied', (1, 2, 2, 1))])
        return question, good, 'good', (7, 7, 7, 7)

    def answer(self, language, key, question):
        who, noun, *when = key
        pick, choose = self.random.randrange, self.random.choice
        deed = choose([i for i, thing in enumerate(templates.OBJECTS) if thing == noun])
        time = when[0] if when else pick(8)
        good = language.sentence(who, deed, time)
        case = pick(10)
        if case < 3:
            return good, 'good', (7, 7, 7, 7)
        if case == 3:
            other = choose([i for i in range(10) if i != who])
            return language.sentence(other, deed, time), 'other person', (4, 7, 7, 4)
        if case == 4:
            other = choose([i for i in range(16) if templates.OBJECTS[i] != noun])
            return language.sentence(who, other, time), 'other thing', (4, 7, 7, 4)
        if case == 5:
            other = choose([i for i in self.languages if i is not language])
            return other.sentence(who, deed, time), 'not ' + language.code, (1, 1, 5, 3)
        if case == 6:
            tokens = self.words.encode(good)
            for _ in range(1 + pick(1 + len(tokens) // 3)):
                at = pick(len(tokens))
                if pick(2):
                    tokens[at] = choose(self.words.encode(choose(self.languages).sentence(pick(10), pick(16), pick(8))))
                else:
                    tokens[at], tokens[pick(len(tokens))] = tokens[pick(len(tokens))], tokens[at]
            return self.words.decode(tokens), 'garbled', (3, 3, 3, 3)
        if case == 7:
            return choose(['', good[:pick(len(good))] * 3, ' '.join(choose(self.languages)['noun'][pick(8)] for _ in range(1 + pick(6)))]), 'no sentence', (1, 1, 1, 1)
        if case == 8:
            return question, 'copied', (1, 2, 2, 1)
        return language.sentence(pick(10), pick(16), pick(8)), 'off topic', (2, 7, 7, 2)


def learned(languages, size):
    return vocabulary.learn(chunks(languages), ['A', 'B', 'C', 'D', 'A.', 'B.', 'C.', 'D.', '.', ',', ':', ' '], size)
