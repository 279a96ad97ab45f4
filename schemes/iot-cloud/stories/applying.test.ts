import { describe, expect, test } from 'vitest';
import { chargedFee } from '../../../src/rules/charge.ts';
import { day, daysBetween } from '../../../src/rules/day.ts';
import { fieldsOf } from '../../../src/rules/dossier.ts';
import { editionHash } from '../../../src/rules/editions.ts';
import { iotCloud } from '../book.ts';
import { formB202409 } from '../criteria/form-b/2024.09/edition.ts';
import { editionsLock } from '../editions-lock.ts';
import { terms } from '../terms.ts';
import {
  at,
  awaitingPayment,
  begun,
  editor,
  inDocumentReview,
  inFormalReview,
  officer,
  opens,
  pays,
  provider,
  received,
  told,
} from './cast.ts';

const fit = {
  provided: 'yes',
  usesIotDevices: 'yes',
  serviceKind: 'paas-narrow',
  platforms: ['system'],
  contract: 'self',
  foreign: 'no',
  unit: 'yes',
};
const outcome = (change: object) => {
  const { outcome: what, clause } = iotCloud.scope.decide({ ...fit, ...change });
  return `${what} ${clause}`;
};
const found = (change: Parameters<typeof begun>[1]) =>
  begun('2026-11-20', change)
    .findings()
    .map(({ code, path, clause }) => `${code} ${path} ${clause}`);

describe('may the service be applied for', () => {
  test.each([
    ['D-4.1-1', { provided: 'no' }],
    ['D-4.1-2', { usesIotDevices: 'no' }],
    ['D-4.1-2', { serviceKind: 'hardware-only' }],
    ['D-4.2-1', { platforms: ['none'] }],
    ['D-4.2-3', { foreign: 'not-japanese' }],
    ['D-4.2-5', { contract: 'plain-agent' }],
    ['D-4.3-1', { unit: 'no' }],
  ])('%s refuses %j with its reason', (clause, change) => expect(outcome(change)).toBe(`out-of-scope ${clause}`));

  test.each([
    ['D-4.1-1', {}, 'D-4.2-2'],
    ['D-4.1-2', { serviceKind: 'iaas' }, 'D-4.2-2'],
    ['D-4.1-2', { serviceKind: 'paas-broad' }, 'D-4.2-2'],
    ['D-4.2-1', { platforms: ['hardware'] }, 'D-4.2-2'],
    ['D-4.2-1', { platforms: ['network', 'development'] }, 'D-4.2-2'],
    ['D-4.2-2', { contract: 'self' }, 'D-4.2-2'],
    ['D-4.2-3', { foreign: 'japanese' }, 'D-4.2-3'],
    ['D-4.2-4', { contract: 'agents' }, 'D-4.2-4'],
    ['D-4.2-5', { contract: 'own-sale' }, 'D-4.2-5'],
    ['D-4.3-1', { unit: 'combined' }, 'D-4.2-2'],
  ])('%s lets %j apply, reasoned under %s', (_clause, change, reasoned) => expect(outcome(change)).toBe(`in-scope ${reasoned}`));

  test('D-4.2-2 D-4.2-3 D-4.2-4 D-4.2-5 the outcome tells its reason', () => {
    const reason = (change: object) => iotCloud.scope.decide({ ...fit, ...change }).reason.ja;
    expect(reason({})).toContain('外部に委託していても申請できます');
    expect(reason({ contract: 'agents' })).toContain('代理店の名称、本店の所在地及び連絡先');
    expect(reason({ contract: 'own-sale' })).toContain('独自に申請できます');
    expect(reason({ foreign: 'japanese', contract: 'agents' })).toMatch(/日本語で情報開示を行うため.*代理店の名称/);
  });

  test.each([
    ['D-4.1-2', { serviceKind: 'unsure' }],
    ['D-4.3-1', { unit: 'unsure' }],
  ])('%s leaves %j to a question', (clause, change) => expect(outcome(change)).toBe(`unclear ${clause}`));

  test('D-4.1-2 a doubt about the unit is asked before filing and kept with its answer', () => {
    const so = begun().does(editor, 'open', opens('unitQuestion', { question: '統合してよいか' }));
    expect(so.turn()).toEqual(['office']);
    const answered = so.does(officer, 'answer', { ...at(so, 'unitQuestion'), input: { mayApply: 'yes', answer: '一単位でよい' } });
    expect(answered.thread('unitQuestion').history.map((each) => [each.by, each.input])).toEqual([
      ['岸', { question: '統合してよいか' }],
      ['品川', { mayApply: 'yes', answer: '一単位でよい' }],
    ]);
    expect(told(inFormalReview().refused(editor, 'open', opens('unitQuestion', { question: '?' })))).toBe('wrong-state D-4.1-2');
  });
});

describe('what was answered at the beginning stands in the application', () => {
  const asked = (change: Parameters<typeof begun>[1], mayApply = 'yes') => {
    const so = begun('2026-11-20', change).does(editor, 'open', opens('unitQuestion', { question: '一単位か' }));
    return so.does(officer, 'answer', { ...at(so, 'unitQuestion'), input: { mayApply, answer: '事務局の見解' } });
  };

  test.each([
    ['D-4.1-2', { serviceKind: 'unsure' }],
    ['D-4.3-1', { unit: 'unsure' }],
  ])('%s in doubt (%j) nothing is filed before the office answered that it may be', (clause, change) => {
    expect(told(begun('2026-11-20', change).refused(provider, 'submit'))).toBe(`unclear ${clause}`);
    expect(told(asked(change, 'no').refused(provider, 'submit'))).toBe(`unclear ${clause}`);
    expect(asked(change).does(provider, 'submit').subject.state).toBe('formal-review');
  });

  test('D-4.1-1 no answer of the office makes a service fit that is not provided', () =>
    expect(told(asked({ provided: 'no' }).refused(provider, 'submit'))).toBe('out-of-scope D-4.1-1'));

  test('D-4.3-1 platform services combined in one unit are described', () => {
    expect(found({ unit: 'combined' })).toEqual(['missing unitCombination D-4.3-1']);
    expect(found({ unit: 'combined', unitCombination: 'システム基盤と開発・実行基盤を一体で提供する' })).toEqual([]);
  });

  test('D-4.2-5 an OEM seller, or an agent with support of its own, says whose service it is and what its support is', () => {
    expect(found({ contract: 'own-sale' })).toEqual(['missing ownSale D-4.2-5', 'missing originalProvider D-4.2-5']);
    const oem = { contract: 'own-sale', ownSale: 'oem', originalProvider: '他社の基盤' };
    expect(found(oem)).toEqual([]);
    expect(found({ ...oem, ownSale: 'own-support' })).toEqual(['missing ownSupport D-4.2-5']);
    expect(found({ ...oem, ownSale: 'own-support', ownSupport: '24時間の電話窓口' })).toEqual([]);
  });

  test('D-4.2-2 what is outsourced does not stand in the way, and is named', () => {
    expect(found({ outsourced: 'yes', outsourcing: [] })).toEqual(['missing outsourcing D-4.4-6']);
    expect(found({ outsourced: 'no', outsourcing: [] })).toEqual([]);
  });

  test('D-4.4-1 no question of the beginning is asked again', () => {
    const ids = fieldsOf(formB202409.dossier).map((field) => field.id);
    expect(iotCloud.scope.questions.filter((each) => ids.includes(each.id))).toEqual([]);
  });
});

describe('the application', () => {
  test('D-4.4-1 form A names who is in charge, and who is billed when that is another', () => {
    expect(found({ contactName: '', contactMail: 'x' })).toEqual(['missing contactName D-4.4-1', 'wrong-form contactMail D-4.4-1']);
    expect(found({ billing: 'other', billingName: '経理部' })).toEqual([
      'missing billingAddress D-4.7-1',
      'missing billingTelephone D-4.7-1',
      'missing billingMail D-4.7-1',
    ]);
  });

  test('D-4.4-1 every attachment of forms A and B goes to the office', () => {
    const attaching = fieldsOf(formB202409.dossier).filter((field) => field.kind === 'evidence' || field.kind === 'disclosure');
    expect(attaching).toHaveLength(104);
    expect(attaching.filter((field) => field.handedOver !== 'D-4.4-1')).toEqual([]);
  });

  test('D-4.4-1 the edition is what was approved', () =>
    expect(editionHash(iotCloud, 'form-b/2024.09')).toBe(editionsLock['form-b/2024.09']));

  test('D-4.4-1 a complete application is filed by the responsible person, bound to what was seen', () => {
    expect(inFormalReview().subject).toMatchObject({ state: 'formal-review', receivedOn: '2026-11-20', edition: 'form-b/2024.09' });
    expect(told(begun().refused(editor, 'submit'))).toBe('wrong-party D-4.4-1');
    expect(told(begun().refused(provider, 'submit', { seen: { hash: 'of something else' } }))).toBe('not-what-was-seen D-4.4-1');
    expect(told(begun('2026-11-20', { serviceName: '' }).refused(provider, 'submit'))).toBe('missing D-4.4-1');
  });

  test('D-4.6-1 applications are taken on any day', () => {
    for (const on of ['2026-11-22', '2027-01-01', '2028-02-29']) expect(inFormalReview(on).subject.receivedOn).toBe(on);
    expect(begun().moves(provider)).toContain('submit');
  });

  test('D-4.4-1 the applicant adopts the forms now in use while the dossier is open', () => {
    expect(begun().does(provider, 'adoptEdition').subject.edition).toBe('form-b/2024.09');
    expect(told(inFormalReview().refused(provider, 'adoptEdition'))).toBe('wrong-state D-4.4-1');
  });

  test('D-4.4-2 every mandatory item is filled; an optional one need not be', () => {
    expect(found({})).toEqual([]);
    expect(found({ 'A2-04/content': '' })).toEqual(['disclosure-given A2-04/content D-4.4-2']);
    expect(found({ 'A2-04/answer': null })).toEqual(['disclosure-given A2-04/content D-4.4-2']);
    expect(found({ 'A3-02/answer': null, 'A3-02/content': null, 'A3-02/evidence': [] })).toEqual([]);
    expect(told(begun('2026-11-20', { 'A2-04/answer': '' }).refused(provider, 'submit'))).toBe('disclosure-given D-4.4-2');
  });

  test('D-4.4-2 an attachment reference says where in the document', () =>
    expect(found({ 'A2-04/evidence': [{ document: 'guide', place: '' }] })).toEqual(['pointer-has-place A2-04/evidence/1 D-4.4-2']));

  test('D-4.4-5 what is disclosed, mandatory or optional, has evidence; not done and not disclosed need none', () => {
    expect(found({ 'A2-04/evidence': [] })).toEqual(['disclosure-needs-evidence A2-04/evidence D-4.4-5']);
    expect(found({ 'A3-02/answer': 'content', 'A3-02/content': '5名' })).toEqual(['disclosure-needs-evidence A3-02/evidence D-4.4-5']);
    expect(found({ 'A3-02/answer': 'content', 'A3-02/content': '5名', 'A3-02/evidence': [{ document: 'guide', place: '2頁' }] })).toEqual(
      [],
    );
    expect(found({ 'A3-02/answer': 'not-disclosed' })).toEqual([]);
    expect(found({ 'A3-02/content': '5名' })).toEqual(['disclosure-given A3-02/answer D-4.4-2']);
    expect(found({ 'A3-02/answer': 'not-disclosed', 'A3-02/content': '5名' })).toEqual(['disclosure-given A3-02/content D-4.4-2']);
    expect(found({ 'A2-04/answer': 'not-done', 'A2-04/evidence': [] })).toEqual([]);
    expect(found({ 'A2-04/evidence': [{ document: 'of another', place: '1頁' }] })).toEqual(['evidence-is-ours A2-04/evidence/1 D-4.4-5']);
  });

  test.each([
    ['corporation', 'registry-original', []],
    ['corporation', 'registry-copy', ['missing originalFiledWith D-4.4-3']],
    ['corporation', 'photo-id-copy', ['existence-proof existenceProof D-4.4-3']],
    ['sole-proprietor', 'photo-id-copy', []],
    ['sole-proprietor', 'photo-id-original', ['existence-proof existenceProof D-4.4-3']],
    ['sole-proprietor', 'registry-original', ['existence-proof existenceProof D-4.4-3']],
  ])('D-4.4-3 a %s with %s: %j', (applicantKind, existenceProof, findings) =>
    expect(found({ applicantKind, existenceProof })).toEqual(findings),
  );

  test('D-4.4-3 a photo identification in a foreign language is filed as original, as copy only from the second service on', () => {
    const foreign = {
      applicantKind: 'sole-proprietor',
      existenceLanguage: 'foreign',
      existenceTranslation: [{ document: 'translation', place: '全部' }],
    };
    expect(found({ ...foreign, existenceProof: 'photo-id-original' })).toEqual([]);
    expect(found({ ...foreign, existenceProof: 'photo-id-copy' })).toEqual(['missing originalFiledWith D-4.4-3']);
    expect(found({ ...foreign, existenceProof: 'registry-copy', originalFiledWith: '申請' })).toEqual([
      'existence-proof existenceProof D-4.4-3',
    ]);
    const filed = inFormalReview('2026-11-20', { ...foreign, existenceProof: 'photo-id-original' });
    expect(told(filed.refused(officer, 'completeFormalReview'))).toBe('original-not-seen D-4.4-3');
  });

  test('D-4.4-3 a copy names the application with the original; a foreign proof has a translation; no seal certificate is asked for', () => {
    expect(found({ existenceProof: 'registry-copy', originalFiledWith: '2025年の申請' })).toEqual([]);
    expect(found({ existenceLanguage: 'foreign' })).toEqual(['missing existenceTranslation D-4.4-3']);
    expect(found({ existenceLanguage: 'foreign', existenceTranslation: [{ document: 'translation', place: '全部' }] })).toEqual([]);
    expect(JSON.stringify(fieldsOf(formB202409.dossier)).includes('印鑑')).toBe(false);
  });

  test('D-4.4-3 the formal review ends only when sight of the original is recorded', () => {
    expect(told(inFormalReview().refused(officer, 'completeFormalReview'))).toBe('original-not-seen D-4.4-3');
    expect(awaitingPayment().subject.history.at(-2)).toMatchObject({ row: 'recordOriginal', by: '品川', input: { seenOn: '2026-11-20' } });
    const copy = inFormalReview('2026-11-20', { existenceProof: 'registry-copy', originalFiledWith: '2025年の申請' });
    expect(copy.does(officer, 'completeFormalReview').subject.state).toBe('awaiting-payment');
  });

  test('D-4.4-4 a representative without power of representation is shown to be responsible', () => {
    expect(found({ representativeHasPower: 'no' })).toEqual(['missing responsibilityProof D-4.4-4']);
    expect(found({ representativeHasPower: 'no', responsibilityProof: [{ document: 'guide', place: '1頁' }] })).toEqual([]);
  });

  test('D-4.2-4 with agents, each is named with head office and contact', () => {
    expect(found({ contract: 'agents' })).toEqual(['missing agents D-4.2-4']);
    expect(found({ contract: 'agents', agents: [{ name: '代理店甲', address: '', contact: '03-0000-0000' }] })).toEqual([
      'missing agents/1/address D-4.2-4',
    ]);
    expect(found({ contract: 'agents', agents: [{ name: '代理店甲', address: '東京', contact: '03-0000-0000' }] })).toEqual([]);
  });

  test('D-4.4-6 a contractor’s part rests on its public material or on what its responsible person signed', () => {
    const by = (document: string) => ({ 'B6-01/evidence': [{ document, place: '2頁' }] });
    expect(found(by('centre'))).toEqual([]);
    expect(found(by('signed'))).toEqual([]);
    expect(found(by('unsigned'))).toEqual(['contractor-material B6-01/evidence/1 D-4.4-6']);
    expect(told(begun('2026-11-20', by('unsigned')).refused(provider, 'submit'))).toBe('contractor-material D-4.4-6');
  });

  test('D-4.4-6 an item that is outsourced has material of the contractor; one that is not done needs none', () => {
    expect(found({ 'B6-01/evidence': [{ document: 'guide', place: '2頁' }] })).toEqual(['contractor-silent B6-01/evidence D-4.4-6']);
    expect(found({ 'B6-01/evidence': [{ document: 'guide', place: '2頁' }], outsourced: 'no' })).toEqual([]);
    expect(found({ 'B6-05/answer': 'not-done', 'B6-05/evidence': [] })).toEqual([]);
    const only = (items: string) => found({ outsourcing: [{ contractor: '乙', work: '電話窓口', items }] });
    expect(only('B7-04')).toEqual(['contractor-silent B7-04/evidence D-4.4-6']);
    expect(only('b7-04、B7-06')).toHaveLength(2);
    expect(only('電話')).toEqual(['contractor-items outsourcing/1/items D-4.4-6']);
  });

  test('D-4.4-7 the copy of a web page has its address and a date', () => {
    const by = (document: string) => found({ 'B7-01/evidence': [{ document, place: '全部' }] });
    expect(by('page')).toEqual([]);
    expect(by('undated')).toEqual(['page-undated B7-01/evidence/1 D-4.4-7']);
    expect(by('nowhere')).toEqual(['evidence-is-ours B7-01/evidence/1 D-4.4-5']);
  });

  test('D-5.1-1 D-5.1-2 the items are about the business and about the service', () => {
    const items = fieldsOf(formB202409.dossier)
      .filter((field) => field.kind === 'disclosure')
      .map((field) => field.id);
    expect([items.filter((id) => id.startsWith('A')).length, items.filter((id) => id.startsWith('B')).length]).toEqual([25, 75]);
    const sections = formB202409.dossier.sections.filter((section) => section.fields.some((field) => field.kind === 'disclosure'));
    expect(sections.map((section) => section.label.ja)).toEqual([
      ...['開示情報の時点', '事業所・事業', '人材', '財務状況', '資本関係・所属団体', 'コンプライアンス'],
      ...['センターサービス', '提供端末', '推奨端末', 'サービス基本特性', 'システム運用(システム基盤運用、セキュリティ等)'],
      ...['ハウジング(サーバ設置場所)', 'サービスサポート'],
    ]);
  });

  test('D-5.1-1 D-5.1-2 each item says what to write, what bears it out and where its name and weight come from', () => {
    const items = fieldsOf(formB202409.dossier).filter((field) => field.kind === 'disclosure');
    for (const each of items) {
      expect([each.label, each.hint, each.category, each.evidenceHint].map((its) => [its?.ja, its?.en].every(Boolean))).toEqual(
        Array(4).fill(true),
      );
      expect(Object.keys(each.provenance ?? {})).toEqual(['name', 'weight']);
    }
    const grades = items.map((each) => each.provenance?.weight?.grade);
    const count = (grade: string) => grades.filter((each) => each === grade).length;
    expect([count('official'), count('public-source'), count('unverified')]).toEqual([5, 11, 84]);
    expect(items.filter((each) => each.weight === 'mandatory')).toHaveLength(53);
  });

  test('D-5.1-1 what is said of the business can be taken over for a second service', () =>
    expect(formB202409.dossier.sections.filter((section) => section.about === 'applicant').map((section) => section.id)).toEqual([
      'form-a-applicant',
      ...['as-of', 'offices', 'people', 'finances', 'capital', 'compliance'],
    ]));

  test('D-4.5-1 by registered post the day of receipt counts; tracking number, dates and who opened it are kept', () => {
    const post = { trackingNumber: '123-45-67890-1', postedOn: '2026-11-17', receivedOn: '2026-11-18', openedBy: '品川' };
    const onPaper = begun('2026-11-20', {}, { onBehalf: true });
    const so = onPaper.does(officer, 'receiveByPost', { input: post });
    expect(so.subject).toMatchObject({ state: 'formal-review', receivedOn: '2026-11-18' });
    expect(so.subject.history.at(-1)).toMatchObject({ by: '品川', on: '2026-11-18', at: '2026-11-20T03:00:00.000Z', input: post });
    for (const wrong of [{ receivedOn: '2026-11-21' }, { postedOn: '2026-11-19' }])
      expect(told(onPaper.refused(officer, 'receiveByPost', { input: { ...post, ...wrong } }))).toBe('post-dates D-4.5-1');
    expect(told(begun().refused(officer, 'receiveByPost', { input: post }))).toBe('not-taken-in D-4.5-1');
    expect(told(onPaper.refused(provider, 'receiveByPost', { input: post }))).toBe('wrong-party D-4.5-1');
  });
});

describe('a year after a withdrawal', () => {
  const ended = (endedOn: string, how: 'withdrawn' | 'lapsed' | 'expired' | 'ceased' = 'withdrawn') => ({
    earlierAttestations: [{ key: 'IP-IoT 0001-2401', ended: how, endedOn: day(endedOn) }],
  });

  test.each([
    ['2025-04-01', '2026-04-01', '2026-04-02'],
    ['2028-02-29', '2029-02-28', '2029-03-01'],
  ])('D-4.2-6 withdrawn %s: refused on %s, taken from %s', (on, refusedOn, first) => {
    const refusal = begun(refusedOn).knowing(ended(on)).refused(provider, 'submit');
    expect(told(refusal)).toBe('wait-not-over D-4.2-6');
    expect(refusal.message).toContain(first);
    expect(begun(first).knowing(ended(on)).does(provider, 'submit').subject.state).toBe('formal-review');
  });

  test('D-4.2-6 a withdrawal that the applicant states counts as well, and is stated with its day', () => {
    const stated = { earlier: 'withdrawn', earlierNumber: 'IP-IoT 0001-2401', withdrawnOn: '2025-11-20' };
    expect(found({ earlier: 'withdrawn' })).toEqual(['missing earlierNumber D-4.2-6', 'missing withdrawnOn D-4.2-6']);
    expect(told(begun('2026-11-20', stated).refused(provider, 'submit'))).toBe('wait-not-over D-4.2-6');
    expect(begun('2026-11-21', stated).does(provider, 'submit').subject.state).toBe('formal-review');
  });

  test('D-4.2-6 lapse, end of service and expiry bring no wait', () => {
    for (const how of ['lapsed', 'ceased', 'expired'] as const)
      expect(begun('2026-11-20').knowing(ended('2026-11-19', how)).does(provider, 'submit').subject.state).toBe('formal-review');
  });
});

describe('money', () => {
  test('D-4.7-1 fees are net and tax of ten per cent', () => {
    expect(terms[0]?.value.fees.map(({ id, net, tax, total, refundable }) => [id, net, tax, total, refundable])).toEqual([
      ['new', 190_000, 19_000, 209_000, 'never'],
      ['renewal', 95_000, 9_500, 104_500, 'never'],
      ['reissue', 9_500, 950, 10_450, 'never'],
    ]);
    for (const fee of terms[0]?.value.fees ?? []) expect([fee.net + fee.tax, fee.net * 0.1]).toEqual([fee.total, fee.tax]);
  });

  test('D-4.7-1 a new application is charged 209,000 yen, a renewal 104,500', () => {
    const charge = iotCloud.threads.fee?.charges;
    const charged = (so: ReturnType<typeof begun>) =>
      charge && chargedFee(iotCloud, charge, so.subject, so.values, day('2026-11-22')).total;
    expect([charged(begun()), charged(begun('2026-11-20', {}, { renews: 'IP-IoT 0007-2611' }))]).toEqual([209_000, 104_500]);
  });

  test('D-4.7-2 the end of the formal review asks for the fee by day 7, or the next bank day', () => {
    const so = awaitingPayment('2026-11-16');
    expect(so.thread('fee')).toMatchObject({ state: 'announced', due: '2026-11-24' });
    expect(so.turn()).toEqual(['applicant']);
    expect(awaitingPayment('2026-11-17').thread('fee').due).toBe('2026-11-24');
    expect(awaitingPayment('2026-11-18').thread('fee').due).toBe('2026-11-25');
    const late = awaitingPayment('2026-11-16').on('2027-03-01');
    expect(daysBetween(day('2026-11-24'), day('2027-03-01'))).toBeGreaterThan(90);
    expect(pays(late).thread('fee').state).toBe('confirmed');
  });

  test('D-4.7-2 the document review starts only on confirmed receipt: date, amount and account', () => {
    const so = awaitingPayment();
    expect(told(so.refused(officer, 'startDocumentReview'))).toBe('open-thread D-4.7-2');
    const confirm = (amount: number) =>
      so
        .knowing(received('new', amount))
        .refused(officer, 'confirm', { ...at(so, 'fee'), input: { receivedOn: '2026-11-24', amount, account: '普通' } });
    expect(told(confirm(208_999))).toBe('fee-open D-4.7-2');
    expect(pays(so).thread('fee').history.at(-1)).toMatchObject({ by: '品川', input: { amount: 209_000, account: '普通 1234567' } });
    expect(inDocumentReview().subject.state).toBe('document-review');
  });

  test('D-4.7-2 the fee of another kind does not pay for it', () => {
    const so = awaitingPayment();
    expect(
      told(
        so
          .knowing(received('reissue', 209_000))
          .refused(officer, 'confirm', { ...at(so, 'fee'), input: { receivedOn: '2026-11-24', amount: 209_000, account: '普通' } }),
      ),
    ).toBe('fee-open D-4.7-2');
  });

  test('D-4.7-1 who withdraws gets nothing back, and is told so on the button', () => {
    expect(iotCloud.application.rows.drop?.label.ja).toContain('返還されません');
    for (const so of [begun(), inFormalReview(), awaitingPayment(), inDocumentReview()])
      expect(so.does(provider, 'drop').subject.state).toBe('dropped');
  });
});
