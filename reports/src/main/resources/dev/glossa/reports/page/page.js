// Sorting, filtering and samples of Glossa's pages. Text from models and data only ever becomes text nodes.
(function () {
  'use strict';

  // Numbers by their full precision in data-sort; a cell without one counts as the least.
  function number(text) {
    return text === '' ? -Infinity : parseFloat(text);
  }
  window.Tablesort.extend('value', function () { return false; }, function (a, b) {
    var x = number(a), y = number(b);
    return x === y ? 0 : y > x ? 1 : -1;
  });
  document.querySelectorAll('table.sortable').forEach(function (table) {
    new window.Tablesort(table);
  });

  document.querySelectorAll('form.filter').forEach(function (form) {
    var table = document.getElementById(form.dataset.table);
    var words = form.querySelector('input');
    var kind = form.querySelector('select');
    var shown = form.querySelector('output');
    function filter() {
      var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      var rows = Array.from(table.tBodies[0].rows);
      var left = rows.filter(function (row) {
        var fits = (!kind || !kind.value || row.dataset.kind === kind.value)
          && wanted.every(function (word) { return row.dataset.find.indexOf(word) >= 0; });
        row.hidden = !fits;
        return fits;
      });
      shown.textContent = left.length === rows.length ? '' : left.length + ' of ' + rows.length + ' rows';
    }
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('input', filter);
    // What a form shows at first holds from the first.
    filter();
  });

  // Characters that have no shape, yet change how their neighbours are shown, are spelled out.
  var HIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/;
  function element(name, attributes, text) {
    var node = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    return text === undefined ? node : put(node, text);
  }
  function put(node, text) {
    var plain = '';
    Array.from(text).forEach(function (c) {
      if (HIDDEN.test(c)) {
        node.append(plain);
        plain = '';
        var code = 'U+' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
        var mark = document.createElement('span');
        mark.className = 'hidden-character';
        mark.textContent = code;
        node.append(mark);
      } else {
        plain += c;
      }
    });
    node.append(plain);
    return node;
  }
  function add(parent) {
    Array.prototype.slice.call(arguments, 1).forEach(function (child) { parent.append(child); });
    return parent;
  }

  var holder = document.getElementById('samples-index');
  if (!holder) {
    return;
  }
  var index = JSON.parse(holder.textContent);
  var view = document.getElementById('samples-view');
  var status = document.getElementById('samples-status');
  var benchmarks = document.getElementById('samples-benchmark');
  var languages = document.getElementById('samples-language');
  var pages = document.getElementById('samples-pages');
  var loaded = {};
  var wanted = null;
  var arriving = false;

  function shelf(benchmark, language) {
    return index.shelves.find(function (s) { return s.benchmark === benchmark && s.language === language; });
  }
  function go(benchmark, language, page) {
    window.location.hash = '#samples/' + benchmark + '/' + language + '/' + page;
  }

  // Only scripts of the index are ever loaded: what stands after the # chooses one, and is never an address.
  function load(name) {
    wanted = name;
    if (loaded[name]) {
      draw(name);
      return;
    }
    status.textContent = 'Loading…';
    var script = document.createElement('script');
    script.src = 'samples/' + encodeURIComponent(name) + '.js';
    script.onerror = function () {
      status.textContent = 'samples/' + name + '.js is not there; keep the folder samples beside this page.';
    };
    document.head.append(script);
  }
  window.glossa = {
    samples: function (name, samples) {
      loaded[name] = samples;
      if (name === wanted) {
        draw(name);
      }
    }
  };

  function section(label, text, language) {
    return add(element('div', {'class': 'sample-text'}), element('h4', {}, label),
      element('div', {'class': 'text', dir: 'auto', lang: language, tabindex: '0'}, text));
  }
  // A text with the errors that a metric sees in it; places are in code points.
  function marked(text, spans) {
    var letters = Array.from(text);
    var box = element('div');
    var at = 0;
    spans.forEach(function (span) {
      var end = Math.min(span[1], letters.length);
      if (span[0] >= letters.length || end <= span[0]) {
        return;
      }
      put(box, letters.slice(at, span[0]).join(''));
      box.append(element('mark', {'class': span[2], title: span[2] + ' error, ' + span[3] + ' % sure'}, letters.slice(span[0], end).join('')));
      at = end;
    });
    return put(box, letters.slice(at).join(''));
  }
  function errors(given, language) {
    var found = marked(given.text, given.found.spans);
    found.className = 'text errors';
    found.setAttribute('dir', 'auto');
    found.setAttribute('lang', language);
    found.setAttribute('tabindex', '0');
    var key = element('p', {'class': 'quiet'}, 'Errors that ' + given.found.metric + ' sees: ');
    ['minor', 'major', 'critical'].forEach(function (severity) {
      add(key, element('mark', {'class': severity}, severity), ' ');
    });
    return [found, key];
  }
  function answer(given, language) {
    var box = element('section', {'class': 'answer model-' + given.model % 8});
    add(box, element('h4', {}, index.models[given.model]));
    if (given.reasoning !== undefined) {
      add(box, add(element('details'), element('summary', {}, 'Reasoning'),
        element('div', {'class': 'text', dir: 'auto', lang: language}, given.reasoning)));
    }
    if (given.text !== undefined) {
      var seen = (given.errors || []).filter(function (one) { return one.spans.length > 0; });
      if (seen.length === 0) {
        add(box, element('div', {'class': 'text', dir: 'auto', lang: language, tabindex: '0'}, given.text === '' ? '(empty)' : given.text));
      }
      seen.forEach(function (one) {
        errors({text: given.text, found: one}, language).forEach(function (part) { add(box, part); });
      });
    }
    if (given.likelihoods) {
      var list = element('ul');
      given.likelihoods.forEach(function (option) {
        add(list, element('li', {dir: 'auto'}, option[0] + '  ln p = ' + option[1].toFixed(2)));
      });
      add(box, list);
    }
    if (given.failed !== undefined) {
      add(box, element('p', {'class': 'state'}, 'No answer: ' + given.failed));
    }
    if (given.finish) {
      add(box, element('p', {'class': 'state'}, given.finish === 'length' ? 'Cut off at the token limit' : 'Ended by a ' + given.finish));
    }
    var scores = element('ul', {'class': 'scores'});
    given.scores.forEach(function (s) {
      add(scores, element('li', {}, s[0] + ': ' + (s[2] === '' ? s[1] : s[2]) + (s[3] === '' ? '' : ' (' + s[3] + ')')));
    });
    return add(box, scores);
  }
  function draw(name) {
    status.textContent = '';
    view.replaceChildren();
    var language = name.split('.')[1].replace('_', '-');
    loaded[name].forEach(function (sample) {
      var card = element('article', {'class': 'sample'});
      add(card, element('h3', {}, sample.id));
      if (sample.question !== undefined) {
        add(card, section('Question', sample.question, language));
      }
      (sample.references || []).forEach(function (reference) {
        add(card, section('Reference', reference, language));
      });
      var answers = element('div', {'class': 'answers'});
      sample.answers.forEach(function (given) { add(answers, answer(given, language)); });
      view.append(add(card, answers));
    });
    // Only now is the page long enough to be scrolled here.
    if (arriving) {
      arriving = false;
      document.getElementById('samples').scrollIntoView();
    }
  }

  function option(value, text, chosen) {
    var node = element('option', {value: value}, text);
    node.selected = chosen;
    return node;
  }
  function show(benchmark, language, page) {
    var one = shelf(benchmark, language);
    benchmarks.replaceChildren();
    Array.from(new Set(index.shelves.map(function (s) { return s.benchmark; }))).forEach(function (name) {
      benchmarks.append(option(name, name, name === one.benchmark));
    });
    languages.replaceChildren();
    index.shelves.filter(function (s) { return s.benchmark === one.benchmark; }).forEach(function (s) {
      languages.append(option(s.language, s.own === s.name ? s.name : s.own + ' – ' + s.name, s.language === one.language));
    });
    pages.replaceChildren();
    for (var i = 1; i <= one.scripts; i++) {
      var link = element('a', {href: '#samples/' + one.benchmark + '/' + one.language + '/' + i}, String(i));
      if (i === page) {
        link.setAttribute('aria-current', 'page');
      }
      pages.append(link);
    }
    load(one.benchmark + '.' + one.language + '.' + page);
  }
  benchmarks.addEventListener('change', function () {
    var same = shelf(benchmarks.value, languages.value)
      || index.shelves.find(function (s) { return s.benchmark === benchmarks.value; });
    go(same.benchmark, same.language, 1);
  });
  languages.addEventListener('change', function () { go(benchmarks.value, languages.value, 1); });
  function follow(first) {
    var parts = decodeURIComponent(window.location.hash).split('/');
    // A language alone means its first benchmark.
    if (parts[0] === '#samples' && parts.length === 2) {
      var any = index.shelves.find(function (s) { return s.language === parts[1]; });
      parts = any ? [parts[0], any.benchmark, any.language, '1'] : parts;
    }
    if (parts[0] === '#samples' && parts.length === 4) {
      var one = shelf(parts[1], parts[2]);
      var page = parseInt(parts[3], 10);
      if (one && page >= 1 && page <= one.scripts) {
        arriving = true;
        show(one.benchmark, one.language, page);
        return;
      }
    }
    if (first) {
      show(index.shelves[0].benchmark, index.shelves[0].language, 1);
    }
  }
  window.addEventListener('hashchange', function () { follow(false); });
  follow(true);
})();
