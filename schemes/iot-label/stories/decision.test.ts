import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../src/rules/refusal.ts';
import { iotLabel } from '../book.ts';
import { inquiryExtract } from '../threads.ts';
import { accepted, concluded, draft, government, inThread, issued, officer, officer2, vendor, why } from './cast.ts';

describe('the government inquiry', () => {
  test('L-3.5-4 the acceptance asks the government body, whose turn it then is', () => {
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
      .does(officer, 'accept');
    expect(back.subject.threads.filter((thread) => thread.kind === 'governmentInquiry')).toHaveLength(2);
    const [first, second] = back.subject.threads;
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

  test('L-3.5-2 while the inquiry runs the case is not returned', () => {
    expect(why(accepted().refused(officer, 'return', { input: { reason: 'x' } }))).toBe('open-thread L-3.5-2');
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
