import { describe, expect, test } from 'vitest';
import { day } from '../../../src/rules/day.ts';
import type { RuleRefused } from '../../../src/rules/refusal.ts';
import { at, awaitingPayment, begun, certificate, decider, last, officer, provider, received, renewal, reviewer, told } from './cast.ts';

/** Certified so that the last day is 2026-12-31, the example of the clause. */
const cert = () => certificate('2025-01-01', 7, '2024-12-20');
const filed = (on = '2026-11-15') => renewal(on, cert()).does(provider, 'submit');
const pending = (on = '2026-11-15') => cert().on(on).renewalFiled(filed(on));

describe('when a renewal is filed', () => {
  test.each(['2026-11-01', '2026-12-01'])('D-9.1-1 received on %s it is in time for a last day of 2026-12-31', (on) => {
    expect(last(cert())).toBe('2026-12-31');
    expect(filed(on).subject.receivedOn).toBe(on);
    expect(cert().on(on).renewalFiled(filed(on)).standing().renewals).toMatchObject([{ filedOn: on, timely: true }]);
  });

  test('D-9.1-1 D-9.1-2 the day before the window it is refused and told the opening day', () => {
    const refusal = renewal('2026-10-31', cert()).refused(provider, 'submit');
    expect(told(refusal)).toBe('renewal-too-early D-9.1-2');
    expect(refusal.message).toContain('1 November 2026');
  });

  test.each(['2026-12-02', '2026-12-31', '2027-01-10'])('D-9.1-1 D-9.1-2 on %s it is too late: a new application at the new fee', (on) => {
    expect(told(renewal(on, cert()).refused(provider, 'submit'))).toBe('renewal-too-late D-9.1-2');
    const anew = awaitingPayment(on);
    expect(
      told(
        anew
          .knowing(received('renewal', 104_500))
          .refused(officer, 'confirm', { ...at(anew, 'fee'), input: { receivedOn: on, amount: 104_500, account: '普通' } }),
      ),
    ).toBe('fee-open D-4.7-2');
  });

  test('D-9.1-1 a certification that is not there is not renewed', () =>
    expect(told(renewal('2026-11-15', cert()).knowing({ earlierAttestations: [] }).refused(provider, 'submit'))).toBe(
      'nothing-to-renew D-9.1-1',
    ));

  test.each(['withdrawn', 'lapsed', 'ceased'] as const)('D-9.1-1 a certification that was %s is not renewed', (ended) => {
    const its = { key: cert().subject.id, lastDay: last(cert()), ended, endedOn: day('2026-06-01') };
    const refusal = renewal('2026-11-15', cert())
      .knowing({ earlierAttestations: [its] })
      .refused(provider, 'submit');
    expect((refusal as RuleRefused).findings).toContainEqual(expect.objectContaining({ code: 'ended-certification', clause: 'D-9.1-1' }));
  });

  test('D-9.1-1 returned at formal review and corrected within the time set, it keeps its date', () => {
    const returned = filed('2026-11-30')
      .on('2026-12-03')
      .does(officer, 'sendBack', { input: { reason: '資料' } });
    expect(returned.subject.correctBy).toBe('2026-12-17');
    expect(returned.on('2026-12-17').does(provider, 'submit').subject.receivedOn).toBe('2026-11-30');
    expect(told(returned.on('2026-12-18').refused(provider, 'submit'))).toBe('renewal-too-late D-9.1-2');
  });

  test('D-9.1-1 the window and the four months ahead are reminded of', () => {
    const told_ = cert()
      .strikes()
      .map((each) => [each.clock, each.on]);
    expect(told_).toEqual([
      ['renewalAhead', '2026-09-02'],
      ['renewalOpens', '2026-11-01'],
      ['renewalCloses', '2026-12-01'],
      ['expiry', '2027-01-01'],
      ['markToBeTakenDown', '2027-01-07'],
    ]);
  });

  test('D-4.7-1 D-4.7-2 a renewal costs the renewal fee', () => {
    const so = renewal('2026-11-15', cert())
      .does(provider, 'submit')
      .does(officer, 'recordOriginal', { input: { seenOn: '2026-11-15' } })
      .does(officer, 'completeFormalReview');
    const confirm = (amount: number) => ({ ...at(so, 'fee'), input: { receivedOn: '2026-11-16', amount, account: '普通' } });
    expect(told(so.knowing(received('renewal', 104_499)).refused(officer, 'confirm', confirm(104_499)))).toBe('fee-open D-4.7-2');
    expect(so.knowing(received('renewal', 104_500)).does(officer, 'confirm', confirm(104_500)).thread('fee').state).toBe('confirmed');
  });
});

describe('what comes with it', () => {
  test('D-9.1-3 a statement that the mark was used properly', () => {
    expect(told(renewal('2026-11-15', cert(), { markUsedProperly: false }).refused(provider, 'submit'))).toBe('guards D-9.1-3');
    expect(renewal('2026-11-15', cert(), { markUsedProperly: null }).findings()).toMatchObject([
      { code: 'mark-not-stated', clause: 'D-9.1-3' },
    ]);
    expect(begun().findings()).toEqual([]);
    expect(filed().subject.state).toBe('formal-review');
  });

  test.each(['businessName', 'representative', 'businessAddress'])('D-9.1-5 a change of %s needs a new registry certificate', (field) => {
    expect(told(renewal('2026-11-15', cert(), { [field]: '新' }).refused(provider, 'submit'))).toBe('new-registry D-9.1-5');
    expect(
      renewal('2026-11-15', cert(), { [field]: '新', newRegistry: [{ document: 'registry', place: '全部' }] }).does(provider, 'submit')
        .subject.state,
    ).toBe('formal-review');
  });

  test('D-9.1-5 a changed item needs evidence of the change; an unchanged one may keep its own', () => {
    expect(told(renewal('2026-11-15', cert(), { 'A2-04/content': '本店移転' }).refused(provider, 'submit'))).toBe(
      'change-unproven D-9.1-5',
    );
    expect(
      renewal('2026-11-15', cert(), { 'A2-04/content': '本店移転', 'A2-04/evidence': [{ document: 'new-guide', place: '1頁' }] }).does(
        provider,
        'submit',
      ).subject.state,
    ).toBe('formal-review');
    expect(
      renewal('2026-11-15', cert(), { 'A2-04/evidence': [{ document: 'new-guide', place: '1頁' }] }).does(provider, 'submit').subject.state,
    ).toBe('formal-review');
    expect(begun('2026-11-15', { 'A2-04/content': '本店移転' }).does(provider, 'submit').subject.state).toBe('formal-review');
  });

  test('D-9.1-5 the same holds for what is corrected in the review', () => {
    const so = renewal('2026-11-15', cert())
      .does(provider, 'submit')
      .does(officer, 'recordOriginal', { input: { seenOn: '2026-11-15' } })
      .does(officer, 'completeFormalReview')
      .knowing(received('renewal', 104_500));
    const reviewing = so
      .does(officer, 'confirm', { ...at(so, 'fee'), input: { receivedOn: '2026-11-16', amount: 104_500, account: '普通' } })
      .does(officer, 'startDocumentReview')
      .does(reviewer, 'askToRevise', { input: { reason: '確認' } });
    expect(told(reviewing.fill({ representative: '新' }).refused(provider, 'revise'))).toBe('new-registry D-9.1-5');
    expect(reviewing.does(provider, 'revise').subject.receivedOn).toBe('2026-11-15');
  });
});

describe('while it is under review', () => {
  test('D-9.1-2 filed in the window, the certification is in effect after its last day until the decision', () => {
    expect(pending().status('2026-12-31')).toMatchObject({ status: 'in-force', nextChangeOn: '2027-01-01' });
    expect(pending().status('2027-01-01')).toEqual({ status: 'renewal-under-review', since: '2027-01-01' });
    expect(
      pending()
        .on('2027-02-01')
        .does(officer, 'issueMark', { input: { to: '岸' } }).subject.history,
    ).toHaveLength(1);
    expect(cert().status('2027-01-01').status).toBe('expired');
  });

  test('D-9.1-2 a refusal ends it on its own date', () => {
    const refused = pending().on('2027-02-10').renewalConcluded(filed());
    expect(refused.status('2027-02-09').status).toBe('renewal-under-review');
    expect(refused.status('2027-02-10')).toEqual({ status: 'expired', since: '2027-02-10' });
    expect(refused.status('2027-02-05', '2027-02-06').nextChangeOn).toBeUndefined();
    expect(pending().on('2026-12-20').renewalConcluded(filed()).status('2026-12-31').status).toBe('in-force');
  });

  test.each(['2026-12-20', '2026-12-31', '2027-01-01', '2027-02-10'])(
    'D-9.1-7 decided on %s, the new period begins the day after the last day; number and serial stay',
    (on) => {
      const renewed = pending().on(on).renewed(filed());
      expect(renewed.subject.periods.map((each) => [each.from, each.until])).toEqual([
        ['2025-01-01', '2026-12-31'],
        ['2027-01-01', '2028-12-31'],
      ]);
      expect(renewed.subject.number).toBe('IP-IoT 0007-2501');
      for (const d of ['2026-12-31', '2027-01-01', '2028-12-31']) expect(renewed.status(d).status).toBe('in-force');
      expect(renewed.status('2029-01-01').status).toBe('expired');
      expect(renewed.status('2026-12-31').nextChangeOn).toBe('2029-01-01');
    },
  );

  test('D-9.1-2 withdrawn while under review, it is withdrawn', () => {
    const so = pending()
      .on('2027-01-20')
      .does(decider, 'withdraw', { input: { ground: 'ア', reasons: '不適合' } });
    expect(so.status()).toEqual({ status: 'withdrawn', since: '2027-01-20' });
    expect(day('2027-01-20')).toBe(so.standing().ends[0]?.on);
  });
});
