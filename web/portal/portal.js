/* Small comforts of the public pages; each page works without this file. Written for old telephones too. */
var leave = document.getElementById('leave');
function go() {
  /* What is read now disappears at once; the page that comes takes this one's place in the list of visited pages. */
  document.documentElement.style.display = 'none';
  location.replace(leave.href);
}
if (leave) {
  leave.onclick = (event) => {
    event.preventDefault();
    go();
  };
  var escapes = 0;
  document.onkeydown = (event) => {
    if (event.key !== 'Escape' && event.keyCode !== 27) return;
    escapes += 1;
    if (escapes === 2) go();
  };
}
/* One press is one sending. */
var forms = document.getElementsByTagName('form');
for (var i = 0; i < forms.length; i += 1) {
  forms[i].onsubmit = function () {
    if (this.sent) return false;
    this.sent = true;
    return true;
  };
}
/* Brought back by the browser's button, what was shown is asked for again. */
window.onpageshow = (event) => {
  if (event.persisted) location.reload();
};
