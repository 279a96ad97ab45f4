import { describe, expect, test } from 'vitest';
import { iotLabel } from '../../../schemes/iot-label/book.ts';
import type { Principal } from '../../people/index.ts';
import { day } from '../../rules/day.ts';
import { fieldsOf } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import type { Entry, Subject, Thread } from '../../rules/subject.ts';
import type { Case } from '../commands.ts';
import { viewCase } from '../view.ts';
import { comments, commentsOn } from './comments.ts';
import { milestones } from './lifecycle.ts';

const on = day('2026-11-22');
const entry = (row: string, over: Partial<Entry> = {}): Entry => ({
  row,
  by: 'demo-sato',
  organisation: 'demo-office',
  party: 'officer',
  on,
  at: '2026-11-22T01:00:00.000Z',
  input: {},
  ...over,
});
const edition = iotLabel.editions[0]?.id ?? '';

const caseWith = (over: Partial<Subject>): Case => {
  const subject: Subject = {
    kind: 'application',
    id: 'case-1',
    reference: '2026-00001',
    scheme: iotLabel.id,
    organisation: 'demo-camera',
    level: '1',
    version: 5,
    state: 'draft',
    history: [],
    threads: [],
    openedOn: on,
    edition,
    periods: [],
    ...over,
  };
  return { book: iotLabel, subject, events: [], values: {}, content: '{}', hash: '0'.repeat(64), draft: [], scope: {} };
};

const applicant: Principal = {
  person: { id: 'demo-hanako', name: '見本 花子' },
  organisation: { id: 'demo-camera', name: 'デモ・カメラ', kind: 'applicant' },
  roles: ['responsible'],
  via: 'session',
};

describe('The course of a case', () => {
  const inquiry = (state: string, history: readonly Entry[]): Thread => ({
    id: 't-1',
    kind: 'governmentInquiry',
    state,
    openedOn: on,
    due: day('2026-12-22'),
    history,
  });
  const answered = entry('conclude', {
    by: 'demo-yamada',
    organisation: 'demo-ministry',
    party: 'government',
    at: '2026-11-22T02:00:00.000Z',
    input: { outcome: 'unfavourable' },
  });

  test('L-3.5-4 the applicant learns that the government inquiry runs and that it ended, and nothing else of it', () => {
    const running = viewCase(caseWith({ state: 'inquiry', threads: [inquiry('asked', [entry('open')])] }), applicant, on, []);
    expect(running.threads.map((each) => [each.readable, each.state.ja])).toEqual([[false, '進行中']]);
    expect(running.ahead).toEqual([]);
    const ended = viewCase(caseWith({ state: 'inquiry', threads: [inquiry('concluded', [entry('open'), answered])] }), applicant, on, []);
    expect(ended.threads.map((each) => each.state.ja)).toEqual(['終了']);
    expect(ended.history.map((line) => line.label.ja)).toEqual(['政府機関照会の開始', '政府機関照会の終了']);
    const told = JSON.stringify({ history: ended.history, threads: ended.threads.map(({ thread: _thread, ...shown }) => shown) });
    for (const secret of ['unfavourable', 'demo-yamada', 'demo-ministry', '懸念']) expect(told).not.toContain(secret);
  });

  test('L-3.4-14 the comments of a return stand at the items that they name', () => {
    const returned = entry('return', {
      input: {
        reason: '二か所の修正をお願いします。',
        comments: [
          { item: 's1.1-05', comment: '箇所が書かれていません。' },
          { item: '製品名(日本語)', comment: '型番と区別してください。' },
          { item: '全体', comment: '表記をそろえてください。' },
        ],
      },
    });
    const its = caseWith({ state: 'returned', history: [entry('submit'), returned] });
    const fields = fieldsOf(dossierOf(iotLabel, edition));
    const at = (find: (field: (typeof fields)[number]) => boolean) =>
      fields.filter(find).flatMap((field) => commentsOn(its, field).map((each) => each.words));
    expect(at((field) => field.kind === 'verdict' && field.criterion === 'S1.1-05')).toEqual(['箇所が書かれていません。']);
    expect(at((field) => field.label.ja === '製品名(日本語)')).toEqual(['型番と区別してください。']);
    expect(at((field) => field.kind === 'verdict' && field.criterion === 'S1.1-06')).toEqual([]);
    expect(comments(its).map((each) => each.about)).toContain('全体');
    expect(comments(caseWith({ state: 'form-check', history: [entry('submit'), returned, entry('submit')] }))).toEqual([]);
  });

  test('the road shows what was passed, where it stands, and the shortest way to a grant', () => {
    const road = (its: Case) => milestones(its.book, its.subject).map((each) => `${each.id}:${each.state}`);
    expect(road(caseWith({}))).toEqual(['draft:here', 'form-check:ahead', 'accepted:ahead', 'inquiry:ahead', 'issued:ahead']);
    const back = caseWith({ state: 'returned', history: [entry('submit'), entry('return')] });
    expect(road(back)).toEqual(['draft:done', 'returned:here', 'form-check:ahead', 'accepted:ahead', 'inquiry:ahead', 'issued:ahead']);
    expect(road(caseWith({ state: 'dropped', history: [entry('submit'), entry('drop')] }))).toEqual([
      'draft:done',
      'form-check:done',
      'dropped:here',
    ]);
  });
});
