import { describe, expect, test } from 'vitest';
import { day } from '../../../src/rules/day.ts';
import { InvalidInput } from '../../../src/rules/refusal.ts';
import { iotLabel } from '../book.ts';
import { accepted, concluded, draft, editor, inThread, issued, label, officer, officer2, vendor, why } from './cast.ts';

const changed = { changedOn: '2027-03-01', description: '通信モジュールを変更した。' };
const affecting = { ...changed, criteria: 'S1.1-12', checked: true };
const held = label().on('2027-03-10');
const expired = label().on('2028-11-22');

describe('change', () => {
  test('L-3.7-8 a reported change that affects the assessment ends the label on the day of the report; both dates are kept', () => {
    const lapsed = held.does(vendor, 'reportAffectingChange', { input: affecting });
    expect(lapsed.status()).toMatchObject({ status: 'lapsed', since: '2027-03-10' });
    expect(lapsed.status('2027-03-09').status).toBe('in-force');
    expect(lapsed.subject.history.at(-1)).toMatchObject({ on: '2027-03-10', input: { changedOn: '2027-03-01' } });
    expect(why(lapsed.refused(vendor, 'reportAffectingChange', { input: affecting }))).toBe('wrong-state L-3.7-8');
  });

  test('L-3.7-8 the vendor checks the change itself; only the responsible person reports', () => {
    expect(() => held.does(vendor, 'reportAffectingChange', { input: { ...affecting, checked: false } })).toThrow(InvalidInput);
    expect(() => held.does(vendor, 'reportAffectingChange', { input: { changedOn: '2027-03-01' } })).toThrow(InvalidInput);
    expect(why(held.refused(editor, 'reportAffectingChange', { input: affecting }))).toBe('wrong-party L-3.7-8');
    expect(why(held.refused(officer, 'reportAffectingChange', { input: affecting }))).toBe('wrong-party L-3.7-8');
  });

  test('L-3.7-8 a change is reported once it has happened, and while the label is in force', () => {
    const ahead = { ...affecting, changedOn: '2027-03-11' };
    expect(why(held.refused(vendor, 'reportAffectingChange', { input: ahead }))).toBe('change-ahead L-3.7-8');
    expect(held.does(vendor, 'reportAffectingChange', { input: { ...affecting, changedOn: '2027-03-10' } }).status().status).toBe('lapsed');
    expect(why(expired.refused(vendor, 'reportAffectingChange', { input: affecting }))).toBe('not-in-force L-3.7-8');
  });

  test('L-3.7-8 a change without effect is recorded with its reason and the label stands', () => {
    const harmless = { ...changed, reason: '外装の色だけの変更である。' };
    const recorded = held.does(vendor, 'recordChange', { input: harmless });
    expect(recorded.status().status).toBe('in-force');
    expect(recorded.subject.history.at(-1)?.input).toEqual(harmless);
    expect(() => held.does(vendor, 'recordChange', { input: changed })).toThrow(InvalidInput);
    expect(why(held.refused(vendor, 'recordChange', { input: { ...harmless, changedOn: '2027-04-01' } }))).toBe('change-ahead L-3.7-8');
    expect(why(expired.refused(vendor, 'recordChange', { input: harmless }))).toBe('not-in-force L-3.7-8');
  });

  test('L-3.7-16 changed particulars are notified and the label stands; a further model is a new assessment', () => {
    const notice = (particular: string) => ({ input: { particular, changedOn: '2027-03-01', description: '旧・新' } });
    expect(held.does(vendor, 'notifyParticulars', notice('contact')).status().status).toBe('in-force');
    expect(held.does(vendor, 'notifyParticulars', notice('model-removed')).subject.history).toHaveLength(1);
    expect(why(held.refused(vendor, 'notifyParticulars', notice('model-added')))).toBe('new-assessment L-3.7-16');
    expect(why(expired.refused(vendor, 'notifyParticulars', notice('contact')))).toBe('not-in-force L-3.7-16');
  });

  test('L-3.7-16 new particulars stand from the notice on; a list of models may get shorter and never longer, whatever the notice calls it', () => {
    const notice = { particular: 'contact', changedOn: '2027-03-01', description: '旧・新' };
    const renamed = held.does(vendor, 'notifyParticulars', { input: { ...notice, 'contact-department': '品質保証部' } });
    expect([renamed.values['contact-department'], renamed.status().status]).toEqual(['品質保証部', 'in-force']);
    const models = held.values.models as { model: string }[];
    expect(models.length).toBeGreaterThan(1);
    const fewer = held.does(vendor, 'notifyParticulars', { input: { ...notice, particular: 'model-removed', models: models.slice(1) } });
    expect(fewer.values.models).toHaveLength(models.length - 1);
    const more = { input: { ...notice, models: [...models, { model: 'ADDED-1' }] } };
    expect(why(held.refused(vendor, 'notifyParticulars', more))).toBe('new-assessment L-3.7-16');
    expect(() => held.does(vendor, 'notifyParticulars', { input: { ...notice, 'product-name-ja': '別の製品' } })).toThrow(InvalidInput);
  });

  test('L-3.7-1 the vendor may give its label back, while it has one', () => {
    expect(held.does(vendor, 'returnLabel').status()).toMatchObject({ status: 'ceased', since: '2027-03-10' });
    expect(why(expired.refused(vendor, 'returnLabel'))).toBe('not-in-force L-3.7-1');
  });
});

describe('expiry, re-application, renewal', () => {
  test('L-3.7-18 on its last day the label still reads in force, on the day after expired; on its day a lapse already reads so', () => {
    expect(label().status('2028-11-21').status).toBe('in-force');
    expect(label().status('2028-11-22')).toMatchObject({ status: 'expired', since: '2028-11-22' });
    expect(held.does(vendor, 'reportAffectingChange', { input: affecting }).status('2027-03-10').status).toBe('lapsed');
    const words = ['expired', 'lapsed', 'withdrawn', 'reapplication-pending'].map(
      (each) => iotLabel.statusWords[each as 'expired'].word.ja,
    );
    expect(new Set(words).size).toBe(4);
  });

  test('L-3.7-5 after the end the words say what applies to goods made, in manufacture and shipped later', () => {
    for (const status of ['expired', 'lapsed', 'ceased'] as const)
      expect(iotLabel.statusWords[status].sentence.ja).toMatch(/出荷する製品にラベルを付けることはできません.*製造済み又は製造中/);
    expect(iotLabel.statusWords['reapplication-pending'].sentence.ja).toContain('有効ではありません');
  });

  test('L-3.7-15 an intention stated before expiry reads “expired, re-application pending”, never “in force”, for 180 days at most', () => {
    const intends = label().on('2028-11-21').does(vendor, 'intendReapplication').on('2028-11-22');
    expect(intends.status()).toMatchObject({ status: 'reapplication-pending', since: '2028-11-22', nextChangeOn: '2029-05-21' });
    expect(intends.status('2029-05-20').status).toBe('reapplication-pending');
    expect(intends.status('2029-05-21').status).toBe('expired');
    expect(intends.strikes()).toContainEqual(expect.objectContaining({ clock: 'reapplicationOver', on: '2029-05-21', kind: 'truth' }));
    expect(why(expired.refused(vendor, 'intendReapplication'))).toBe('not-in-force L-3.7-15');
  });

  test('L-3.7-17 a renewal is a fresh self-declaration: a new period from its own issue, nothing added, one in force', () => {
    const filed = label().on('2028-10-01');
    const renewal = issued({ day: '2028-10-15', renews: filed.subject.id });
    const renewed = filed.renewalFiled(renewal).on('2028-10-15').renewed(renewal);
    expect(renewed.subject.periods).toMatchObject([{ until: '2028-11-21' }, { from: '2028-10-15', until: '2030-10-14' }]);
    expect(renewed.status('2028-11-22')).toMatchObject({ status: 'in-force', since: '2028-10-15' });
    expect(renewed.status('2030-10-15').status).toBe('expired');
  });

  test('L-3.7-17 a label that lapsed is not renewed, filed or issued; one that expired may be', () => {
    const renewal = { day: '2028-10-01', renews: 'AK1-000001-J' };
    const earlier = (ended: 'lapsed' | 'expired') => ({
      earlierAttestations: [{ key: renewal.renews, ended, endedOn: day('2028-09-01') }],
    });
    expect(why(draft(renewal).knowing(earlier('lapsed')).refused(vendor, 'submit'))).toBe('ended-label L-3.7-17');
    const decided = concluded(accepted(renewal));
    expect(why(decided.knowing(earlier('lapsed')).refused(officer2, 'issue'))).toBe('ended-label L-3.7-17');
    expect(decided.knowing(earlier('expired')).does(officer2, 'issue').subject.state).toBe('issued');
    expect(draft().knowing(earlier('lapsed')).does(vendor, 'submit').subject.state).toBe('form-check');
  });

  test('L-3.7-17 filing before expiry does not extend the old label', () => {
    const renewal = concluded(accepted({ day: '2028-11-01', renews: 'AK1-000001-J' }));
    const filed = label().on('2028-11-01').renewalFiled(renewal);
    expect(filed.status('2028-11-21').status).toBe('in-force');
    expect(filed.status('2028-11-22').status).toBe('expired');
  });

  test('L-3.7-7 a criteria revision does not end a label early', () => {
    expect(label().status('2028-06-01').status).toBe('in-force');
    expect(label().subject.periods[0]?.edition).toBe('common/1.1');
  });

  test('L-3.7-6 the vendor is reminded 120, 60, 30 and 7 days before the end; an ended label no more', () => {
    const reminders = (so: typeof held) =>
      so
        .strikes()
        .filter((each) => each.clock === 'expiryReminder')
        .map((each) => each.on);
    expect(reminders(label())).toEqual(['2028-07-24', '2028-09-22', '2028-10-22', '2028-11-14']);
    expect(reminders(held.does(vendor, 'reportAffectingChange', { input: affecting }))).toEqual([]);
    expect(
      label()
        .strikes()
        .find((each) => each.clock === 'expiry'),
    ).toMatchObject({ on: '2028-11-22', kind: 'truth' });
  });
});

describe('doubt and evidence', () => {
  const doubted = held.does(officer, 'open', {
    place: { opens: 'doubt' },
    input: { source: 'procurer-or-user', matter: '初期パスワードが共通との指摘。' },
  });
  const demand = { place: { opens: 'evidenceDemand' }, input: { wanted: 'S1.1-02の証跡', reason: '指摘の確認', dueOn: '2027-04-10' } };
  const demanded = doubted.does(officer, 'open', demand);
  const place = inThread(demanded, 'evidenceDemand');

  test('L-3.7-10 evidence is demanded only on a doubt: ★1 has no periodic sampling', () => {
    expect(demanded.thread('evidenceDemand').state).toBe('demanded');
    expect(demanded.turn()).toContain('applicant');
    expect(why(held.refused(officer, 'open', demand))).toBe('no-doubt L-3.7-10');
    const dismissed = doubted.does(officer, 'dismiss', { place: inThread(doubted, 'doubt'), input: { reason: '機器固有と確認' } });
    expect(why(dismissed.refused(officer, 'open', demand))).toBe('no-doubt L-3.7-10');
    expect(why(held.refused(vendor, 'open', { place: { opens: 'doubt' }, input: { source: 'office', matter: 'x' } }))).toBe(
      'wrong-party L-3.7-10',
    );
  });

  test('L-3.7-11 a demand has a due date, after today', () => {
    expect(demanded.thread('evidenceDemand').due).toBe('2027-04-10');
    expect(why(doubted.refused(officer, 'open', { ...demand, input: { ...demand.input, dueOn: '2027-03-10' } }))).toBe('due-past L-3.7-11');
    expect(doubted.does(officer, 'open', { ...demand, input: { ...demand.input, dueOn: '2027-03-11' } }).thread('evidenceDemand').due).toBe(
      '2027-03-11',
    );
    expect(() => doubted.does(officer, 'open', { ...demand, input: { wanted: 'x', reason: 'y' } })).toThrow(InvalidInput);
  });

  test('L-3.7-11 evidence is handed over under an agreement or without one, or a statement stands in its place', () => {
    const evidence = [{ document: 'design', place: '2章' }];
    expect(demanded.does(vendor, 'handOver', { place, input: { agreement: 'without', evidence } }).thread('evidenceDemand').state).toBe(
      'answered',
    );
    const nda = demanded.does(vendor, 'askForAgreement', { place });
    expect(nda.turn()).not.toContain('applicant');
    const under = nda
      .does(officer, 'concludeAgreement', { place, input: { concludedOn: '2027-03-20' } })
      .does(vendor, 'handOver', { place, input: { agreement: 'under', evidence } });
    expect(under.thread('evidenceDemand').state).toBe('answered');
    const explained = nda.does(vendor, 'explain', { place, input: { why: '第三者の秘密を含む。', statement: '生成規則を説明する。' } });
    expect(explained.does(officer, 'settle', { place, input: { result: '疑義は解消した。' } }).thread('evidenceDemand').state).toBe(
      'settled',
    );
    expect(() => demanded.does(vendor, 'explain', { place, input: { statement: '説明' } })).toThrow(InvalidInput);
    expect(() => demanded.does(vendor, 'handOver', { place, input: { agreement: 'under' } })).toThrow(InvalidInput);
  });

  test('L-3.7-10 not cooperating is a duty not met, found only after the time is over', () => {
    const finding = { place, input: { facts: '期限までに提出がない。' } };
    expect(why(demanded.on('2027-04-10').refused(officer, 'findNotHandedOver', finding))).toBe('still-time L-3.7-10');
    expect(demanded.on('2027-04-11').does(officer, 'findNotHandedOver', finding).thread('evidenceDemand').state).toBe('unsettled');
    expect(demanded.strikes()).toContainEqual(expect.objectContaining({ clock: 'evidenceOverdue', on: '2027-04-11', tells: 'office' }));
    expect(
      demanded
        .on('2027-04-11')
        .does(vendor, 'handOver', { place, input: { agreement: 'without', evidence: [{ document: 'design', place: '1' }] } })
        .thread('evidenceDemand').state,
    ).toBe('answered');
  });

  const look = (dueOn = '2027-04-10') => ({
    place: { opens: 'inspection' },
    input: { how: 'product', what: '出荷品の更新機能', reason: '指摘の確認', dueOn },
  });
  const inspected = doubted.does(officer, 'open', look());
  const there = inThread(inspected, 'inspection');

  test('L-3.7-10 the office inspects a labelled product on a doubt, from the day after today on, and records what it found', () => {
    expect(why(held.refused(officer, 'open', look()))).toBe('no-doubt L-3.7-10');
    expect(why(doubted.refused(officer, 'open', look('2027-03-10')))).toBe('due-past L-3.7-10');
    expect(why(doubted.refused(vendor, 'open', look()))).toBe('wrong-party L-3.7-10');
    expect([inspected.thread('inspection').due, inspected.turn()]).toEqual(['2027-04-10', ['office', 'applicant']]);
    const agreed = inspected.does(vendor, 'agree', { place: there, input: { from: '2027-03-20' } });
    const result = { result: '平文の更新を受け入れた。' };
    expect(why(agreed.refused(officer, 'report', { place: there, input: { on: '2027-03-11', ...result } }))).toBe(
      'inspection-ahead L-3.7-10',
    );
    const done = agreed.on('2027-03-20').does(officer, 'report', { place: there, input: { on: '2027-03-20', ...result } });
    expect(done.thread('inspection')).toMatchObject({ state: 'done', history: [{ by: 'Ken' }, { by: 'Hanako' }, { by: 'Ken' }] });
    expect(done.does(officer, 'uphold', { place: inThread(done, 'doubt'), input: { finding: 'x' } }).thread('doubt').state).toBe('upheld');
  });

  test('L-3.7-10 who declines an inspection, or lets the time to answer pass, has not met a duty: that opens a ground and ends nothing', () => {
    const declined = inspected.does(vendor, 'decline', { place: there, input: { why: '応じられない。' } });
    expect([declined.thread('inspection').state, declined.status().status]).toEqual(['refused', 'in-force']);
    const finding = { place: there, input: { facts: '回答がない。' } };
    expect(why(inspected.on('2027-04-10').refused(officer, 'findRefused', finding))).toBe('still-time L-3.7-10');
    const silent = inspected.on('2027-04-11').does(officer, 'findRefused', finding);
    expect([silent.thread('inspection').state, silent.status().status]).toEqual(['refused', 'in-force']);
    expect(inspected.strikes()).toContainEqual(
      expect.objectContaining({ clock: 'inspectionUnanswered', on: '2027-04-11', tells: 'office', kind: 'prompt' }),
    );
    const ground = { input: { ground: 'duties-not-met', facts: '検査を拒んだ。' } };
    expect(declined.does(officer, 'proposeWithdrawal', ground).thread('hearing').state).toBe('notified');
  });

  test('L-3.7-10 a doubt is not decided while an inspection is pending; called off, it is', () => {
    const doubt = inThread(inspected, 'doubt');
    expect(why(inspected.refused(officer, 'dismiss', { place: doubt, input: { reason: 'x' } }))).toBe('open-thread L-3.7-10');
    expect(why(inspected.refused(officer, 'uphold', { place: doubt, input: { finding: 'x' } }))).toBe('open-thread L-3.7-10');
    const off = inspected.does(officer, 'callOff', { place: there, input: { reason: '証跡で足りた。' } });
    expect(off.does(officer, 'dismiss', { place: doubt, input: { reason: 'x' } }).thread('doubt').state).toBe('dismissed');
  });

  test('L-3.7-10 a doubt is not decided while a demand runs', () => {
    const doubt = inThread(doubted, 'doubt');
    expect(why(demanded.refused(officer, 'dismiss', { place: doubt, input: { reason: 'x' } }))).toBe('open-thread L-3.7-10');
    expect(why(demanded.refused(officer, 'uphold', { place: doubt, input: { finding: 'x' } }))).toBe('open-thread L-3.7-10');
    const more = demanded
      .does(vendor, 'explain', { place, input: { why: 'x', statement: 'y' } })
      .does(officer, 'demandMore', { place, input: { wanted: '画面' } });
    expect(more.thread('evidenceDemand').state).toBe('demanded');
  });
});
