/**
 * In a form of the dossier: Ctrl+Enter (or Command+Enter) saves and goes to what is missing next, and whoever writes the content of an
 * item has answered it. Without this file the buttons do the same.
 */

for (const form of document.querySelectorAll<HTMLFormElement>('.dossier-form form')) {
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const save = form.querySelector<HTMLButtonElement>('button[name="then"][value="missing"]');
    if (!save) return;
    event.preventDefault();
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-item]') : null;
    const at = form.querySelector<HTMLInputElement>('input[type="hidden"][name="at"]');
    if (item && at) at.value = item.dataset['item'] ?? '';
    form.requestSubmit(save);
  });
  form.addEventListener('input', (event) => {
    if (!(event.target instanceof HTMLTextAreaElement) || event.target.value.trim() === '') return;
    const radios = [...(event.target.closest('[data-disclosure]')?.querySelectorAll<HTMLInputElement>('input[type="radio"]') ?? [])];
    const content = radios.find((radio) => radio.value === 'content');
    if (!content || radios.some((radio) => radio.checked)) return;
    content.checked = true;
    content.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** On a phone one item at a time is open: the first that is missing. */
if (window.matchMedia('(max-width: 600px)').matches) {
  const open = [...document.querySelectorAll<HTMLDetailsElement>('details.item-block[open]')];
  const first = open.find((block) => block.dataset['missing'] === 'yes') ?? open[0];
  for (const block of open) block.open = block === first;
}

/** A link to a field that lies in a folded item opens it. */
function openTarget(): void {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const folded = target?.closest<HTMLDetailsElement>('details.item-block:not([open])');
  if (!target || !folded) return;
  folded.open = true;
  target.scrollIntoView({ block: 'center' });
}
window.addEventListener('hashchange', openTarget);
openTarget();

export {};
