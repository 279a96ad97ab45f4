import { describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { tennisClub } from '../../schemes/tennis-club/book.ts';
import { checkBook } from './check-book.ts';
import { day } from './day.ts';
import type { Period } from './period.ts';
import { inTurn, newest } from './period.ts';
import { isSameObject, namedBefore, renewalDraft, scopeIn } from './renewal.ts';

describe('what a renewal begins with', () => {
  const before = {
    serviceName: '港IoT基盤',
    earlier: 'no',
    newRegistry: [{ document: 'f-1', place: '1頁' }],
    markUsedProperly: true,
    'B1-01/content': '港IoT基盤',
    'B1-01/evidence': [{ document: 'f-2', place: '3頁' }],
    unit: 'yes',
    'not-a-leaf': 'x',
  };

  test('D-9.1-3 it carries the dossier with its evidence over, and no oath nor what is stated anew', () => {
    expect(renewalDraft(iotCloud, 'form-b/2024.09', before)).toEqual({
      serviceName: '港IoT基盤',
      'B1-01/content': '港IoT基盤',
      'B1-01/evidence': [{ document: 'f-2', place: '3頁' }],
    });
  });

  test('L-3.7-17 a label is declared anew: neither the declaration nor an end that was asked for comes along', () => {
    const draft = renewalDraft(iotLabel, 'common/1.1', {
      'declaration-oath': true,
      'duties-oath': true,
      'requested-last-day': '2027-01-01',
      'declarant-name': '山田',
    });
    expect(draft).toEqual({ 'declarant-name': '山田' });
  });

  test('L-3.2-5 the scope answers of the dossier are asked again as they were given', () =>
    expect(scopeIn(iotCloud, before)).toEqual({ unit: 'yes' }));

  test('T-6-3 what a renewal states anew is a leaf of some edition', () => {
    const broken = { ...tennisClub, renewal: { anew: ['serve'], clause: 'T-6-3' }, sameObject: { alike: ['lob'], clause: 'T-0' } };
    expect(checkBook(broken)).toEqual(
      expect.arrayContaining([
        'the renewal names serve, which no edition has',
        'the same object names lob, which no edition has',
        'the same object cites T-0, which the book does not know',
      ]),
    );
  });
});

describe('the same object', () => {
  test('D-4.2-6 a service is the same under another spelling of its name, and never by a blank one', () => {
    expect(isSameObject(iotCloud, { serviceName: '港IoT基盤' }, { serviceName: '港 IoT基盤' })).toBe(true);
    expect(isSameObject(iotCloud, { serviceName: '港IoT基盤' }, { serviceName: '岬IoT基盤' })).toBe(false);
    expect(isSameObject(iotCloud, { serviceName: ' ' }, { serviceName: ' ' })).toBe(false);
    expect(isSameObject(iotLabel, { 'product-name-ja': '灯' }, { 'product-name-ja': '灯' })).toBe(false);
  });

  test('D-4.2-6 an earlier certification is named by its number, whoever held it', () => {
    expect(namedBefore(iotCloud, { earlierNumber: 'IP-IoT 0007-2501 ' })).toBe('IP-IoT-0007-2501');
    expect(namedBefore(iotCloud, { earlierNumber: '' })).toBeUndefined();
    expect(namedBefore(iotLabel, { earlierNumber: 'X' })).toBeUndefined();
  });
});

describe('periods one after the other', () => {
  const of = (from: string, until: string): Period => ({
    ...{ from: day(from), until: day(until), issuedOn: day(from) },
    ...{ application: 'a', edition: 'e' },
  });

  test('L-3.7-17 where the renewed one begins the old one is over, whichever ends last', () => {
    const periods = [of('2026-12-01', '2028-11-30'), of('2028-06-01', '2028-09-30')];
    expect(inTurn(periods).map(({ from, until }) => [from, until])).toEqual([
      ['2026-12-01', '2028-05-31'],
      ['2028-06-01', '2028-09-30'],
    ]);
    expect(newest(periods)?.until).toBe('2028-09-30');
  });

  test('L-3.7-17 renewed on the very day on which it was issued, only the renewed one is left', () =>
    expect(inTurn([of('2026-12-01', '2028-11-30'), of('2026-12-01', '2027-11-30')])).toHaveLength(1));
});
