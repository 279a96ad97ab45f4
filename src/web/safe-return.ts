/**
 * The address to go back to after signing in, or the fallback. Only a path of this site is let through: never a scheme, a host,
 * a protocol-relative `//`, a backslash (browsers read it as a slash) or a control character.
 */
export function safeReturn(address: string | undefined, fallback: string): string {
  if (address === undefined || !address.startsWith('/') || address.length > 2000) return fallback;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop tabs and line ends inside an address, which would uncover `//`
  if (/[\\\u0000-\u001f\u007f]/.test(address) || address.startsWith('//')) return fallback;
  const here = new URL('http://here.invalid');
  const target = URL.canParse(address, here.href) ? new URL(address, here) : undefined;
  if (target?.origin !== here.origin || target.pathname.startsWith('//')) return fallback;
  return `${target.pathname}${target.search}`;
}
