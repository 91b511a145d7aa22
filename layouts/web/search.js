/* Search over the articles of the issue: each word is looked for as it stands, wherever it stands,
   wide and narrow forms and capitals alike, blanks left aside. No server and no request. */
(function () {
  "use strict";
  var index = window.SEARCH_INDEX || [];
  var input = document.querySelector("input[name=q]");
  var results = document.querySelector(".results");
  var count = document.querySelector(".count");
  var everything = document.querySelector(".everything");

  var folded = window.Finding.folded, found = window.Finding.found;
  var marked = window.Finding.marked, excerpt = window.Finding.excerpt;

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

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", search);
  input.form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  window.Finding.walk(input, results);
  input.focus();
  search();
})();
