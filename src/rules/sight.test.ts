import { describe, expect, test } from 'vitest';
import { bellBook } from '../../test/bell-book.ts';
import { lampBook } from '../../test/lamp-book.ts';
import { kindsBeforeFiling, officeSight, questionsBeforeFiling } from './sight.ts';
import { someone, story } from './story.ts';

const editor = someone('灯', 'lamp-maker', 'applicant-editor', 'applicant-responsible');
const officer = someone('机', 'office', 'officer');
const of = { day: '2026-11-20', level: '1', edition: 'lamps/1.0', organisation: 'lamp-maker' };
const complete = {
  name: '灯',
  models: [{ model: 'L-1' }],
  ...Object.fromEntries(
    ['01', '02'].flatMap((n) => [
      [`answers/R1.1-${n}/verdict`, 'not-applicable'],
      [`answers/R1.1-${n}/reason`, 'なし'],
    ]),
  ),
};
const begun = story(lampBook, of);

describe('what the office sees of an application', () => {
  test('nothing of a draft, a question with its answer once one was asked, everything once it was submitted', () => {
    expect(officeSight(lampBook, begun.subject)).toBe('none');
    const asked = begun.does(editor, 'open', { place: { opens: 'ask' }, input: { question: '?' } });
    expect(officeSight(lampBook, asked.subject)).toBe('question');
    expect(questionsBeforeFiling(lampBook, asked.subject).map(({ thread }) => thread.kind)).toEqual(['ask']);
    const answered = asked.does(officer, 'answer', { place: { thread: asked.thread('ask').id }, input: { answer: '!' } });
    expect(officeSight(lampBook, answered.subject)).toBe('question');
    const submitted = answered.fill(complete).does(editor, 'submit');
    expect(officeSight(lampBook, submitted.subject)).toBe('whole');
  });

  test('everything of a case that it opened itself, from the beginning', () =>
    expect(officeSight(lampBook, story(lampBook, { ...of, onBehalf: true }).subject)).toBe('whole'));

  test('a scheme without questions before filing has none', () => {
    expect(kindsBeforeFiling(bellBook)).toEqual([]);
    expect(kindsBeforeFiling(lampBook).map(([kind]) => kind)).toEqual(['ask']);
  });

  test('what came on paper is taken in only in a case that the office opened', () => {
    const input = { tracking: '1', receivedOn: '2026-11-18' };
    expect(begun.refused(officer, 'takeIn', { input })).toMatchObject({ code: 'not-taken-in' });
    const onPaper = story(lampBook, { ...of, onBehalf: true });
    expect(onPaper.does(officer, 'takeIn', { input }).subject).toMatchObject({ state: 'desk', receivedOn: '2026-11-18' });
  });
});
