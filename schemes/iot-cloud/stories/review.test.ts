import { describe, expect, test } from 'vitest';
import type { RuleRefused } from '../../../src/rules/refusal.ts';
import { someone } from '../../../src/rules/story.ts';
import {
  at,
  awaitingPayment,
  begun,
  certificate,
  decider,
  editor,
  inDecision,
  inDocumentReview,
  inFormalReview,
  last,
  member,
  officer,
  opens,
  provider,
  renewal,
  reviewer,
  told,
} from './cast.ts';

const improvements = (item = 'B5-19') => ({ input: { because: 'standard', improvements: [{ item, explanation: '実施してください' }] } });

describe('formal review', () => {
  test('D-6.1-1 what is not there as specified is returned, or stops the completion', () => {
    const returned = inFormalReview().does(officer, 'sendBack', { input: { reason: '資料の不足' } });
    expect(returned.subject).toMatchObject({ state: 'returned', correctBy: '2026-12-04' });
    expect(returned.turn()).toEqual(['applicant']);
    expect(returned.does(provider, 'submit').subject.state).toBe('formal-review');
    const seen = inFormalReview().does(officer, 'recordOriginal', { input: { seenOn: '2026-11-20' } });
    expect(told(seen.fill({ businessName: '' }).refused(officer, 'completeFormalReview'))).toBe('missing D-4.4-1');
    expect(told(begun('2026-11-20', { corporateNumber: '123' }).refused(provider, 'submit'))).toBe('corporate-number D-4.4-1');
    expect(begun('2026-11-20', { corporateNumber: '7123456789013' }).findings()).toMatchObject([
      { code: 'corporate-number', path: 'corporateNumber' },
    ]);
  });

  test('D-6.1-1 only the office completes it', () =>
    expect(told(inFormalReview().refused(provider, 'completeFormalReview'))).toBe('wrong-party D-6.1-1'));
});

describe('document review', () => {
  const asked = () => inDocumentReview().does(reviewer, 'open', opens('question', { about: 'B5-19/content', question: '失効の手順は' }));

  test('D-6.2-1 an inquiry stands on an item, and its answer comes back into the record', () => {
    expect(asked().thread('question')).toMatchObject({ about: 'B5-19/content', due: '2026-12-04' });
    expect(asked().turn()).toEqual(['applicant']);
    const answered = asked().does(editor, 'answer', { ...at(asked(), 'question'), input: { answer: '即時' } });
    expect(answered.turn()).toEqual(['office']);
    const again = answered
      .does(reviewer, 'askAgain', { ...at(asked(), 'question'), input: { question: '例は' } })
      .does(editor, 'answer', { ...at(asked(), 'question'), input: { answer: '別紙' } });
    const settled = again.does(reviewer, 'settle', at(asked(), 'question'));
    expect(settled.thread('question').history.map((each) => each.row)).toEqual(['open', 'answer', 'askAgain', 'answer', 'settle']);
    expect(settled.does(reviewer, 'completeReview', { input: { finding: '可' } }).subject.state).toBe('decision');
  });

  test('D-6.2-1 the review is not complete while a question or a visit is open', () => {
    expect(told(asked().refused(reviewer, 'completeReview', { input: { finding: '可' } }))).toBe('open-thread D-6.2-1');
    const visit = inDocumentReview().does(reviewer, 'open', opens('siteVisit', { place: '本店', reason: '確認' }));
    expect(told(visit.refused(reviewer, 'completeReview', { input: { finding: '可' } }))).toBe('open-thread D-6.2-1');
  });

  test('D-6.2-1 corrected documents keep the day of filing, and their form must be clean', () => {
    const revising = inDocumentReview()
      .does(reviewer, 'askToRevise', { input: { reason: '記入漏れ' } })
      .on('2027-05-01');
    expect(told(revising.fill({ serviceName: '' }).refused(provider, 'revise'))).toBe('missing D-4.4-1');
    expect(told(revising.refused(provider, 'revise', { seen: { hash: 'of something else' } }))).toBe('not-what-was-seen D-6.2-1');
    const revised = revising.fill({ 'A2-04/content': '本店と支店' }).does(provider, 'revise');
    expect(revised.subject).toMatchObject({ state: 'document-review', receivedOn: '2026-11-20', dossier: revised.hash });
    expect(revised.subject.threads.filter((each) => each.kind === 'fee')).toHaveLength(1);
  });

  test('D-6.1-1 D-6.2-1 a correction without clean form is refused', () => {
    const revising = inDocumentReview().does(reviewer, 'askToRevise', { input: { reason: '記入漏れ' } });
    expect(told(revising.fill({ 'B5-19/evidence': [] }).refused(provider, 'revise'))).toBe('disclosure-needs-evidence D-4.4-5');
  });

  test('D-6.3-1 an on-site investigation is asked for, agreed and recorded', () => {
    const visit = inDocumentReview().does(reviewer, 'open', opens('siteVisit', { place: '本店', reason: '確認' }));
    const agreed = visit.does(provider, 'agree', { ...at(visit, 'siteVisit'), input: { visitOn: '2026-12-01' } });
    const reported = agreed.does(reviewer, 'report', { ...at(visit, 'siteVisit'), input: { result: '問題なし' } });
    expect(reported.thread('siteVisit').history.map((each) => [each.row, each.by])).toEqual([
      ['open', '五反田'],
      ['agree', '港'],
      ['report', '五反田'],
    ]);
  });
});

describe('the committee', () => {
  const convened = () => inDecision().does(reviewer, 'open', opens('committee', { meetsOn: '2026-12-10' }));
  const opinion = { input: { opinion: 'certify', remarks: '妥当' } };
  const place = () => at(convened(), 'committee');

  test('D-6.4-1 its opinions and minutes are recorded, one opinion each', () => {
    const heard = convened().does(member('甲'), 'opine', { ...place(), ...opinion });
    expect(told(heard.refused(member('甲'), 'opine', { ...place(), ...opinion }))).toBe('once-only D-6.4-1');
    const both = heard.does(member('乙'), 'opine', { ...place(), input: { opinion: 'refuse' } });
    const concluded = both.does(reviewer, 'conclude', { ...place(), input: { minutes: '甲は適当、乙は不適当' } });
    expect(concluded.thread('committee').history.map((each) => each.by)).toEqual(['五反田', '甲', '乙', '五反田']);
  });

  test('D-6.4-1 an opinion is about the very documents that were seen', () =>
    expect(told(convened().refused(member('甲'), 'opine', { ...place(), ...opinion, seen: { hash: 'of something else' } }))).toBe(
      'not-what-was-seen D-6.4-1',
    ));

  test('D-6.4-1 it is not concluded without an opinion', () =>
    expect(told(convened().refused(reviewer, 'conclude', { ...place(), input: { minutes: '—' } }))).toBe('no-opinion D-6.4-1'));

  test('D-6.4-1 a recused member gives no opinion, and who gave one does not recuse', () => {
    const recused = convened().does(member('甲'), 'recuse', { ...place(), input: { reason: '取引先' } });
    expect(told(recused.refused(member('甲'), 'opine', { ...place(), ...opinion }))).toBe('same-person D-6.4-1');
    expect(told(recused.refused(member('甲'), 'recuse', { ...place(), input: { reason: '取引先' } }))).toBe('once-only D-6.4-1');
    const heard = convened().does(member('甲'), 'opine', { ...place(), ...opinion });
    expect(told(heard.refused(member('甲'), 'recuse', { ...place(), input: { reason: '取引先' } }))).toBe('same-person D-6.4-1');
  });

  test('D-6.4-1 D-5.2-1 it may be heard; once it is convened the decision waits for it', () => {
    expect(inDecision().does(decider, 'certify').subject.state).toBe('certified');
    expect(told(convened().refused(decider, 'certify'))).toBe('open-thread D-5.2-1');
  });
});

describe('the decision', () => {
  test('D-5.2-1 all mandatory items disclosed and the five done: certified', () =>
    expect(inDecision().does(decider, 'certify').subject.state).toBe('certified'));

  test.each(['A6-03', 'B5-19', 'B7-01', 'B7-07', 'B7-08'])('D-5.2-1 D-5.2-3 “not done” on %s refuses, naming it', (item) => {
    const so = inDecision('2026-11-20', { [`${item}/answer`]: 'not-done', [`${item}/content`]: '', [`${item}/evidence`]: [] });
    expect(so.findings()).toMatchObject([{ code: 'disclosure-meets-standard', path: `${item}/answer`, clause: 'D-5.2-3', weight: 'note' }]);
    const refusal = so.refused(decider, 'certify');
    expect(told(refusal)).toBe('below-standard D-5.2-1');
    expect(refusal.message).toContain(item);
  });

  test.each(['A1-01', 'A2-01', 'A2-04', 'B1-01'])('D-5.2-3 “not done” on another mandatory item, %s, passes', (item) => {
    const so = inDecision('2026-11-20', { [`${item}/answer`]: 'not-done', [`${item}/content`]: '', [`${item}/evidence`]: [] });
    expect([so.findings(), so.does(decider, 'certify').subject.state]).toEqual([[], 'certified']);
  });

  test('D-5.2-3 “not disclosed” on a mandatory item refuses', () => {
    const so = inDecision('2026-11-20', { 'A2-04/answer': 'not-disclosed', 'A2-04/content': '', 'A2-04/evidence': [] });
    expect(so.findings()).toMatchObject([{ clause: 'D-5.2-3', weight: 'note' }]);
    expect(told(so.refused(decider, 'certify'))).toBe('below-standard D-5.2-1');
  });

  test.each([
    {},
    { 'A3-02/answer': 'not-disclosed' },
    { 'A3-02/answer': 'not-done' },
    { 'A3-02/answer': 'content', 'A3-02/content': '5名', 'A3-02/evidence': [{ document: 'guide', place: '2頁' }] },
  ])('D-5.2-2 an optional item never decides: %j', (change) =>
    expect(inDecision('2026-11-20', change).does(decider, 'certify').subject.state).toBe('certified'),
  );

  test('D-5.2-1 D-6.5-1 reviewer and decider are two people, under whatever membership', () => {
    const elsewhere = someone('五反田', 'elsewhere', 'officer');
    expect(told(inDecision().refused(elsewhere, 'certify'))).toBe('same-person D-5.2-1');
    expect(told(inDecision().refused(elsewhere, 'refuse', improvements()))).toBe('same-person D-6.5-1');
  });

  test('D-5.2-1 D-6.5-1 the decision is bound to what was seen', () => {
    expect(told(inDecision().refused(decider, 'certify', { seen: { hash: 'of something else' } }))).toBe('not-what-was-seen D-5.2-1');
    expect(told(inDecision().refused(decider, 'refuse', { ...improvements(), seen: { hash: 'of something else' } }))).toBe(
      'not-what-was-seen D-6.5-1',
    );
  });

  test.each([
    ['question', { question: '?' }],
    ['committee', { meetsOn: '2026-12-10' }],
  ])('D-5.2-1 an open %s stops the certification', (kind, input) =>
    expect(told(inDecision().does(reviewer, 'open', opens(kind, input)).refused(decider, 'certify'))).toBe('open-thread D-5.2-1'),
  );

  test('D-5.2-1 D-5.2-2 a mandatory item found in need of improvement is not properly disclosed; an optional one never counts', () => {
    const found = (item: string) => ({
      itemFindings: [{ item, finding: 'to-improve', words: '詳しく', by: '五反田', at: '2026-11-20T00:00:00.000Z', content: '' } as const],
    });
    expect(told(inDecision().knowing(found('A2-04')).refused(decider, 'certify'))).toBe('to-improve D-5.2-1');
    expect(inDecision().knowing(found('A3-02')).does(decider, 'certify').subject.state).toBe('certified');
  });

  test('D-6.2-1 the findings are part of the record from the completion on, and the decision names them', () => {
    const so = inDecision();
    expect(so.subject.findings).toMatch(/^[0-9a-f]{64}$/);
    expect(so.does(decider, 'certify').events.at(-1)?.data.findings).toBe(so.subject.findings);
  });

  test('D-5.2-1 an open withholding stops the certification', () => {
    const wish = inDecision().does(provider, 'open', opens('withholding', { about: 'A2-04/content', reason: '防犯' }));
    expect(told(wish.refused(decider, 'certify'))).toBe('open-thread D-5.2-1');
    const again = inDecision().does(decider, 'reviewAgain', { input: { reason: '確認' } });
    expect(again.subject.state).toBe('document-review');
  });

  test('D-6.5-1 a refusal explains the items that need improvement, and waits for the committee', () => {
    const refused = inDecision().does(decider, 'refuse', improvements());
    expect(refused.subject.history.at(-1)).toMatchObject({
      row: 'refuse',
      input: { improvements: [{ item: 'B5-19', explanation: '実施してください' }] },
    });
    expect(() => inDecision().does(decider, 'refuse', { input: { because: 'standard', improvements: [] } })).toThrow('improvements');
    expect(() =>
      inDecision().does(decider, 'refuse', { input: { because: 'standard', improvements: [{ item: 'B5-19', explanation: '' }] } }),
    ).toThrow('explanation');
    const convened = inDecision().does(reviewer, 'open', opens('committee', { meetsOn: '2026-12-10' }));
    expect(told(convened.refused(decider, 'refuse', improvements()))).toBe('open-thread D-6.5-1');
  });

  test('D-9.1-6 corrections not completed within the validity are a ground only for a renewal whose period is over', () => {
    const because = { input: { because: 'not-completed', improvements: [{ item: 'A2-04', explanation: '補正が終わらない' }] } };
    expect(told(inDecision().refused(decider, 'refuse', because))).toBe('still-in-time D-9.1-6');
    const cert = certificate();
    const filed = renewal('2028-10-01', cert)
      .does(provider, 'submit')
      .does(officer, 'recordOriginal', { input: { seenOn: '2028-10-01' } })
      .does(officer, 'completeFormalReview');
    const paid = filed
      .knowing({ payments: [{ fee: 'renewal', amount: 104_500, receivedOn: last(cert) }] })
      .does(officer, 'confirm', { ...at(filed, 'fee'), input: { receivedOn: '2028-10-02', amount: 104_500, account: '普通' } });
    const reviewing = paid.does(officer, 'startDocumentReview');
    expect(told(reviewing.on('2028-11-21').refused(decider, 'refuse', because))).toBe('still-in-time D-9.1-6');
    expect(reviewing.on('2028-11-22').does(decider, 'refuse', because).subject.state).toBe('refused');
  });

  test('D-10-1 after a refusal the documents are returned to the person in charge, and it is recorded', () => {
    const back = { input: { returnedOn: '2026-12-01', to: '岸' } };
    const so = inDecision().does(decider, 'refuse', improvements()).does(officer, 'returnDocuments', back);
    expect(so.subject).toMatchObject({ state: 'refused' });
    expect(so.subject.history.at(-1)).toMatchObject({ row: 'returnDocuments', by: '品川', ...back });
    expect(told(awaitingPayment().refused(officer, 'returnDocuments', back))).toBe('wrong-state D-10-1');
  });

  test('a refusal names the row that would be allowed', () =>
    expect((inDecision().refused(reviewer, 'certify') as RuleRefused).allowed).toContain('reviewAgain'));
});
