/* Small comforts of the public pages; each page works without this file. */
const leave = document.getElementById('leave');
let escapes = 0;
function go() {
  /* What is read now disappears at once; the page that comes takes this one's place in the list of visited pages. */
  document.documentElement.style.display = 'none';
  location.replace(leave.href);
}
if (leave) {
  leave.addEventListener('click', (event) => {
    event.preventDefault();
    go();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    escapes += 1;
    if (escapes === 2) go();
  });
}
/* One press is one sending. */
for (const form of document.querySelectorAll('form')) {
  let isSent = false;
  form.addEventListener('submit', (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
}
/* Brought back by the browser's button, what was shown is asked for again. */
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
