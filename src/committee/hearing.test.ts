import { describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import * as cast from '../../schemes/iot-cloud/stories/cast.ts';
import type { Story } from '../rules/story.ts';
import { hearingsOf, isOpenToMember, opinionsFor, standingOfMember } from './hearing.ts';

const convened = () => cast.inDecision().does(cast.reviewer, 'open', cast.opens('committee', { meetsOn: '2026-12-10' }));
const heard = (so: Story) => {
  const found = hearingsOf(iotCloud, so.subject).at(-1);
  if (!found) throw new Error('nothing is heard');
  return found;
};
const opinion = { input: { opinion: 'certify', remarks: '妥当' } };
const says = (so: Story, who: string) => so.does(cast.member(who), 'opine', { ...cast.at(so, 'committee'), ...opinion });
const recuses = (so: Story, who: string) =>
  so.does(cast.member(who), 'recuse', { ...cast.at(so, 'committee'), input: { reason: '取引先' } });

describe('a case before the committee', () => {
  test('D-6.4-1 is heard on the day that the office set; without a committee nothing is heard', () => {
    expect(heard(convened())).toMatchObject({ meetsOn: '2026-12-10', isOpen: true });
    expect(hearingsOf(iotCloud, cast.inDecision().subject)).toEqual([]);
  });
  test('D-6.4-1 a member reads the papers only while it is heard, and not after stepping aside, under whatever membership', () => {
    const so = recuses(convened(), '甲');
    expect([isOpenToMember(heard(so), '甲'), isOpenToMember(heard(so), '乙')]).toEqual([false, true]);
    const over = says(so, '乙').does(cast.reviewer, 'conclude', { ...cast.at(so, 'committee'), input: { minutes: '—' } });
    expect(isOpenToMember(heard(over), '乙')).toBe(false);
    expect(isOpenToMember(heard(convened().does(cast.provider, 'drop')), '乙')).toBe(false);
  });
  test('D-6.4-1 the others’ opinions are read after giving one’s own; the office reads them all', () => {
    const one = says(convened(), '甲');
    const read = (so: Story, person: string, isOffice = false) => opinionsFor(heard(so), { person, isOffice }).map((entry) => entry.by);
    expect([read(one, '乙'), read(one, '甲'), read(one, '五反田', true)]).toEqual([[], ['甲'], ['甲']]);
    const both = says(one, '乙');
    expect(read(both, '乙')).toEqual(['甲', '乙']);
    expect(['甲', '乙', '丙'].map((who) => standingOfMember(heard(both), who))).toEqual(['spoke', 'spoke', 'to-speak']);
  });
  test('D-6.4-1 an opinion is bound to the content that was seen', () => {
    const so = convened();
    const other = { ...cast.at(so, 'committee'), ...opinion, seen: { hash: 'of something else' } };
    expect(cast.told(so.refused(cast.member('甲'), 'opine', other))).toBe('not-what-was-seen D-6.4-1');
  });
});
