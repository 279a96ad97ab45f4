import { describe, expect, test } from 'vitest';
import type { Story } from '../../../src/rules/story.ts';
import { at, awaitingPayment, begun, certificate, editor, inDecision, inDocumentReview, officer, opens, provider, told } from './cast.ts';

const wish = { what: '申請書B B6の記述', to: '架空大学 研究室', purpose: '制度の調査研究' };
const of = (kind: 'disclosure' | 'furtherDisclosure', so: Story) => {
  const asked = so.does(officer, 'open', opens(kind, wish));
  const disclosed = (on: string) => ({ ...at(asked, kind), input: { disclosedOn: on } });
  return { asked, disclosed, here: at(asked, kind) };
};

describe.each([
  ['an application', 'disclosure', () => inDocumentReview()],
  ['a certificate', 'furtherDisclosure', () => certificate()],
] as const)('what is not public of %s', (_of, kind, begin) => {
  test('D-12.1-1 it goes to a third party only after the provider consented', () => {
    const { asked, disclosed, here } = of(kind, begin());
    const on = asked.subject.kind === 'attestation' ? '2026-11-22' : '2026-11-20';
    expect(asked.turn()).toContain('applicant');
    expect(told(asked.refused(officer, 'disclose', disclosed(on)))).toBe('wrong-state D-12.1-1');
    expect(told(asked.refused(editor, 'consent', { ...here, input: {} }))).toBe('wrong-party D-12.1-1');
    expect(told(asked.refused(officer, 'consent', { ...here, input: {} }))).toBe('wrong-party D-12.1-1');
    const done = asked.does(provider, 'consent', { ...here, input: { condition: '集計に限る' } }).does(officer, 'disclose', disclosed(on));
    expect(done.thread(kind).history.map((each) => [each.by, each.row, each.input])).toEqual([
      ['品川', 'open', wish],
      ['港', 'consent', { condition: '集計に限る' }],
      ['品川', 'disclose', { disclosedOn: on }],
    ]);
  });

  test('D-12.1-1 without consent nothing is disclosed', () => {
    const { asked, disclosed, here } = of(kind, begin());
    const declined = asked.does(provider, 'decline', { ...here, input: { reason: '営業秘密' } });
    expect(told(declined.refused(officer, 'disclose', disclosed('2026-11-20')))).toBe('wrong-state D-12.1-1');
    expect(asked.does(officer, 'drop', here).thread(kind).state).toBe('dropped');
  });

  test('D-12.1-1 each exception is recorded when it is relied on, a court order with its scope; consent afterwards is none', () => {
    const record = { what: '申請書Aの写し', to: '裁判所', disclosedOn: '2026-11-20' };
    const so = begin();
    for (const basis of ['already-held', 'public', 'from-third-party', 'own-work'])
      expect(so.does(officer, 'discloseInformation', { input: { ...record, basis } }).subject.history.at(-1)).toMatchObject({
        by: '品川',
        input: { basis },
      });
    const ordered = { ...record, basis: 'compulsory', order: '架空地裁 令和8年(モ)第1号 申請書Aの写しに限る' };
    expect(so.does(officer, 'discloseInformation', { input: ordered }).subject.history.at(-1)?.input).toEqual(ordered);
    expect(() => so.does(officer, 'discloseInformation', { input: { ...record, basis: 'compulsory' } })).toThrow('order');
    for (const basis of ['consent', 'curiosity'])
      expect(() => so.does(officer, 'discloseInformation', { input: { ...record, basis } })).toThrow('basis');
  });

  test('D-12.1-1 a disclosure is not recorded before it happens', () => {
    const later = { basis: 'public', what: 'x', to: 'y', disclosedOn: '2026-12-31' };
    expect(told(begin().refused(officer, 'discloseInformation', { input: later }))).toBe('day-ahead D-12.1-1');
    const { asked, disclosed, here } = of(kind, begin());
    const consented = asked.does(provider, 'consent', { ...here, input: {} });
    expect(told(consented.refused(officer, 'disclose', disclosed('2026-12-31')))).toBe('day-ahead D-12.1-1');
  });
});

describe('before and after the case', () => {
  test('D-12.1-1 of a draft the office has nothing to disclose; a refused case is covered as well', () => {
    expect(told(begun().refused(officer, 'open', opens('disclosure', wish)))).toBe('wrong-state D-12.1-1');
    const improvements = [{ item: 'B5-19', explanation: '実施してください' }];
    const refused = inDecision().does(officer, 'refuse', { input: { because: 'standard', improvements } });
    const record = { basis: 'public', what: 'x', to: 'y', disclosedOn: '2026-11-20' };
    expect(refused.does(officer, 'discloseInformation', { input: record }).subject.state).toBe('refused');
    expect(awaitingPayment().moves(officer)).toContain('discloseInformation');
  });
});
