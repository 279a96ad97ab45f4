import path from 'node:path';
import type { Source } from './source.ts';

/** All files under scrutiny by their path from the root, with `/`. Only TypeScript has a `source`. */
export type Tree = ReadonlyMap<string, { readonly text: string; readonly source?: Source }>;

/** What breaks a rule, as `path:line what`. */
export type Breach = string;

interface Script {
  readonly file: string;
  readonly source: Source;
}

/** Node's modules that reach outside the process, and packages that do it for us. */
const reachesOut =
  /^(?:node:)?(?:fs|fs\/promises|net|http|https|http2|dgram|tls|dns|dns\/promises|child_process|worker_threads|cluster|sqlite|readline|repl|inspector)$|^(?:pg|@electric-sql\/.*|playwright-core|undici)$/;

/** Folders of src that are no capability: the languages of rule books and of device checks, the machinery and the composition roots. */
const machinery = new Set(['rules', 'check', 'store', 'io', 'web', 'browser', 'cli']);

const isTest = (file: string) => file.endsWith('.test.ts') || file.startsWith('test/');
const isCompositionRoot = (file: string) => /^(?:src\/[^/]+\.ts$|src\/cli\/|scripts\/|bench\/)/.test(file) || !file.includes('/');
const isMachinery = (file: string) => /^src\/(?:store|io|web)\//.test(file);
const inRules = (file: string) => file.startsWith('src/rules/');
const capabilityOf = (file: string): string | undefined => {
  const folder = /^src\/([^/]+)\//.exec(file)?.[1];
  return folder === undefined || machinery.has(folder) ? undefined : folder;
};

const scripts = (tree: Tree): Script[] => [...tree].flatMap(([file, { source }]) => (source === undefined ? [] : [{ file, source }]));
const product = (tree: Tree): Script[] => scripts(tree).filter(({ file }) => !isTest(file));

/** The file an import means, or undefined for a package or a built-in module. */
const resolve = (from: string, specifier: string): string | undefined =>
  specifier.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier)) : undefined;

function matches({ file, source }: Script, pattern: RegExp, what: string, where: 'code' | 'withoutComments' = 'code'): Breach[] {
  return [...source[where].matchAll(new RegExp(pattern, 'g'))].map(
    (match) => `${file}:${source[where].slice(0, match.index).split('\n').length} ${what}: ${match[0].trim()}`,
  );
}

/** Rule books import src/rules and themselves; src/rules imports itself, temporal-polyfill, and hashing in hash.ts. */
export function rulesStandAlone(tree: Tree): Breach[] {
  const mayImport = (file: string, specifier: string): boolean => {
    const target = resolve(file, specifier);
    if (target === undefined)
      return inRules(file) && (specifier === 'temporal-polyfill' || (file === 'src/rules/hash.ts' && specifier === 'node:crypto'));
    return inRules(target) || (file.startsWith('schemes/') && target.startsWith('schemes/') && sameScheme(file, target));
  };
  return product(tree)
    .filter(({ file }) => inRules(file) || file.startsWith('schemes/'))
    .flatMap(({ file, source }) =>
      source.imports
        .filter(({ specifier }) => !mayImport(file, specifier))
        .map(({ specifier, line }) => `${file}:${line} imports ${specifier}`),
    );
}

/** Only schemes/index.ts and the like, outside the scheme folders, may know more than one scheme. */
const sameScheme = (from: string, to: string): boolean => from.split('/').length === 2 || from.split('/')[1] === to.split('/')[1];

/** A file that decides or judges: what it imports at run time, directly or not, never reaches outside. */
export function decisionsArePure(tree: Tree): Breach[] {
  const byFile = new Map(product(tree).map((script) => [script.file, script]));
  const decides = (script: Script) =>
    /(?:^|\/)judge\.ts$/.test(script.file) ||
    inRules(script.file) ||
    script.file.startsWith('schemes/') ||
    (capabilityOf(script.file) !== undefined && /\bexport\s+(?:const|function)\s+(?:decide|evolve)(?![a-z])/.test(script.source.code));
  const impure = (start: Script, file: string, seen: Set<string>): Breach[] => {
    if (seen.has(file)) return [];
    seen.add(file);
    if (isMachinery(file)) return [`${start.file} decides, yet reaches ${file}`];
    return (byFile.get(file)?.source.imports ?? [])
      .filter(({ typeOnly }) => !typeOnly)
      .flatMap(({ specifier }) => {
        const target = resolve(file, specifier);
        if (target !== undefined) return impure(start, target, seen);
        return reachesOut.test(specifier) ? [`${start.file} decides, yet reaches ${specifier} by ${file}`] : [];
      });
  };
  const effects = /\bawait\b|\bprocess\.env\b|(?<![.\w])fetch\(/;
  return [...byFile.values()]
    .filter(decides)
    .flatMap((script) => [...impure(script, script.file, new Set()), ...matches(script, effects, 'a deciding file does I/O')]);
}

/** Modules that reach outside the process stay in src/store, src/io, src/web, observe.ts and the composition roots. */
export function ioHasItsPlaces(tree: Tree): Breach[] {
  return product(tree)
    .filter(({ file }) => !isMachinery(file) && !isCompositionRoot(file) && !/(?:^|\/)observe\.ts$/.test(file))
    .flatMap((script) => [
      ...script.source.imports
        .filter(({ specifier, typeOnly }) => !typeOnly && reachesOut.test(specifier))
        .map(({ specifier, line }) => `${script.file}:${line} imports ${specifier}`),
      ...(script.file.startsWith('src/browser/') ? [] : matches(script, /(?<![.\w])fetch\(/, 'reaches outside')),
    ]);
}

/** Clock and chance are asked under src/io only. (A browser is another machine: src/browser may ask its own.) */
export function clockAndChanceHaveOnePlace(tree: Tree): Breach[] {
  const asked =
    /\bDate\.now\b|\bnew\s+Date\s*(?:\(\s*\)|(?![\s(\w.]))|(?<![\w.]|new\s)Date\s*\(\s*\)|\bTemporal\.Now\b|\bMath\.random\b|\brandomUUID\b/;
  return product(tree)
    .filter(
      ({ file }) => /^(?:src|schemes|probes|examples)\//.test(file) && !file.startsWith('src/io/') && !file.startsWith('src/browser/'),
    )
    .flatMap((script) => matches(script, asked, 'asks clock or chance'));
}

/** A capability, and whatever is no composition root, sees another capability through its index.ts only. */
export function capabilitiesMeetAtTheIndex(tree: Tree): Breach[] {
  return product(tree)
    .filter(({ file }) => file.startsWith('src/') && !isCompositionRoot(file))
    .flatMap(({ file, source }) =>
      source.imports.flatMap(({ specifier, line }) => {
        const target = resolve(file, specifier);
        const other = target === undefined ? undefined : capabilityOf(target);
        const allowed = other === undefined || other === capabilityOf(file) || target === `src/${other}/index.ts`;
        return allowed ? [] : [`${file}:${line} imports ${target}, not src/${other}/index.ts`];
      }),
    );
}

/** Browser files import browser files and the pure language only. */
export function browserFilesStandAlone(tree: Tree): Breach[] {
  return product(tree)
    .filter(({ file }) => file.startsWith('src/browser/'))
    .flatMap(({ file, source }) =>
      source.imports
        .filter(({ specifier, typeOnly }) => !typeOnly && !/^src\/(?:browser|rules)\//.test(resolve(file, specifier) ?? ''))
        .map(({ specifier, line }) => `${file}:${line} imports ${specifier}`),
    );
}

/** No file or folder is named after nothing. (A scheme may call a criteria set what it likes, and a probe has the name of what it looks at: the services of a device.) */
export function namesSaySomething(tree: Tree): Breach[] {
  const empty = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'service', 'services', 'manager', 'managers']);
  return [...tree.keys()]
    .filter((file) => /^(?:src|schemes|probes|scripts|test|bench|examples)\//.test(file))
    .flatMap((file) => {
      const words = file.replace(/^(?:(?:schemes|examples)\/[^/]+\/criteria|probes)\/[^/]+\//, '').split(/[/.-]/);
      return words.filter((word) => empty.has(word)).map((word) => `${file} is named ${word}`);
    });
}

/** Outside schemes/ no product code knows a scheme by name; composition roots may import one. */
export function schemesAreUnknown(tree: Tree): Breach[] {
  const ids = new Set([...tree.keys()].flatMap((file) => /^schemes\/([^/]+)\//.exec(file)?.[1] ?? []));
  const names = ['jc-?star', 'aspic', '★\\s*[1-4]', ...[...ids].map((id) => id.replaceAll(/[^\w-]/g, ''))];
  const known = new RegExp(`(?<![\\w-])(?:${names.join('|')})(?![\\w-])`, 'gi');
  return product(tree)
    .filter(({ file }) => file.startsWith('src/'))
    .flatMap(({ file, source }) => {
      const imported = isCompositionRoot(file) ? new Set(source.imports.map(({ line }) => line)) : new Set<number>();
      return source.withoutComments
        .split('\n')
        .flatMap((text, index) =>
          imported.has(index + 1) ? [] : [...text.matchAll(known)].map((match) => `${file}:${index + 1} names a scheme: ${match[0]}`),
        );
    });
}

/** No enum; a class is an error, or extends what a library (in store, io, web) or the browser asks us to extend. */
export function dataAndFunctionsOnly(tree: Tree): Breach[] {
  const all = product(tree);
  const classOf = /\bclass\s+(?<name>[A-Z]\w*)(?:\s*<[^{]*?>)?(?:\s+extends\s+(?<base>[\w.]+))?/g;
  const declared = all.flatMap(({ source }) => [...source.code.matchAll(classOf)].map(({ groups }) => groups ?? {}));
  const errors = new Set(['Error', 'TypeError', 'RangeError', 'AggregateError', 'SyntaxError']);
  for (let before = -1; before !== errors.size; ) {
    before = errors.size;
    for (const { name, base } of declared) if (name !== undefined && base !== undefined && errors.has(base)) errors.add(name);
  }
  return all.flatMap((script) => [
    ...matches(script, /(?<![.\w])(?:const\s+)?enum\s+\w+\s*\{/, 'an enum'),
    ...[...script.source.code.matchAll(classOf)].flatMap(({ groups }) => {
      const base = groups?.['base'];
      const isExtensionPoint =
        base !== undefined &&
        ((script.file.startsWith('src/browser/') && base.startsWith('HTML')) ||
          (isMachinery(script.file) && comesFromPackage(script.source, base)));
      return (base !== undefined && errors.has(base)) || isExtensionPoint
        ? []
        : [`${script.file} has a class that is no error: ${groups?.['name']}`];
    }),
  ]);
}

/** True when the name is imported from a package or from Node. */
function comesFromPackage({ withoutComments }: Source, name: string): boolean {
  return new RegExp(`import\\s[^;]*\\b${name}\\b[^;]*from\\s*['"][^.]`).test(withoutComments);
}

/** Lines of each product file in src that is longer than the limit. */
export function longerThan(tree: Tree, limit: number): Breach[] {
  return product(tree)
    .filter(({ file }) => file.startsWith('src/'))
    .map(({ file, source }) => ({ file, lines: source.text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > limit)
    .map(({ file, lines }) => `${file} has ${lines} lines`);
}

/** No file imports itself by way of others (types do not count). */
export function importsHaveNoCycle(tree: Tree): Breach[] {
  const byFile = new Map(scripts(tree).map((script) => [script.file, script]));
  const done = new Set<string>();
  const breaches: Breach[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const begins = trail.indexOf(file);
    if (begins >= 0) breaches.push(`import cycle: ${[...trail.slice(begins), file].join(' → ')}`);
    if (begins >= 0 || done.has(file)) return;
    for (const { specifier, typeOnly } of byFile.get(file)?.source.imports ?? []) {
      const target = resolve(file, specifier);
      if (target !== undefined && !typeOnly) visit(target, [...trail, file]);
    }
    done.add(file);
  };
  for (const file of byFile.keys()) visit(file, []);
  return breaches;
}

/** Nothing names a folder of one machine, or a host that packages come from. */
export function nothingIsTiedToOneMachine(tree: Tree): Breach[] {
  const tied = new RegExp(
    [
      '(?<![\\w.~-])/(?:work|root|home/\\w+|Users/\\w+)/',
      '\\bregistry\\.(?:npmjs|yarnpkg|npmmirror)\\b',
      'https?://[^\\s"\'`/]*(?:artifactory|nexus|verdaccio)',
    ].join('|'),
  );
  return [...tree].flatMap(([file, { text }]) =>
    text.split('\n').flatMap((line, index) => (tied.test(line) ? [`${file}:${index + 1} ${tied.exec(line)?.[0]}`] : [])),
  );
}
