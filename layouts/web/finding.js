/* What both searches do with words that were found, in one issue or in the archive: texts compared
   (wide and narrow forms and capitals alike, blanks left aside), places marked, a way through the
   results by keys. Text goes onto the page as text alone. */
window.Finding = (function () {
  "use strict";
  var AROUND = 36; // characters of text before the first place, and twice as many after it

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

  /* Down from the field into the results, up and down among them, Escape back to the field. */
  function walk(input, results) {
    document.addEventListener("keydown", function (event) {
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
    });
  }

  return { folded: folded, found: found, marked: marked, excerpt: excerpt, walk: walk };
})();
