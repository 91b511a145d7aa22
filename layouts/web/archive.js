/* Search over an archive of any size, without a server: of each pair of signs a small script says
   which articles have it, of the articles that have all of them others have the texts. They are
   scripts, since a page opened from disk can load nothing else; none is loaded before it is asked for. */
(function () {
  "use strict";
  var STEP = 10; // articles shown at a time
  var PRIME = 131; // as in the index
  var told = document.body.dataset;
  var input = document.querySelector("input[name=q]");
  var results = document.querySelector(".results");
  var count = document.querySelector(".count");
  var more = document.querySelector(".more");
  var everything = document.querySelector(".everything");
  var finding = window.Finding;
  var taken = {}; // what came, by name
  var waiting = {}; // promises of what is on its way
  var asked = 0; // questions so far: only the answer to the last is shown

  window.ARCHIVE = { take: function (name, value) { taken[name] = value; } };

  /* A script of the index, once. */
  function load(name) {
    if (!waiting[name]) {
      waiting[name] = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = told.folder + "/" + name + ".js";
        script.onload = function () { if (taken[name]) resolve(taken[name]); else reject(new Error(name)); };
        script.onerror = function () { delete waiting[name]; reject(new Error(name)); };
        document.head.append(script);
      });
    }
    return waiting[name];
  }

  /* Signs as the index compares them: one by one, as in the index. */
  function signs(word) {
    return Array.from(Array.from(word).map(function (sign) {
      return sign.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
    }).join(""));
  }

  function pairs(word) {
    var all = signs(word);
    return all.slice(1).map(function (sign, at) { return all[at] + sign; });
  }

  /* The numbers of the articles that have a pair, in a headline with the mark `^`. */
  function having(pair, mark) {
    var two = Array.from(pair);
    var shard = (two[0].codePointAt(0) * PRIME + two[1].codePointAt(0)) % Number(told.shards);
    return load("words-" + shard).then(function (words) {
      var key = mark + pair, at = 0;
      if (!Object.prototype.hasOwnProperty.call(words, key)) return new Set();
      return new Set(words[key].map(function (step) { return (at += step); }));
    });
  }

  /* The articles that have all pairs, in order. */
  function common(all, mark) {
    return Promise.all(all.map(function (pair) { return having(pair, mark); })).then(function (sets) {
      sets.sort(function (a, b) { return a.size - b.size; });
      return Array.from(sets[0]).filter(function (number) {
        return sets.every(function (set) { return set.has(number); });
      });
    });
  }

  function article(number) {
    var block = Number(told.block);
    return load("articles-" + Math.floor(number / block)).then(function (rows) { return rows[number % block]; });
  }

  /* Whether an article has the words as they stand, and not their pairs alone. */
  function holds(row, words) {
    var parts = row.slice(0, 3).join("\n").split("\n"); // no word goes over two parts
    var all = parts.map(function (text) { return finding.folded(text).signs; });
    return words.every(function (word) { return all.some(function (text) { return text.indexOf(word) >= 0; }); });
  }

  function span(name) {
    var made = document.createElement("span");
    made.className = name;
    return made;
  }

  function shown(row, words) {
    var item = document.createElement("li");
    var inside = document.createElement(row[5] ? "a" : "div");
    var title = span("headline"), text = span("excerpt"), where = span("where");
    if (row[5]) inside.href = row[5];
    var at = [0, 1, 2].map(function (field) { return finding.found(row[field], words); });
    finding.marked(title, row[0], at[0], 0, row[0].length);
    var field = at[1].length && !at[2].length ? 1 : 2;
    finding.excerpt(text, row[field], at[field]);
    where.textContent = row[3] + " " + row[4];
    inside.append(title, text, where);
    item.append(inside);
    return item;
  }

  /* Some more of the articles that were found; those that do not hold the words are passed over. */
  function list(numbers, words, mine) {
    var hits = [], missed = 0, at = 0;
    more.hidden = true;
    function next() {
      if (mine !== asked) return null;
      if (hits.length === STEP || at === numbers.length) {
        var rest = numbers.slice(at);
        results.append.apply(results, hits.map(function (row) { return shown(row, words); }));
        more.hidden = !rest.length;
        more.firstElementChild.onclick = function () { list(rest, words, mine); };
        var total = results.children.length + rest.length;
        count.textContent = total ? "找到 " + total + " 篇" : "没有找到";
        return null;
      }
      return article(numbers[at++]).then(function (row) {
        if (holds(row, words)) hits.push(row); else missed += 1;
        return next();
      });
    }
    return next();
  }

  function search() {
    var mine = ++asked;
    var words = input.value.split(/\s+/).map(function (word) { return signs(word).join(""); });
    words = words.filter(Boolean);
    var long = words.filter(function (word) { return Array.from(word).length > 1; });
    results.replaceChildren();
    more.hidden = true;
    everything.hidden = words.length > 0;
    count.textContent = !words.length ? "" : long.length ? "正在检索……" : "每个词至少两个字";
    if (!long.length) return;
    var all = Array.from(new Set([].concat.apply([], long.map(pairs))));
    Promise.all([common(all, "^"), common(all, "")]).then(function (found) {
      var first = new Set(found[0]);
      var rest = found[1].filter(function (number) { return !first.has(number); });
      if (mine === asked) return list(found[0].concat(rest), words, mine);
      return null;
    }).catch(function () {
      if (mine === asked) count.textContent = "索引不全，无法检索";
    });
  }

  var timer = 0;
  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(search, 200); });
  input.form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  finding.walk(input, results);
  input.focus();
  search();
})();
