// Keys of the search pages: / to the box, j k or arrows from hit to hit, x ticks, c compares, Ctrl+Enter searches.
// Keys of one letter can be switched off (WCAG 2.1.4), and never act while somebody writes.
(function () {
  "use strict";
  var NAME = "workbench-keys";
  var box = document.getElementById("id_text");
  var list = document.getElementById("hits");
  var chosen = document.getElementById("chosen");
  var button = document.getElementById("keys");

  function are_on() {
    try { return window.localStorage.getItem(NAME) !== "off"; } catch (refused) { return true; }
  }
  function show() {
    if (!button) { return; }
    button.hidden = false;
    button.setAttribute("aria-pressed", are_on() ? "true" : "false");
  }
  if (button) {
    button.addEventListener("click", function () {
      try { window.localStorage.setItem(NAME, are_on() ? "off" : "on"); } catch (refused) { return; }
      show();
    });
  }
  show();
  // On a narrow screen the facets stand above the hits, folded.
  var facets = document.getElementById("facets");
  if (facets && window.matchMedia("(max-width: 960px)").matches) { facets.open = false; }

  function is_writing(target) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox";
  }
  function links() { return list ? Array.prototype.slice.call(list.querySelectorAll("a.open")) : []; }
  function here() {
    var hit = document.activeElement && document.activeElement.closest ? document.activeElement.closest(".hit") : null;
    return hit ? links().indexOf(hit.querySelector("a.open")) : -1;
  }
  function move(by) {
    var all = links();
    if (!all.length) { return false; }
    var at = Math.min(Math.max(here() + by, 0), all.length - 1);
    all[at].focus();
    all[at].closest(".hit").scrollIntoView({ block: "nearest" });
    return true;
  }
  function tick(of_it) {
    var all = links();
    if (here() < 0) { return false; }
    var mark = all[here()].closest(".hit").querySelector("input[type=checkbox]");
    mark.checked = of_it === undefined ? !mark.checked : of_it;
    return true;
  }
  function compare() {
    if (!chosen) { return false; }
    if (chosen.querySelectorAll("input[name=n]:checked").length < 2) { tick(true); }
    if (chosen.querySelectorAll("input[name=n]:checked").length < 2) { return true; }
    chosen.querySelector("button[value=compare]").click();
    return true;
  }
  function ask() {
    if (box) { box.focus(); return true; }
    var anew = document.querySelector(".asked a[href*='again=']");
    if (!anew) { return false; }
    anew.click();
    return true;
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === box) {
      box.form.querySelector("button[name=search]").click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || is_writing(event.target) || !are_on()) { return; }
    var acts = {
      "/": ask,
      "j": function () { return move(1); },
      "k": function () { return move(-1); },
      "ArrowDown": function () { return here() >= 0 && move(1); },
      "ArrowUp": function () { return here() >= 0 && move(-1); },
      "x": function () { return tick(); },
      "c": compare
    };
    if (acts[event.key] && acts[event.key]()) { event.preventDefault(); }
  });
}());
