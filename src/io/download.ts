/** Shown in the browser; everything else is saved. Never HTML, SVG, XML or script. */
const INLINE: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg', 'text/plain']);

/** Saved under their own type; the rest is bytes to the browser, so that nothing of it can run. */
const INERT = /^(?:application\/(?:pdf|zip|json|msword|vnd\.[a-z0-9.+-]+)|image\/(?:png|jpeg|gif|webp|tiff)|text\/plain)$/;

/**
 * The headers under which an uploaded file leaves the server. `type` is the sniffed one, never the sender's word.
 * It is an attachment unless `inline` is asked for and the type is PDF, PNG, JPEG or plain text.
 */
export function downloadHeaders(file: { name: string; type: string; size?: number; inline?: boolean }): Record<string, string> {
  const shown = file.inline === true && INLINE.has(file.type);
  const type = INERT.test(file.type) ? file.type : 'application/octet-stream';
  return {
    'content-type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    ...(file.size === undefined ? {} : { 'content-length': String(file.size) }),
    'content-disposition': contentDisposition(shown ? 'inline' : 'attachment', file.name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  };
}

/** The header with the name in both spellings (RFC 6266, RFC 8187); the name is made harmless first. */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const clean = safeName(name);
  const ascii = clean.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(clean).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/**
 * A file name that is only a name: no path, no control characters, none of the invisible marks that turn
 * `evil<U+202E>fdp.exe` around on the screen, at most 120 characters with its ending kept.
 */
export function safeName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff<>:"|?*]/gu, '')
    .trim()
    .replace(/^\.+/, '');
  if (clean === '') return 'file';
  const characters = [...clean];
  if (characters.length <= 120) return clean;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  return characters.slice(0, 120 - ending.length).join('') + ending;
}
