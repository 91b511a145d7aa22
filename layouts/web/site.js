/* What is added where a browser runs scripts: the size of type is kept from article to article, and
   an article pointed at in the list is shown on the page, and the other way. */
(function () {
  "use strict";
  var KEY = "digital-edition.size";

  function kept() {
    try { return localStorage.getItem(KEY); } catch (error) { return null; }
  }

  function keep(size) {
    try { localStorage.setItem(KEY, size); } catch (error) { /* a browser that keeps nothing */ }
  }

  document.querySelectorAll(".size input").forEach(function (input) {
    if (input.value === kept()) input.checked = true;
    input.addEventListener("change", function () { keep(input.value); });
  });

  var marked = Array.from(document.querySelectorAll("[data-article]"));

  function point(event) {
    var near = event.target.closest ? event.target.closest("[data-article]") : null;
    var leaves = event.type === "pointerout" || event.type === "focusout";
    var name = near && !leaves ? near.dataset.article : null;
    marked.forEach(function (element) {
      element.classList.toggle("pointed", element.dataset.article === name);
    });
  }

  ["pointerover", "pointerout", "focusin", "focusout"].forEach(function (type) {
    if (marked.length) document.addEventListener(type, point);
  });

  /* A page seen enlarged begins at the article that was asked for. */
  var zoom = document.querySelector(".zoom");
  if (zoom) {
    zoom.addEventListener("change", function () {
      var wanted = document.querySelector(".area:target");
      if (zoom.checked && wanted) wanted.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }
})();
