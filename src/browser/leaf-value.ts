/** A leaf of the dossier in the page: its value as its controls stand, and how a person reads it. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
/** The controls of a leaf. */
export const controlsIn = (leaf: HTMLElement): readonly Control[] =>
  [...leaf.querySelectorAll<Control>('input, select, textarea')].filter(
    (control) => control.name === leaf.dataset['leaf'] || control.name.startsWith(`${leaf.dataset['leaf']}/`),
  );

const tidy = (typed: string): string => typed.replaceAll('\r\n', '\n').trim();

function numberOf(typed: string): Json {
  const bare = typed.normalize('NFKC').replaceAll(',', '').trim();
  if (bare === '') return null;
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : tidy(typed);
}

/** The value of a leaf as its controls stand; the same reading as the server's (`readLeaf`). */
export function valueIn(leaf: HTMLElement): Json {
  const controls = controlsIn(leaf);
  const ticked = controls.filter((control) => control instanceof HTMLInputElement && control.checked);
  switch (leaf.dataset['shape']) {
    case 'number':
      return numberOf(controls[0]?.value ?? '');
    case 'list':
      return ticked.length > 0 ? ticked.map((control) => control.value) : null;
    case 'yes':
      return ticked.length > 0 ? true : null;
    case 'rows':
    case 'rows-whole':
      return rowsOf(leaf, controls);
    default:
      return controls[0]?.type === 'radio' ? (ticked[0]?.value ?? null) : tidy(controls[0]?.value ?? '') || null;
  }
}

function rowsOf(leaf: HTMLElement, controls: readonly Control[]): Json {
  const rows = new Map<number, [string, string][]>();
  for (const control of controls) {
    const [, row, column] = /^(\d+)\/(.+)$/.exec(control.name.slice((leaf.dataset['leaf'] ?? '').length + 1)) ?? [];
    if (row === undefined || column === undefined) continue;
    const cells = rows.get(Number(row)) ?? [];
    cells.push([column, tidy(control.value)]);
    rows.set(Number(row), cells);
  }
  const whole = leaf.dataset['shape'] === 'rows-whole';
  const filled = [...rows.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([, cells]) => cells)
    .filter((cells) => cells.some(([, cell]) => cell !== ''))
    .map((cells) => Object.fromEntries(whole ? cells : cells.filter(([, cell]) => cell !== '')));
  return filled.length > 0 ? filled : null;
}

/** What a person would read of a value that is only in their form. */
export function readable(leaf: HTMLElement): string {
  const texts = controlsIn(leaf).flatMap((control) => {
    if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox'))
      return control.checked ? [control.labels?.[0]?.textContent ?? control.value] : [];
    if (control instanceof HTMLSelectElement) return control.value === '' ? [] : [control.selectedOptions[0]?.textContent ?? ''];
    return control.value.trim() === '' ? [] : [control.value];
  });
  return texts.join(' ');
}

/** The leaf as it stands on the server's page now. */
export async function storedLeaf(path: string): Promise<HTMLElement | undefined> {
  const response = await fetch(location.pathname + location.search).catch(() => undefined);
  if (!response?.ok) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return page.querySelector<HTMLElement>(`[data-leaf="${CSS.escape(path)}"]`) ?? undefined;
}
