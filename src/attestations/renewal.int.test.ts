import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../examples/iot-cloud/dossiers.ts';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { certify, cloudValues } from '../../test/certified.ts';
import { type EmptyStore, emptyStore, engines } from '../../test/empty-store.ts';
import { markAttestation, origin, somebody } from '../../test/labelled.ts';
import { applicationProjection, loadFacts } from '../applications/index.ts';
import type { Principal } from '../people/index.ts';
import { registerProjection } from '../register/index.ts';
import { type Day, day } from '../rules/day.ts';
import type { Values } from '../rules/dossier.ts';
import type { JsonObject } from '../rules/json.ts';
import { canonicalJson } from '../rules/json.ts';
import { statusOn } from '../rules/status.ts';
import type { Subject } from '../rules/subject.ts';
import { asOf } from '../rules/terms.ts';
import type { NewEvent, Tx } from '../store/index.ts';
import { standingOf } from './attestation.ts';
import { issueOnDecision } from './issue-on-decision.ts';
import { attestationProjection } from './list.ts';
import { openRenewal } from './renewal.ts';
import { renewalOnFiling } from './renewal-on-filing.ts';

const books = [iotCloud];
const edition = iotCloud.editions[0]?.id ?? '';
const terms = asOf(iotCloud.terms, day('2026-11-22'));
/** Issued on 2026-11-22: the last day is 2028-11-21. */
const values = (name: string, over: Values = {}): Values =>
  cloudValues({ ...connect.scope, serviceName: name, 'B1-01/content': name, ...over });
const holder: Principal = {
  ...{ person: { id: 'p-1', name: '葵' }, organisation: { id: 'org-1', name: '株式会社みなと', kind: 'applicant' } },
  ...{ roles: ['responsible'], via: 'session' },
};

describe.each(engines.filter((engine) => engine.available))('renewals on $name', ({ name }) => {
  let empty: EmptyStore;
  let today = day('2026-11-22');
  let ids = 0;
  const engine = () => ({
    ...{ store: empty.store, books, newId: () => `renewal-${String(++ids).padStart(4, '0')}` },
    clock: { now: () => new Date(`${today}T03:00:00Z`), today: () => today },
  });
  beforeAll(async () => {
    empty = await emptyStore(name, {
      projections: [registerProjection({ books }), attestationProjection, applicationProjection({ books })],
      reactions: [issueOnDecision({ books, origin: () => origin }), renewalOnFiling({ books })],
    });
  });
  afterAll(async () => empty?.remove());

  const event = (type: string, on: Day, data: JsonObject): NewEvent => ({ type, data, effectiveOn: on, editions: {} });
  /** What a row appends to an application's stream. */
  const row = async (tx: Tx, id: string, on: Day, type: string, data: JsonObject) => {
    const { length } = await tx.load(`application:${id}`);
    await tx.append(`application:${id}`, length, [event(type, on, { row: type, party: '', input: {}, ...data })], somebody);
  };
  const submit = async (tx: Tx, id: string, on: Day, its: Values, receivedOn = on) =>
    row(tx, id, on, 'ApplicationSubmitted', {
      ...{ to: 'formal-review', receivedOn, edition, effects: ['freeze-dossier'] },
      dossier: await tx.putDocument('org-1', canonicalJson(its as JsonObject)),
    });
  const file = async (key: string, on: string, its: Values) => {
    today = day(on);
    const { id } = await openRenewal(engine(), holder, `open-${key}-${on}`, key);
    await empty.store.transaction((tx) => submit(tx, id, today, its));
    return id;
  };
  const effect = (id: string, on: string, type: string, effects: readonly string[], to: string) =>
    empty.store.transaction((tx) => row(tx, id, day(on), type, { effects: [...effects], to }));
  const standing = async (key: string) => standingOf(await empty.store.read(`attestation:${key}`));
  const reads = async (key: string, on: string) => {
    if (!terms) throw new Error('no terms');
    return statusOn(await standing(key), terms, day(on)).status;
  };
  const subject = (over: Partial<Subject> = {}): Subject => ({
    ...{ kind: 'application', id: 'x', reference: 'x', scheme: iotCloud.id, organisation: 'org-1', level: 'disclosure', version: 1 },
    ...{ state: 'draft', history: [], threads: [], openedOn: today, edition, periods: [], ...over },
  });
  const facts = (on: string, its: Values, over: Partial<Subject> = {}) =>
    empty.store.transaction((tx) =>
      loadFacts(tx, new Set(['earlierAttestations', 'firstDossier']), {
        ...{ book: iotCloud, subject: subject(over), values: its, day: day(on) },
      }),
    );

  test('D-9.1-2 filing is known to the attestation in the transaction that files, and in none that fails', async () => {
    const key = await certify(empty.store, { values: values('一') });
    today = day('2028-10-22');
    const { id } = await openRenewal(engine(), holder, 'open-one', key);
    const failing = empty.store.transaction(async (tx) => {
      await submit(tx, id, today, values('一'));
      expect((await tx.load(`attestation:${key}`)).at(-1)?.type).toBe('RenewalFiled');
      throw new Error('the power went');
    });
    await expect(failing).rejects.toThrow('the power went');
    expect((await standing(key)).renewals).toEqual([]);
    await empty.store.transaction((tx) => submit(tx, id, today, values('一')));
    expect((await standing(key)).renewals).toEqual([{ application: id, filedOn: '2028-10-22', timely: true }]);
  });

  test('D-9.1-1 corrected after a return in time it keeps its day; filed anew later it is told anew, and in time no more', async () => {
    const key = await certify(empty.store, { values: values('二') });
    const id = await file(key, '2028-10-20', values('二'));
    await empty.store.transaction((tx) => submit(tx, id, day('2028-11-03'), values('二'), day('2028-10-20')));
    expect((await empty.store.read(`attestation:${key}`)).filter((each) => each.type === 'RenewalFiled')).toHaveLength(1);
    await empty.store.transaction((tx) => submit(tx, id, day('2028-11-10'), values('二')));
    expect((await standing(key)).renewals).toEqual([{ application: id, filedOn: '2028-11-10', timely: false }]);
    expect(await reads(key, '2028-11-22')).toBe('expired');
  });

  test('D-9.1-2 a refusal ends the effect on its own date, a drop too; a draft never filed ends unnoticed', async () => {
    const key = await certify(empty.store, { values: values('三') });
    const id = await file(key, '2028-10-22', values('三'));
    expect(await reads(key, '2028-11-22')).toBe('renewal-under-review');
    await effect(id, '2028-12-01', 'CertificationRefused', ['decide-refuse'], 'refused');
    expect([await reads(key, '2028-11-30'), await reads(key, '2028-12-01')]).toEqual(['renewal-under-review', 'expired']);
    const unfiled = await certify(empty.store, { values: values('四') });
    today = day('2028-10-01');
    const draft = await openRenewal(engine(), holder, 'open-four', unfiled);
    await effect(draft.id, '2028-10-02', 'ApplicationDropped', ['drop'], 'dropped');
    expect(await empty.store.read(`attestation:${unfiled}`)).toHaveLength(1);
    const again = await file(unfiled, '2028-10-03', values('四'));
    await effect(again, '2028-12-05', 'ApplicationDropped', ['drop'], 'dropped');
    expect([await reads(unfiled, '2028-12-04'), await reads(unfiled, '2028-12-05')]).toEqual(['renewal-under-review', 'expired']);
  });

  test('D-9.1-7 a grant adds a period to the same attestation, without gap or overlap, whenever it is decided', async () => {
    for (const [service, decided] of [
      ['五', '2028-09-30'],
      ['六', '2029-01-15'],
    ] as const) {
      const key = await certify(empty.store, { values: values(service) });
      const { number } = await empty.store.db
        .selectFrom('register_entries')
        .select('number')
        .where('key', '=', key)
        .executeTakeFirstOrThrow();
      const id = await file(key, '2028-09-22', values(service, { 'A2-02/content': '新しい内容' }));
      await effect(id, decided, 'ServiceCertified', ['decide-issue'], 'certified');
      const so = await standing(key);
      expect(so.periods.map(({ from, until }) => [from, until])).toEqual([
        ['2026-11-22', '2028-11-21'],
        ['2028-11-22', '2030-11-21'],
      ]);
      expect(so.renewals).toEqual([expect.objectContaining({ concludedOn: decided })]);
      const now = await empty.store.db.selectFrom('register_entries').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
      expect([now.number, now.issued_on, now.valid_until]).toEqual([number, '2026-11-22', '2030-11-21']);
      expect(JSON.stringify(now.entry)).toContain('新しい内容');
    }
  });

  test('D-9.1-2 what was brought to an end meanwhile is granted no further period', async () => {
    const key = await certify(empty.store, { values: values('十三') });
    const id = await file(key, '2028-09-22', values('十三'));
    await markAttestation(empty.store, key, '2028-09-25', [{ mark: 'end', kind: 'withdrawn', on: day('2028-09-25'), ground: '' }]);
    await expect(effect(id, '2028-09-30', 'ServiceCertified', ['decide-issue'], 'certified')).rejects.toMatchObject({ code: 'ended' });
    expect((await standing(key)).periods).toHaveLength(1);
  });

  test('L-3.7-3 that a renewal is filed does not change the day of the last change of what is read', async () => {
    const key = await certify(empty.store, { values: values('十四') });
    await file(key, '2028-09-22', values('十四'));
    const { entry } = await empty.store.db.selectFrom('register_entries').select('entry').where('key', '=', key).executeTakeFirstOrThrow();
    expect(entry['updatedOn']).toBe('2026-11-22');
  });

  test('D-9.1-4 a renewal is compared with the new application, also after another renewal', async () => {
    const key = await certify(empty.store, { values: values('七', { 'A2-02/content': '最初' }) });
    const id = await file(key, '2028-09-22', values('七', { 'A2-02/content': '二回目' }));
    await effect(id, '2028-10-01', 'ServiceCertified', ['decide-issue'], 'certified');
    const { firstDossier } = await facts('2030-10-01', values('七'), { renews: key });
    expect(firstDossier?.['A2-02/content']).toBe('最初');
    expect((await facts('2030-10-01', values('七'))).firstDossier).toBeNull();
    expect((await facts('2030-10-01', values('七'), { renews: key })).earlierAttestations).toContainEqual({ key, lastDay: '2030-11-21' });
  });

  test('D-4.2-6 earlier attestations are those of the same service, and of another holder only when named', async () => {
    const mine = await certify(empty.store, { values: values('八') });
    const theirs = await certify(empty.store, { values: values('九'), organisation: 'org-2' });
    await markAttestation(empty.store, mine, '2027-04-01', [{ mark: 'end', kind: 'withdrawn', on: day('2027-04-01'), ground: '' }]);
    const withdrawn = { key: mine, lastDay: '2028-11-21', ended: 'withdrawn', endedOn: '2027-04-01' };
    expect((await facts('2027-05-01', values(' 八 '))).earlierAttestations).toEqual([withdrawn]);
    expect((await facts('2027-03-31', values('八'))).earlierAttestations).toEqual([{ key: mine, lastDay: '2028-11-21' }]);
    expect((await facts('2027-05-01', values('九'))).earlierAttestations).toEqual([]);
    const { number } = await empty.store.db
      .selectFrom('register_entries')
      .select('number')
      .where('key', '=', theirs)
      .executeTakeFirstOrThrow();
    const named = await facts('2029-05-01', values('十', { earlierNumber: number }));
    expect(named.earlierAttestations).toEqual([{ key: theirs, lastDay: '2028-11-21', ended: 'expired', endedOn: '2028-11-22' }]);
  });

  test('L-3.2-5 where the dossier answers less on scope than is asked now, it says so and takes the answers', async () => {
    const { unit: _unit, ...less } = values('十二');
    const key = await certify(empty.store, { values: less });
    today = day('2028-10-01');
    await expect(openRenewal(engine(), holder, 'scope-1', key)).rejects.toMatchObject({ code: 'scope-open' });
    await expect(openRenewal(engine(), holder, 'scope-2', key, { unit: 'yes' })).resolves.toMatchObject({ version: 1 });
  });

  test('D-9.1-1 one renewal at a time, however often it is asked for at once', async () => {
    const key = await certify(empty.store, { values: values('十一') });
    today = day('2028-10-01');
    const tries = await Promise.allSettled(Array.from({ length: 4 }, (_, n) => openRenewal(engine(), holder, `at-once-${n}`, key)));
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  });
});
