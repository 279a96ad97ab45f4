/**
 * After a save the findings, counts and marks of the page are brought up to date from the page itself: the server renders
 * them in one place, whoever looks. Regions carry `data-live`; fields are left to autosave.
 */

let asked = 0;

async function refresh(): Promise<void> {
  asked += 1;
  const mine = asked;
  const response = await fetch(location.pathname + location.search).catch(() => undefined);
  if (!response?.ok || mine !== asked) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const region of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const fresh = page.querySelector<HTMLElement>(`[data-live="${CSS.escape(region.dataset['live'] ?? '')}"]`);
    if (!fresh || fresh.innerHTML === region.innerHTML || region.contains(document.activeElement)) continue;
    region.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  }
  const [title, freshTitle] = [document.querySelector('h1'), page.querySelector('h1')];
  if (title && freshTitle && title.textContent !== freshTitle.textContent) title.textContent = freshTitle.textContent;
  document.dispatchEvent(new CustomEvent('akashi:fresh', { detail: page }));
  describe();
}

/** What is found is read with the control it is about. */
function describe(): void {
  for (const said of document.querySelectorAll<HTMLElement>('.leaf-said')) {
    for (const control of said.closest('.leaf')?.querySelectorAll('input:not([type="hidden"]), select, textarea') ?? []) {
      const others = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '' && id !== said.id);
      const ids = said.textContent.trim() === '' ? others : [...others, said.id];
      if (ids.length > 0) control.setAttribute('aria-describedby', ids.join(' '));
      else control.removeAttribute('aria-describedby');
    }
  }
}

document.addEventListener('akashi:saved', () => void refresh());
window.addEventListener('focus', () => void refresh());
describe();

export {};
