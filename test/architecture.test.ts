import { describe, expect, test } from 'vitest';
import { root } from '../scripts/bootstrap.mjs';
import * as rules from './architecture/rules.ts';
import { readTree, sampleTree } from './architecture/tree.ts';

const tree = readTree(root);

describe('the tree keeps its shape', () => {
  test('rule books import src/rules only, and src/rules only itself', () => expect(rules.rulesStandAlone(tree)).toEqual([]));
  test('what decides or judges reaches nothing outside', () => expect(rules.decisionsArePure(tree)).toEqual([]));
  test('I/O has its places', () => expect(rules.ioHasItsPlaces(tree)).toEqual([]));
  test('clock and chance are asked under src/io only', () => expect(rules.clockAndChanceHaveOnePlace(tree)).toEqual([]));
  test('a capability sees another through its index.ts only', () => expect(rules.capabilitiesMeetAtTheIndex(tree)).toEqual([]));
  test('browser files import browser files and the pure language only', () => expect(rules.browserFilesStandAlone(tree)).toEqual([]));
  test('no file is named after nothing', () => expect(rules.namesSaySomething(tree)).toEqual([]));
  test('L-3.1-1 nothing outside schemes/ knows a scheme by name', () => expect(rules.schemesAreUnknown(tree)).toEqual([]));
  test('functions and plain data: no enum, no class but errors', () => expect(rules.dataAndFunctionsOnly(tree)).toEqual([]));
  test('imports have no cycle', () => expect(rules.importsHaveNoCycle(tree)).toEqual([]));
  test('nothing is tied to one machine or one package host', () => expect(rules.nothingIsTiedToOneMachine(tree)).toEqual([]));
  test('no file of src has more than 500 lines', ({ annotate }) => {
    for (const note of rules.longerThan(tree, 300)) void annotate(`${note}; the aim is 300`);
    expect(rules.longerThan(tree, 500)).toEqual([]);
  });
});

describe('each rule of the shape can be broken', () => {
  const samples: readonly (readonly [keyof typeof rules, Readonly<Record<string, string>>])[] = [
    ['rulesStandAlone', { 'schemes/club/scheme.ts': "import { x } from '../../src/store/index.ts';" }],
    ['rulesStandAlone', { 'schemes/club/scheme.ts': "import type { x } from 'zod';" }],
    ['rulesStandAlone', { 'schemes/club/scheme.ts': "import { x } from '../other/scheme.ts';" }],
    ['rulesStandAlone', { 'src/rules/day.ts': "import { readFileSync } from 'node:fs';" }],
    ['rulesStandAlone', { 'src/rules/day.ts': "import { createHash } from 'node:crypto';" }],
    ['rulesStandAlone', { 'src/rules/day.ts': "export * from '../web/html.ts';" }],
    ['decisionsArePure', { 'probes/ports/judge.ts': "import { connect } from 'node:net';" }],
    [
      'decisionsArePure',
      { 'src/cases/case.ts': "import { now } from '../io/clock.ts';\nexport const decide = () => now();", 'src/io/clock.ts': '' },
    ],
    [
      'decisionsArePure',
      {
        'src/cases/case.ts': "import { y } from './other.ts';\nexport function evolveCase() { return y; }",
        'src/cases/other.ts': "export { y } from '../store/index.ts';",
      },
    ],
    ['decisionsArePure', { 'src/cases/case.ts': 'export async function x() { await 1; }\nexport const decide = 1;' }],
    ['ioHasItsPlaces', { 'src/cases/routes.ts': "import { readFile } from 'node:fs/promises';" }],
    ['ioHasItsPlaces', { 'src/cases/list.ts': "const pg = await import('pg');" }],
    ['ioHasItsPlaces', { 'src/cases/list.ts': "import 'node:child_process';" }],
    ['ioHasItsPlaces', { 'src/cases/list.ts': 'const page = await fetch(address);' }],
    ['clockAndChanceHaveOnePlace', { 'src/web/layout.ts': 'const year = `${new Date().getFullYear()}`;' }],
    ['clockAndChanceHaveOnePlace', { 'src/cases/case.ts': 'const at = Date.now();' }],
    ['clockAndChanceHaveOnePlace', { 'src/cases/case.ts': 'const at = new Date;' }],
    ['clockAndChanceHaveOnePlace', { 'schemes/club/scheme.ts': 'const n = Math.random();' }],
    ['clockAndChanceHaveOnePlace', { 'src/store/events.ts': "import { randomUUID } from 'node:crypto';" }],
    ['capabilitiesMeetAtTheIndex', { 'src/cases/routes.ts': "import { decide } from '../labels/label.ts';" }],
    ['capabilitiesMeetAtTheIndex', { 'src/web/layout.ts': "import type { Label } from '../labels/label.ts';" }],
    ['browserFilesStandAlone', { 'src/browser/form.ts': "import { html } from '../web/html.ts';" }],
    ['namesSaySomething', { 'src/cases/case-utils.ts': '' }],
    ['namesSaySomething', { 'src/common/x.ts': '' }],
    ['schemesAreUnknown', { 'src/cases/page.ts': "const title = 'JC-STAR';" }],
    ['schemesAreUnknown', { 'src/cases/page.ts': 'const title = `label ★1`;' }],
    ['schemesAreUnknown', { 'src/cases/page.ts': "if (scheme === 'chess-club') {}", 'schemes/chess-club/scheme.ts': '' }],
    ['dataAndFunctionsOnly', { 'src/cases/case.ts': 'export enum State { Open }' }],
    ['dataAndFunctionsOnly', { 'src/cases/case.ts': 'class CaseStore {}' }],
    ['dataAndFunctionsOnly', { 'src/store/open.ts': 'class Files extends Base {}\nclass Base {}' }],
    ['importsHaveNoCycle', { 'src/a.ts': "import { b } from './b.ts';", 'src/b.ts': "export { a } from './a.ts';" }],
    ['nothingIsTiedToOneMachine', { 'README.md': `see /${'work'}/notes` }],
    ['nothingIsTiedToOneMachine', { '.npmrc': `registry=https://${'registry'}.npmjs.org/` }],
  ];
  test.each(samples)('%s refuses %j', (rule, files) => {
    const broken = rule === 'longerThan' ? rules.longerThan(sampleTree(files), 0) : rules[rule](sampleTree(files));
    expect(broken).not.toEqual([]);
  });
  test('longerThan counts lines', () => {
    const files = sampleTree({ 'src/cases/case.ts': 'a\n'.repeat(501), 'src/cases/short.ts': 'a\n'.repeat(500) });
    expect(rules.longerThan(files, 500)).toEqual(['src/cases/case.ts has 501 lines']);
  });
});

describe('what is allowed is left alone', () => {
  const files = sampleTree({
    'src/rules/day.ts': "import { Temporal } from 'temporal-polyfill';\n// never Date.now() here\nconst words = 'new Date()';",
    'src/rules/hash.ts': "import { createHash } from 'node:crypto';",
    'schemes/club/scheme.ts': "import { day } from '../../src/rules/day.ts';\nimport { fee } from './terms.ts';",
    'schemes/club/terms.ts': "export const fee = day('2026-04-01'); // ★1",
    'src/cases/case.ts':
      "import type { Tx } from '../store/index.ts';\nimport { type Store } from '../store/index.ts';\nexport const decide = (day: Day) => new Date(day);",
    'src/cases/routes.ts': "import { open } from '../store/index.ts';\nimport { read } from '../labels/index.ts';",
    'src/labels/index.ts': 'export class Lost extends Refused {}\nexport class Refused extends Error {}',
    'src/store/index.ts':
      "import { NodeFS } from '@electric-sql/pglite/nodefs';\nclass Synced extends NodeFS {}\nconst text = `import { x } from 'node:fs'; ${'enum X {'}`;",
    'src/io/clock.ts': 'export const now = () => Date.now();',
    'src/server.ts': "import { club } from '../schemes/club/scheme.ts';",
    'schemes/club/criteria/common/1/criteria.ts': '',
    'src/browser/form.ts': "import { day } from '../rules/day.ts';\nfetch('/x');",
  });
  for (const [name, rule] of Object.entries(rules)) {
    test(name, () => expect(name === 'longerThan' ? rules.longerThan(files, 500) : rule(files, 500)).toEqual([]));
  }
});

describe('the reader of sources', () => {
  const specifiers = (text: string) =>
    sampleTree({ 'a.ts': text })
      .get('a.ts')
      ?.source?.imports.map(({ specifier }) => specifier);
  test('sees imports over several lines, side-effect imports, re-exports and import()', () => {
    expect(
      specifiers(
        "import {\n  a, // one\n  type b,\n} from './a.ts';\nimport './b.ts';\nexport * from './c.ts';\nawait import('./d.ts');",
      )?.toSorted(),
    ).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts']);
  });
  test('sees no import in comments, strings, templates and regular expressions', () => {
    expect(
      specifiers(
        "// import './a.ts'\n/* import './b.ts' */\nconst c = \"import './c.ts'\";\nconst d = `import './d.ts'`;\nconst e = /'/; const f = /[/'\"]/g;",
      ),
    ).toEqual([]);
  });
  test('sees code inside a template, and finds its way out again', () => {
    const source = sampleTree({ 'a.ts': "const a = `x ${b({ c: `'${Date.now()}` })} y`; const d = 'Math.random()';" }).get('a.ts')?.source;
    expect(source?.code).toContain('Date.now()');
    expect(source?.code).not.toContain('Math.random');
  });
});
