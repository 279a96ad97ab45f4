/** One import, export-from, side-effect import or import() of a file. `typeOnly` imports vanish when the file runs. */
export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

/** A source file in two readings: comments blanked; comments and the insides of strings and templates blanked. Lines stay in place. */
export interface Source {
  readonly text: string;
  readonly withoutComments: string;
  readonly code: string;
  readonly imports: readonly Import[];
}

/** Reads TypeScript well enough to tell code from comments and strings, `${}` in templates included. */
export function readSource(text: string): Source {
  const withoutComments = [...text];
  const code = [...text];
  const blank = (from: number, to: number, where: string[]) => {
    for (let at = from; at < to; at += 1) if (where[at] !== '\n') where[at] = ' ';
  };
  // A template's `${` opens code again; the depth of braces tells where that code ends.
  const templates: number[] = [];
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    const one = text[at] ?? '';
    if (two === '//' || two === '/*') {
      const close = two === '//' ? text.indexOf('\n', at) : text.indexOf('*/', at + 2) + 2;
      const end = close < at ? text.length : close;
      blank(at, end, withoutComments);
      blank(at, end, code);
      at = end;
    } else if (one === "'" || one === '"') {
      const end = endOfQuoted(text, at, one);
      blank(at + 1, end - 1, code);
      at = end;
    } else if (one === '/' && startsRegExp(text, at)) {
      const end = endOfRegExp(text, at);
      blank(at + 1, end - 1, code);
      at = end;
    } else if (one === '`' || (one === '}' && templates.at(-1) === depth)) {
      if (one === '}') templates.pop();
      const { end, opensCode } = endOfTemplatePart(text, at + 1);
      blank(at + 1, opensCode ? end - 2 : end - 1, code);
      if (opensCode) templates.push(depth);
      at = end;
    } else {
      if (one === '{') depth += 1;
      if (one === '}') depth -= 1;
      at += 1;
    }
  }
  const parts = { text, withoutComments: withoutComments.join(''), code: code.join('') };
  return { ...parts, imports: findImports(parts) };
}

function endOfQuoted(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote || text[at] === '\n') return at + 1;
  }
  return text.length;
}

function endOfTemplatePart(text: string, start: number): { end: number; opensCode: boolean } {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '`') return { end: at + 1, opensCode: false };
    else if (text[at] === '$' && text[at + 1] === '{') return { end: at + 2, opensCode: true };
  }
  return { end: text.length, opensCode: false };
}

/** A slash begins a regular expression where a value may begin: after an operator, an opening bracket or a keyword. */
function startsRegExp(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at).trimEnd();
  return (
    before === '' || /[=(,:;!&|?{}[+\-*%<>~^]$/.test(before) || /\b(?:return|typeof|case|in|of|do|else|void|await|yield)$/.test(before)
  );
}

function endOfRegExp(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const one = text[at];
    if (one === '\\') at += 1;
    else if (one === '\n') return start + 1;
    else if (one === '[') inClass = true;
    else if (one === ']') inClass = false;
    else if (one === '/' && !inClass) return at + 1;
  }
  return start + 1;
}

const importForms = [
  /\b(?<head>import|export)\b(?<clause>[\s\w$*{},]*?)\bfrom\s*(?<quote>['"])/g,
  /\b(?<head>import)(?<clause>\s*\(?\s*)(?<quote>['"`])/g,
];

function findImports({ withoutComments, code }: { withoutComments: string; code: string }): Import[] {
  return importForms
    .flatMap((form) => [...code.matchAll(form)])
    .map((match) => {
      const start = match.index + match[0].length;
      const quote = match.groups?.['quote'] ?? "'";
      const clause = (match.groups?.['clause'] ?? '').trim();
      return {
        specifier: withoutComments.slice(start, withoutComments.indexOf(quote, start)),
        typeOnly: isTypeOnly(clause),
        line: code.slice(0, match.index).split('\n').length,
      };
    });
}

function isTypeOnly(clause: string): boolean {
  if (/^type\b/.test(clause)) return true;
  const named = /^\{(?<names>[^}]*)\}$/.exec(clause)?.groups?.['names'];
  const names =
    named
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  return names.length > 0 && names.every((name) => /^type\s/.test(name));
}
