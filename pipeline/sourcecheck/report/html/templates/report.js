// Comfort only: the page says everything without it.
(function () {
  "use strict";
  var keys = document.getElementById("keys");
  if (keys) { keys.hidden = false; }

  var findings = Array.prototype.slice.call(document.querySelectorAll("article.finding"));

  // A finding in a closed section is opened before it is shown.
  function reveal(element) {
    for (var up = element; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") { up.open = true; }
    }
    element.scrollIntoView({ block: "start" });
    element.focus({ preventScroll: true });
  }

  function move(step) {
    var here = findings.indexOf(document.activeElement && document.activeElement.closest("article.finding"));
    var next = here < 0 ? (step > 0 ? 0 : findings.length - 1) : here + step;
    if (findings[next]) { reveal(findings[next]); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "j") { move(1); }
    if (event.key === "k") { move(-1); }
  });

  function followHash() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches("article.finding")) { reveal(target); }
    if (target && target.matches("details.possible")) { target.open = true; target.firstElementChild.focus(); }
  }
  window.addEventListener("hashchange", followHash);
  followHash();

  // On paper nothing can be unfolded: what is about the findings is printed open.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("section.group details").forEach(function (item) { item.open = true; });
  });
})();
