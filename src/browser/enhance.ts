/**
 * The entry every page loads. Each part looks for the elements it serves and does nothing where there are none; without this
 * file every page and form still works.
 */

/** A second press while the first is on its way sends nothing (the server would treat it as the same act anyway). */
function sendOnce(form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    if (form.dataset['sent'] === 'yes') {
      event.preventDefault();
      return;
    }
    form.dataset['sent'] = 'yes';
    const button = event.submitter;
    if (button instanceof HTMLButtonElement) button.setAttribute('aria-disabled', 'true');
  });
  window.addEventListener('pageshow', () => {
    delete form.dataset['sent'];
    for (const button of form.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled');
  });
}

/** Asks before a page with typed, unsent text is left: forms marked data-guard="leave". */
function guardUnsent(form: HTMLFormElement): void {
  let typed = false;
  form.addEventListener('input', () => {
    typed = true;
  });
  form.addEventListener('submit', () => {
    typed = false;
  });
  window.addEventListener('beforeunload', (event) => {
    if (typed) event.preventDefault();
  });
}

/** Brings the error summary to the reader, sighted or not, when a form comes back. */
function announceErrors(): void {
  const summary = document.querySelector<HTMLElement>('[data-error-summary]');
  summary?.focus();
}

/** Buttons that copy a secret shown once: data-copy="<id of the element that holds it>". */
function copyButton(button: HTMLButtonElement): void {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset['copy'] ?? '');
    if (!source) return;
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = button.dataset['copied'] ?? button.textContent;
  });
}

for (const form of document.querySelectorAll('form[method="post"]')) if (form instanceof HTMLFormElement) sendOnce(form);
for (const form of document.querySelectorAll('form[data-guard="leave"]')) if (form instanceof HTMLFormElement) guardUnsent(form);
for (const button of document.querySelectorAll('button[data-copy]')) if (button instanceof HTMLButtonElement) copyButton(button);
announceErrors();
