import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../src/rules/refusal.ts';
import { iotLabel } from '../book.ts';
import { inThread, label, officer, officer2, vendor, why } from './cast.ts';

const held = label().on('2027-03-10');
const upheld = (() => {
  const doubted = held.does(officer, 'open', { place: { opens: 'doubt' }, input: { source: 'office', matter: '通信が平文である。' } });
  return doubted.does(officer, 'uphold', { place: inThread(doubted, 'doubt'), input: { finding: 'S1.1-12に適合しない。' } });
})();
const order = (dueOn = '2027-05-09') => ({ place: { opens: 'correction' }, input: { finding: 'S1.1-12', dueOn } });
const ordered = upheld.does(officer, 'open', order());
const correction = inThread(ordered, 'correction');

describe('corrective action', () => {
  test('L-3.7-13 correction is required on a found non-conformity, with time allowed', () => {
    expect(ordered.thread('correction')).toMatchObject({ state: 'ordered', due: '2027-05-09' });
    expect(why(held.refused(officer, 'open', order()))).toBe('no-finding L-3.7-13');
    expect(why(upheld.refused(officer, 'open', order('2027-03-10')))).toBe('due-past L-3.7-13');
  });

  test('L-3.7-13 the action is reported and verified, or sent back', () => {
    const reported = ordered.does(vendor, 'reportCorrection', { place: correction, input: { action: 'TLSを有効にした。' } });
    expect(reported.does(officer, 'verify', { place: correction, input: { result: '実機で確認' } }).thread('correction').state).toBe(
      'corrected',
    );
    expect(
      reported.does(officer, 'findInsufficient', { place: correction, input: { reason: '旧機種が未対応' } }).thread('correction').state,
    ).toBe('ordered');
    expect(why(reported.refused(vendor, 'verify', { place: correction, input: { result: 'x' } }))).toBe('wrong-party L-3.7-13');
  });

  test('L-3.7-13 when the time runs out the ground is open and the case waits for the office; nothing is withdrawn by itself', () => {
    const facts = { place: correction, input: { facts: '是正されていない。' } };
    expect(why(ordered.on('2027-05-09').refused(officer, 'findNotCorrected', facts))).toBe('still-time L-3.7-13');
    const late = ordered.on('2027-05-10');
    expect(late.status().status).toBe('in-force');
    expect(late.strikes()).toContainEqual(
      expect.objectContaining({ clock: 'notCorrected', on: '2027-05-10', tells: 'office', kind: 'prompt' }),
    );
    expect(late.does(officer, 'findNotCorrected', facts).thread('correction').state).toBe('not-corrected');
  });

  test('L-3.7-13 “not corrected in time” is a ground only when the time has run out', () => {
    const ground = { input: { ground: 'not-corrected', facts: '是正されていない。' } };
    expect(why(ordered.on('2027-05-09').refused(officer, 'proposeWithdrawal', ground))).toBe('ground-not-open L-3.7-13');
    expect(ordered.on('2027-05-10').does(officer, 'proposeWithdrawal', ground).thread('hearing').state).toBe('notified');
    const found = ordered.on('2027-05-10').does(officer, 'findNotCorrected', { place: correction, input: { facts: 'x' } });
    expect(found.does(officer, 'proposeWithdrawal', ground).thread('hearing').state).toBe('notified');
    expect(why(held.refused(officer, 'proposeWithdrawal', ground))).toBe('ground-not-open L-3.7-13');
  });
});

describe('withdrawal', () => {
  const ground = { ground: 'false-application', facts: '実機テストを実施していなかった。' };
  const act = { input: { ...ground, stock: '製造済みの製品からもラベルを取り除くこと。' } };
  const proposed = held.does(officer, 'proposeWithdrawal', { input: ground });
  const hearing = inThread(proposed, 'hearing');
  const heard = proposed.does(vendor, 'state', { place: hearing, input: { statement: '事実に相違ない。' } });

  test('L-3.7-12 the label is withdrawn on a listed ground by a second person, the vendor heard before', () => {
    const withdrawn = heard.on('2027-03-20').does(officer2, 'withdraw', act);
    expect(withdrawn.status()).toMatchObject({ status: 'withdrawn', since: '2027-03-20' });
    expect(withdrawn.standing().ends).toMatchObject([{ ground: 'false-application' }]);
    expect(why(heard.refused(officer, 'withdraw', act))).toBe('same-person L-3.7-12');
    expect(why(heard.refused(vendor, 'withdraw', act))).toBe('wrong-party L-3.7-12');
  });

  test('L-3.7-12 not without a proposal, not while the hearing runs, not after it was given up', () => {
    expect(why(held.refused(officer2, 'withdraw', act))).toBe('guards L-3.7-12');
    expect(why(proposed.refused(officer2, 'withdraw', act))).toBe('open-thread L-3.7-12');
    expect(why(proposed.refused(officer2, 'proposeWithdrawal', { input: ground }))).toBe('open-thread L-3.7-12');
    const given = heard.does(officer, 'giveUp', { place: hearing, input: { reason: '事実誤認' } });
    expect(why(given.refused(officer2, 'withdraw', act))).toBe('not-heard L-3.7-12');
  });

  test('L-3.7-12 only on the ground on which the vendor was heard', () => {
    expect(why(heard.refused(officer2, 'withdraw', { input: { ...act.input, ground: 'duties-not-met' } }))).toBe('another-ground L-3.7-12');
  });

  test('L-3.7-12 the list is closed but for a further ground with its stated reason', () => {
    const other = { ground: 'other', groundReason: 'ラベルを未取得の製品に流用した。', facts: 'x' };
    expect(held.does(officer, 'proposeWithdrawal', { input: other }).thread('hearing').state).toBe('notified');
    for (const input of [{ ground: 'other', facts: 'x' }, { ground: 'disliked', facts: 'x' }, { facts: 'x' }])
      expect(() => held.does(officer, 'proposeWithdrawal', { input })).toThrow(InvalidInput);
  });

  test('L-3.7-12 the vendor may waive the hearing; silence counts only after the due date', () => {
    expect(proposed.thread('hearing').due).toBe('2027-03-24');
    expect(proposed.does(vendor, 'waive', { place: hearing }).does(officer2, 'withdraw', act).subject.state).toBe('ended');
    expect(why(proposed.on('2027-03-24').refused(officer, 'closeUnanswered', { place: hearing }))).toBe('still-time L-3.7-12');
    const silent = proposed.on('2027-03-25').does(officer, 'closeUnanswered', { place: hearing });
    expect(silent.does(officer2, 'withdraw', act).status().status).toBe('withdrawn');
    expect(proposed.strikes()).toContainEqual(expect.objectContaining({ clock: 'hearingOver', on: '2027-03-25', tells: 'office' }));
  });

  test('L-3.7-5 the notice of a withdrawal states what applies to goods already made', () => {
    expect(() => heard.does(officer2, 'withdraw', { input: ground })).toThrow(InvalidInput);
    expect(iotLabel.statusWords.withdrawn.sentence.ja).toContain('通知で定めています');
  });

  test('L-3.7-14 a malicious or high-impact case is announced, also after the end', () => {
    const notice = { input: { why: 'malicious', textJa: '虚偽の申請によりラベルを取り消しました。' } };
    const announced = heard.does(officer2, 'withdraw', act).does(officer, 'announce', notice);
    expect(announced.subject.history.at(-1)).toMatchObject({ row: 'announce', input: notice.input });
    expect(announced.status().status).toBe('withdrawn');
    expect(() => held.does(officer, 'announce', { input: { why: 'malicious' } })).toThrow(InvalidInput);
  });

  test('L-3.7-18 a withdrawal reads so on its very day, also on a label that has expired', () => {
    const late = label().on('2029-01-15').does(officer, 'proposeWithdrawal', { input: ground });
    const gone = late.does(vendor, 'waive', { place: inThread(late, 'hearing') }).does(officer2, 'withdraw', act);
    expect(gone.status('2029-01-14').status).toBe('expired');
    expect(gone.status('2029-01-15').status).toBe('withdrawn');
  });
});
