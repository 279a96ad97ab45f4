import { describe, expect, test } from 'vitest';
import { day } from '../../../src/rules/day.ts';
import { editionFor, editionHash, openOffers } from '../../../src/rules/editions.ts';
import { story } from '../../../src/rules/story.ts';
import { iotLabel } from '../book.ts';
import { known } from '../sample.ts';
import { accepted, asked, but, concluded, draft, editor, filed, found, officer, officer2, vendor, why } from './cast.ts';

const chosen = (level: string, on: string) => () => editionFor(iotLabel, level, undefined, day(on)).id;

describe('levels and editions', () => {
  test('L-3.1-1 the scheme is a book of its own, of one owner, and says who attests at each level', () => {
    expect(iotLabel.owner.ja).toContain('情報処理推進機構');
    expect(Object.entries(iotLabel.levels).map(([id, level]) => [id, level.mark, level.attestedBy])).toEqual([
      ['1', '★1', 'applicant'],
      ['2', '★2', 'applicant'],
      ['3', '★3', 'owner'],
      ['4', '★4', 'owner'],
    ]);
  });

  test('L-3.3-1 ★1 has one set of sixteen criteria for all product types, declared by the vendor', () => {
    const its = editionFor(iotLabel, '1', undefined, day('2026-11-22'));
    expect(its).toMatchObject({ id: 'common/1.1', types: [], levels: ['1'] });
    expect(its.criteria).toHaveLength(16);
    expect(editionFor(iotLabel, '1', 'camera', day('2026-11-22')).id).toBe('common/1.1');
  });

  test('L-3.3-1 every one of the sixteen must conform, or not apply for a reason', () => {
    for (const [verdict, reason] of [
      ['does-not-conform', 'x'],
      ['not-tested', 'x'],
      ['could-not-decide', 'x'],
    ] as const) {
      const so = draft({ values: but({ 'S1.1-05/verdict': verdict, 'S1.1-05/reason': reason }) });
      expect(found(so.findings())).toEqual(['S1.1-05/verdict only-conforming-counts L-3.3-1']);
      expect(why(so.refused(vendor, 'submit'))).toBe('only-conforming-counts L-3.3-1');
    }
    expect(
      filed({ values: but({ 'S1.1-04/verdict': 'not-applicable', 'S1.1-04/reason': 'ネットワーク経由の利用者認証がない。' }) }).subject
        .state,
    ).toBe('form-check');
  });

  test('L-3.3-2 ★2 includes ★1 and is declared by the vendor', () =>
    expect(iotLabel.levels['2']).toMatchObject({ includes: '1', attestedBy: 'applicant' }));

  test('L-3.3-4 ★1 can be applied for; a level without an approved set cannot, and the refusal says which can', () => {
    expect(chosen('1', '2026-11-22')()).toBe('common/1.1');
    for (const level of ['2', '3', '4']) {
      expect(chosen(level, '2026-11-22')).toThrow('no-approved-set (L-3.3-4)');
      expect(() => editionFor(iotLabel, level, 'camera', day('2026-11-22'))).toThrow(expect.objectContaining({ allowed: ['1'] }));
    }
  });

  test('L-3.3-6 ★1 is open from 2025-03-25 and not a day before, though it was approved earlier', () => {
    expect(chosen('1', '2025-03-25')()).toBe('common/1.1');
    expect(chosen('1', '2025-03-24')).toThrow('level-not-open (L-3.3-6)');
    expect(iotLabel.offers.every((offer) => offer.approvedOn < offer.opensOn)).toBe(true);
  });

  test('L-3.3-6 ★1 is issued; ★3 and ★4 are not while no validity has been decided for them', () => {
    expect(concluded(accepted()).does(officer2, 'issue').subject.state).toBe('issued');
    const editions = iotLabel.editions.map((each) => ({ ...each, levels: ['3'] }));
    const three = {
      ...iotLabel,
      editions,
      offers: iotLabel.offers.map((each) => ({ ...each, level: '3', hash: editionHash({ ...iotLabel, editions }, each.edition) })),
    };
    const byBody = but({
      'evaluator-category': 'evaluation_body',
      'body-name': '架空試験所',
      'body-number': 'ASNITE 0001 T',
      'documents-handed-over': true,
    });
    const atThree = concluded(
      asked(
        story(three, { day: '2026-11-16', level: '3', edition: 'common/1.1', organisation: 'kakuu', values: byBody, facts: known })
          .does(vendor, 'submit')
          .does(officer, 'accept'),
      ),
    );
    expect(why(atThree.refused(officer2, 'issue'))).toBe('validity-undecided L-3.3-6');
    expect(() =>
      story(iotLabel, { day: '2026-11-22', level: '4', edition: 'common/1.1', organisation: 'kakuu' }).attested({ serial: 1 }),
    ).toThrow('validity-undecided (L-3.3-6)');
  });

  test('L-3.7-9 once decided, ★3 lasts as long as was decided for it, for its product type before its level, from the day of the decision on', () => {
    const [latest] = iotLabel.terms.toReversed();
    if (!latest) throw new Error('no terms');
    const years = (maxYears: number) => ({ maxYears, shorter: 'never', clause: 'L-3.7-9' }) as const;
    const validity = { ...latest.value.validity, '3': years(2), '3/camera': years(1) };
    const decided = {
      ...iotLabel,
      terms: [...iotLabel.terms, { from: day('2027-04-01'), value: { ...latest.value, validity }, source: 'a decision on ★3' }],
    };
    const issuedOn = (on: string, type?: string) =>
      story(decided, { day: on, level: '3', edition: 'common/1.1', organisation: 'kakuu', ...(type ? { type } : {}) }).attested({
        serial: 1,
      });
    expect(() => issuedOn('2027-03-31')).toThrow('validity-undecided (L-3.3-6)');
    expect(issuedOn('2027-04-01').subject.periods).toMatchObject([{ from: '2027-04-01', until: '2029-03-31' }]);
    expect(issuedOn('2027-04-01', 'camera').subject.periods).toMatchObject([{ until: '2028-03-31' }]);
    expect(issuedOn('2027-04-01', 'router').subject.periods).toMatchObject([{ until: '2029-03-31' }]);
    expect(issuedOn('2027-04-01', 'camera').status('2028-04-01').status).toBe('expired');
  });

  test('L-3.1-2 an edition is usable only under the very hash that was approved', () => {
    expect(openOffers(iotLabel, '1', undefined, day('2026-11-22'))).toHaveLength(1);
    const changed = { ...iotLabel, editions: iotLabel.editions.map((each) => ({ ...each, formRules: {} })) };
    expect(() => editionFor(changed, '1', undefined, day('2026-11-22'))).toThrow('no-approved-set (L-3.3-4)');
    const criterion = {
      ...iotLabel,
      criteria: iotLabel.criteria.map((each) => (each.id === 'S1.1-16' ? { ...each, subConditions: [] } : each)),
    };
    expect(editionHash(criterion, 'common/1.1')).not.toBe(editionHash(iotLabel, 'common/1.1'));
    expect(() => editionFor(criterion, '1', undefined, day('2026-11-22'))).toThrow('no-approved-set (L-3.3-4)');
  });

  test('L-3.1-2 an edition that the book does not hold is refused', () => {
    expect(filed().subject.edition).toBe('common/1.1');
    expect(() => story(iotLabel, { day: '2026-11-22', level: '1', edition: 'common/9.9', organisation: 'kakuu' }).findings()).toThrow(
      'unknown-edition (L-3.1-2)',
    );
  });
});

describe('L-3.4-14 the edition and the day of receipt', () => {
  const returned = (on = '2026-11-20') =>
    filed()
      .on(on)
      .does(officer, 'return', { input: { reason: 'S1.1-05の証跡の箇所を確かめてください。' } });

  test('L-3.4-14 the day of submission fixes the edition', () =>
    expect(filed({ day: '2026-11-16' }).subject).toMatchObject({ receivedOn: '2026-11-16', edition: 'common/1.1' }));

  test('L-3.4-14 a return gives thirty days; corrected on the last of them the filing keeps its day, a day later it does not', () => {
    expect(returned().subject).toMatchObject({ state: 'returned', correctBy: '2026-12-20' });
    expect(returned().on('2026-12-20').does(vendor, 'submit').subject.receivedOn).toBe('2026-11-16');
    expect(returned().on('2026-12-21').does(vendor, 'submit').subject.receivedOn).toBe('2026-12-21');
    expect(
      returned()
        .strikes()
        .map((each) => [each.clock, each.on, each.tells]),
    ).toEqual([
      ['correctionTime', '2026-12-20', 'applicant'],
      ['correctionTimeOver', '2026-12-21', 'office'],
    ]);
  });

  // Grace as the engine reads it: the offer of the old edition ends, a new one stands beside it.
  const common12 = {
    ...iotLabel.editions.find((each) => each.id === 'common/1.1'),
    id: 'common/1.2',
  } as (typeof iotLabel.editions)[number];
  const [offer] = iotLabel.offers;
  const two = { ...iotLabel, editions: [...iotLabel.editions, common12] };
  const grace = {
    ...two,
    offers: offer
      ? [
          { ...offer, lastDay: day('2027-03-31') },
          { ...offer, edition: 'common/1.2', hash: editionHash(two, 'common/1.2'), opensOn: day('2027-01-01') },
        ]
      : [],
  };
  const inGrace = (on: string) => {
    const { values } = draft();
    return story(grace, {
      day: on,
      level: '1',
      edition: 'common/1.1',
      organisation: 'kakuu',
      values,
      facts: { evidence: [{ id: 'design', name: 'x', sha256: '0'.repeat(64), erased: false }] },
    });
  };

  test('L-3.4-14 L-3.7-7 on the last day of grace the old edition is received; the day after it is refused and the new one adopted', () => {
    expect(inGrace('2027-03-31').does(vendor, 'submit').subject.edition).toBe('common/1.1');
    const late = inGrace('2027-04-01');
    expect(why(late.refused(vendor, 'submit'))).toBe('edition-over L-3.4-14');
    expect(late.does(editor, 'adoptEdition').does(vendor, 'submit').subject).toMatchObject({
      edition: 'common/1.2',
      receivedOn: '2027-04-01',
    });
  });

  test('L-3.4-14 decided after grace, the old edition still holds; returned, it holds until the time to correct is over', () => {
    const late = inGrace('2027-03-31').does(vendor, 'submit').on('2027-04-20');
    expect(late.does(officer, 'accept').subject.edition).toBe('common/1.1');
    const back = late.does(officer, 'return', { input: { reason: '様式の誤り' } });
    expect(back.on('2027-05-20').does(vendor, 'submit').subject).toMatchObject({ edition: 'common/1.1', receivedOn: '2027-03-31' });
    expect(why(back.on('2027-05-21').refused(vendor, 'submit'))).toBe('edition-over L-3.4-14');
  });

  test('L-3.4-14 the office closes a case that was not corrected, only after its time', () => {
    expect(why(returned().on('2026-12-20').refused(officer, 'closeUncorrected'))).toBe('correction-time L-3.4-14');
    expect(returned().on('2026-12-21').does(officer, 'closeUncorrected').subject.state).toBe('dropped');
  });
});
