import { afterEach, describe, expect, test } from 'vitest';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import { checkBook } from './check-book.ts';
import { loadBook, MUTATION } from './load-book.ts';
import { listMutations, without } from './mutation.ts';

const before: unknown = Reflect.get(globalThis, MUTATION);
afterEach(() => Reflect.set(globalThis, MUTATION, before));
const whole = before === undefined || before === '' ? club : undefined;

describe.skipIf(whole === undefined)('taking guards out', () => {
  const list = listMutations(club);

  test('everything that guards is listed once, with a clause that the book knows', () => {
    expect(new Set(list.map((each) => each.id)).size).toBe(list.length);
    for (const each of list) expect(club.clauses).toHaveProperty([each.clause]);
    expect(list.map((each) => each.id)).toEqual(
      expect.arrayContaining([
        'tennis-club:application.submit:needs:formClean',
        'tennis-club:application.grant:notBy:evaluation.report',
        'tennis-club:application.grant:blockedBy:committee',
        'tennis-club:application.grant:bound',
        'tennis-club:committee.opine:once',
        'tennis-club:evaluation.declare:needs:independent',
        'tennis-club:basic/1.0:form:verdict-given',
        'tennis-club:basic/1.0:content:alreadyBorn',
      ]),
    );
  });

  test.each(list.map((each) => each.id))('%s changes the book in one place', (id) => {
    const less = without(club, id);
    expect(listMutations(less).map((each) => each.id)).toEqual(list.map((each) => each.id).filter((each) => each !== id));
    expect(checkBook(less).filter((each) => !/never executed/.test(each))).toEqual([]);
  });

  test('another book, or a guard that is not there, is left alone', () => {
    expect(without(club, 'golf-club:application.submit:needs:formClean')).toBe(club);
    expect(listMutations(without(club, 'tennis-club:application.submit:needs:luck'))).toEqual(list);
  });

  test('a book is loaded without the guard that the tests’ set-up names', () => {
    Reflect.set(globalThis, MUTATION, 'tennis-club:application.submit:needs:formClean');
    expect(loadBook(club).application.rows.submit?.needs).toEqual(['renewalInWindow', 'notBarred']);
    Reflect.set(globalThis, MUTATION, undefined);
    expect(loadBook(club)).toBe(club);
  });
});
