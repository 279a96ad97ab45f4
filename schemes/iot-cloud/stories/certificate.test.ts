import { describe, expect, test } from 'vitest';
import { day } from '../../../src/rules/day.ts';
import { fieldsOf } from '../../../src/rules/dossier.ts';
import { readNumber } from '../../../src/rules/number.ts';
import { pathOfLine, publicLines } from '../../../src/rules/publication.ts';
import { asOf } from '../../../src/rules/terms.ts';
import { iotCloud } from '../book.ts';
import { formB202409 } from '../criteria/form-b/2024.09/edition.ts';
import { formA } from '../criteria/form-b/2024.09/form-a.ts';
import { markRules } from '../mark.ts';
import { at, certificate, decider, inDecision, officer, opens, provider, told } from './cast.ts';

const page = iotCloud.publication[0]?.value;
const lines = page ? publicLines(page, formB202409.dossier) : [];
const published = lines.flatMap((line) => pathOfLine(line) ?? []);

describe('certificate and number', () => {
  test('D-8.1-1 the number has a serial and the year and month of certification', () => {
    expect(certificate().subject.number).toBe('IP-IoT 0007-2611');
    expect(certificate('2026-12-05', 1234).subject.number).toBe('IP-IoT 1234-2612');
    const pattern = asOf(iotCloud.terms, day('2026-11-22'))?.number;
    expect(pattern && readNumber(pattern, 'ip-iot 00072611')).toEqual({ is: 'well-formed', number: 'IP-IoT 0007-2611' });
  });

  test.each([
    ['2026-11-22', '2028-11-21'],
    ['2028-02-29', '2030-02-28'],
    ['2027-01-01', '2028-12-31'],
  ])('D-8.1-2 certified on %s it is valid to %s, and reads so on that day', (first, until) => {
    const so = certificate(first);
    expect(so.subject.periods).toMatchObject([{ from: first, until, issuedOn: first }]);
    expect([so.status(until).status, so.nextChangeOn(first)]).toEqual(['in-force', so.status(until).nextChangeOn]);
    expect(so.status(so.nextChangeOn(first)).status).toBe('expired');
  });

  test('D-8.1-2 no shorter period is given', () =>
    expect(() => inDecision().on('2026-11-22').does(decider, 'certify').attested({ serial: 7, asked: '2027-11-21' })).toThrow(
      'validity-out-of-range (D-8.1-2)',
    ));

  test('D-9.1-7 the serial refuses beyond 9999', () => {
    expect(certificate('2026-11-22', 9999).subject.number).toBe('IP-IoT 9999-2611');
    expect(() => certificate('2026-11-22', 10_000)).toThrow('numbers-used-up (D-9.1-7)');
  });

  test('D-8.1-3 the mark is given out and shown while the certification is in effect, and taken down after it', () => {
    const so = certificate();
    expect(so.does(officer, 'issueMark', { input: { to: '岸' } }).subject.history.at(-1)).toMatchObject({ row: 'issueMark' });
    expect(told(so.on('2028-11-22').refused(officer, 'issueMark', { input: { to: '岸' } }))).toBe('not-in-effect D-8.1-3');
    expect(markRules.map((each) => each.ja).join()).toMatch(/区分.*色.*一部.*速やかに/s);
    expect(so.strikes()).toContainEqual(expect.objectContaining({ clock: 'markToBeTakenDown', on: '2028-11-28', tells: 'office' }));
  });
});

describe('what is public', () => {
  test('D-7.1-1 number, service, business and date', () =>
    expect(page?.sections[0]?.lines.map((line) => line.id)).toEqual(
      expect.arrayContaining(['number', 'service', 'business', 'certified-on']),
    ));

  test('D-7.2-1 D-7.2-3 the content column of every item, mandatory and optional, and nothing else of the forms', () => {
    const items = fieldsOf(formB202409.dossier)
      .filter((field) => field.kind === 'disclosure')
      .map((field) => `${field.id}/content`);
    expect(new Set(published)).toEqual(new Set(items));
  });

  test('D-7.2-3 form A, attachments and attachment references are never public', () => {
    const ofFormA = formB202409.dossier.sections.filter((section) => section.part === formA).flatMap((section) => section.fields);
    expect(ofFormA.length).toBeGreaterThan(30);
    expect(ofFormA.filter((field) => field.published !== undefined || published.includes(field.id))).toEqual([]);
    expect(published.filter((path) => path.endsWith('/evidence'))).toEqual([]);
    expect(fieldsOf(formB202409.dossier).filter((field) => field.kind === 'evidence' && field.published)).toEqual([]);
  });

  test('D-3-1 D-12.2-1 what is certified, what is not, and the disclaimer with its exception stand on every page', () => {
    expect(page?.meaning.disclosure?.map((each) => each.clause)).toEqual(['D-3-1']);
    expect(page?.meaning.disclosure?.[0]?.text.ja).toContain('安全であることを認定するものではありません');
    expect(page?.says?.no[0]).toMatchObject({ clause: 'D-3-1', text: { ja: expect.stringContaining('安全であること') } });
    expect(page?.disclaimer?.map((each) => each.clause)).toEqual(['D-12.2-1', 'D-12.2-1']);
    expect(page?.disclaimer?.[0]?.text.ja).toContain('故意又は重過失による場合はこの限りではありません');
    expect(page?.disclaimer?.[1]?.text.ja).toContain('自己の費用と責任において解決');
    expect(iotCloud.office.contact.ja).toMatch(/9:30~17:00.*03-6662-6854.*03-6662-6347.*141-0031/s);
  });

  test('D-7.1-1 the names that the list shows can be withheld by nobody', () => {
    const field = (id: string) => fieldsOf(formB202409.dossier).find((each) => each.id === id)?.published;
    expect([field('A2-01'), field('B1-01'), field('A2-04')]).toEqual(['always', 'always', 'withholdable']);
  });
});

describe('withholding', () => {
  const wish = (about = 'A2-04/content') => opens('withholding', { about, reason: '防犯上の理由' });
  const requested = (about?: string) => inDecision().does(provider, 'open', wish(about));
  const finding = (until: string) => ({ input: { finding: '所在地の一部は防犯上もっとも', until } });

  test('D-7.2-2 a part is withheld for a period on request, with reason and finding, and ends by itself', () => {
    const so = requested();
    const cert = so
      .does(officer, 'withhold', { ...at(so, 'withholding'), ...finding('2027-03-31') })
      .does(decider, 'certify')
      .attested({ serial: 8 });
    expect([
      cert.isWithheld('A2-04/content', '2027-03-31'),
      cert.isWithheld('A2-04/content', '2027-04-01'),
      cert.isWithheld('A2-01/content', '2027-03-31'),
    ]).toEqual([true, false, false]);
    expect(cert.nextChangeOn()).toBe('2027-04-01');
    expect(so.thread('withholding').history[0]?.input).toEqual({ about: 'A2-04/content', reason: '防犯上の理由' });
  });

  test('D-7.2-2 without a reason it cannot be asked for, and not for a time that has passed', () => {
    expect(() => inDecision().does(provider, 'open', opens('withholding', { about: 'A2-04/content', reason: '' }))).toThrow('reason');
    const so = requested();
    expect(told(so.refused(officer, 'withhold', { ...at(so, 'withholding'), ...finding('2026-11-19') }))).toBe('period-over D-7.2-2');
    expect(so.does(officer, 'decline', { ...at(so, 'withholding'), input: { finding: '理由がない' } }).thread('withholding').state).toBe(
      'declined',
    );
  });

  test('D-7.2-2 D-7.2-3 it is extended on request, by a finding of its own', () => {
    const so = certificate().does(provider, 'open', opens('furtherWithholding', { about: 'A2-04/content', reason: '引き続き' }));
    const longer = so.does(officer, 'withhold', { ...at(so, 'furtherWithholding'), ...finding('2027-09-30') });
    expect([longer.isWithheld('A2-04/content', '2027-09-30'), longer.isWithheld('A2-04/content', '2027-10-01')]).toEqual([true, false]);
    expect(told(so.refused(officer, 'withhold', { ...at(so, 'furtherWithholding'), ...finding('2026-11-21') }))).toBe(
      'period-over D-7.2-2',
    );
    const other = certificate().does(provider, 'open', opens('furtherWithholding', { about: 'serviceName', reason: 'x' }));
    expect(told(other.refused(officer, 'withhold', { ...at(other, 'furtherWithholding'), ...finding('2027-09-30') }))).toBe(
      'not-withholdable D-7.2-3',
    );
  });

  test.each(['businessName', 'A2-04', 'A2-04/evidence', 'A2-04/answer', 'nowhere'])(
    'D-7.2-3 only a part of the content column is withheld, not %s',
    (about) => {
      const so = requested(about);
      expect(told(so.refused(officer, 'withhold', { ...at(so, 'withholding'), ...finding('2027-03-31') }))).toBe(
        'not-withholdable D-7.2-3',
      );
    },
  );
});
