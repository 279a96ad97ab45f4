import { describe, expect, test } from 'vitest';
import { register } from '../../src/register/entry.ts';
import { publicView } from '../../src/register/public-view.ts';
import { day } from '../../src/rules/day.ts';
import { InvalidInput } from '../../src/rules/refusal.ts';
import { isSameObject, namedBefore } from '../../src/rules/renewal.ts';
import type { Story } from '../../src/rules/story.ts';
import { tennisClub as club } from './book.ts';
import { badge, begins, code, desk, head, inThread, player } from './cast.ts';
import { basics } from './sample.ts';

const on = (when = '2027-03-10') => badge().on(when);
/** What the public reads of a badge on a day. */
const seen = (so: Story, when = '2027-03-10') => {
  const [first, ...rest] = so.events;
  if (!first) throw new Error('no badge');
  const issued = { ...first, data: { ...first.data, application: 'case-1', address: 'https://tennis-club.example/club/1' } };
  const { entry } = register(club, so.subject.id, [issued, ...rest], so.values, day(when));
  return publicView(club, entry, day(when));
};
const nameOf = (so: Story) => so.values.name;

describe('what changes after the grant', () => {
  const news = (input: Story['values'], so = on()) => so.does(player, 'open', { place: { opens: 'news' }, input });

  test('T-8-6 a nickname is new from the day on which it is told; no other field comes with it', () => {
    const so = on().does(player, 'renick', { input: { nickname: 'ボレー' } });
    expect([so.values.nickname, so.subject.state, so.status().status]).toEqual(['ボレー', 'held', 'in-force']);
    expect(so.subject.history.at(-1)).toMatchObject({ row: 'renick', on: '2027-03-10', input: {} });
    expect(() => on().does(player, 'renick', { input: { name: '別人' } })).toThrow(InvalidInput);
    expect(() => on().does(player, 'renick', { input: { nickname: 'あ'.repeat(41) } })).toThrow(InvalidInput);
    expect(code(on().refused(desk, 'renick', { input: { nickname: 'ボレー' } }))).toBe('wrong-party T-8-6');
    expect(code(on('2028-11-22').refused(player, 'renick', { input: { nickname: 'ボレー' } }))).toBe('not-in-force T-8-6');
  });

  test('T-8-6 news stands once the desk has entered it, with what was added to it, and never before', () => {
    const told = news({ name: '庭球 はな', hand: 'right', paper: '戸籍' });
    const added = told.does(player, 'add', { place: inThread(told, 'news'), input: { hand: 'left', company: '7000012050002' } });
    expect([nameOf(told), nameOf(added)]).toEqual(['庭球 花子', '庭球 花子']);
    expect(told.turn()).toEqual(['office']);
    const entered = added.does(desk, 'enter', { place: inThread(told, 'news') });
    expect(entered.values).toMatchObject({ name: '庭球 はな', hand: 'right', company: '7000012050002' });
    expect(seen(entered).history.at(-1)).toMatchObject({ on: '2027-03-10', label: { en: 'Content changed' } });
    const waved = added.does(desk, 'wave', { place: inThread(told, 'news') });
    expect(nameOf(waved)).toBe('庭球 花子');
    expect(seen(waved).history.map((each) => each.label.en)).toEqual(['Issued']);
    expect(() => told.does(player, 'add', { place: inThread(told, 'news'), input: { name: 'x' } })).toThrow(InvalidInput);
  });

  test('T-8-6 a new name comes with a paper that bears it; the name as it stands needs none', () => {
    expect(code(on().refused(player, 'open', { place: { opens: 'news' }, input: { name: '庭球 はな' } }))).toBe('name-unproven T-8-6');
    expect(news({ name: '庭球 はな', paper: '戸籍' }).thread('news').state).toBe('told');
    expect(news({ name: '庭球 花子', hand: 'right' }).thread('news').state).toBe('told');
  });

  test.each([
    [{}, undefined],
    [{ 'change/what': 'mood' }, { outcome: 'record' }],
    [{ 'change/what': 'nickname' }, { outcome: 'notify', row: 'renick' }],
    [{ 'change/what': 'entry' }, { outcome: 'notify', opens: 'news' }],
    [{ 'change/what': 'racket' }, { outcome: 'new-assessment' }],
    [{ 'change/what': 'tennis' }, { outcome: 'lapse', row: 'giveUp' }],
  ])('T-8-7 %j leads to %j', (answers, verdict) => {
    const said = club.changes?.decide(answers);
    if (verdict === undefined) expect(said).toBeUndefined();
    else expect(said).toMatchObject({ ...verdict, clause: 'T-8-7' });
    const { row, opens } = said ?? {};
    if (row) expect(on().moves(player)).toContain(row);
    if (opens) expect(news({ nickname: 'x' }).thread(opens).state).toBe('told');
  });
});

describe('what the public reads and says', () => {
  test('T-9-2 what the head pins to the board stands on the page from its day on, also after the end', () => {
    const pinned = on().does(head, 'pin', { input: { notice: '会員章を貸さないでください。', english: 'Do not lend the badge.' } });
    const text = { ja: '会員章を貸さないでください。', en: 'Do not lend the badge.' };
    expect(seen(pinned).notices).toEqual([{ on: '2027-03-10', label: { ja: '掲示', en: 'Notice' }, text, clause: 'T-9-2' }]);
    expect(seen(pinned, '2027-03-09').notices).toEqual([]);
    const after = pinned
      .on('2027-04-01')
      .does(player, 'giveUp', { input: { endedOn: '2027-04-01' } })
      .does(head, 'pin', { input: { notice: '終わりました。' } });
    expect(seen(after, '2027-04-01').notices.map((each) => each.text.en)).toEqual(['Do not lend the badge.', '終わりました。']);
    expect(() => on().does(head, 'pin', { input: {} })).toThrow(InvalidInput);
    expect(code(on().refused(player, 'pin', { input: { notice: 'x' } }))).toBe('wrong-party T-9-2');
  });

  test('T-9-2 what is asked by any other row is told to nobody', () => {
    const so = on().does(desk, 'open', { place: { opens: 'correction' }, input: { finding: '靴に泥', due: '2027-04-01' } });
    expect(JSON.stringify(seen(so))).not.toContain('靴に泥');
  });

  test('T-9-3 a report is taken up as a correction, in the words of who reported; the misuses are named', () => {
    const { voices } = club;
    if (!voices) throw new Error('nobody can say anything');
    const { opens, input, matter } = voices.takenUp;
    const taken = on().does(desk, 'open', { place: { opens }, input: { ...input, [matter]: '貸しています。', due: '2027-04-01' } });
    expect(taken.thread('correction').history[0]).toMatchObject({ by: 'Ken', input: { finding: '貸しています。' } });
    expect(taken.status().status).toBe('in-force');
    expect(code(on().refused(player, 'open', { place: { opens }, input: { [matter]: 'x', due: '2027-04-01' } }))).toBe('wrong-party T-8-1');
    expect(voices.misuse.grounds.map((each) => each.value)).toEqual(['lent', 'table']);
    expect([voices.doubt.clause, voices.misuse.clause, voices.question.clause]).toEqual(['T-9-3', 'T-9-3', 'T-9-3']);
  });
});

describe('the same player', () => {
  test('T-5-12 who applies again is known by name and birthday, however spelled, and by nothing less', () => {
    expect(isSameObject(club, basics, { ...basics, name: '庭球 花子' })).toBe(true);
    expect(isSameObject(club, basics, { ...basics, birthday: '2001-04-02' })).toBe(false);
    expect(isSameObject(club, { ...basics, birthday: '' }, { ...basics, birthday: '' })).toBe(false);
    expect(namedBefore(club, basics)).toBeUndefined();
  });

  test('T-5-12 within half a year of a withdrawal they are refused; the day after, and after any other end, they are not', () => {
    const ended = (endedOn: string, how: 'withdrawn' | 'lapsed' = 'withdrawn') =>
      begins().knowing({ earlierAttestations: [{ key: 'TC1-0001-2611-U', ended: how, endedOn: day(endedOn) }] });
    expect(code(ended('2026-05-24').refused(player, 'submit'))).toBe('barred T-5-12');
    expect(ended('2026-05-23').does(player, 'submit').subject.state).toBe('desk');
    expect(ended('2026-11-19', 'lapsed').does(player, 'submit').subject.state).toBe('desk');
  });
});
