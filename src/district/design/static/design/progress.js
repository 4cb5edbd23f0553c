// Asks how far a long piece of work is and shows it; once it is done, the whole page is loaded again.
(function () {
  "use strict";
  var place = document.getElementById("progress");
  if (!place) { return; }
  function look() {
    fetch(place.dataset.address, { credentials: "same-origin" }).then(function (answer) {
      if (answer.status === 204) { window.location.reload(); return; }
      if (answer.ok) { answer.text().then(function (html) { place.innerHTML = html; }); }
      window.setTimeout(look, 2000);
    }, function () { window.setTimeout(look, 5000); });
  }
  window.setTimeout(look, 1000);
}());
