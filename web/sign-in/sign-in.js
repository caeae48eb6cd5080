/* Small comforts of the sign-in pages; each page works without this file. Written for old browsers too. */
document.documentElement.classList.add('scripted');

/* One press is one request; the button says that something is under way. */
for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', () => {
    const button = form.querySelector('button[type=submit]');
    if (!button) return;
    button.disabled = true;
    if (form.dataset.busy) button.textContent = form.dataset.busy;
  });
}
/* Back to this page by the browser's button: it is as it was. */
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload();
});

/* A look at what one typed. */
for (const input of document.querySelectorAll('input[type=password]')) {
  const field = document.createElement('div');
  field.className = 'field';
  input.replaceWith(field);
  const eye = document.createElement('button');
  eye.type = 'button';
  eye.textContent = '看';
  eye.setAttribute('aria-label', '看一眼密码');
  eye.addEventListener('click', () => {
    const shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    eye.textContent = shown ? '遮' : '看';
    eye.setAttribute('aria-label', shown ? '遮住密码' : '看一眼密码');
  });
  field.append(input, eye);
}
const first = document.querySelector('[autofocus]');
if (first) first.focus();

const print = document.querySelector('[data-print]');
if (print) print.addEventListener('click', () => window.print());

/* The codes of the sample accounts change every thirty seconds. */
if (document.querySelector('[data-code]')) {
  let left = 0;
  const show = async () => {
    left -= 1;
    if (left <= 0) {
      const answer = await fetch('/api/sample-accounts').catch(() => null);
      if (!answer?.ok) return;
      const body = await answer.json();
      for (const account of body.accounts) {
        const place = document.querySelector(`[data-code="${account.login}"]`);
        if (place) place.textContent = account.code;
        if (account.seconds) left = account.seconds;
      }
    }
    for (const place of document.querySelectorAll('[data-seconds]'))
      place.textContent = `现在的还剩 ${left} 秒`;
  };
  void show();
  window.setInterval(show, 1000);
}
