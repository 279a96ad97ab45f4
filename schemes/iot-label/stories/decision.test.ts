import { describe, expect, test } from 'vitest';
import { chargedFee } from '../../../src/rules/charge.ts';
import { day } from '../../../src/rules/day.ts';
import { InvalidInput } from '../../../src/rules/refusal.ts';
import type { Story } from '../../../src/rules/story.ts';
import { iotLabel } from '../book.ts';
import { applicationFee, inquiryExtract } from '../threads.ts';
import { accepted, but, charged, concluded, draft, government, inThread, issued, officer, officer2, pays, vendor, why } from './cast.ts';

describe('the government inquiry', () => {
  test('L-3.5-4 an accepted and paid application is asked of the government body, whose turn it then is', () => {
    const so = accepted();
    expect(so.thread('governmentInquiry')).toMatchObject({ state: 'asked', due: '2026-12-16' });
    expect(so.turn()).toEqual(['government']);
    expect(concluded(so).turn()).toEqual(['office']);
  });

  test('L-3.5-4 only fields that the question needs leave; no answer to a criterion, no evidence, no person', () => {
    expect(
      inquiryExtract.every((path) =>
        iotLabel.editions[0]?.dossier.sections.some((section) => section.fields.some((field) => field.id === path)),
      ),
    ).toBe(true);
    expect(inquiryExtract.some((path) => path.startsWith('S1.1') || path.startsWith('contact-') || path.startsWith('protected-'))).toBe(
      false,
    );
    expect(iotLabel.threads.governmentInquiry?.readers).toEqual(['office', 'government']);
  });

  test('L-3.5-4 the history says “asked” and “concluded” and nothing of the answer', () => {
    const so = concluded(accepted(), 'unfavourable');
    const inquiry = so.events.filter((event) => event.data.threadKind === 'governmentInquiry');
    expect(inquiry.map((event) => event.type)).toEqual(['GovernmentInquiryOpened', 'GovernmentInquiryConcluded']);
    expect(inquiry.map((event) => event.data.input)).toEqual([{}, {}]);
    expect(JSON.stringify(so.events)).not.toMatch(/unfavourable|compliance|秘密/);
  });

  test('L-3.5-4 only the body that was asked answers, with a viewpoint when there is a concern', () => {
    const so = accepted();
    const place = inThread(so, 'governmentInquiry');
    expect(why(so.refused(officer, 'conclude', { place, input: { outcome: 'favourable' } }))).toBe('wrong-party L-3.5-4');
    expect(why(so.refused(vendor, 'conclude', { place, input: { outcome: 'favourable' } }))).toBe('wrong-party L-3.5-4');
    expect(() => so.does(government, 'conclude', { place, input: { outcome: 'unfavourable' } })).toThrow(InvalidInput);
    expect(() => so.does(government, 'conclude', { place, input: {} })).toThrow(InvalidInput);
  });

  test('L-3.5-4 a renewal is asked again', () => {
    const again = accepted({ day: '2028-10-01', renews: 'AK1-000001-J' });
    expect(again.thread('governmentInquiry').state).toBe('asked');
    expect(why(again.refused(officer2, 'issue'))).toBe('open-thread L-3.5-4');
  });

  test('L-3.5-4 a case returned after the inquiry is asked again, and the newest answer counts', () => {
    const back = concluded(accepted())
      .does(officer, 'return', { input: { reason: '型番の確認' } })
      .does(vendor, 'submit')
      .does(officer, 'accept')
      .does(officer, 'ask');
    const [first, second, ...others] = back.subject.threads.filter((thread) => thread.kind === 'governmentInquiry');
    expect([first?.state, second?.state, others]).toEqual(['concluded', 'asked', []]);
    const place = { thread: second?.id ?? '' };
    const bad = back.does(government, 'conclude', { place, input: { outcome: 'unfavourable', viewpoint: 'other' } }).knowing({
      inquiries: [
        { thread: first?.id ?? '', outcome: 'favourable' },
        { thread: second?.id ?? '', outcome: 'unfavourable' },
      ],
    });
    expect(why(bad.refused(officer2, 'issue'))).toBe('inquiry L-3.5-4');
    expect(bad.does(officer2, 'refuse').subject.state).toBe('refused');
  });

  test('L-4.1-1 what is returned and accepted again is not charged again', () => {
    const back = concluded(accepted())
      .does(officer, 'return', { input: { reason: '型番の確認' } })
      .does(vendor, 'submit')
      .does(officer, 'accept');
    expect(back.subject.threads.filter((thread) => thread.kind === 'fee').map((thread) => thread.state)).toEqual(['paid']);
  });

  test('L-3.5-2 while the inquiry runs the case is not returned', () => {
    expect(why(accepted().refused(officer, 'return', { input: { reason: 'x' } }))).toBe('open-thread L-3.5-2');
  });
});

describe('the fee', () => {
  const open = (so: Story) => so.thread('fee');
  const short = (so: Story, amount: number, fee = 'star1') => {
    const input = { receivedOn: '2026-11-24', amount };
    return why(
      so
        .knowing({ payments: [{ fee, amount, receivedOn: day('2026-11-24') }] })
        .refused(officer, 'confirm', { place: { thread: open(so).id }, input }),
    );
  };
  const psti = but({ 'S1.1-02/basis': 'recognised', 'S1.1-02/agreement': 'uk-psti', 'S1.1-02/foreignLabel': 'SOC-1' });
  const recognised = draft({ values: psti })
    .knowing({ foreignLabels: [{ scheme: 'uk-psti', number: 'SOC-1', inForceOn: day('2026-11-16') }] })
    .does(vendor, 'submit')
    .does(officer, 'accept');

  test('L-4.1-1 an accepted application is charged, and the applicant pays before anybody is asked', () => {
    const so = charged();
    expect([so.subject.state, open(so).state, open(so).due, so.turn()]).toEqual(['accepted', 'charged', '2026-12-16', ['applicant']]);
    expect(so.subject.threads.some((thread) => thread.kind === 'governmentInquiry')).toBe(false);
    expect(why(so.refused(officer, 'ask'))).toBe('open-thread L-3.5-4');
    expect(why(so.refused(officer2, 'issue'))).toBe('wrong-state L-3.5-4');
    expect(short(so, 197_999)).toBe('fee-open L-4.1-1');
    expect(short(so, 198_000, 'star1-psti')).toBe('fee-open L-4.1-1');
  });

  test('L-3.5-4 once it is paid, and no sooner, the office asks the government body', () => {
    expect(why(charged().refused(officer, 'ask'))).toBe('open-thread L-3.5-4');
    const paid = pays(charged());
    expect([open(paid).state, paid.turn()]).toEqual(['paid', ['office']]);
    expect(paid.does(officer, 'ask').turn()).toEqual(['government']);
    expect(why(paid.does(officer, 'ask').refused(officer, 'ask'))).toBe('wrong-state L-3.5-4');
  });

  test('L-4.1-1 the fee is that of the day of receipt, and a product that rests on PSTI pays the lower one', () => {
    const on = (so: Story) => chargedFee(iotLabel, applicationFee, so.subject, so.values, day('2027-01-04'));
    expect(on(charged())).toMatchObject({ id: 'star1', total: 198_000 });
    expect(on(recognised)).toMatchObject({ id: 'star1-psti', total: 140_000 });
    expect(chargedFee(iotLabel, applicationFee, draft({ day: '2025-05-01' }).subject, {}, day('2025-05-01')).id).toBe('star1-launch');
    expect(short(recognised, 139_999, 'star1-psti')).toBe('fee-open L-4.1-1');
    expect(open(pays(recognised, 140_000, 'star1-psti')).state).toBe('paid');
  });

  test('L-4.1-1 a fee that is late is reminded and refuses nothing', () => {
    const late = charged().on('2026-12-17');
    expect(late.strikes().map((each) => [each.clock, each.on])).toContainEqual(['feeOverdue', '2026-12-17']);
    expect(open(pays(late)).state).toBe('paid');
    expect(
      pays(late)
        .strikes()
        .some((each) => each.clock === 'feeOverdue'),
    ).toBe(false);
  });

  test('L-4.1-1 who withdraws is told that a fee paid is not refunded', () => {
    expect(iotLabel.application.rows.drop?.label.ja).toContain('返還されません');
    for (const so of [charged(), pays(charged())]) expect(so.does(vendor, 'drop').subject.state).toBe('dropped');
  });

  test('L-3.5-2 an accepted application can still be returned, paid or not', () => {
    for (const so of [charged(), pays(charged())])
      expect(so.does(officer, 'return', { input: { reason: '様式の誤り' } }).subject.state).toBe('returned');
  });
});

describe('the decision', () => {
  test('L-3.5-4 a label is issued on a favourable answer, by another person than the one who accepted, on what was seen', () => {
    const so = concluded(accepted());
    expect(so.does(officer2, 'issue').subject.state).toBe('issued');
    expect(why(so.refused(officer, 'issue'))).toBe('same-person L-3.5-4');
    expect(why(so.refused({ ...officer, organisation: 'another' }, 'issue'))).toBe('same-person L-3.5-4');
    expect(why(so.refused(officer2, 'issue', { seen: { hash: 'another' } }))).toBe('not-what-was-seen L-3.5-4');
    expect(why(so.refused(vendor, 'issue'))).toBe('wrong-party L-3.5-4');
  });

  test('L-3.5-4 no label without an answer, none against it', () => {
    expect(why(accepted().refused(officer2, 'issue'))).toBe('open-thread L-3.5-4');
    const so = accepted();
    const unknown = so.does(government, 'conclude', { place: inThread(so, 'governmentInquiry'), input: { outcome: 'favourable' } });
    expect(why(unknown.refused(officer2, 'issue'))).toBe('inquiry L-3.5-4');
    expect(why(concluded(accepted(), 'unfavourable').refused(officer2, 'issue'))).toBe('inquiry L-3.5-4');
  });

  test('L-3.5-4 a refusal rests on the answer, is made by another person on what was seen, and cites the clause and nothing more', () => {
    const so = concluded(accepted(), 'unfavourable');
    const refused = so.does(officer2, 'refuse');
    expect(refused.subject.state).toBe('refused');
    expect(refused.events.at(-1)?.data).toMatchObject({ input: {}, effects: ['decide-refuse'] });
    expect(() => so.does(officer2, 'refuse', { input: { reason: 'x' } })).toThrow(InvalidInput);
    expect(why(so.refused(officer, 'refuse'))).toBe('same-person L-3.5-4');
    expect(why(so.refused(officer2, 'refuse', { seen: { hash: 'another' } }))).toBe('not-what-was-seen L-3.5-4');
    expect(why(accepted().refused(officer2, 'refuse'))).toBe('open-thread L-3.5-4');
    const favourable = concluded(accepted()).refused(officer2, 'refuse');
    expect(why(favourable)).toBe('inquiry L-3.5-4');
    expect(favourable.message).not.toMatch(/favourable|concern/);
  });

  test('L-3.5-4 a question to the applicant is closed before the label is issued', () => {
    const asked = concluded(accepted()).does(officer, 'open', { place: { opens: 'question' }, input: { question: '表示場所は。' } });
    expect(why(asked.refused(officer2, 'issue'))).toBe('open-thread L-3.5-4');
    expect(asked.does(officer, 'close', { place: inThread(asked, 'question') }).does(officer2, 'issue').subject.state).toBe('issued');
  });

  test('L-3.7-6 a shorter end that has passed by the day of the decision is not issued', () => {
    const asking = (last: string) => concluded(accepted({ values: { ...draft().values, 'requested-last-day': last } })).on('2027-01-10');
    expect(asking('2027-01-10').does(officer2, 'issue').subject.state).toBe('issued');
    expect(why(asking('2027-01-09').refused(officer2, 'issue'))).toBe('validity-out-of-range L-3.7-6');
    expect(asking('2027-01-09').does(officer, 'return', { input: { reason: '有効期限' } }).subject.state).toBe('returned');
  });

  test('L-3.5-4 nothing more happens to a decided case', () => {
    const so = issued();
    for (const who of [vendor, officer, officer2]) expect(so.moves(who)).toEqual([]);
    expect(why(so.refused(vendor, 'drop'))).toBe('wrong-state L-3.7-1');
  });
});
