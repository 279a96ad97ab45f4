/** Nobody else has it, and no JSON can spell it. */
const made: unique symbol = Symbol('made here');

/** Markup that is safe to send: everything interpolated into it was escaped, or is markup itself. */
export interface Html {
  readonly markup: string;
  readonly [made]: true;
}

/** What a template may hold. `false`, `null` and `undefined` print nothing, so `cond && html\`…\`` works. */
export type Piece = Html | string | number | boolean | null | undefined | readonly Piece[];

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it must be spelled between tags and inside a quoted attribute. */
export const escapeHtml = (spelling: string): string => spelling.replace(/[&<>"']/g, (c) => entities[c] ?? c);

/** Markup taken as it is. Only for markup of our own making, never for anything a person typed. */
export const raw = (markup: string): Html => Object.freeze({ markup, [made]: true as const });

/** True only for what `html` and `raw` made: a JSON body that looks like Html is not Html. */
export const isHtml = (value: unknown): value is Html => typeof value === 'object' && value !== null && Object.hasOwn(value, made);

function print(piece: Piece): string {
  if (piece === null || piece === undefined || typeof piece === 'boolean') return '';
  if (typeof piece === 'string') return escapeHtml(piece);
  if (typeof piece === 'number') return String(piece);
  if (isList(piece)) return piece.map(print).join('');
  return isHtml(piece) ? piece.markup : escapeHtml(String(piece));
}

const isList = (piece: Html | readonly Piece[]): piece is readonly Piece[] => Array.isArray(piece);

/** The template that escapes: html`<p>${anything}</p>`. Attribute values must stand in double quotes. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let out = strings[0] ?? '';
  for (let i = 0; i < pieces.length; i++) out += print(pieces[i]) + (strings[i + 1] ?? '');
  return raw(out);
}

const schemesOfLinks = /^(?:https?:|mailto:|tel:|\/(?!\/)|#|\?)/i;

/** An address for an href: http, https, mailto, tel or inside this site; anything else (javascript:, data:) becomes `#`. */
export const safeHref = (address: string): string => (schemesOfLinks.test(address.trim()) ? address.trim() : '#');

/** Attributes from a record: true prints the bare name, false, null and undefined print nothing. */
export function attributes(all: Readonly<Record<string, string | number | boolean | null | undefined>>): Html {
  const printed = Object.entries(all).flatMap(([name, value]) => {
    if (value === false || value === null || value === undefined) return [];
    if (!/^[a-zA-Z][\w:.-]*$/.test(name) || /^on/i.test(name)) throw new TypeError(`not an attribute we print: ${name}`);
    return [value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`];
  });
  return raw(printed.join(''));
}
