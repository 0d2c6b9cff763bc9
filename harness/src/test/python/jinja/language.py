"""Templates that exercise every construct of the language, with what Jinja2 renders from them.

A hand-made list first, then templates drawn by a seeded generator. Writes language-cases.jsonl.gz, one line a case:
{"template", "text"} or {"template", "error"}; the variables of all of them are in language-variables.jsonl.gz.

Run: /usr/bin/python3 language.py [HOW-MANY-DRAWN] [SEED]   (Debian packages python3 3.11, python3-jinja2 3.1.2)
"""
import random, resource, signal, sys
from chat_templates import environment, write, DATE

VARIABLES = {
    "name": "ሰላም ለዓለም", "khmer": "សួស្តី​ពិភពលោក", "urdu": "آپ کیسے ہیں؟", "emoji": "👋🏽 a👨‍👩‍👧b 🎉", "greek": "ΟΔΟΣ Σας ὈΔΥΣΣΕΎΣ",
    "german": "Straße ﬁn ŉ", "turkish": "İstanbul ıI", "latin": "Hello, World! it's 2x o'clock", "empty": "", "blank": " \t\n ",
    "lines": "a\r\nb\n\nc\x0bd\u2028e\r", "padded": "  \u00a0x y\u3000 ", "tagged": "<a href='x'>&amp; \"q\"</a>", "digits": "٣٤५", "num": "42",
    "float_text": " 3.5e2 ", "path": "a,b,,c", "percent": "100% sure",
    "zero": 0, "one": 1, "five": 5, "neg": -7, "big": 12345678901234567890, "half": 0.5, "pi": 3.14159, "tiny": 1e-7, "huge": 1e22,
    "yes": True, "no": False, "nothing": None,
    "numbers": [3, 1, 2, 10, -4], "words": ["pear", "Apple", "fig", "apple", "ፖም", "𝔘"], "mixed": [1, "a", None, True, 2.5, [1], {"k": 1}],
    "nested": [[1, 2], [3], []], "void": [], "flat": {"b": 1, "a": 2, "C": 3}, "void_map": {},
    "deep": {"user": {"name": "ሰላማዊት", "tags": ["x", "y"], "age": 30}, "items": 5, "list": [1, 2, 3], "_x": 9, "ключ": "значение"},
    "people": [
        {"name": "ሰላም", "age": 30, "city": "Addis", "on": True}, {"name": "Dara", "age": 25, "city": "phnom penh", "on": False},
        {"name": "علی", "age": 30, "city": "Lahore"}, {"name": "bob", "age": None, "city": "addis", "on": True}],
    "tree": [{"n": "a", "kids": [{"n": "b", "kids": []}, {"n": "c", "kids": [{"n": "d", "kids": []}]}]}],
}

MADE = r"""
{{ 1 }}{{ -1 }}{{ +1 }}{{ 1.0 }}{{ 1e3 }}{{ 1.5e-9 }}{{ 1_000 }}{{ 0x1F }}{{ 0o17 }}{{ 0b101 }}{{ 1e16 }}{{ 1e15 }}{{ 0.0001 }}{{ 0.00001 }}{{ -0.0 }}{{ 1e100 }}
{{ 00 }}|{{ 0_0 }}|{{ 1E5 }}|{{ 1.25e+10 }}|{{ 0X1f }}
{{ 007 }}
{{ 1__0 }}
{{ 1abc }}
{{ true }}{{ True }}{{ false }}{{ None }}{{ none }}{{ TRUE is defined }}
{{ 'a' "b" 'c' }}{{ "it's" }}{{ 'say "x"' }}{{ 'a\nb\tc\\d\'e\"f' }}{{ '\x41\u1230\U0001F600\101\0' }}{{ 'a\
b' }}
{{ '\q\é\ሰ\N{BULLET}' }}
{{ '\N{nope}' }}
{{ '\x4' }}
{{ '\u12' }}
{{ 'unclosed }}
{{ [1, 'a', none, 2.5, true, [1], {}, {'k': (1,)}, ()] }}
{{ [1,] }}{{ (1,) }}{{ (1) }}{{ () }}{{ {} }}{{ {'a': 1,} }}{{ 1, 2 }}{{ (1, 2), }}
{{ {1: 2, 1.0: 3, true: 4} }}{{ {'a': 1, 'a': 2} }}{{ {none: 1, (1, 'x'): 2} }}
{{ {[1]: 2} }}
{{ {{}: 1} }}
{{ ['ሰላም', 'a\'b', "a\"b", 'a\'b"c', '\n\t\r\\\x00\x7f\u200b\u00a0👋\ud7ff\ue000'] }}
{{ name }} {{ missing }} {{ missing.x }}
{{ missing }}|{{ missing is defined }}|{{ missing|default('d') }}|{{ missing|length }}|{{ missing == missing2 }}|{{ missing == none }}|{{ not missing }}|{{ missing|list }}|{{ missing|string }}|{{ [missing] }}|{{ missing in [1] }}|{{ 1 in missing }}|{{ missing ~ 'x' }}|{{ missing|upper }}|{{ missing|join }}
{{ missing + 1 }}
{{ 1 + missing }}
{{ 'a' + missing }}
{{ missing() }}
{{ missing[0] }}
{{ missing[1:] }}
{{ missing < 1 }}
{{ -missing }}
{{ missing in 'abc' }}
{{ missing|tojson }}
{{ missing|int }}
{{ missing|abs }}
{{ missing|round }}
{{ missing|sum }}|{{ missing|first }}|{{ missing|last }}|{{ missing|sort }}|{{ missing|unique|list }}|{{ missing|map('x')|list }}|{{ missing|min }}
{{ missing|dictsort }}
{{ missing|items|list }}|{{ missing|reverse|list }}|{{ missing|batch(2)|list }}|{{ missing|trim }}|{{ missing|replace('a','b') }}|{{ missing|safe }}|{{ missing|e }}|{{ missing|wordcount }}|{{ missing|title }}|{{ missing|capitalize }}|{{ missing|center(3) }}|{{ missing|format }}|{{ missing|urlencode }}
{{ missing|indent }}
{{ missing|truncate }}
{{ missing|attr('x') }}
{{ missing|groupby('x') }}
{{ missing|float }}
{{ none|length }}
{{ none + 1 }}
{{ none.x }}|{{ none['x'] }}|{{ none.x is defined }}
{{ none.x.y }}
{{ none[0] }}
{{ nothing[1:] }}
{{ none|list }}
{{ none|upper }}|{{ none|string }}|{{ none|int }}|{{ none|float }}|{{ none|tojson }}|{{ none|trim }}|{{ none|default('x') }}|{{ none|default('x', true) }}|{{ none|e }}|{{ none ~ none }}
{{ 1 + 2 * 3 - 4 / 2 }}{{ 7 // 2 }}{{ -7 // 2 }}{{ 7 % -3 }}{{ -7 % 3 }}{{ 7.5 // 2 }}{{ -7.5 % 2 }}{{ 2 ** 10 }}{{ 2 ** -1 }}{{ -2 ** 2 }}{{ 2 ** 3 ** 2 }}{{ 2 ** 0.5 }}{{ 10 / 4 }}{{ 6 / 3 }}{{ 1 / 3 }}{{ true + true }}{{ 0.1 + 0.2 }}
{{ 1 / 0 }}
{{ 1 // 0 }}
{{ 1 % 0 }}
{{ 1.0 / 0 }}
{{ 0 ** -1 }}
{{ 2 ** 200 }}{{ big * big }}{{ big // 7 }}{{ big % 7 }}{{ -big // 7 }}{{ big / 7 }}{{ big + 0.5 }}{{ big == big + 0.0 }}{{ big > 1e19 }}{{ 9007199254740993 == 9007199254740992.0 }}{{ 1e308 * 10 }}{{ -1e308 * 10 }}
{{ 1e308 * 10 - 1e308 * 10 }}
{{ 'a' + 1 }}
{{ 1 + 'a' }}
{{ 'a' - 'b' }}
{{ 'a' * 3 }}{{ 3 * 'ab' }}{{ 'a' * 0 }}{{ 'a' * -1 }}{{ 'a' * true }}{{ [1, 2] * 2 }}{{ (1,) * 3 }}{{ [1] + [2] }}{{ (1,) + (2,) }}
{{ 'a' * 1.0 }}
{{ [1] + (2,) }}
{{ [1] - [1] }}
{{ {} + {} }}
{{ 'a' * 'b' }}
{{ 1 ~ 'a' ~ none ~ true ~ [1] ~ 1.5 }}{{ 1 ~ 2 * 3 }}{{ 'a' ~ 'b' + 'c' }}
{{ 1 ~ 2 + 3 }}
{{ 1 < 2 < 3 }}{{ 1 < 3 < 2 }}{{ 1 == 1.0 }}{{ true == 1 }}{{ 'a' < 'b' }}{{ 'Z' < 'a' }}{{ [1, 2] < [1, 3] }}{{ (1,) < (1, 0) }}{{ '🎉' > '﷽' }}{{ 1 != 2 }}{{ 'a' == 1 }}{{ none == false }}{{ [] == () }}{{ [1] == [1.0] }}{{ {'a': 1} == {'a': true} }}{{ 1 == 1 == 1 }}
{{ 1 < 'a' }}
{{ none < 1 }}
{{ [1] < ['a'] }}
{{ {} < {} }}
{{ 1 in [1, 2] }}{{ 'a' in 'abc' }}{{ '' in 'abc' }}{{ 'a' in {'a': 1} }}{{ 1.0 in [1] }}{{ 3 not in [1] }}{{ not 3 in [1] }}{{ 'ሰ' in name }}{{ 2 in range(3) }}{{ 'x' in flat }}{{ 1 in flat.values() }}{{ 'b' in flat.keys() }}{{ ('b', 1) in flat.items() }}
{{ 1 in 'abc' }}
{{ 1 in 5 }}
{{ [1] in {} }}
{{ 1 in none }}
{{ 1 and 2 }}{{ 0 and 2 }}{{ 0 or 'x' }}{{ '' or [] or none }}{{ not 1 }}{{ not not 1 }}{{ 1 and 0 or 3 }}{{ not 1 == 2 }}{{ [] and 1 }}{{ missing or 'd' }}
{{ 'a' if 1 else 'b' }}{{ 'a' if 0 else 'b' }}{{ 'a' if 0 }}{{ ('a' if 0) is undefined }}{{ 1 if 0 else 2 if 0 else 3 }}{{ (1 if 0).x }}
{{ 1 if true }}{{ 'x' ~ (1 if false) ~ 'y' }}
{{ 'a'|foo if false else 'ok' }}
{{ 'ok' if true else 'a'|foo }}
{{ 'a'|foo }}
{{ 1 is foo }}
{% if false %}{{ 'a'|foo }}{% endif %}ok
{% if true %}{{ 'a'|foo }}{% endif %}ok
{% if false %}{{ 1 is foo }}{% endif %}ok
{% if false %}{% for x in [1] %}{{ x|foo }}{% endfor %}{% endif %}ok
{% if 'a'|foo %}{% endif %}ok
{% if false %}{% elif 'a'|foo %}{% endif %}ok
{% if false %}{% set x %}{{ 'a'|foo }}{% endset %}{% endif %}ok
{% if false %}{% macro m() %}{{ 'a'|foo }}{% endmacro %}{% endif %}ok
{% for x in [] %}{{ x|foo }}{% endfor %}ok
{% for x in [] %}{% if x|foo %}{% endif %}{% endfor %}ok
{{ deep.user.name }}{{ deep['user']['name'] }}{{ deep.user.tags[0] }}{{ deep.user.tags[-1] }}{{ deep.user.tags.0 }}{{ deep.items is callable }}{{ deep['items'] }}{{ deep.list }}{{ deep.ключ }}{{ deep._x }}{{ deep.user.tags[5] }}{{ deep.nope }}
{{ deep.nope.x }}
{{ numbers[0] }}{{ numbers[-1] }}{{ numbers['0'] }}{{ numbers[1.0] }}{{ numbers[true] }}{{ numbers[99] }}{{ flat['b'] }}{{ flat.b }}{{ flat[1] }}{{ name[0] }}{{ emoji[0] }}{{ emoji[3] }}{{ name[99] }}{{ (1, 2)[0] }}{{ range(5)[2] }}{{ numbers[[1]] }}{{ 'abc'['upper']() }}{{ flat['keys']()|list }}
{% if true: %}a{% else: %}b{% endif %}{% for x in [1]: %}{{ x }}{% else: %}n{% endfor %}{% set x: %}s{% endset %}{{ x }}{% macro m(): %}m{% endmacro %}{{ m() }}
{% for x in [1] %}{% set loop = 1 %}{% endfor %}
{% for loop in [1] %}{% endfor %}
{% for x in [1] %}{% macro m(loop) %}{{ loop }}{% endmacro %}{{ m(5) }}{% endfor %}{% set loop = 3 %}{{ loop }}
{% for x in [1] %}{% macro m() %}{% set loop = 1 %}{% endmacro %}{% endfor %}
{{ numbers[] }}|{{ {(): 1}[] }}
{{ numbers[1, 2] }}{{ {(1, 2): 'x'}[1, 2] }}
{{ numbers[1:] }}{{ numbers[:-1] }}{{ numbers[::2] }}{{ numbers[::-1] }}{{ numbers[-2:] }}{{ numbers[5:] }}{{ numbers[3:1] }}{{ numbers[10:0:-3] }}{{ numbers[:] }}{{ numbers[none:2] }}{{ (1, 2, 3)[1:] }}{{ range(10)[2:5]|list }}{{ numbers[true:] }}
{{ name[1:3] }}|{{ emoji[0:2] }}|{{ emoji[::-1] }}|{{ khmer[2:] }}|{{ urdu[:-1] }}|{{ urdu[::3] }}|{{ name[100:] }}|{{ name[-100:2] }}|{{ emoji[1::2] }}
{{ numbers[::0] }}
{{ numbers['a':] }}
{{ flat[1:] }}
{{ five[1:] }}
{{ numbers[1.5:] }}
{{ 5.x }}
{{ 5 .x }}|{{ (5).real }}|{{ 1.5.x }}
{{ ''.join(['a', 'b']) }}{{ ', '.join(words) }}{{ '-'.join('abc') }}{{ ','.join({'a': 1, 'b': 2}) }}
{{ ','.join([1]) }}
{{ name.upper() }}{{ german.upper() }}{{ greek.lower() }}{{ turkish.lower() }}{{ turkish.upper() }}{{ german.capitalize() }}{{ latin.title() }}{{ latin.swapcase() }}{{ german.casefold() }}{{ greek.title() }}{{ 'ǆ x'.title() }}{{ 'ﬁn'.capitalize() }}{{ greek.swapcase() }}{{ 'ŉ'.title() }}{{ greek.capitalize() }}
[{{ padded.strip() }}][{{ padded.lstrip() }}][{{ padded.rstrip() }}][{{ 'xxaxx'.strip('x') }}][{{ 'abcab'.lstrip('ba') }}][{{ 'ሰላሰ'.strip('ሰ') }}][{{ '👋a👋'.strip('👋') }}][{{ blank.strip() }}][{{ ' a '.strip(none) }}][{{ '\x1c\x85a\x1f'.strip() }}]
{{ 'a'.strip(1) }}
{{ 'a'.strip(chars='a') }}
{{ path.split(',') }}{{ path.split(',', 1) }}{{ path.split(',', -1) }}{{ path.split(',', 0) }}{{ padded.split() }}{{ ' a b  c '.split(none, 1) }}{{ ' a b  c '.split(maxsplit=2) }}{{ ' a b  c '.split(maxsplit=0) }}{{ ''.split() }}{{ ''.split(',') }}
{{ 'a--b--c'.split('--') }}{{ 'a--b--c'.rsplit('--', 1) }}{{ ' a b  c '.rsplit(none, 1) }}{{ ' a b  c '.rsplit() }}{{ 'aaa'.rsplit('aa') }}{{ 'aaa'.split('aa') }}{{ path.rsplit(',', 2) }}{{ ' a b '.rsplit(maxsplit=0) }}{{ name.split('ለ') }}{{ path.split(sep=',') }}
{{ 'abc'.split('') }}
{{ 'abc'.split(1) }}
{{ lines.splitlines() }}{{ lines.splitlines(true) }}{{ ''.splitlines() }}{{ '\n'.splitlines() }}{{ 'a\n'.splitlines(keepends=true) }}
{{ 'a=b=c'.partition('=') }}{{ 'a=b=c'.rpartition('=') }}{{ 'abc'.partition('=') }}{{ 'abc'.rpartition('=') }}
{{ 'abc'.partition('') }}
{{ 'abcabc'.replace('b', 'X') }}{{ 'abcabc'.replace('b', 'X', 1) }}{{ 'abc'.replace('', '-') }}{{ 'abc'.replace('', '-', 2) }}{{ 'aaa'.replace('aa', 'b') }}{{ emoji.replace('👨', 'X') }}{{ emoji.replace('', '.') }}{{ 'abc'.replace('b', '') }}{{ 'abc'.replace('b', 'X', 0) }}{{ 'abc'.replace('b', 'x', -1) }}{{ ''.replace('', 'x') }}
{{ 'a'.replace(1, 2) }}
{{ 'a'.replace('a') }}
{{ 'hello'.startswith('he') }}{{ 'hello'.startswith(('x', 'h')) }}{{ 'hello'.endswith('lo') }}{{ 'hello'.startswith('l', 2) }}{{ 'hello'.startswith('l', 2, 3) }}{{ 'hello'.endswith('l', 0, 4) }}{{ 'hello'.startswith('') }}{{ 'hello'.startswith('', 9) }}{{ 'hello'.endswith('', 5) }}{{ 'hello'.startswith('o', -1) }}{{ 'hello'.endswith(()) }}
{{ 'hello'.startswith(1) }}
{{ 'hello'.startswith(['h']) }}
{{ 'hello'.find('l') }}{{ 'hello'.rfind('l') }}{{ 'hello'.find('z') }}{{ 'hello'.index('l') }}{{ 'hello'.rindex('l') }}{{ emoji.find('b') }}{{ 'hello'.find('l', 3) }}{{ 'hello'.find('l', 4) }}{{ 'hello'.find('', 3) }}{{ 'hello'.find('', 9) }}{{ 'hello'.find('l', -2) }}{{ 'hello'.rfind('l', 0, 3) }}{{ 'hello'.rfind('') }}{{ emoji.find('a', 2) }}{{ 'hello'.find('lo', 0, 4) }}
{{ 'hello'.index('z') }}
{{ 'banana'.count('a') }}{{ 'banana'.count('ana') }}{{ 'abc'.count('') }}{{ 'banana'.count('a', 2) }}{{ 'banana'.count('a', 2, 4) }}{{ ''.count('') }}{{ 'abc'.count('', 5) }}{{ emoji.count('') }}
[{{ 'ab'.center(7) }}][{{ 'ab'.center(6, '*') }}][{{ 'abc'.center(6, '*') }}][{{ 'ab'.ljust(5, '.') }}][{{ 'ab'.rjust(5) }}][{{ '👋'.center(4, 'ሰ') }}][{{ '-5'.zfill(5) }}][{{ '+5'.zfill(1) }}][{{ 'abc'.zfill(5) }}][{{ 'ab'.center(1) }}][{{ 'a\tb\nccc\td'.expandtabs(4) }}][{{ '\t'.expandtabs() }}][{{ 'a\tb'.expandtabs(0) }}]
{{ 'a'.center(5, 'xx') }}
{{ 'abc'.removeprefix('a') }}{{ 'abc'.removesuffix('c') }}{{ 'abc'.removeprefix('x') }}
{{ 'abc'.isalpha() }}{{ name.isalpha() }}{{ 'ሰላም'.isalpha() }}{{ 'a1'.isalnum() }}{{ digits.isdigit() }}{{ digits.isdecimal() }}{{ '½'.isnumeric() }}{{ '²'.isdigit() }}{{ '²'.isdecimal() }}{{ ' '.isspace() }}{{ ''.isspace() }}{{ 'ABC'.isupper() }}{{ 'aBC'.islower() }}{{ 'A1'.isupper() }}{{ '1'.isupper() }}{{ 'Ab Cd'.istitle() }}{{ 'AB'.istitle() }}{{ 'abc'.isascii() }}{{ name.isascii() }}{{ ''.isascii() }}{{ 'a b'.isidentifier() }}{{ 'ab_1'.isidentifier() }}{{ 'a\n'.isprintable() }}{{ ''.isprintable() }}{{ 'ⅷ'.isnumeric() }}{{ '一'.isnumeric() }}
{{ '{} {}'.format(1, 'a') }}{{ '{1} {0}'.format('a', 'b') }}{{ '{x.a} {y[0]} {z[k]}'.format(x={'a': 1}, y=[1], z={'k': 'v'}) }}{{ '{{}}'.format() }}{{ '{!r:>6}'.format('a') }}{{ '{:>5}|{:<5}|{:^5}|{:*^5}|{:05d}'.format('a', 'b', 'c', 'd', 42) }}{{ '{:,}'.format(1234567) }}{{ '{:.2f}'.format(3.14159) }}{{ '{:e}'.format(12345.678) }}{{ '{:x} {:X} {:o} {:b} {:#x}'.format(255, 255, 8, 5, 255) }}{{ '{:%}'.format(0.25) }}{{ '{:+d} {: d}'.format(5, 5) }}{{ '{:{w}.{p}}'.format('abcdef', w=8, p=3) }}{{ '{:_}'.format(1234567) }}{{ '{:g}'.format(1e10) }}{{ '{:c}'.format(128075) }}{{ '{:.3}'.format(3.14159) }}{{ '{:010.3f}'.format(-3.14159) }}{{ '{}'.format(none) }}{{ '{}'.format([1]) }}{{ '{:.0f} {:.0f} {:.0f}'.format(0.5, 1.5, 2.5) }}{{ '{:010,}'.format(12345) }}{{ '{:.1%}'.format(0.12345) }}
{{ '{} {}'.format(1) }}
{{ '{} {0}'.format(1) }}
{{ '{x}'.format(1) }}
{{ '{'.format(1) }}
{{ '}'.format(1) }}
{{ '{:d}'.format('a') }}
{{ '{:5}'.format(none) }}
{{ '{!z}'.format(1) }}
{{ '{a}'.format_map({'a': 1}) }}
{{ '%s %s' % ('a', 1) }}{{ '%d' % 3.9 }}{{ '%5.2f|%-8s|%+d|%05d|%x|%X|%o|%e|%g|%%|%c|%r' % (3.14159, 'ab', 5, 42, 255, 255, 8, 12345.678, 0.0001, 'x', 'q') }}{{ '%(a)s-%(b)d' % {'a': 'x', 'b': 2} }}{{ '%s' % [1] }}{{ '%s' % none }}{{ '%.3s' % 'abcdef' }}{{ '%*d' % (5, 42) }}{{ '% d' % 5 }}{{ '%#x' % 255 }}{{ '%5s|%-5s|' % ('ሰ', '👋') }}{{ '%s' % 'x' }}{{ '%i' % true }}{{ 'a' % () }}{{ 'a' % {} }}{{ 'a' % [] }}{{ '%.2e' % 0 }}{{ '%g %g %g' % (1e6, 1e5, 1234567) }}{{ '%.0f' % 2.5 }}
{{ '%s %s' % 'a' }}
{{ '%s' % (1, 2) }}
{{ '%d' % 'a' }}
{{ 'a' % 1 }}
{{ '%(a)s' % 1 }}
{{ '%(a)s' % {} }}
{{ '%z' % 1 }}
{{ '%' % 1 }}
{{ percent % () }}
{{ 'a' % missing }}{{ '%s' % missing }}{{ 'a' % range(2) }}{{ '%s' % range(2) }}
{{ 'a' % 'b' }}
{{ 'a' % none }}
{{ flat.get('b') }}{{ flat.get('z') }}{{ flat.get('z', 5) }}{{ flat.keys()|list }}{{ flat.values()|list }}{{ flat.items()|list }}{{ flat.items() }}{{ flat.keys() }}{{ flat.values() }}{{ flat|length }}{{ flat.copy() }}{{ flat.keys() == {'C', 'a'} if false else 1 }}
{{ flat.get([1]) }}
{{ flat.get() }}
{{ numbers.index(2) }}{{ numbers.count(1) }}{{ (1, 2).index(2) }}{{ numbers.copy() }}
{{ numbers.index(99) }}
{{ numbers.append(1) }}
{{ flat.update({}) }}
{{ flat.pop('b') }}
{{ numbers.append is defined }}|{{ numbers.append }}|{{ flat.pop }}|{{ ''.__class__ }}|{{ ''.__class__ is defined }}
{{ ''.__class__.__mro__ }}
{{ ''.__class__() }}
{{ name.__len__() }}
{{ numbers.sort() }}
{{ [1, 2]|length }}{{ 'ሰላም'|length }}{{ '👋🏽'|length }}{{ flat|count }}{{ range(5)|length }}{{ flat.items()|length }}{{ (1,)|length }}
{{ 5|length }}
{{ (numbers|map('abs'))|length }}
{{ numbers|first }}{{ numbers|last }}{{ []|first is undefined }}{{ []|last }}{{ 'ሰላም'|first }}{{ 'a👋'|last }}{{ flat|first }}{{ flat|last }}{{ range(3)|last }}{{ flat.items()|first }}
{{ (numbers|map('abs'))|last }}
{{ numbers|sort }}{{ numbers|sort(reverse=true) }}{{ words|sort }}{{ words|sort(case_sensitive=true) }}{{ people|sort(attribute='city')|map(attribute='name')|list }}{{ people|sort(attribute='city,name')|map(attribute='name')|list }}{{ people|sort(true, attribute='city')|map(attribute='name')|list }}{{ flat|sort }}{{ 'hello'|sort }}{{ nested|sort }}{{ people|map(attribute='name')|sort }}
{{ mixed|sort }}
{{ people|sort(attribute='age') }}
{{ 5|sort }}
{{ words|unique|list }}{{ words|unique(true)|list }}{{ people|unique(attribute='city')|map(attribute='name')|list }}{{ 'hello'|unique|join }}{{ [1, 1.0, true, 2]|unique|list }}
{{ [[1]]|unique|list }}
{{ numbers|min }}{{ numbers|max }}{{ words|min }}{{ words|max }}{{ words|min(case_sensitive=true) }}{{ people|max(attribute='name') }}{{ []|min }}{{ 'hello'|max }}
{{ [1, 'a']|min }}
{{ numbers|sum }}{{ [0.1, 0.2]|sum }}{{ nested|sum(start=[]) }}{{ people|sum(attribute='name', start='') if false else 0 }}{{ [{'a': 1}, {'a': 2}]|sum(attribute='a') }}{{ numbers|sum(start=100) }}
{{ ['a']|sum }}
{{ numbers|join }}{{ numbers|join(', ') }}{{ people|join(', ', attribute='name') }}{{ words|join('ሰ') }}{{ 'abc'|join('-') }}{{ flat|join }}{{ [none, true, 1.5]|join('|') }}{{ []|join }}{{ numbers|join(1) }}{{ flat.items()|join(';') }}
{{ 5|join }}
{{ numbers|reverse|list }}{{ 'ሰላም👋'|reverse }}{{ flat|reverse|list }}{{ range(3)|reverse|list }}{{ (1, 2)|reverse|list }}
{{ numbers|list }}{{ 'a👋'|list }}{{ flat|list }}{{ range(3)|list }}{{ ''|list }}{{ (1, 2)|list }}
{{ numbers|batch(2)|list }}{{ numbers|batch(2, 'x')|list }}{{ numbers|slice(2)|list }}{{ numbers|slice(3, 'x')|list }}{{ []|batch(2)|list }}{{ []|slice(2)|list }}{{ numbers|batch(10, 0)|list }}
{{ numbers|map('string')|join('-') }}{{ words|map('upper')|list }}{{ people|map(attribute='age')|list }}{{ people|map(attribute='on', default='?')|list }}{{ people|map(attribute='nope')|list|length }}{{ numbers|map('multiply') is defined }}{{ [['a', 1]]|map(attribute=0)|list }}{{ [{'a': {'b': 1}}]|map(attribute='a.b')|list }}{{ [['x']]|map(attribute='0')|list }}{{ words|map('replace', 'p', 'P')|list }}{{ numbers|map('default', 3)|list }}{{ []|map('nope')|list }}{{ ['a']|map('indent', width=2, first=true)|list }}
{{ numbers|map('nope')|list }}
{{ numbers|map|list }}
{{ numbers|map(attribute='a', x=1)|list }}
{{ numbers|map('nope')|string|length > 0 }}
{{ numbers|select('odd')|list }}{{ numbers|select|list }}{{ numbers|reject('odd')|list }}{{ numbers|select('gt', 1)|list }}{{ mixed|select('string')|list }}{{ mixed|reject('none')|list }}{{ people|selectattr('on')|map(attribute='name')|list }}{{ people|selectattr('age', 'eq', 30)|map(attribute='name')|list }}{{ people|rejectattr('on', 'defined')|map(attribute='name')|list }}{{ people|selectattr('city', 'in', ['Addis', 'Lahore'])|map(attribute='name')|list }}{{ people|selectattr('age', 'none')|list|length }}{{ people|rejectattr('on')|map(attribute='name')|list }}{{ numbers|select('divisibleby', 2)|list }}{{ numbers|select('>', 1)|list }}
{{ people|selectattr|list }}
{{ numbers|select('nope')|list }}
{{ people|selectattr('age', 'gt', 1)|list }}
{% set g = numbers|select('odd') %}{{ g|list }}{{ g|list }}
{{ people|groupby('age', default=0)|length }}{% for g in people|groupby('city') %}{{ g.grouper }}:{{ g.list|map(attribute='name')|join('+') }} {{ g[0] }} {% endfor %}{% for k, v in people|groupby('city', case_sensitive=true) %}{{ k }}={{ v|length }};{% endfor %}{{ [{'a': 1}, {'a': 1}]|groupby('a') }}
{% for k, v in people|groupby('on', default=false) %}{{ k }}={{ v|length }};{% endfor %}
{{ flat|dictsort }}{{ flat|dictsort(true) }}{{ flat|dictsort(by='value') }}{{ flat|dictsort(reverse=true) }}{{ flat|dictsort(false, 'value', true) }}
{{ flat|dictsort(by='x') }}
{{ 5|dictsort }}
{{ {'a': 1, 2: 3}|dictsort }}
{{ flat|items|list }}{% for k, v in flat|items %}{{ k }}{{ v }}{% endfor %}
{{ 5|items|list }}
{{ 'ab CD'|upper }}{{ 'ab CD'|lower }}{{ 'ab CD'|capitalize }}{{ "it's a (test) of-this <b>"|title }}{{ name|title }}{{ 5|upper }}{{ true|lower }}{{ german|title }}{{ 'ሰላም ab'|title }}{{ german|upper }}{{ greek|lower }}
[{{ padded|trim }}][{{ 'xxaxx'|trim('x') }}][{{ 5|trim }}][{{ ' a '|trim(none) }}][{{ ' a '|trim(chars=' a') }}]
{{ 'aaa'|replace('a', 'b') }}{{ 'aaa'|replace('a', 'b', 2) }}{{ 123|replace(2, 'x') }}{{ 'a.b'|replace('.', none) }}{{ 'aaa'|replace('a', 'b', count=1) }}
{{ 'aaa'|replace('a') }}
{{ 'a\nb\n\nc'|indent }}|{{ 'a\nb'|indent(2, true) }}|{{ 'a\n\nb'|indent(2, blank=true) }}|{{ 'a\nb'|indent('> ') }}|{{ ''|indent(2, true) }}|{{ 'a\n'|indent }}|{{ lines|indent(1) }}|{{ 'a\nb'|indent(width=1, first=true) }}
{{ 5|indent }}
{{ 'hello big world'|truncate(9) }}|{{ 'hello big world'|truncate(9, true) }}|{{ 'hello big world'|truncate(9, true, '…', 0) }}|{{ 'hello big world'|truncate(14) }}|{{ 'helloworldfoo'|truncate(9, leeway=0) }}|{{ name|truncate(5, true, '', 0) }}|{{ 'hello big world'|truncate(9, end='', leeway=0) }}
{{ 'hello'|truncate(2) }}
{{ 'one two, three-four ሰላም ለዓለም'|wordcount }}{{ ''|wordcount }}{{ khmer|wordcount is number }}
[{{ 'ab'|center(6) }}][{{ 'ab'|center }}][{{ 5|center(4) }}]
{{ '%s-%s'|format(1, 'a') }}{{ '%(a)s'|format(a=1) }}{{ 'x'|format }}
{{ '%s'|format(1, a=2) }}
{{ 5|string + 'a' }}{{ none|string|length }}{{ 'a'|string is string }}{{ [1]|string }}
{{ '42'|int }}{{ ' 42 '|int }}{{ '4_2'|int }}{{ 'x'|int }}{{ 'x'|int(7) }}{{ '3.9'|int }}{{ 3.9|int }}{{ -3.9|int }}{{ true|int }}{{ digits|int }}{{ '0x1f'|int(0, 16) }}{{ 'ff'|int(base=16) }}{{ '0b11'|int(0, 2) }}{{ '012'|int }}{{ '1e3'|int }}{{ []|int }}{{ {}|int(3) }}{{ ''|int }}{{ '-5'|int }}{{ '+5'|int }}{{ '- 5'|int }}{{ '1__0'|int }}{{ '0x1f'|int(0, 0) }}
{{ '3.5'|float }}{{ 'x'|float }}{{ 'x'|float(1.5) }}{{ 5|float }}{{ '1e3'|float }}{{ ' .5 '|float }}{{ '5.'|float }}{{ '.'|float }}{{ 'inf'|float }}{{ '-Infinity'|float }}{{ 'nan'|float }}{{ float_text|float }}{{ '1_0.5'|float }}{{ '٣.٥'|float }}{{ []|float }}{{ true|float }}{{ '1e400'|float }}{{ '0x10'|float }}{{ '1d'|float }}{{ '1f'|float }}
{{ -5|abs }}{{ -5.5|abs }}{{ true|abs }}
{{ 'a'|abs }}
{{ 2.5|round }}{{ 3.5|round }}{{ -2.5|round }}{{ 2.675|round(2) }}{{ 42.55|round(1, 'floor') }}{{ 42.55|round(1, 'ceil') }}{{ 42|round }}{{ 1234|round(-2) }}{{ 1234.5|round(-2) }}{{ 1.005|round(2) }}{{ 42.1|round(method='ceil') }}{{ 1e20|round }}{{ 42|round(1, 'floor') }}{{ 1250|round(-2) }}{{ 1350|round(-2) }}{{ true|round }}
{{ 'a'|round }}
{{ 1|round(1, 'x') }}
{{ missing|d('x') }}{{ ''|d('x') }}{{ ''|d('x', true) }}{{ 0|default('x', boolean=true) }}{{ missing|default }}{{ none|d('x') }}{{ missing|d(default_value=5) }}
{{ flat|attr('b') is defined }}{{ name|attr('upper') is callable }}{{ flat|attr('keys') is callable }}
{{ tagged|e }}{{ tagged|escape }}{{ tagged|e|e }}{{ tagged|forceescape }}{{ (tagged|e)|forceescape }}{{ 5|e }}{{ tagged|safe }}
{{ 'x'|safe + '<b>' }}{{ '<b>' + 'x'|safe }}{{ '<a>'|safe ~ '<b>' }}{{ ('<a>'|safe) * 2 }}{{ '<%s>'|safe % '<b>' }}{{ '{}'|safe.format('<b>') }}{{ ('<a>'|safe).upper() + '<' }}{{ ('<a>'|safe)|upper + '<' }}{{ ('<'|safe).join(['<', '>']) }}{{ ['<'|safe, '>']|join('&') }}{{ ['<'|safe] }}{{ ('<a>'|safe)[0] + '<' }}{{ ('<a>'|safe)|replace('a', '<') }}{{ ('<a>'|safe).replace('a', '<') }}{{ ('<a>'|safe)|trim + '<' }}{{ ('<a>'|safe).strip() + '&' }}{{ '<'|safe == '<' }}{{ ('a<b'|safe).split('<')[0] + '&' }}{{ ('<'|safe)|string + '<' }}{{ '<'|safe is escaped }}{{ '<' is escaped }}{{ ('<'|safe)|tojson }}{{ ('a'|safe)|indent(2, true) + '<' }}{{ 1|safe + '<' }}
{{ 'a b/ሰ?&=~'|urlencode }}{{ {'a b': 'c/d', 'x': 'ሰ'}|urlencode }}{{ [('a', 1)]|urlencode }}{{ 5|urlencode }}
{{ 1|filesizeformat }}{{ 0|filesizeformat }}{{ 999|filesizeformat }}{{ 1000|filesizeformat }}{{ 1500000|filesizeformat }}{{ 1024|filesizeformat(true) }}{{ '5e9'|filesizeformat }}
{{ {'a': 1, 'b': [1, 2.5, none, true], 'ሰ': '👋 "q" \\ \n <b>&\u2028\x01'}|tojson }}{{ 'é'|tojson(ensure_ascii=true) }}{{ '👋'|tojson(true) }}{{ {'a': [1, {}], 'b': []}|tojson(indent=2) }}{{ {'b': 1, 'a': 2}|tojson(sort_keys=true) }}{{ [1, 2]|tojson(separators=(',', ':')) }}{{ {'a': 1}|tojson(separators=(',', ':'), indent=1) }}{{ {1: 2, none: 3, true: 4, 1.5: 5}|tojson }}{{ (1, 2)|tojson }}{{ 1e400|tojson }}{{ []|tojson(indent=2) }}{{ [[]]|tojson(indent='\t') }}{{ 1e16|tojson }}{{ [1]|tojson(indent=0) }}{{ '\x7f\x85'|tojson }}
{{ range(3)|tojson }}
{{ flat.keys()|tojson }}
{{ {(1,): 2}|tojson }}
{{ {'a': 1, 2: 3}|tojson(sort_keys=true) }}
{{ name is string }}{{ 1 is number }}{{ true is number }}{{ 1.5 is float }}{{ true is integer }}{{ 1 is integer }}{{ true is boolean }}{{ none is none }}{{ flat is mapping }}{{ numbers is sequence }}{{ name is sequence }}{{ flat is sequence }}{{ flat.items() is sequence }}{{ flat.items() is iterable }}{{ 5 is iterable }}{{ missing is iterable }}{{ missing is sequence }}{{ none is iterable }}{{ range is callable }}{{ 5 is callable }}{{ missing is callable }}{{ (numbers|map('abs')) is iterable }}{{ (numbers|map('abs')) is sequence }}{{ (1,) is sequence }}
{{ 3 is odd }}{{ 4 is even }}{{ 9 is divisibleby 3 }}{{ 9 is divisibleby(2) }}{{ 'abc' is lower }}{{ 'ABC' is upper }}{{ true is true }}{{ 1 is true }}{{ false is false }}{{ 1 is eq 1 }}{{ 1 is equalto(1) }}{{ 1 is ne 2 }}{{ 1 is lt 2 }}{{ 1 is ge 1 }}{{ 2 is greaterthan 1 }}{{ 1 is in [1] }}{{ 1 is not in [1] }}{{ 1 is sameas 1 }}{{ none is sameas none }}{{ [] is sameas [] }}{{ 'upper' is filter }}{{ 'nope' is filter }}{{ 'odd' is test }}{{ 1 is not odd }}{{ 1 is odd and 2 is even }}{{ 1 is odd or false }}{{ 1 is odd if true else 2 }}{{ 2 is lessthan 3 }}{{ 1 is le 1 }}{{ 1 is gt 0 }}{{ 2.0 is odd }}{{ 3.0 is odd }}{{ '1' is lower }}{{ 5 is lower }}
{{ 'a' is odd }}
{{ 1 is divisibleby 0 }}
{{ 1 is divisibleby }}
{{ 1 is defined is true }}
{{ 1 is none none }}
{{ missing.x is defined }}
{{ missing is defined and missing.x }}|{{ deep.nope is not defined }}|{{ deep is defined }}
{% if 1 %}a{% elif 2 %}b{% else %}c{% endif %}{% if 0 %}a{% elif 2 %}b{% else %}c{% endif %}{% if '' %}a{% elif [] %}b{% else %}c{% endif %}{% if none %}x{% endif %}
{% if 1 %}{% set x = 1 %}{% endif %}{{ x }}{% if 0 %}{% set y = 1 %}{% endif %}{{ y }}|
{% for x in numbers %}{{ x }},{% endfor %}{% for x in [] %}a{% else %}none{% endfor %}{% for x in 'a👋' %}<{{ x }}>{% endfor %}{% for k in flat %}{{ k }}{% endfor %}{% for k, v in flat.items() %}{{ k }}={{ v }};{% endfor %}{% for x in range(3) %}{{ x }}{% endfor %}{% for a, b in [(1, 2), [3, 4], 'xy'] %}{{ a }}{{ b }} {% endfor %}{% for (a, b), c in [((1, 2), 3)] %}{{ a }}{{ b }}{{ c }}{% endfor %}
{% for x in missing %}a{% else %}e{% endfor %}
{% for x in 5 %}{% endfor %}
{% for x in none %}{% endfor %}
{% for a, b in [(1, 2, 3)] %}{% endfor %}
{% for a, b in [(1,)] %}{% endfor %}
{% for a, b in [1] %}{% endfor %}
{% for x in numbers %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }}{{ loop.depth0 }}{{ loop.previtem }}{{ loop.nextitem }}{{ loop.cycle('a', 'b') }}{{ loop.changed(x > 1) }}|{% endfor %}
{% for x in [1] %}{{ loop.nope }}{{ loop.previtem is defined }}{{ loop.nextitem is defined }}{{ loop }}{% endfor %}{{ loop }}
{% for x in numbers if x > 1 %}{{ loop.index }}/{{ loop.length }}:{{ x }} {% else %}none{% endfor %}{% for x in numbers if x > 100 %}{{ x }}{% else %}none{% endfor %}{% for x in numbers if loop is defined %}{{ x }}{% endfor %}
{% for x in numbers|select('odd') %}{{ loop.index }}/{{ loop.length }}{{ loop.last }}{{ loop.revindex }} {% endfor %}
{% for x in [1, 2, 3] %}{% if x == 2 %}{% continue %}{% endif %}{{ x }}{% endfor %}{% for x in [1, 2, 3] %}{% if x == 2 %}{% break %}{% endif %}{{ x }}{% else %}no{% endfor %}
{% break %}
{% for x in [1, 2] %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}
{% for x in [1, 2] %}{% set y %}a{% break %}{% endset %}{% endfor %}{{ y }}ok
{% for x in [1, 2] %}{% filter upper %}a{% continue %}{% endfilter %}b{% endfor %}ok
{% for x in [1, 2] %}{% with a = x %}{{ a }}{% continue %}{% endwith %}b{% endfor %}ok
{% for x in tree recursive %}{{ x.n }}{{ loop.depth }}{% if x.kids %}({{ loop(x.kids) }}){% endif %}{% if not loop.last %},{% endif %}{% endfor %}
{% for x in [1] %}{{ loop([2]) }}{% endfor %}
{% for x in [1, 2] %}{% for y in [1, 2] %}{{ loop.index }}{{ x }}{{ y }}{% endfor %}{{ loop.index }}{% endfor %}{% for x in [1, 2] %}{% set outer = loop %}{% for y in 'ab' %}{{ outer.index }}{{ y }}{{ loop.parent }}{% endfor %}{% endfor %}
{% for x in [1, 2, 3] %}{{ y }}{% set y = x %}{{ y }}{% endfor %}{{ y }}|{{ x }}
{% set y = 0 %}{% for x in [1, 2] %}{% set y = y + x %}{{ y }}{% endfor %}{{ y }}
{% set x = 9 %}{% for x in [1, 2] %}{{ x }}{% endfor %}{{ x }}
{% set ns = namespace(a=1, b=[]) %}{% for x in [1, 2] %}{% set ns.a = ns.a + x %}{% set ns.b = ns.b + [x] %}{% endfor %}{{ ns.a }}{{ ns.b }}{{ ns.c }}{{ ns }}{{ namespace({'x': 1}).x }}{{ namespace() }}{{ namespace([('a', 1)], b=2) }}
{% set ns = {} %}{% set ns.a = 1 %}
{% set missing.a = 1 %}
{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set (a, b) = (b, a) %}{{ a }}{{ b }}{% set c = 1, 2 %}{{ c }}
{% set d, = [5] %}{{ d }}
{% for d, in [[5]] %}{{ d }}{% endfor %}
{% set a, b = 1 %}
{% set true = 1 %}
{% set none = 1 %}
{% set x %}a{{ 1 }}b{% endset %}[{{ x }}]{% set x | upper %}abc{% endset %}{{ x }}{% set x | replace('a', 'b') | upper %}abc{% endset %}{{ x }}{% set x %}{% endset %}[{{ x }}]{% set x %}{% set inner = 1 %}{% endset %}{{ inner }}
{% set ns = namespace() %}{% set ns.x %}block{% endset %}{{ ns.x }}
{% macro m(a, b=2, c=a) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(1, c=5) }}{{ m(a='x') }}{{ m() }}{{ m(b=1) }}{{ m(*[1, 2]) }}{{ m(**{'a': 7}) }}{{ m(1, *[2], **{'c': 3}) }}{{ m.name }}{{ m.arguments }}{{ m.catch_kwargs }}{{ m.catch_varargs }}{{ m.caller }}{{ m(none) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, a=2) }}
{% macro m(a=1, b) %}{% endmacro %}
{% macro m(a, a) %}{{ a }}{% endmacro %}ok
{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x=3) }}{{ m() }}{{ m.catch_kwargs }}
{% macro m(a) %}{{ a }}{{ varargs }}{% endmacro %}{{ m(1, 2, 3) }}{% macro k(a) %}{{ a }}{{ kwargs }}{% endmacro %}{{ k(1, b=2) }}
{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}in{% endcall %}{% macro l(xs) %}{% for x in xs %}<{{ caller(x, y=x) }}>{% endfor %}{% endmacro %}{% call(a, y=0) l([1, 2]) %}{{ a }}{{ y }}{{ name }}{% endcall %}
{% macro m() %}{{ caller is defined }}{{ caller }}{% endmacro %}{{ m() }}
{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}
{% macro m() %}x{% endmacro %}{% call m() %}y{% endcall %}
{% macro m() %}{% set x = 1 %}{{ x }}{% endmacro %}{{ m() }}{{ x }}{% set z = 5 %}{% macro r() %}{{ z }}{% endmacro %}{{ r() }}{% set z = 6 %}{{ r() }}
{% macro m(n) %}{{ n }}{% if n > 0 %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(5) }}{% macro even(n) %}{{ odd(n - 1) if n else 'even' }}{% endmacro %}{% macro odd(n) %}{{ even(n - 1) if n else 'odd' }}{% endmacro %}{{ even(3) }}
{% for x in [1, 2] %}{% macro m() %}{{ x }}{{ loop.index }}{% endmacro %}{{ m() }}{% endfor %}
{% macro m() %}{{ x }}{% endmacro %}{% for x in [1] %}{{ m() }}{% endfor %}{% set x = 4 %}{{ m() }}
{{ m() }}{% macro m() %}late{% endmacro %}
{% macro outer() %}{% macro inner() %}i{% endmacro %}{{ inner() }}{% endmacro %}{{ outer() }}{{ inner is defined }}
{% macro m(x) %}{{ x|length }}{% endmacro %}{{ m('a') ~ m('ab') }}{{ m('x')|int + 1 }}{{ m('x') is string }}{{ m is callable }}
{% filter upper %}abc{{ 'd' }}{% endfilter %}{% filter replace('a', 'b')|upper %}aXa{% endfilter %}{% filter trim %}  x {% set q = 1 %} {% endfilter %}{{ q }}
{% with a = 1, b = 2 %}{{ a }}{{ b }}{% endwith %}{{ a }}{% with %}{% set c = 1 %}{{ c }}{% endwith %}{{ c }}{% set a = 5 %}{% with a = a + 1, b = a %}{{ a }}{{ b }}{% endwith %}{{ a }}
{% print 1, 2 %}{% print name %}
{{ range(5)|list }}{{ range(1, 5)|list }}{{ range(5, 1, -2)|list }}{{ range(0)|list }}{{ range(3) }}{{ range(1, 3) }}{{ range(1, 9, 2) }}{{ range(3) == range(0, 3) }}{{ range(-3)|list }}{{ range(3)[-1] }}{{ range(9)[::3] == range(0, 9, 3) }}{{ range(5).index(3) }}
{{ range(100001) }}
{{ range(1.5) }}
{{ range('a') }}
{{ range(1, 2, 0) }}
{{ range() }}
{{ dict(a=1, b=2) }}{{ dict() }}{{ dict({'x': 1}, y=2) }}{{ dict([('a', 1)]) }}
{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.reset() }}{{ c.current }}{% set j = joiner() %}{{ j() }}{{ j() }}{{ j() }}{% set k = joiner('|') %}{% for x in [1, 2] %}{{ k() }}{{ x }}{% endfor %}
{{ cycler() }}
{{ raise_exception('no ሰላም') }}
{{ raise_exception() }}
{{ strftime_now('%Y-%m-%d') }}|{{ strftime_now('%d %b %Y') }}|{{ strftime_now('%B %d, %Y') }}|{{ strftime_now('%A %a %j %U %W %V %u %w %y %e %-d %-m %H:%M:%S %p %I %% %D %F %T %c %x %X %G %g %C %h %n%t') }}|{{ strftime_now('ሰላም') }}|{{ strftime_now('') }}
{# comment #}a{#- b -#} c {#
multi #}
d
{% raw %}{{ x }}{% if %}{% endraw %}a{%- raw -%}  {{ y }}  {%- endraw -%}  b {% raw %}
x
{% endraw %}
y
  {% if true %}
  a
    {% if true %}
  b
    {%- endif %}
  {%- endif -%}
  c
  {%+ if true %}x{% endif +%}
y
a {%- if true -%} b {%- endif -%} c
{{- 1 -}}  a  {{- 2 }}  b {{ 3 -}}
a  {{+ 1 }}
 {% set x = 1 %} {% set y = 2 %}
z
{% for x in [1, 2] %}
  {{ x }}
{% endfor %}
end
  {# c #}
  {#- d #}
x {# e #}
y
{{ 1 }}
{{ 2 }}
x  {% if true %}  y  {% endif %}  z
{{ '{{' }}{{ '%}' }}{{ "}}" }}{{ {'a': {'b': 1}}['a'] }}{{ {'a': 1}}}
{{ [1, 2][0] }}{{ {'a': [1, {'b': 2}]}.a[1].b }}{{ ((1, 2), [3])[1][0] }}
{% if true %}unclosed
{% endif %}
{% for x in [1] %}{% endif %}
{% for x %}{% endfor %}
{{ 1 +
2 }}
{{ 1
}}
{{ }}
{{ 1 2 }}
{{ 1 | }}
{{ a. }}
{{ (1 }}
{{ 1) }}
{{ [1 }}
{{ {1} }}
{{ 1 $ 2 }}
{{ a b }}
{{ not }}
{{ 1 is }}
{{ x[ }}
{{ f(a=1, 2) }}
{{ f(**a, b) }}
{{ f(*a, b) }}
{{ f(a=1, a=2) }}
{% %}
{% nope %}
{% endfor %}
{% else %}
{% set %}
{% set x = %}
{% macro %}{% endmacro %}
{% macro m %}{% endmacro %}
{% raw %}
{# unclosed
{{ unclosed
{% unclosed
{{ 'a
b' }}
a{{ 1 }}b{% if 1 %}c
{{ name|upper|lower|length }}{{ (name|list)[0] }}{{ name|list|first }}{{ -1|abs }}{{ (-1)|abs }}{{ 2 * -3 }}{{ 2 - -3 }}{{ not false|default(true) }}{{ 'a' 'b'|upper }}{{ 1 + 2|string|length }}{{ -name|length }}
{{ numbers|sort|first + numbers|sort|last }}{{ 'a' ~ 'b'|upper }}{{ 1 if name is string else 2 }}{{ 'x' in name|list }}{{ name|length > 3 and name|length < 20 }}{{ numbers|length is odd }}
{{ deep.user.tags|join(',')|upper }}{{ (deep.user.tags + ['ሰ'])|join }}{{ deep['user'].tags[1:]|first }}{{ people[0].name[:2] }}{{ people[-1]['name'].upper() }}{{ people|length ~ 'x' }}
{{ name.upper.x }}
{{ name.nope() }}
{{ name.split.x is defined }}
{{ 5() }}
{{ 'a'() }}
{{ none() }}
{{ [1]() }}
{{ name.upper(1) }}
{{ name|upper(1) }}
{{ name|length(1) }}
{{ 'a'|default(1, 2, 3) }}
{{ 'a'|default(nope=1) }}
{{ 'a'|trim(chars='a', chars2=1) }}
{% include 'x' %}
{% extends 'x' %}
{{ 1.5 is integer }}{{ 1e3|int }}{{ 1e3 == 1000 }}{{ 0.1 + 0.2 == 0.3 }}{{ 1/3 }}{{ 100000000000000000000 }}{{ 1e22 }}{{ 123456789012345.6 }}{{ 5e-324 }}{{ 1.7976931348623157e308 }}
{{ half is float }}{{ half + half }}{{ pi * 2 }}{{ pi // 1 }}{{ pi % 1 }}{{ tiny }}{{ huge }}{{ huge|int }}{{ -half }}{{ huge == 10**22 }}{{ half == 1/2 }}
{% set x = 1 %}{% set x = x + 1 %}{{ x }}{% set name = 'changed' %}{{ name }}{% set range = 5 %}{{ range }}
{% for message in people %}{% if loop.first %}F{% elif loop.last %}L{% else %}M{% endif %}{{ message.name }}{% if not loop.last %}, {% endif %}{% endfor %}
{% for i in range(numbers|length - 1, -1, -1) %}{{ numbers[i] }} {% endfor %}
{% set sep = joiner(', ') %}{% for k, v in deep.user|dictsort %}{{ sep() }}{{ k }}: {{ v }}{% endfor %}
{%- macro render(x, depth=0) -%}{%- if x is mapping -%}{{ '{' }}{%- for k, v in x|dictsort -%}{{ k }}:{{ render(v, depth + 1) }}{{ ',' if not loop.last }}{%- endfor -%}{{ '}' }}{%- elif x is string -%}"{{ x }}"{%- elif x is sequence -%}[{%- for v in x -%}{{ render(v, depth + 1) }}{{ ', ' if not loop.last }}{%- endfor -%}]{%- else -%}{{ x }}@{{ depth }}{%- endif -%}{%- endmacro -%}{{ render(deep) }}
{{ 'abc' is in 'abcdef' }}{{ 'a' is eq('a') }}{{ [1, 2] is eq [1, 2] }}{{ {'a': 1} is eq {'a': 1} }}{{ 5 is in(range(10)) }}
{{ words|map('first')|join }}{{ words|map('length')|sum }}{{ words|map('lower')|unique|sort|join(',') }}{{ nested|map('sum')|list }}{{ nested|map('first')|list|length }}{{ nested|map('join', '-')|list }}
{{ people|map(attribute='name')|map('upper')|join('/') }}{{ people|selectattr('on', 'true')|map(attribute='name')|list }}{{ people|selectattr('on', 'undefined')|map(attribute='name')|first }}{{ people|selectattr('name', 'string')|list|length }}
{{ (1, 'a', none)|join(',') }}{{ () == [] }}{{ (1,)[0] }}{{ ('a') }}{{ 'a', }}
{{ numbers.__class__ }}|{{ deep._x }}|{{ people.0.name }}|{{ people.0['name'].0 }}|{{ nested.0.1 }}
{{ '👋'[0] }}{{ '👋'|length }}{{ '👋' * 2 }}{{ '👋'.upper() }}{{ '👋' in emoji }}{{ emoji|first }}{{ emoji|list|length }}{{ emoji|reverse }}{{ emoji.split(' ')[1] }}{{ emoji|upper }}{{ emoji|title }}{{ emoji.center(20, '·') }}{{ emoji|tojson }}{{ [emoji] }}{{ '%s' % emoji }}{{ emoji|truncate(5, true, '…', 0) }}{{ emoji.index('🎉') }}
{{ urdu|upper }}{{ urdu|reverse }}{{ urdu.split() }}{{ urdu[-1] }}{{ urdu|title }}{{ urdu|wordcount }}{{ urdu.replace('؟', '?') }}{{ khmer|list }}{{ khmer|length }}{{ [khmer] }}{{ khmer.split('ី') }}{{ khmer|tojson }}{{ name.find('ለ') }}{{ name.partition(' ') }}{{ name|center(14) }}|{{ name.endswith('ዓለም') }}
""".strip("\n").split("\n")

SPANNING = [  # templates of several lines, where the line structure matters
    "{% if true %}\n  a\n{% endif %}\nb\n", "  {% if true %}\n  a\n  {% endif %}\n  b", "a\n  {%- if true %}\n b\n {% endif -%} \n c",
    "{% for x in [1, 2] %}\n{{ x }}\n{% endfor %}\n", "{% for x in [1, 2] -%}\n  {{ x }}\n{%- endfor %}\n", "a\n\n\n{% set x = 1 %}\n\nb\n\n",
    "{{ 1 }}\n{{ 2 }}\n", "{{ 1 -}}\n\n  b", "a  \n {{- 1 }}", "{# c #}\n{# d #}\n a", "  {# c #}  \n b", " a {# c #}\nb", "x\n  {# c #} y",
    "{% raw %}\n{{ a }}\n{% endraw %}\nb", "  {% raw %}  a  {% endraw %}  b", "a\n{%- raw %} b {% endraw -%}\n c", "{%+ if true %} a {%+ endif %}",
    "  {%+ if true %}\n a\n  {%+ endif %}\n", "  {% if true +%}\n a\n  {% endif +%}\n b", "a\r\nb\rc\n", "{% if true %}\r\na\r\n{% endif %}\r\n",
    "a\n", "a\n\n", "\n", "", " ", "\n\n{{ 1 }}\n\n", "{{ '\n' }}", "{{ 'a\r\nb' }}", "\t{% if true %}\tx\t{% endif %}\t",
    "\u00a0{% if true %}x{% endif %}", "\u3000\n\u3000{% if true %}\nx{% endif %}", "a{% if true %} {% endif %}b", "{% if true %} {% if true %} x{% endif %}{% endif %}",
    "{{ 1 }}  {% if true %}x{% endif %}", "{{ 1 -}}  {% if true %}x{% endif %}", "{{ 1 -}} \n {% if true %}x{% endif %}", "{%- if true -%}\n\n x \n\n{%- endif -%}\n\n",
    "{% set x %}\n  a\n{% endset %}\n[{{ x }}]", "{% macro m() %}\n  a\n{% endmacro %}\n[{{ m() }}]", "{% macro m() -%}\n  a\n{%- endmacro %}\n[{{ m() }}]",
    "{% call m() %}{% endcall %}", "{% filter upper %}\n a\n{% endfilter %}\nb", "{{\n1\n+\n2\n}}", "{%\nif\ntrue\n%}x{%\nendif\n%}",
    "{{ '\\\n' }}", "{#\n#}a\n{#-\n-#}\nb", "{#-#}", "{#--#}", "{# {{ x }} {% y %} #}z", "{{'a'}}{{'b'}}{#c#}{%if 1%}d{%endif%}", "{{'}}'}}", "{%if '%}'%}x{%endif%}",
    "{{ {} }}{{ {'a':{}} }}{{{'a':1}['a']}}", "}} %} #}", "{ { % } }", "{{ '{%' }}{% raw %}{%{% endraw %}", "{%raw%}a{%endraw%}", "{% raw %}a{% endraw", "{%-raw-%} a {%-endraw-%} b",
    "  {% endraw %}", "{% raw x %}{% endraw %}", "{% rawx %}", "{%- -%}", "{{--1}}", "{{- -1 -}}", "{{-1}}", "{{+1}}", "{{ 1-}}", "{{ 1 --}}", "{{ 1 - }}", "a {{--}} b",
    "{% if 1 -%} a {%- else -%} b {%- endif %}", "{% for i in [1] -%} \n {{- i -}} \n {%- endfor %}", "\ufeff{{ 1 }}", "{% set a=1 %}{% set b=2 -%}\n{{ a+b }}",
    "line1\n{% set x = 1 %}\n  {% set y = 2 %}  \n{{ missing.x }}", "{%if 1%}\n\n{%endif%}\n\n", "{{ 1 }}{% if 1 %}\n{% endif %}\n{{ 2 }}",
]


FILL = "", ", '·'"
WAY = "", ", 'ceil'", ", 'floor'"
CHECK = "", ", 'defined'", ", 'eq', 30", ", 'none'"
ORDER = "", "(true)", "(by='value')", "(reverse=true)"
PART = "", ".name", ".age", "['city']", ".nope"
BLOCK = "upper", "trim", "indent", "title", "replace(' ', '_')", "trim|upper"


class Draw:
    """Draws templates that are mostly well typed, so that most of them render."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.names = list(VARIABLES)

    def one(self, *options):
        return self.r.choice(options)

    def text(self, depth):
        if depth <= 0:
            return self.one("'a'", "''", "'ሰላም'", "' x y '", "'👋'", "'a,b'", "'Ab'", '"\\n"', "'آپ'", "'<b>'", "name", "khmer", "urdu", "emoji", "latin",
                            "path", "tagged", "blank", "german", "greek", "lines", "padded", "num", "percent", "empty", "turkish")
        t, n = self.text, self.number
        return self.one(
            lambda: f"{t(depth - 1)}|{self.one('upper', 'lower', 'title', 'capitalize', 'trim', 'string', 'e', 'safe', 'reverse', 'urlencode', 'forceescape', 'first', 'last')}",
            lambda: f"{t(depth - 1)} {self.one('~', '~', '+')} {t(depth - 1)}", lambda: f"({t(depth - 1)} + {t(depth - 1)})",
            lambda: f"({t(depth - 1)}).{self.one('upper', 'lower', 'strip', 'lstrip', 'rstrip', 'title', 'capitalize', 'swapcase', 'casefold')}()",
            lambda: f"({t(depth - 1)}).{self.one('strip', 'lstrip', 'rstrip')}({t(0)})",
            lambda: f"({t(depth - 1)}).replace({t(0)}, {t(depth - 1)}{self.one('', '', ', 1', ', 2')})",
            lambda: f"{t(depth - 1)}|replace({t(0)}, {t(0)})", lambda: f"({t(depth - 1)})[{self.slice()}]",
            lambda: f"({t(depth - 1)})[{self.r.randint(-3, 4)}]", lambda: f"({t(depth - 1)} * {self.r.randint(0, 3)})",
            lambda: f"({t(depth - 1)} if {self.truth(depth - 1)} else {t(depth - 1)})", lambda: f"{self.items(depth - 1)}|join({t(0)})",
            lambda: f"({t(0)}).join({self.items(depth - 1)}|map('string'))", lambda: f"{self.any(depth - 1)}|string", lambda: f"{self.any(depth - 1)}|tojson",
            lambda: f"{t(depth - 1)}|indent({self.r.randint(0, 3)}{self.one('', ', true', ', blank=true')})", lambda: f"{t(depth - 1)}|center({self.r.randint(0, 20)})",
            lambda: f"({t(depth - 1)}).{self.one('center', 'ljust', 'rjust')}({self.r.randint(0, 20)}{self.one(*FILL)})", lambda: f"({t(depth - 1)}).zfill({self.r.randint(0, 20)})",
            lambda: f"'{self.one('%s', '%5s', '%-4s|', '%r', '%.2s', '%s%%')}' % {t(depth - 1) if self.r.random() < .8 else self.number(0)}",
            lambda: f"'{self.one('{}', '{0}', '{:>7}', '{:*^9}', '{!r}', '{:.2}', '{{{}}}')}'.format({t(depth - 1)})",
            lambda: f"'{self.one('%d', '%5.1f', '%+d', '%x', '%05d', '%e', '%g', '%s', '%i', '%o')}' % {n(depth - 1)}",
            lambda: f"'{self.one('{}', '{:,}', '{:.2f}', '{:8}', '{:+}', '{:e}', '{:g}', '{:08.3f}', '{:%}')}'.format({n(depth - 1)})",
            lambda: f"{t(depth - 1)}|truncate({self.r.randint(3, 9)}{self.one('', ', true', ', leeway=0')})", lambda: f"({t(depth - 1)}).{self.one('removeprefix', 'removesuffix')}({t(0)})",
            lambda: f"{t(depth - 1)}|default({t(0)}{self.one('', ', true')})", lambda: f"({t(depth - 1)}).expandtabs({self.r.randint(0, 5)})",
        )()

    def slice(self):
        part = lambda: self.one("", "", str(self.r.randint(-4, 5)))
        return f"{part()}:{part()}{self.one('', '', ':' + self.one('1', '2', '-1', '-2', ''))}"

    def number(self, depth):
        if depth <= 0:
            return self.one("0", "1", "2", "-3", "7", "1.5", "-0.25", "1e3", "true", "zero", "one", "five", "neg", "half", "pi", "big", "10", "3")
        n = self.number
        return self.one(
            lambda: f"({n(depth - 1)} {self.one('+', '-', '*', '/', '//', '%')} {n(depth - 1)})", lambda: f"{n(depth - 1)} {self.one('+', '-')} {n(depth - 1)}",
            lambda: f"{self.items(depth - 1)}|length", lambda: f"{self.text(depth - 1)}|length", lambda: f"{n(depth - 1)}|{self.one('abs', 'int', 'float', 'round')}",
            lambda: f"{n(depth - 1)}|round({self.r.randint(-2, 3)}{self.one(*WAY)})", lambda: f"({n(depth - 1)} ** {self.r.randint(0, 3)})",
            lambda: f"({self.text(depth - 1)}).{self.one('find', 'rfind', 'count')}({self.text(0)})", lambda: f"{self.text(depth - 1)}|{self.one('int', 'float', 'wordcount')}",
            lambda: f"numbers|{self.one('sum', 'min', 'max', 'first', 'last')}", lambda: f"-{n(depth - 1)}", lambda: f"({n(depth - 1)} if {self.truth(depth - 1)} else {n(depth - 1)})",
            lambda: f"numbers[{self.r.randint(-6, 6)}]",
        )()

    def truth(self, depth):
        if depth <= 0:
            return self.one("true", "false", "yes", "no", "none", "missing", "1", "0", "''", "name", "[]", "flat")
        return self.one(
            lambda: f"{self.number(depth - 1)} {self.one('<', '<=', '>', '>=', '==', '!=')} {self.number(depth - 1)}",
            lambda: f"{self.text(depth - 1)} {self.one('<', '>', '==', '!=', 'in', 'not in')} {self.text(depth - 1)}", lambda: f"not {self.truth(depth - 1)}",
            lambda: f"({self.truth(depth - 1)} {self.one('and', 'or')} {self.truth(depth - 1)})", lambda: f"{self.any(depth - 1)} in {self.items(depth - 1)}",
            lambda: f"{self.any(depth - 1)} is {self.one('', 'not ')}{self.one('defined', 'undefined', 'none', 'string', 'number', 'mapping', 'sequence', 'iterable', 'boolean', 'integer', 'float', 'true', 'false', 'callable')}",
            lambda: f"{self.text(depth - 1)} is {self.one('lower', 'upper', 'string')}", lambda: f"({self.text(depth - 1)}).{self.one('startswith', 'endswith')}({self.text(0)})",
            lambda: f"({self.text(depth - 1)}).{self.one('isalpha', 'isdigit', 'isalnum', 'isspace', 'isupper', 'islower', 'istitle', 'isascii', 'isprintable', 'isnumeric', 'isdecimal', 'isidentifier')}()",
            lambda: f"{self.number(0)} is {self.one('odd', 'even', 'divisibleby 2', 'eq 1', 'in [1, 2]', 'gt 1')}", lambda: f"{self.any(depth - 1)} == {self.any(depth - 1)}",
        )()

    def items(self, depth):
        if depth <= 0:
            return self.one("numbers", "words", "mixed", "nested", "void", "[1, 2, 3]", "['b', 'A']", "(1, 2)", "range(4)", "flat", "'abc'", "flat.items()", "flat.values()", "[]", "people", "[name, urdu]")
        i = self.items
        return self.one(
            lambda: f"{i(depth - 1)}|{self.one('list', 'reverse|list', 'unique|list', 'sort', 'select|list', 'reject|list', 'batch(2)|list', 'slice(2)|list', 'list')}",
            lambda: f"({i(depth - 1)}|list)[{self.slice()}]", lambda: f"({i(depth - 1)}|list + {i(depth - 1)}|list)", lambda: f"({self.text(depth - 1)}).{self.one('split', 'rsplit')}({self.one('', self.text(0), self.text(0) + ', 1', 'none, 1')})",
            lambda: f"({self.text(depth - 1)}).splitlines({self.one('', 'true')})", lambda: f"({self.text(depth - 1)}).{self.one('partition', 'rpartition')}({self.text(0)})",
            lambda: f"{i(depth - 1)}|map('{self.one('string', 'upper', 'length', 'int', 'first', 'tojson', 'list', 'float', 'trim')}')|list", lambda: f"people|map(attribute='{self.one('name', 'age', 'city', 'on', 'nope')}')|list",
            lambda: f"people|{self.one('selectattr', 'rejectattr')}('{self.one('on', 'age', 'city')}'{self.one(*CHECK)})|map(attribute='name')|list",
            lambda: f"{i(depth - 1)}|{self.one('select', 'reject')}('{self.one('string', 'number', 'defined', 'none', 'mapping', 'odd', 'iterable')}')|list", lambda: f"[{', '.join(self.any(depth - 1) for _ in range(self.r.randint(0, 3)))}]",
            lambda: f"flat|dictsort{self.one(*ORDER)}", lambda: f"range({self.r.randint(-3, 6)}, {self.r.randint(-3, 6)}{self.one('', ', 2', ', -1')})|list",
            lambda: f"{self.text(depth - 1)}|list", lambda: f"people|groupby('city')|map('first')|list",
            lambda: f"{i(depth - 1)}|sort({self.one('true', 'case_sensitive=true', 'reverse=true')})",
        )()

    def any(self, depth):
        if depth <= 0:
            return self.one(*self.names, "missing", "none", "true", "1", "'a'", "1.5", "[]", "{}", "()")
        return self.one(
            lambda: self.text(depth), lambda: self.number(depth), lambda: self.truth(depth), lambda: self.items(depth),
            lambda: f"{{{', '.join(f'{self.one(chr(39) + k + chr(39), str(j))}: {self.any(depth - 1)}' for j, k in enumerate('xyz'[:self.r.randint(0, 3)]))}}}",
            lambda: f"deep.{self.one('user', 'user.name', 'user.tags', 'list', 'items', 'nope', 'ключ', '_x')}", lambda: f"people[{self.r.randint(-5, 5)}]{self.one(*PART)}",
            lambda: f"flat.get('{self.one('a', 'b', 'z')}'{self.one('', ', 5')})", lambda: f"({self.any(depth - 1)}, {self.any(depth - 1)})", lambda: f"{self.any(depth - 1)}|default({self.any(0)}{self.one('', ', true')})",
            lambda: f"{self.items(depth - 1)}|{self.one('first', 'last', 'min', 'max')}", lambda: f"({self.any(depth - 1)})[{self.one('0', '-1', chr(39) + 'a' + chr(39))}]",
        )()

    def space(self):
        return self.one("", "", " ", "\n", "\n  ", "  ", "\n\n", " x ", "ሰ", "\ty", "\r\n")

    def tag(self, inner):
        return "{%" + self.one("", "", "", "-", "+") + " " + inner + " " + self.one("", "", "", "-", "+") + "%}"

    def show(self, depth):
        return "{{" + self.one("", "", "-") + " " + self.any(depth) + " " + self.one("", "", "-") + "}}"

    def block(self, depth):
        return "".join(self.space() + self.statement(depth) for _ in range(self.r.randint(1, 3))) + self.space()

    def statement(self, depth):
        if depth <= 0:
            return self.one(lambda: self.show(1), lambda: self.show(1), lambda: "{{ x }}", lambda: "{#" + self.one("", "-") + " c " + self.one("", "-") + "#}",
                            lambda: "{{ ns.v }}", lambda: self.tag("raw") + "{{ q }}" + self.tag("endraw"), lambda: "{{ loop.index if loop is defined }}")()
        b = lambda: self.block(depth - 1)
        e = lambda: self.any(self.r.randint(0, 2))
        return self.one(
            lambda: self.tag(f"if {self.truth(2)}") + b() + self.one("", self.tag(f"elif {self.truth(1)}") + b()) + self.one("", self.tag("else") + b()) + self.tag("endif"),
            lambda: self.tag(f"for x in {self.items(1)}{self.one('', '', ' if x')}") + b() + self.one("", "{{ loop.index }}{{ loop.last }}", "{{ loop.previtem }}{{ loop.revindex0 }}", "{{ loop.cycle(1, 2) }}{{ loop.changed(x) }}", self.tag("if loop.index == 2") + self.tag(self.one("break", "continue")) + self.tag("endif")) + self.one("", self.tag("else") + b()) + self.tag("endfor"),
            lambda: self.tag(f"set {self.one('x', 'y', 'z')} = {e()}"), lambda: self.tag(f"set {self.one('x', 'y')}{self.one('', ' | upper', ' | trim')}") + b() + self.tag("endset"),
            lambda: self.tag(f"set ns.v = {e()}"), lambda: self.tag(f"macro m(x, y={self.any(0)})") + b() + "{{ y }}" + self.tag("endmacro") + f"{{{{ m({self.any(1)}{self.one('', ', 2', ', y=3')}) }}}}",
            lambda: self.tag(f"filter {self.one(*BLOCK)}") + b() + self.tag("endfilter"),
            lambda: self.tag(f"with x = {e()}") + b() + self.tag("endwith"), lambda: self.show(2), lambda: self.show(2),
            lambda: self.tag("macro c(a)") + b() + "{{ caller(a) }}" + self.tag("endmacro") + self.tag(f"call(x) c({self.any(1)})") + b() + self.tag("endcall"),
            lambda: self.tag("if false") + b() + self.tag("endif"),
            lambda: self.tag("for x in tree recursive") + "{{ x.n }}" + self.one("{{ loop(x.kids) }}", "{{ loop(x.kids) if x.kids }}") + self.tag("endfor"),
        )()

    def scopes(self, depth):
        """Reading, setting and hiding a few names in nested scopes: where a name lives is decided before rendering."""
        v = lambda: self.one("name", "num", "zz")
        n = self.r.randint(0, 9)
        b = lambda: "".join(self.scopes(depth - 1) for _ in range(self.r.randint(1, 3)))
        plain = (lambda: f"{{{{ {v()} }}}},", lambda: f"{{{{ {v()} }}}},", lambda: f"{{% set {v()} = {v()} ~ {n} %}}", lambda: f"{{% set {v()} = {n} %}}",
                 lambda: f"{{{{ m({self.one('', '1', 'name')}) if m is defined }}}};")
        if depth <= 0:
            return self.one(*plain)()
        return self.one(
            *plain, lambda: f"{{% if {self.one('true', 'false', 'num')} %}}{b()}{{% elif {self.one('true', 'zz')} %}}{b()}{{% else %}}{b()}{{% endif %}}",
            lambda: f"{{% if {self.one('true', 'false', 'num')} %}}{b()}{{% else %}}{b()}{{% endif %}}", lambda: f"{{% if {self.one('true', 'false')} %}}{b()}{{% endif %}}",
            lambda: f"{{% for {v()} in [1, 2]{self.one('', ' if name')} %}}{b()}{self.one('', '{% else %}' + b())}{{% endfor %}}",
            # A macro that called itself would not end.
            lambda: f"{{% macro m({self.one('name=5', 'x=1', 'num=zz')}) %}}{b().replace('m(', 'q(').replace('m is', 'q is').replace('macro q(', 'macro m(')}{{% endmacro %}}",
            lambda: f"{{% set {v()} %}}{b()}{{% endset %}}", lambda: f"{{% with {v()} = {v()} %}}{b()}{{% endwith %}}", lambda: f"{{% filter upper %}}{b()}{{% endfilter %}}",
            lambda: f"{{% macro k() %}}<{{{{ caller() }}}}>{{% endmacro %}}{{% call k() %}}{b()}{{% endcall %}}",
        )()

    def template(self):
        if self.r.random() < .2:
            return "".join(self.scopes(2) for _ in range(self.r.randint(2, 5)))
        if self.r.random() < .6:
            return "{{ " + self.any(self.r.randint(1, 3)) + " }}"
        return "{% set ns = namespace(v=1) %}" + self.block(self.r.randint(1, 3))


def case(env, template):
    signal.alarm(5)
    try:
        return {"template": template, "text": env.from_string(template).render(**VARIABLES)}
    except RecursionError:
        return None
    except Exception as e:
        return {"template": template, "error": type(e).__name__ + ": " + str(e)[:200]}
    finally:
        signal.alarm(0)


def stable(row):
    """Addresses differ from run to run; lone surrogates are no text."""
    text = row.get("text", "")
    if "0x7f" in text.lower() or "at 0x" in text.lower() or "<class" in text or len(text) > 4000:
        return False
    try:
        text.encode("utf-8")
        return True
    except UnicodeEncodeError:
        return False


def main(drawn=7000, seed=20260101):
    def late(*_):
        raise TimeoutError("too slow")
    signal.signal(signal.SIGALRM, late)
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    env = environment()
    rows = [case(env, template) for template in MADE + SPANNING]
    draw = Draw(seed)
    seen = set(MADE + SPANNING)
    while drawn > 0:
        template = draw.template()
        if template not in seen and len(template) < 600:
            seen.add(template)
            rows.append(case(env, template))
            drawn -= 1
    rows = [row for row in rows if row and stable(row)]
    write("language-variables.jsonl.gz", [VARIABLES])
    write("language-cases.jsonl.gz", rows)
    print(len(rows), "cases, of which rendered", sum("text" in row for row in rows))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
