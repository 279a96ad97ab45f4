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

/** Reads a page. `contentType` is the header, when there was one. Japanese pages in Shift_JIS or EUC-JP are read as such. Takes time in proportion to its length, whatever is in it. */
export function readWebPage(body: Uint8Array, contentType?: string): WebPage {
  const markup = withoutComments(decoded(body.subarray(0, LONGEST), contentType));
  const title = /<title[^>]{0,200}>([^<]{0,300})/i.exec(markup)?.[1]?.trim();
  const passwordField =
    tagsOf(markup, 'input').some((tag) => /\btype\s*=\s*(?:["']\s*)?password\b/i.test(tag)) ||
    /\btype\s*[:=]\s*["']password["']/i.test(markup);
  const hasScript = /<script\b/i.test(markup);
  const visible = withoutHidden(markup)
    .replace(/<[^>]*>?/g, ' ')
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

const tagsOf = (markup: string, name: string): readonly string[] => markup.match(new RegExp(`<${name}\\b[^>]*>?`, 'gi')) ?? [];

function withoutComments(source: string): string {
  let kept = '';
  for (let at = 0; at < source.length; ) {
    const start = source.indexOf('<!--', at);
    if (start < 0) return kept + source.slice(at);
    kept += source.slice(at, start);
    const end = source.indexOf('-->', start + 4);
    if (end < 0) return kept;
    at = end + 3;
  }
  return kept;
}

/** Without heads, scripts and styles: what is left is drawn. */
function withoutHidden(markup: string): string {
  const lower = markup.toLowerCase();
  const opening = /<(script|style|head)\b/g;
  let kept = '';
  let at = 0;
  for (let found = opening.exec(lower); found !== null; found = opening.exec(lower)) {
    kept += markup.slice(at, found.index);
    const end = lower.indexOf(`</${found[1]}`, found.index);
    if (end < 0) return kept;
    at = end;
    opening.lastIndex = end;
  }
  return kept + markup.slice(at);
}

function destinations(markup: string): readonly string[] {
  const refreshes = tagsOf(markup, 'meta')
    .filter((tag) => /http-equiv\s*=\s*["']?refresh/i.test(tag))
    .flatMap((tag) => /\burl\s*=\s*['"]?([^"'>\s]{1,500})/i.exec(tag)?.[1] ?? []);
  const frames = tagsOf(markup, 'i?frame').flatMap((tag) => /\bsrc\s*=\s*["']?([^"'>\s]{1,500})/i.exec(tag)?.[1] ?? []);
  const assigned = [
    ...markup.matchAll(/\blocation(?:\.href)?\s*=\s*["']([^"']{1,500})["']/gi),
    ...markup.matchAll(/\blocation\.(?:replace|assign)\s*\(\s*["']([^"']{1,500})["']/gi),
  ].flatMap(([, target]) => target ?? []);
  return [...new Set([...refreshes, ...frames, ...assigned].map((target) => target.replaceAll('&amp;', '&')))].slice(0, 8);
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
