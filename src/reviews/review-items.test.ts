import { describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import * as cast from '../../schemes/iot-cloud/stories/cast.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { itemContent, type KeptFinding } from '../applications/index.ts';
import { fieldsOf } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import type { Story } from '../rules/story.ts';
import { improvementsOf, proposedInput } from './improvements.ts';
import { decisionMade, resultLetter } from './result-letter.ts';
import { filtered, nextLeft, progressOf, type ReviewFilter, reviewOf } from './review-items.ts';

const dossier = dossierOf(iotCloud, 'form-b/2024.09');
const items = fieldsOf(dossier).filter((field) => field.kind === 'disclosure');
const [first, second, third] = items;
const optional = items.find((field) => field.weight === 'optional');
if (!first || !second || !third || !optional) throw new Error('the form has no items');

const found = (so: Story, item: string, more: Partial<KeptFinding> = {}): KeptFinding => {
  const field = items.find((each) => each.id === item);
  if (!field) throw new Error(item);
  const made = { item, finding: 'in-order', words: '', by: '五反田', at: '2026-11-20T04:00:00.000Z', version: 1 } as const;
  return { ...made, content: itemContent(field, so.values), ...more };
};
const review = (so: Story, kept: readonly KeptFinding[] = []) => {
  const its = reviewOf(iotCloud, so.subject, dossier, so.values, { kept });
  if (!its) throw new Error('nobody reviews it');
  return its;
};
const asked = (so: Story) => so.does(cast.reviewer, 'open', cast.opens('question', { about: `${second.id}/content`, question: '?' }));

describe('a review item by item', () => {
  test('D-6.2-1 every item is there, and left until something is found', () => {
    const { items: all, isOpen } = review(cast.inDocumentReview());
    expect(isOpen).toBe(true);
    expect(all.map((each) => each.field.id)).toEqual(items.map((field) => field.id));
    expect(progressOf(all)).toEqual({ all: items.length, done: 0, left: items.length, asked: 0, toImprove: 0 });
  });
  test('a case that nobody reviews item by item has no review', () => {
    const so = cast.inFormalReview();
    expect(reviewOf(iotCloud, so.subject, dossier, so.values, { kept: [] })).toBeUndefined();
    const label = { ...so.subject, scheme: iotLabel.id, state: 'form-check', edition: 'common/1.1' };
    expect(reviewOf(iotLabel, label, dossierOf(iotLabel, 'common/1.1'), {}, { kept: [] })).toBeUndefined();
  });
  test('D-6.2-1 an item with an open question is asked about, whatever was found before; its answer asks for another look', () => {
    const so = asked(cast.inDocumentReview());
    const kept = [found(so, first.id), found(so, second.id, { at: '2026-11-19T00:00:00.000Z' })];
    expect(progressOf(review(so, kept).items)).toMatchObject({ done: 1, asked: 1, left: items.length - 2 });
    const settled = so
      .does(cast.editor, 'answer', { ...cast.at(so, 'question'), input: { answer: '別紙のとおり' } })
      .does(cast.reviewer, 'settle', cast.at(so, 'question'));
    expect(review(settled, kept).items[1]).toMatchObject({ is: 'left', changedSince: true });
    const later = [found(so, second.id, { at: '2026-11-21T00:00:00.000Z' })];
    expect(review(settled, later).items[1]).toMatchObject({ is: 'in-order', changedSince: false });
  });
  test('D-6.2-1 a finding about other content than the item has now is left again', () => {
    const so = cast.inDocumentReview();
    const kept = [found(so, first.id), found(so, second.id, { finding: 'to-improve', words: '詳しく' })];
    const revised = so.fill({ [`${second.id}/content`]: '補正した内容' });
    expect(
      review(revised, kept)
        .items.slice(0, 2)
        .map((each) => each.is),
    ).toEqual(['in-order', 'left']);
  });
  test('filters show what is left, to improve, mandatory, decisive and changed', () => {
    const so = cast.inDocumentReview();
    const all = review(so, [found(so, first.id), found(so, second.id, { finding: 'to-improve', words: '詳しく' })]).items;
    const shown = (filter: ReviewFilter) => filtered(all, filter, new Set([third.id])).map((each) => each.field.id);
    expect(shown('all')).toHaveLength(items.length);
    expect(shown('left')).toEqual(items.slice(2).map((field) => field.id));
    expect(shown('to-improve')).toEqual([second.id]);
    expect(shown('mandatory')).not.toContain(optional.id);
    expect(shown('decisive')).toHaveLength(5);
    expect(shown('changed')).toEqual([third.id]);
  });
  test('after one item comes the next that is left, from the top again', () => {
    const so = cast.inDocumentReview();
    const all = review(so, [found(so, second.id)]).items;
    expect(nextLeft(all, first.id)?.field.id).toBe(third.id);
    expect(nextLeft(all, items.at(-1)?.id ?? '')?.field.id).toBe(first.id);
    const done = items.map((field) => found(so, field.id));
    expect(nextLeft(review(so, done).items, first.id)).toBeUndefined();
  });
  test('once the review is completed the frozen findings are shown, and nothing can be written', () => {
    const so = cast.inDecision();
    const { version: _version, ...frozen } = { ...found(so, first.id), finding: 'to-improve' as const, words: '固定' };
    const found2 = { kept: [found(so, first.id)], frozen: { dossier: so.hash, findings: [frozen] } };
    const its = reviewOf(iotCloud, so.subject, dossier, so.values, found2);
    expect(its).toMatchObject({ isOpen: false, frozen: so.subject.findings });
    expect(its?.items[0]).toMatchObject({ is: 'to-improve', finding: { words: '固定' } });
  });
});

describe('what a refusal begins with', () => {
  const change = { [`${first.id}/answer`]: 'not-disclosed', [`${first.id}/content`]: '', [`${first.id}/evidence`]: [] };
  const so = cast.inDocumentReview('2026-11-20', change);
  const kept = [
    found(so, first.id, { finding: 'to-improve', words: '開示してください。' }),
    found(so, second.id, { finding: 'to-improve', words: '詳しく書いてください。' }),
    found(so, optional.id, { finding: 'to-improve', words: '任意です。' }),
  ];
  const improvements = improvementsOf(dossier, so.values, review(so, kept).items, 'ja');
  test('D-6.5-1 D-5.2-3 stands on the findings and the computed result together, in the officer’s words', () => {
    expect(improvements.map((each) => each.field.id)).toEqual([first.id, second.id]);
    expect(improvements[0]?.explanation).toContain('開示されていません');
    expect(improvements[0]?.explanation).toContain('開示してください。');
    const row = iotCloud.application.rows['refuse'];
    const input = proposedInput(row ?? {}, improvements, 'ja') as {
      improvements: readonly { item: string; explanation: string }[];
    };
    expect(input.improvements.map((each) => each.item)).toEqual([`${first.id} ${first.label.ja}`, `${second.id} ${second.label.ja}`]);
    expect(input.improvements[1]?.explanation).toBe('詳しく書いてください。');
  });
  test('D-5.2-2 an optional item is never among them', () => {
    expect(improvements.map((each) => each.field.id)).not.toContain(optional.id);
  });
});

describe('the notice of the result', () => {
  const letter = (so: Story, language: 'ja' | 'en' = 'ja') => {
    const made = decisionMade(iotCloud, so.subject);
    if (!made) throw new Error('nothing was decided');
    const same = { ja: 'みなとIoT基盤', en: 'Minato' };
    const given = { book: iotCloud, subject: so.subject, made, title: same, applicant: same, edition: same, demo: false };
    return JSON.stringify(resultLetter(given, language, (_language, on) => `〈${on}〉`));
  };
  test('D-6.5-1 a refusal names each item that needs improvement with its explanation', () => {
    const improvements = [
      { item: 'B5-19 IoT機器認証', explanation: '実施してください。' },
      { item: 'A2-04', explanation: '所在地を書いてください。' },
    ];
    const so = cast.inDecision().does(cast.decider, 'refuse', { input: { because: 'standard', improvements } });
    const wanted = [
      '非認定',
      'D-6.5-1',
      'B5-19 IoT機器認証',
      '実施してください。',
      'A2-04',
      '所在地を書いてください。',
      '審査基準に適合しない',
    ];
    for (const each of [...wanted, '〈2026-11-20〉']) expect(letter(so)).toContain(each);
    expect(letter(so, 'en')).toContain('Not certified');
  });
  test('D-6.5-1 a certification is notified too; nothing is notified before the decision', () => {
    expect(letter(cast.inDecision().does(cast.decider, 'certify'))).toContain('「認定」');
    expect(decisionMade(iotCloud, cast.inDecision().subject)).toBeUndefined();
  });
});
