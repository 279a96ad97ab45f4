/**
 * Keys for the queue: j and k go from row to row, Enter opens (the link has the focus), / goes to the search. They can be
 * turned off, for people whose software types letters (WCAG 2.1.4); without this file the rows are links like any other.
 */

const KEPT = 'akashi-queue-keys';
const links = () => [...document.querySelectorAll<HTMLAnchorElement>('[data-queue] a[data-open]')];

function step(by: 1 | -1): void {
  const all = links();
  const at = all.indexOf(document.activeElement as HTMLAnchorElement);
  const next = all[at < 0 ? (by === 1 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.closest('tr')?.scrollIntoView({ block: 'nearest' });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const tools = document.querySelector<HTMLElement>('[data-queue-keys]');
const toggle = tools?.querySelector('button');
let isOn = localStorage.getItem(KEPT) !== 'off';

function show(): void {
  if (toggle) toggle.textContent = (isOn ? toggle.dataset['off'] : toggle.dataset['on']) ?? '';
}

if (tools && toggle && links().length > 0) {
  tools.hidden = false;
  show();
  toggle.addEventListener('click', () => {
    isOn = !isOn;
    localStorage.setItem(KEPT, isOn ? 'on' : 'off');
    show();
  });
  document.addEventListener('keydown', (event) => {
    if (!isOn || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
    else if (event.key === '/') document.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
    else return;
    event.preventDefault();
  });
}
