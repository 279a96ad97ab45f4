import { describe, expect, test } from 'vitest';
import { chargedFee, chargeOf } from '../../../src/rules/charge.ts';
import { day } from '../../../src/rules/day.ts';
import { fieldsOf, leafFields } from '../../../src/rules/dossier.ts';
import { dossierOf } from '../../../src/rules/editions.ts';
import { keepingEnded, whatStays } from '../../../src/rules/keeping.ts';
import { iotCloud } from '../book.ts';
import { formB202409 } from '../criteria/form-b/2024.09/edition.ts';
import { grounds, groundsWithoutJustReason } from '../grounds.ts';
import { at, begun, certificate, decider, editor, inFormalReview, officer, opens, provider, received, reviewer, told } from './cast.ts';

const cert = () => certificate('2026-11-22');

describe('changes', () => {
  const notice = (change: object = {}) => ({
    concerns: 'forms',
    about: 'A2-04/content',
    changedOn: '2027-02-01',
    description: '本店移転',
    altersCertificate: 'no',
    ...change,
  });
  const notified = (change: object = {}, on = '2027-02-10') =>
    cert()
      .on(on)
      .does(provider, 'open', opens('change', notice(change)));

  test.each(['forms', 'registry', 'other'])('D-9.2-1 a change of %s is notified and accepted; both dates are kept', (concerns) => {
    const so = notified({ concerns });
    expect(so.thread('change')).toMatchObject({ openedOn: '2027-02-10', history: [{ input: { changedOn: '2027-02-01' } }] });
    expect(so.turn()).toEqual(['office']);
    expect(so.does(officer, 'accept', at(so, 'change')).thread('change').state).toBe('accepted');
    const more = so
      .does(officer, 'askMore', { ...at(so, 'change'), input: { reason: '謄本' } })
      .does(provider, 'complete', { ...at(so, 'change'), input: { answer: '添付' } });
    expect(more.thread('change').state).toBe('notified');
  });

  test('D-9.2-1 a change that has not happened is not notified', () =>
    expect(
      told(
        cert()
          .on('2027-02-10')
          .refused(provider, 'open', opens('change', notice({ changedOn: '2027-02-11' }))),
      ),
    ).toBe('day-ahead D-9.2-1'));

  const paper = [{ document: 'new-registry', place: '全部' }];

  test('D-9.2-1 the new content stands once the notice is accepted, and what it replaces until then', () => {
    const so = notified({ 'A2-05/content': '新しい概要', evidence: paper });
    expect(so.values['A2-05/content']).toBe(cert().values['A2-05/content']);
    const accepted = so.does(officer, 'accept', at(so, 'change'));
    expect(accepted.values['A2-05/content']).toBe('新しい概要');
    expect(accepted.status().status).toBe('in-force');
  });

  test.each([
    ['businessName', '株式会社新みなと', 'yes'],
    ['representative', '灯台 守', 'no'],
    ['businessAddress', '東京都港区新橋一丁目1番1号', 'no'],
  ])('D-9.1-5 a changed %s comes with a new registry certificate', (path, now, altersCertificate) => {
    const change = notice({ concerns: 'registry', altersCertificate, [path]: now });
    const on = cert().on('2027-02-10');
    expect(told(on.refused(provider, 'open', opens('change', change)))).toBe('registry-missing D-9.1-5');
    const same = { ...change, [path]: cert().values[path] ?? '' };
    expect(on.does(provider, 'open', opens('change', same)).thread('change').state).toBe('notified');
    expect(on.does(provider, 'open', opens('change', { ...change, registry: paper })).thread('change').state).toBe('notified');
  });

  test('D-9.1-5 a changed item comes with evidence of the change', () => {
    const change = notice({ 'A2-05/content': '新しい概要' });
    const on = cert().on('2027-02-10');
    expect(told(on.refused(provider, 'open', opens('change', change)))).toBe('evidence-missing D-9.1-5');
    expect(on.does(provider, 'open', opens('change', { ...change, evidence: paper })).thread('change').state).toBe('notified');
  });

  test.each([
    ['businessName', { registry: paper }],
    ['A2-01/content', { evidence: paper }],
    ['B1-01/content', { evidence: paper }],
  ])('D-4.7-3 a notice that changes %s, which the certificate says, cannot say that the certificate stays as it is', (path, more) => {
    const change = notice({ [path]: '株式会社新みなと', ...more });
    const on = cert().on('2027-02-10');
    expect(told(on.refused(provider, 'open', opens('change', change)))).toBe('certificate-altered D-4.7-3');
    const said = on.does(provider, 'open', opens('change', { ...change, altersCertificate: 'yes' }));
    expect(said.thread('change').state).toBe('notified');
    expect(told(said.refused(officer, 'accept', at(said, 'change')))).toBe('reissue-needed D-4.7-3');
  });

  test('D-4.7-3 what alters the certificate is accepted with its reissue only, and nothing else is reissued', () => {
    const altering = notified({ altersCertificate: 'yes' });
    expect(told(altering.refused(officer, 'accept', at(altering, 'change')))).toBe('reissue-needed D-4.7-3');
    const plain = notified();
    expect(told(plain.refused(officer, 'acceptAndReissue', at(plain, 'change')))).toBe('nothing-to-reissue D-4.7-3');
  });

  test('D-11.3-1 what happened before the certification does not end it', () => {
    const before = { input: { event: 'merger', occurredOn: '2020-01-01' } };
    expect(told(certificate().on('2027-03-01').refused(officer, 'recordSuccession', before))).toBe('before-certification D-11.3-1');
  });

  test('D-4.7-3 any change that alters the certificate costs the reissue fee, each time', () => {
    const so = notified({ altersCertificate: 'yes' });
    expect(told(so.refused(officer, 'acceptAndReissue', at(so, 'change')))).toBe('fee-open D-4.7-3');
    expect(told(so.knowing(received('reissue', 10_450, '2027-02-11')).refused(officer, 'acceptAndReissue', at(so, 'change')))).toBe(
      'fee-open D-4.7-3',
    );
    const paid = so.does(officer, 'recordFee', {
      ...at(so, 'change'),
      input: { receivedOn: '2027-02-11', amount: 10_450, account: '見本銀行' },
    });
    expect(paid.thread('change').state).toBe('notified');
    expect(paid.does(officer, 'acceptAndReissue', at(paid, 'change')).thread('change').state).toBe('accepted');
    const next = paid.does(provider, 'open', opens('change', notice({ altersCertificate: 'yes' })));
    expect(told(next.refused(officer, 'acceptAndReissue', at(next, 'change')))).toBe('fee-open D-4.7-3');
    const kind = iotCloud.threads.change;
    const fee = (its: typeof so) => {
      const charge = chargeOf(kind, its.thread('change'));
      return charge && chargedFee(iotCloud, charge, its.subject, its.values, day('2027-02-10'));
    };
    expect(fee(so)).toMatchObject({ id: 'reissue', total: 10_450, refundable: 'never' });
    expect(fee(notified())).toBeUndefined();
    expect(notified().does(officer, 'accept', at(notified(), 'change')).thread('change').state).toBe('accepted');
  });

  test('D-9.2-2 “without delay” and “promptly” are reminder days: they flag, and refuse nothing', () => {
    const flagged = (so: ReturnType<typeof cert>, clock: string) =>
      so
        .strikes()
        .filter((each) => each.clock === clock)
        .map((each) => [each.on, each.tells, each.kind]);
    expect(flagged(notified({ changedOn: '2027-02-01' }, '2027-03-03'), 'changeNotifiedLate')).toEqual([]);
    const late = notified({ changedOn: '2027-02-01' }, '2027-03-04');
    expect(flagged(late, 'changeNotifiedLate')).toEqual([['2027-03-04', 'office', 'prompt']]);
    expect(late.does(officer, 'accept', at(late, 'change')).status().status).toBe('in-force');
    const incident = (on: string) =>
      cert()
        .on(on)
        .does(
          editor,
          'open',
          opens('incident', { kind: 'leak', occurredOn: '2027-01-01', cameToLightOn: '2027-02-01', description: '漏洩' }),
        );
    expect([flagged(incident('2027-02-08'), 'incidentNotifiedLate'), flagged(incident('2027-02-09'), 'incidentNotifiedLate')]).toEqual([
      [],
      [['2027-02-09', 'office', 'prompt']],
    ]);
    const end = (on: string) =>
      cert()
        .on(on)
        .does(provider, 'reportEnd', { input: { endedOn: '2027-02-01', certificateReturned: true } });
    expect([flagged(end('2027-03-03'), 'endNotifiedLate'), flagged(end('2027-03-04'), 'endNotifiedLate')]).toEqual([
      [],
      [['2027-03-04', 'office', 'prompt']],
    ]);
  });
});

describe('end of service and succession', () => {
  const end = (endedOn: string) => ({ input: { endedOn, certificateReturned: true } });

  test('D-9.3-1 the end is notified with the certificate returned; the register reads it from that day', () => {
    const so = cert().on('2027-04-10').does(provider, 'reportEnd', end('2027-03-31'));
    expect(so.status()).toEqual({ status: 'ceased', since: '2027-03-31' });
    expect(so.status('2027-03-30').status).toBe('in-force');
    expect(so.subject.history.at(-1)).toMatchObject({ input: { certificateReturned: true } });
    expect(() =>
      cert()
        .on('2027-04-10')
        .does(provider, 'reportEnd', { input: { endedOn: '2027-03-31', certificateReturned: false } }),
    ).toThrow('certificateReturned');
    expect(told(cert().on('2027-04-10').refused(provider, 'reportEnd', end('2027-04-11')))).toBe('day-ahead D-9.3-1');
  });

  const event = (what: string, more: object = {}) => ({ input: { event: what, occurredOn: '2027-03-01', ...more } });

  test.each(['transfer', 'merger', 'inheritance'])(
    'D-11.3-1 %s ends the certification on the day of the event, even when learned later',
    (what) => {
      const so = cert().on('2027-06-15').does(officer, 'recordSuccession', event(what));
      expect(so.status()).toEqual({ status: 'lapsed', since: '2027-03-01' });
      expect(so.status('2027-05-01', '2027-06-14').status).toBe('in-force');
      expect(so.status('2027-02-28').status).toBe('in-force');
      expect(so.subject.history.at(-1)).toMatchObject({ on: '2027-03-01', at: '2027-06-15T03:00:00.000Z' });
    },
  );

  test('D-11.3-1 a split only when it passes the service on; never ahead of the event', () => {
    expect(told(cert().on('2027-06-15').refused(officer, 'recordSuccession', event('split')))).toBe('service-not-passed D-11.3-1');
    expect(
      cert()
        .on('2027-06-15')
        .does(officer, 'recordSuccession', event('split', { passesService: true }))
        .status().status,
    ).toBe('lapsed');
    expect(told(cert().on('2027-02-28').refused(officer, 'recordSuccession', event('merger')))).toBe('day-ahead D-11.3-1');
  });

  test('D-11.3-1 learned after a withdrawal, the earlier event governs what the register reads', () => {
    const withdrawn = cert()
      .on('2027-06-01')
      .does(decider, 'withdraw', { input: { ground: 'ア', reasons: '不適合' } });
    expect(withdrawn.status().status).toBe('withdrawn');
    expect(told(withdrawn.on('2027-06-15').refused(officer, 'recordSuccession', event('merger')))).toBe('wrong-state D-11.3-1');
  });
});

describe('incidents', () => {
  const incident = (change: object = {}) => ({
    kind: 'outage',
    occurredOn: '2027-01-30',
    cameToLightOn: '2027-02-01',
    description: '停止',
    ...change,
  });
  const running = () => cert().on('2027-02-02').does(editor, 'open', opens('incident', incident()));

  test('D-11.1-1 it keeps the day it occurred and the day it came to light, and is reported on until it is closed', () => {
    const so = running();
    expect(so.thread('incident').history[0]).toMatchObject({
      on: '2027-02-02',
      input: { occurredOn: '2027-01-30', cameToLightOn: '2027-02-01' },
    });
    expect(so.turn()).toEqual(['applicant']);
    const reported = so
      .does(provider, 'report', { ...at(so, 'incident'), input: { progress: '復旧' } })
      .does(editor, 'report', { ...at(so, 'incident'), input: { progress: '原因判明' } });
    expect(
      reported.does(officer, 'close', { ...at(so, 'incident'), input: { finding: '再発防止を確認' } }).thread('incident'),
    ).toMatchObject({ state: 'closed', history: [{}, {}, {}, {}] });
  });

  test.each([{ cameToLightOn: '2027-01-29' }, { cameToLightOn: '2027-02-03' }])('D-11.1-1 dates that cannot be are refused: %j', (change) =>
    expect(
      told(
        cert()
          .on('2027-02-02')
          .refused(editor, 'open', opens('incident', incident(change))),
      ),
    ).toBe('incident-dates D-11.1-1'),
  );

  test('D-11.1-2 a maintenance notice shorter than the disclosed lead time is an incident', () => {
    const notice = (noticedOn: string) => ({ input: { noticedOn, stopsOn: '2027-03-15' } });
    expect(cert().on('2027-03-02').does(editor, 'recordMaintenanceNotice', notice('2027-03-01')).subject.history.at(-1)).toMatchObject({
      row: 'recordMaintenanceNotice',
    });
    expect(told(cert().on('2027-03-02').refused(editor, 'recordMaintenanceNotice', notice('2027-03-02')))).toBe('short-notice D-11.1-2');
    expect(
      cert()
        .on('2027-03-02')
        .does(editor, 'open', opens('incident', incident({ kind: 'short-notice' })))
        .thread('incident').state,
    ).toBe('running');
    expect(
      told(cert().fill({ maintenanceLead: null }).on('2027-03-02').refused(editor, 'recordMaintenanceNotice', notice('2027-01-01'))),
    ).toBe('short-notice D-11.1-2');
  });
});

describe('surveillance and withdrawal', () => {
  test('D-11.2-1 the office may demand, set a date anew and publish that it did', () => {
    const so = cert().does(officer, 'open', opens('demand', { kind: 'improvement', demand: '改善されたい', due: '2026-12-20' }));
    expect(so.thread('demand').due).toBe('2026-12-20');
    const again = so.does(officer, 'demandAgain', { ...at(so, 'demand'), input: { demand: '再度', due: '2027-01-20' } });
    expect(again.thread('demand').due).toBe('2027-01-20');
    const published = again.does(officer, 'publish', { ...at(so, 'demand'), input: { notice: '改善を要請した' } });
    expect(published.does(provider, 'answer', { ...at(so, 'demand'), input: { answer: '対応した' } }).turn()).toEqual(['office']);
    expect(published.status().status).toBe('in-force');
  });

  const withdrawal = (ground: string) => ({ input: { ground, reasons: '次の事実が認められる' } });
  const asked = (ground: string) => cert().does(reviewer, 'open', opens('justReason', { ground, facts: '届出がない', due: '2026-12-20' }));

  test('D-11.4-1 the ten grounds are there to be chosen; four need the absence of a just reason', () => {
    expect(grounds.map((each) => each.value).join('')).toBe('アイウエオカキクケコ');
    expect(groundsWithoutJustReason.map((each) => each.value).join('')).toBe('カキクケ');
  });

  test.each(['ア', 'イ', 'ウ', 'エ', 'オ', 'コ'])('D-11.4-1 on ground %s a person withdraws with reasons', (ground) => {
    expect(cert().does(decider, 'withdraw', withdrawal(ground)).status().status).toBe('withdrawn');
    expect(() => cert().does(decider, 'withdraw', { input: { ground } })).toThrow('reasons');
  });

  test.each(['カ', 'キ', 'ク', 'ケ'])(
    'D-11.4-1 on ground %s only after the provider was asked for a just reason and none was found',
    (ground) => {
      expect(told(cert().refused(decider, 'withdraw', withdrawal(ground)))).toBe('reason-not-asked D-11.4-1');
      const given = asked(ground).does(provider, 'give', { ...at(asked(ground), 'justReason'), input: { reason: '失念' } });
      expect(told(given.refused(decider, 'withdraw', withdrawal(ground)))).toBe('open-thread D-11.4-1');
      const none = given.does(reviewer, 'conclude', { ...at(given, 'justReason'), input: { finding: '理由に当たらない' } });
      expect(none.does(decider, 'withdraw', withdrawal(ground)).status()).toMatchObject({ status: 'withdrawn' });
      const found = given.does(reviewer, 'accept', { ...at(given, 'justReason'), input: { finding: '災害' } });
      expect(told(found.refused(decider, 'withdraw', withdrawal(ground)))).toBe('reason-not-asked D-11.4-1');
      const other = ground === 'カ' ? 'キ' : 'カ';
      expect(told(none.refused(decider, 'withdraw', withdrawal(other)))).toBe('reason-not-asked D-11.4-1');
    },
  );

  test('D-11.4-1 an open question for a just reason stops a withdrawal on any ground', () =>
    expect(told(asked('カ').refused(decider, 'withdraw', withdrawal('ア')))).toBe('open-thread D-11.4-1'));

  test('D-11.4-1 silence is recorded only after the time to answer; nothing is withdrawn by itself', () => {
    const so = asked('カ');
    expect(told(so.on('2026-12-20').refused(reviewer, 'silence', at(so, 'justReason')))).toBe('still-in-time D-11.4-1');
    const silent = so
      .on('2026-12-21')
      .does(reviewer, 'silence', at(so, 'justReason'))
      .does(reviewer, 'conclude', { ...at(so, 'justReason'), input: { finding: '回答なし' } });
    expect(silent.status().status).toBe('in-force');
    expect(silent.does(decider, 'withdraw', withdrawal('カ')).status().status).toBe('withdrawn');
    expect(told(silent.refused(reviewer, 'withdraw', withdrawal('カ')))).toBe('same-person D-11.4-1');
  });
});

describe('documents and confidences', () => {
  const back = { input: { returnedOn: '2028-12-01', to: '岸' } };

  test('D-10-1 documents are kept while the certification is in effect, and returned after expiry and withdrawal', () => {
    expect(told(cert().refused(officer, 'returnDocuments', back))).toBe('still-in-effect D-10-1');
    expect(told(cert().on('2028-11-21').refused(officer, 'returnDocuments', back))).toBe('still-in-effect D-10-1');
    expect(cert().on('2028-11-22').does(officer, 'returnDocuments', back).subject.history.at(-1)).toMatchObject({
      row: 'returnDocuments',
      ...back,
    });
    const withdrawn = cert().does(decider, 'withdraw', { input: { ground: 'ア', reasons: '不適合' } });
    expect(withdrawn.does(officer, 'returnDocuments', back).subject.state).toBe('ended');
  });

  const ended = (so: ReturnType<typeof cert>, on: string) => {
    const application = { ...begun().subject, id: so.standing().periods[0]?.application ?? '' };
    return keepingEnded(iotCloud, { application, standing: so.standing() }, day(on));
  };

  test('D-10-1 D-10-2 the keeping ends with the certification, the service or its effect, each under its clause', () => {
    expect(ended(cert(), '2028-11-21')).toBeUndefined();
    expect(ended(cert(), '2028-11-22')).toEqual({ end: 'expired', on: '2028-11-22', clause: 'D-10-1' });
    const withdrawn = cert().does(decider, 'withdraw', { input: { ground: 'ア', reasons: '不適合' } });
    expect(ended(withdrawn, '2026-11-22')).toEqual({ end: 'withdrawn', on: '2026-11-22', clause: 'D-10-1' });
    const over = cert()
      .on('2027-02-01')
      .does(provider, 'reportEnd', { input: { endedOn: '2027-01-31', certificateReturned: true } });
    expect(ended(over, '2027-02-01')).toEqual({ end: 'ceased', on: '2027-01-31', clause: 'D-10-2' });
  });

  test('D-10-1 a refused or dropped application is returned; one under review is kept', () => {
    const of = (so: ReturnType<typeof begun>) => keepingEnded(iotCloud, { application: so.subject }, day('2030-01-01'));
    expect(of(inFormalReview())).toBeUndefined();
    expect(of(inFormalReview().does(provider, 'drop'))).toMatchObject({ end: 'dropped', clause: 'D-10-2' });
  });

  test('D-10-1 form A and what is published stay, the evidence and the rest of form B do not', () => {
    const dossier = dossierOf(iotCloud, formB202409.id);
    const of = Object.fromEntries([...leafFields(dossier).keys()].map((path) => [path, 'x']));
    const publication = iotCloud.publication.at(-1)?.value;
    if (!publication || !iotCloud.keeping) throw new Error('nothing is published');
    const stays = new Set(Object.keys(whatStays(dossier, of, iotCloud.keeping, publication)));
    const formA = dossier.sections.filter(({ id }) => id.startsWith('form-a')).flatMap(({ fields }) => fields.map(({ id }) => id));
    expect(formA.filter((id) => !stays.has(id))).toEqual([]);
    const items = fieldsOf(dossier).filter((field) => field.kind === 'disclosure');
    expect(items.filter((field) => stays.has(`${field.id}/evidence`))).toEqual([]);
    expect(items.filter((field) => field.published === undefined && stays.has(`${field.id}/content`))).toEqual([]);
    expect(items.filter((field) => field.published !== undefined && !stays.has(`${field.id}/content`))).toEqual([]);
  });
});
