import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../src/rules/refusal.ts';
import { accepted, but, draft, editor, filed, found, inThread, officer, officer2, vendor, why } from './cast.ts';

describe('parties', () => {
  test('L-1-1 applicant and manufacturer are two data; the applicant may be the seller', () => {
    const seller = filed({
      values: but({
        'applicant-role': 'seller',
        'manufacturer-name-ja': '別の製造株式会社',
        'manufacturer-name-en': 'Another Maker Inc.',
        'manufacturer-publication': 'withhold',
      }),
    });
    expect(seller.subject.state).toBe('form-check');
    expect(found(draft({ values: but({ 'applicant-name-ja': undefined, 'manufacturer-name-ja': undefined }) }).findings())).toEqual([
      'applicant-name-ja missing L-1-1',
      'manufacturer-name-ja missing L-1-1',
    ]);
  });

  test('L-1-1 the applicant proves who it is: a corporate number without fault, or another document', () => {
    const foreign = { 'applicant-identity': 'other-proof', 'applicant-corporate-number': undefined };
    expect(filed({ values: but({ ...foreign, 'applicant-proof': [{ document: 'registry', place: '1頁' }] }) }).subject.state).toBe(
      'form-check',
    );
    expect(found(draft({ values: but(foreign) }).findings())).toEqual(['applicant-proof missing L-1-1']);
    expect(found(draft({ values: but({ 'applicant-corporate-number': '8123456789012' }) }).findings())).toEqual([
      'applicant-corporate-number corporate-number L-1-1',
    ]);
  });
});

describe('submission', () => {
  test('L-3.5-2 a dossier whose form is clean is filed by the responsible person, and by no other', () => {
    expect(filed().subject.state).toBe('form-check');
    expect(why(draft().refused(editor, 'submit'))).toBe('wrong-party L-3.5-2');
    expect(why(draft().refused(officer, 'submit'))).toBe('wrong-party L-3.5-2');
  });

  test('L-3.5-2 every fault of the form is told at once, and nothing is filed', () => {
    const so = draft({
      values: but({
        'S1.1-01/verdict': undefined,
        'S1.1-06/verdict': 'not-applicable',
        'S1.1-06/reason': '',
        'product-url': 'example.jp',
        'declaration-oath': undefined,
      }),
    });
    expect(found(so.findings())).toEqual([
      'product-url wrong-form L-3.7-3',
      'S1.1-01/verdict verdict-given L-3.5-2',
      'S1.1-06/reason not-applicable-needs-reason L-3.5-2',
      'declaration-oath missing L-3.5-2',
    ]);
    expect(why(so.refused(vendor, 'submit'))).toBe('guards L-3.7-3');
  });

  test('L-3.5-2 only the form is looked at: a poor reason or a strange document passes', () => {
    expect(
      filed({ values: but({ 'S1.1-09/reason': '?', 'S1.1-09/evidence': [{ document: 'registry', place: '?' }] }) }).subject.state,
    ).toBe('form-check');
  });

  test('L-3.5-2 an assessment cannot have ended after the day of filing', () => {
    expect(filed({ day: '2026-11-10' }).subject.state).toBe('form-check');
    expect(found(draft({ day: '2026-11-09' }).findings())).toEqual(['assessed-on assessment-ahead L-3.5-2']);
  });

  test('L-3.5-2 what is filed is exactly what was seen', () => {
    expect(why(draft().refused(vendor, 'submit', { seen: { hash: 'another' } }))).toBe('not-what-was-seen L-3.5-2');
    expect(why(draft().refused(vendor, 'submit', { seen: { version: 7 } }))).toBe('Conflict');
    expect(filed().subject.dossier).toBe(draft().hash);
  });

  test('L-3.5-5 the vendor accepts its duties under oath', () => {
    expect(found(draft({ values: but({ 'duties-oath': false }) }).findings())).toEqual(['duties-oath oath-missing L-3.5-5']);
    expect(filed().values['duties-oath']).toBe(true);
  });

  test('L-3.7-1 the scheme is voluntary: the vendor withdraws its application at any time before the decision', () => {
    for (const so of [draft(), filed(), filed().does(officer, 'return', { input: { reason: '様式' } }), accepted()]) {
      expect(so.does(vendor, 'drop').subject.state).toBe('dropped');
      expect(so.does(vendor, 'drop').turn()).toEqual(['end']);
      expect(why(so.refused(officer, 'drop'))).toBe('wrong-party L-3.7-1');
    }
  });
});

describe('form check', () => {
  test('L-3.5-2 the office accepts a clean form, bound to what it saw, and checks it again at that moment', () => {
    expect(accepted().subject.state).toBe('inquiry');
    expect(why(filed().refused(officer, 'accept', { seen: { hash: 'another' } }))).toBe('not-what-was-seen L-3.5-2');
    const erased = filed().knowing({ evidence: [] });
    expect(why(erased.refused(officer, 'accept'))).toBe('guards L-3.4-10');
    expect(why(draft().refused(officer, 'accept'))).toBe('wrong-state L-3.5-2');
  });

  test('L-3.5-2 the office returns with its reason and a comment per criterion', () => {
    const comments = [{ item: 'S1.1-05', comment: '公開URLの閲覧日を記入してください。' }];
    const back = filed().does(officer, 'return', { input: { reason: '記入漏れ', comments } });
    expect(back.subject.state).toBe('returned');
    expect(back.subject.history.at(-1)).toMatchObject({ row: 'return', by: 'Ken', input: { reason: '記入漏れ', comments } });
    expect(() => filed().does(officer, 'return', { input: { reason: ' ' } })).toThrow(InvalidInput);
    expect(() => filed().does(officer, 'return', { input: { reason: 'x', comments: [{ item: 'S1.1-05', comment: '' }] } })).toThrow(
      /Comment.*missing/,
    );
    expect(why(draft().refused(officer, 'return', { input: { reason: 'x' } }))).toBe('wrong-state L-3.5-2');
  });

  const asked = filed().does(officer, 'open', {
    place: { opens: 'question' },
    input: { about: 'S1.1-05', question: '窓口のURLはどれですか。' },
  });

  test('L-3.5-2 an open question keeps the office from accepting; answered and closed it does not', () => {
    expect(asked.thread('question')).toMatchObject({ about: 'S1.1-05', due: '2026-11-30', state: 'asked' });
    expect(asked.turn()).toEqual(['applicant']);
    expect(why(asked.refused(officer, 'accept'))).toBe('open-thread L-3.5-2');
    const answered = asked.does(editor, 'answer', { place: inThread(asked, 'question'), input: { answer: 'https://example.jp/security' } });
    expect(answered.turn()).toEqual(['office']);
    expect(why(answered.refused(officer2, 'accept'))).toBe('open-thread L-3.5-2');
    expect(answered.does(officer, 'close', { place: inThread(asked, 'question') }).does(officer2, 'accept').subject.state).toBe('accepted');
  });

  test('L-3.5-2 a question has its words, and the office may ask again', () => {
    expect(() => filed().does(officer, 'open', { place: { opens: 'question' }, input: {} })).toThrow(InvalidInput);
    const again = asked
      .does(vendor, 'answer', { place: inThread(asked, 'question'), input: { answer: '?' } })
      .does(officer, 'askAgain', { place: inThread(asked, 'question'), input: { question: 'URLを教えてください。' } });
    expect(again.thread('question').state).toBe('asked');
    expect(why(again.refused(officer, 'answer', { place: inThread(asked, 'question'), input: { answer: 'x' } }))).toBe(
      'wrong-party L-3.5-2',
    );
  });
});
