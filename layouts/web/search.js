/* Search over the articles of the issue: each word is looked for as it stands, wherever it stands,
   wide and narrow forms and capitals alike, blanks left aside. No server and no request. */
(function () {
  "use strict";
  var AROUND = 36; // characters of text before the first place, and twice as many after it
  var index = window.SEARCH_INDEX || [];
  var input = document.querySelector("input[name=q]");
  var results = document.querySelector(".results");
  var count = document.querySelector(".count");
  var everything = document.querySelector(".everything");

  /* A text as it is compared, and for each of its characters where it stood. */
  function folded(text) {
    var signs = "", places = [];
    for (var at = 0; at < text.length; at++) {
      var plain = text[at].normalize("NFKC").toLowerCase().replace(/\s+/g, "");
      for (var i = 0; i < plain.length; i++) places.push(at);
      signs += plain;
    }
    return { signs: signs, places: places };
  }

  /* Where words stand in a text: [from, to] pairs, those that touch made one. */
  function found(text, words) {
    var known = folded(text), spans = [];
    words.forEach(function (word) {
      var at = known.signs.indexOf(word);
      while (at >= 0) {
        spans.push([known.places[at], known.places[at + word.length - 1] + 1]);
        at = known.signs.indexOf(word, at + word.length);
      }
    });
    spans.sort(function (a, b) { return a[0] - b[0]; });
    return spans.reduce(function (joined, span) {
      var last = joined[joined.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else joined.push(span);
      return joined;
    }, []);
  }

  /* A stretch of text with what was found in it marked; text goes in as text alone. */
  function marked(element, text, spans, from, to) {
    var at = from;
    spans.forEach(function (span) {
      if (span[1] <= from || span[0] >= to) return;
      element.append(text.slice(at, Math.max(at, span[0])));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(Math.max(span[0], from), Math.min(span[1], to));
      element.append(mark);
      at = Math.min(span[1], to);
    });
    element.append(text.slice(at, to));
  }

  function excerpt(element, text, spans) {
    var first = spans.length ? spans[0][0] : 0;
    var from = Math.max(0, first - AROUND), to = Math.min(text.length, first + 2 * AROUND);
    if (from > 0) element.append("……");
    marked(element, text, spans, from, to);
    if (to < text.length) element.append("……");
  }

  function matches(words) {
    return index.map(function (row) {
      var all = folded(row.title + "\n" + row.above + "\n" + row.text).signs;
      if (!words.every(function (word) { return all.indexOf(word) >= 0; })) return null;
      var title = found(row.title, words), above = found(row.above, words);
      var text = found(row.text, words);
      var weight = 100 * title.length + 10 * above.length + Math.min(9, text.length);
      return { row: row, title: title, above: above, text: text, weight: weight };
    }).filter(Boolean).sort(function (a, b) { return b.weight - a.weight; });
  }

  function shown(match) {
    var item = document.createElement("li"), link = document.createElement("a");
    var title = document.createElement("span"), text = document.createElement("span");
    var where = document.createElement("span");
    link.href = match.row.url;
    title.className = "headline"; text.className = "excerpt"; where.className = "where";
    marked(title, match.row.title, match.title, 0, match.row.title.length);
    if (match.above.length && !match.text.length) excerpt(text, match.row.above, match.above);
    else excerpt(text, match.row.text, match.text);
    where.textContent = match.row.where;
    link.append(title, text, where);
    item.append(link);
    return item;
  }

  function search() {
    var words = input.value.split(/\s+/).map(function (word) { return folded(word).signs; });
    words = words.filter(Boolean);
    var hits = words.length ? matches(words) : [];
    results.replaceChildren.apply(results, hits.map(shown));
    everything.hidden = words.length > 0;
    count.textContent = !words.length ? "" : hits.length ? "找到 " + hits.length + " 篇" : "没有找到";
  }

  /* Down from the field into the results, up and down among them, Escape back to the field. */
  function move(event) {
    var links = Array.from(results.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    var inField = document.activeElement === input;
    if (event.isComposing || (at < 0 && !inField)) return;
    var to = null;
    if (event.key === "ArrowDown") to = links[at + 1];
    else if (event.key === "ArrowUp" && at >= 0) to = links[at - 1] || input;
    else if (event.key === "Escape" && at >= 0) to = input;
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", search);
  input.form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  document.addEventListener("keydown", move);
  input.focus();
  search();
})();
