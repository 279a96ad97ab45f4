/** A filter over long lists of models. Without this file the list is shown whole. */

/** As people type model numbers: width, case, spaces and hyphens do not count. */
const bare = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}−ー]/gu, '');

function filterModels(box: HTMLElement): void {
  const list = document.getElementById(box.dataset['modelsFilter'] ?? '');
  const input = box.querySelector('input');
  const shown = box.querySelector('[data-shown]');
  if (!list || !input || !shown) return;
  const items = [...list.children].flatMap((item) => (item instanceof HTMLElement ? [{ item, words: bare(item.textContent) }] : []));
  box.hidden = false;
  input.addEventListener('input', () => {
    const wanted = bare(input.value);
    for (const { item, words } of items) item.hidden = !words.includes(wanted);
    shown.textContent = String(items.filter(({ item }) => !item.hidden).length);
  });
}

for (const box of document.querySelectorAll('[data-models-filter]')) if (box instanceof HTMLElement) filterModels(box);
