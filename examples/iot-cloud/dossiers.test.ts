import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { corporateNumberProblem } from '../../src/rules/corporate-number.ts';
import { day } from '../../src/rules/day.ts';
import { standardFindings } from '../../src/rules/disclosure.ts';
import { type Field, fieldsOf, type Pointer, pointers, type Values } from '../../src/rules/dossier.ts';
import { dossierOf } from '../../src/rules/editions.ts';
import type { EvidenceFact } from '../../src/rules/facts.ts';
import { checkForm } from '../../src/rules/form-check.ts';
import { fold } from '../../src/rules/subject.ts';
import type { ExampleDossier } from '../example.ts';
import { businessItems, provider } from './business-items.ts';
import { connect, field, fleet } from './dossiers.ts';
import { files } from './evidence.ts';

const EDITION = 'form-b/2024.09';
const today = day('2026-11-22');
const items = fieldsOf(dossierOf(iotCloud, EDITION)).filter((each): each is Field & { kind: 'disclosure' } => each.kind === 'disclosure');
const second = fleet('2026-00001');
const third = field('2026-00001');
const services: readonly (readonly [string, Values])[] = [
  ['the first', connect.values],
  ['the second', second.values],
  ['the third', third.values],
];

const opening = {
  type: 'ApplicationOpened',
  data: { scheme: 'iot-cloud', organisation: 'demo-cloud', level: 'disclosure', edition: EDITION, state: 'draft' },
  effectiveOn: today,
  editions: {},
  version: 1,
  at: '2026-11-22T00:00:00.000Z',
  actor: { person: 'demo-aoi', organisation: 'demo-cloud', role: 'applicant-responsible' },
};

function check(its: ExampleDossier) {
  const evidence = files.map(
    ({ name, origin }): EvidenceFact => ({ id: name, name, sha256: '0'.repeat(64), erased: false, ...(origin ? { origin } : {}) }),
  );
  const facts = { day: today, evidence, directory: [], modelConflicts: [], foreignLabels: [], earlierAttestations: [] };
  return checkForm({
    book: iotCloud,
    edition: EDITION,
    subject: fold('application', 'case', [opening]),
    values: { ...its.scope, ...its.values } as Values,
    facts,
  });
}

const below = (values: Values) =>
  standardFindings(dossierOf(iotCloud, EDITION), values, 'D-5.2-1').map((each) => each.path.replace('/answer', ''));
const allPointers = (values: Values): readonly Pointer[] => Object.values(values).flatMap((value) => [...pointers(value)]);
const answersOf = (values: Values, answer: string) => items.filter((each) => values[`${each.id}/answer`] === answer);

describe('three services of a provider that does not exist', () => {
  test('D-6.1-1 each passes the form check; the third is told what will refuse it, and may file all the same', () => {
    expect(check(connect)).toEqual([]);
    expect(check(second)).toEqual([]);
    expect(check(third).map(({ path, weight, clause }) => ({ path, weight, clause }))).toEqual([
      { path: 'B5-19/answer', weight: 'note', clause: 'D-5.2-3' },
    ]);
  });
  test('D-5.2-1 the first meets the standard, the second too', () => {
    expect(below(connect.values)).toEqual([]);
    expect(below(second.values)).toEqual([]);
  });
  test('D-5.2-3 the third says “not done” twice: at device authentication it is below the standard, at the logs it passes', () => {
    const { values } = third;
    expect(answersOf(values, 'not-done').map((each) => each.id)).toEqual(expect.arrayContaining(['B5-09', 'B5-19']));
    expect(items.find((each) => each.id === 'B5-09')?.weight).toBe('mandatory');
    expect(below(values)).toEqual(['B5-19']);
  });
  test('D-4.4-2 every mandatory item of the hundred is disclosed; optional ones in every way there is, some not at all', () => {
    expect(items).toHaveLength(100);
    const { values } = connect;
    const mandatory = items.filter((each) => each.weight === 'mandatory');
    for (const each of mandatory) expect(values[`${each.id}/answer`], each.id).toBe('content');
    expect(answersOf(values, 'not-done').map((each) => each.weight)).toEqual(['optional', 'optional', 'optional', 'optional']);
    expect(answersOf(values, 'not-disclosed').map((each) => each.weight)).toEqual(['optional', 'optional']);
    const silent = items.filter((each) => values[`${each.id}/answer`] === undefined);
    expect(silent.map((each) => each.weight)).toEqual(['optional', 'optional']);
  });
  test('D-3-1 the business half is word for word the same for each service', () => {
    const half = (values: Values) =>
      Object.fromEntries(Object.entries(values).filter(([path]) => (path.split('/')[0] ?? '') in businessItems));
    expect(half(second.values)).toEqual(half(connect.values));
    expect(half(third.values)).toEqual(half(connect.values));
  });
  test('D-4.4-3 the registry certificate is an original once, then a copy that names where the original is', () => {
    expect(connect.values).toMatchObject({ existenceProof: 'registry-original' });
    expect(second.values).toMatchObject({ existenceProof: 'registry-copy', originalFiledWith: '2026-00001' });
    expect(corporateNumberProblem(provider.corporateNumber)).toBeUndefined();
  });
  test('an item that is not in form B would be noticed', () => {
    const known = new Set(fieldsOf(dossierOf(iotCloud, EDITION)).map((each) => each.id));
    for (const [, values] of services) expect(Object.keys(values).filter((path) => !known.has(path.split('/')[0] ?? ''))).toEqual([]);
  });
});

describe('what bears it out', () => {
  const sources = new Map(files.map((file) => [file.name, readFileSync(new URL(`evidence/${file.source}`, import.meta.url), 'utf8')]));

  test('D-4.4-2 each pointer names a document that is here, and a place that stands in it', () => {
    for (const [which, values] of services)
      for (const { document, place } of allPointers(values)) {
        const text = sources.get(document);
        expect(text, `${which}: ${document}`).toBeDefined();
        if (place !== '全部')
          expect(
            text?.split('\n').some((line) => line === `## ${place}` || line.startsWith(`${place},`)),
            place,
          ).toBe(true);
      }
  });
  test('no document is idle, and none lies about unnamed', () => {
    const pointed = new Set(services.flatMap(([, values]) => allPointers(values).map((each) => each.document)));
    expect(pointed).toEqual(new Set(files.map((file) => file.name)));
    expect(new Set(readdirSync(new URL('evidence/', import.meta.url)))).toEqual(new Set(files.map((file) => file.source)));
  });
  test('D-4.4-6 the contractor’s paper says who signed it; D-4.4-7 a captured page says its address and day', () => {
    const contractors = files.filter((file) => file.origin?.contractor);
    expect(contractors.map((file) => file.origin?.signedBy)).toEqual([expect.stringContaining('設備管理部長')]);
    expect(sources.get(contractors[0]?.name ?? '')).toContain('事業担当責任者');
    const captured = files.filter((file) => file.origin?.address);
    expect(captured).toHaveLength(2);
    for (const { name, origin } of captured) expect(sources.get(name)).toContain(origin?.address);
  });
  test('D-4.4-5 an optional item whose evidence is taken away is found, and nothing else', () => {
    expect(check({ ...connect, values: { ...connect.values, 'B4-18/evidence': [] } }).map((each) => [each.path, each.clause])).toEqual([
      ['B4-18/evidence', 'D-4.4-5'],
    ]);
  });
  test('nobody takes it for real: the provider is a sample, its addresses lead nowhere', () => {
    expect(provider.name).toContain('見本');
    const said = JSON.stringify(services.map(([, values]) => values)) + [...sources.values()].join('\n');
    for (const [host] of said.matchAll(/https?:\/\/[^/\s"]+/g)) expect(host).toMatch(/\.example$/);
    for (const [mail] of said.matchAll(/[\w.]+@[\w.-]+/g)) expect(mail).toMatch(/\.example$/);
  });
});
