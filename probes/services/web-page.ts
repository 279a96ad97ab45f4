/** What a page of a device shows about signing in, read from its source: no script is run. */
export interface WebPage {
  readonly title?: string;
  /** A field that hides what is typed. */
  readonly passwordField: boolean;
  /** Where the page itself sends the browser: refresh, frames, a plain assignment to `location`. Raw, as written. */
  readonly leadsTo: readonly string[];
  /** Nothing to be seen without running its scripts, or it speaks of signing in without a field: a person must look. */
  readonly unclear: boolean;
}

const LONGEST = 262_144;

/** Reads a page. `contentType` is the header, when there was one. Japanese pages in Shift_JIS or EUC-JP are read as such. */
export function readWebPage(body: Uint8Array, contentType?: string): WebPage {
  const source = decoded(body.subarray(0, LONGEST), contentType);
  const markup = source.replace(/<!--[\s\S]{0,20000}?-->/g, '');
  const title = /<title[^>]{0,200}>([^<]{0,300})/i.exec(markup)?.[1]?.trim();
  const passwordField =
    /<input\b[^>]{0,2000}\btype\s*=\s*["']?\s*password\b/i.test(markup) || /\btype\s*[:=]\s*["']password["']/i.test(markup);
  const hasScript = /<script\b/i.test(markup);
  const visible = markup
    .replace(/<(script|style|head)\b[\s\S]{0,200000}?<\/\1\s*>/gi, '')
    .replace(/<[^>]{0,2000}>/g, ' ')
    .trim();
  const speaksOfLogin = /pass(?:word|wd|code)|log[ -]?in|sign[ -]?in|パスワード|ログイン|暗証/i.test(markup);
  const isMarkup = /<[a-z!]/i.test(markup);
  return {
    ...(title ? { title } : {}),
    passwordField,
    leadsTo: destinations(markup),
    unclear: !passwordField && isMarkup && (speaksOfLogin || (hasScript && visible.length < 40)),
  };
}

function destinations(markup: string): readonly string[] {
  const found = [
    ...markup.matchAll(/<meta\b[^>]{0,300}http-equiv\s*=\s*["']?refresh["']?[^>]{0,300}?url\s*=\s*['"]?([^"'>\s]{1,500})/gi),
    ...markup.matchAll(/<i?frame\b[^>]{0,500}?\bsrc\s*=\s*["']?([^"'>\s]{1,500})/gi),
    ...markup.matchAll(/\blocation(?:\.href)?\s*=\s*["']([^"']{1,500})["']/gi),
    ...markup.matchAll(/\blocation\.(?:replace|assign)\s*\(\s*["']([^"']{1,500})["']/gi),
  ].map(([, target = '']) => target.replaceAll('&amp;', '&'));
  return [...new Set(found)].slice(0, 8);
}

function decoded(body: Uint8Array, contentType: string | undefined): string {
  const start = Buffer.from(body.subarray(0, 2_048)).toString('latin1');
  const named = /charset\s*=\s*["']?\s*([\w-]{1,40})/i.exec(`${contentType ?? ''}\n${start}`)?.[1];
  try {
    return new TextDecoder(named ?? 'utf-8').decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}
