/** Where a redirect, a frame or a script leads, as seen from a page without TLS. */
export type Lead =
  | { readonly to: 'https' }
  /** Another page without TLS, on the device as far as can be told: a name is taken for the device's own. */
  | { readonly to: 'page'; readonly port: number; readonly path: string }
  | { readonly to: 'nowhere' };

/** Resolves a target as a browser would. `from` is the port and path of the page. Nothing is looked up. */
export function resolveLead(target: string, from: { readonly port: number; readonly path: string }): Lead {
  let url: URL;
  try {
    // The name stands for the device; only port and path are used.
    url = new URL(target, `http://device.invalid:${from.port}${from.path}`);
  } catch {
    return { to: 'nowhere' };
  }
  if (url.protocol === 'https:') return { to: 'https' };
  if (url.protocol !== 'http:') return { to: 'nowhere' };
  const path = `${url.pathname}${url.search}`.slice(0, 500);
  return { to: 'page', port: url.port === '' ? 80 : Number(url.port), path };
}
