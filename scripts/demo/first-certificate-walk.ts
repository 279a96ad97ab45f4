import type { ExampleDossier } from '../../examples/example.ts';
import { businessItems } from '../../examples/iot-cloud/business-items.ts';
import type { DemoPersonId } from '../../src/people/demo-people.ts';
import { addDays, type Day } from '../../src/rules/day.ts';
import type { EvidenceOrigin } from '../../src/rules/facts.ts';
import type { JsonValue } from '../../src/rules/json.ts';
import { type Caller, type CaseSeen, caller, fill, move, moveInThread, openThread, withEvidence } from './api-client.ts';
import { tokenAs } from './demo-sign-in.ts';
import type { Paper } from './example-papers.ts';
import { typedInto } from './typed-workbook.ts';

/** Who plays which part. */
export const parts = {
  responsible: 'demo-aoi',
  editor: 'demo-riku',
  /** Looks at the form, reviews the documents. */
  reviewer: 'demo-ito',
  /** Takes the money, finds on what is withheld, decides. */
  decider: 'demo-watanabe',
  /** Sit on the certification committee; the second knows the applicant too well. */
  member: 'demo-futaba',
  related: 'demo-sanpei',
} as const satisfies Readonly<Record<string, DemoPersonId>>;

/** Those who take part, each with a token of their own. */
export type CertificateCast = Readonly<Record<keyof typeof parts, Caller>>;

/** Signs the demo's people in at a server. */
export async function signInCast(address: string): Promise<CertificateCast> {
  const cast: Partial<Record<keyof typeof parts, Caller>> = {};
  for (const [part, person] of Object.entries(parts) as [keyof typeof parts, DemoPersonId][])
    cast[part] = caller(address, await tokenAs(address, person));
  return cast as CertificateCast;
}

const kindOf = ({ signedBy, contractor }: EvidenceOrigin): string =>
  signedBy ? 'contractor-signed' : contractor ? 'contractor-public' : 'web-page';

/** Brings the papers into the vault, and says of those that are not the provider's own where they come from. */
export async function enterPapers(by: Caller, papers: readonly Paper[]): Promise<ReadonlyMap<string, string>> {
  const ids = await by.upload(papers.map(({ file, bytes }) => ({ name: file.name, bytes })));
  for (const { file } of papers)
    if (file.origin) await by.send('PUT', `/api/v1/evidence/${ids.get(file.name)}/origin`, { kind: kindOf(file.origin), ...file.origin });
  return ids;
}

/** Opens an application by the scope answers of an example; gives its id. */
export async function openService(by: Caller, { scheme, level, scope }: ExampleDossier): Promise<string> {
  return (await by.send<{ id: string }>('POST', '/api/v1/applications', { scheme, level, scope })).id;
}

/** A question before filing, as the office sees it: who asks and the scope answers, nothing of the dossier. */
interface QuestionBeforeFiling {
  readonly id: string;
  readonly version: number;
  readonly questions: readonly { readonly thread: string }[];
}

/** Doubt about the unit, asked before anything is filed, and answered (D-4.1-2). */
export async function askBeforeFiling(cast: CertificateCast, id: string): Promise<void> {
  const question = 'システム基盤、ネットワーク基盤及び開発・実行基盤を一つの契約で提供しています。一つの申請単位としてよいでしょうか。';
  await openThread(cast.editor, id, 'unitQuestion', { question });
  const answer = '統合して一つのサービスとして提供されているため、一つの申請単位とすることができます。申請書Aに構成を記載してください。';
  const waiting = await cast.reviewer.get<readonly QuestionBeforeFiling[]>('/api/v1/questions');
  const asked = waiting.find((each) => each.id === id);
  if (!asked) throw new Error(`the question of case ${id} did not reach the office`);
  const body = { thread: asked.questions[0]?.thread ?? '', input: { mayApply: 'yes', answer } };
  await cast.reviewer.send('POST', `/api/v1/questions/${id}/moves/answer`, body, { 'if-match': `"${asked.version}"` });
}

/** What the editor writes in Excel: the content of the items on service support. */
const inExcel = (path: string): boolean => /^B7-\d\d\/content$/.test(path);

/** Fills the dossier, the business half first and the last section in Excel, and submits it. */
export async function fileDossier(
  cast: CertificateCast,
  id: string,
  dossier: ExampleDossier,
  evidence: ReadonlyMap<string, string>,
): Promise<void> {
  const values = Object.entries(withEvidence(dossier.values, evidence)).filter(([path]) => !inExcel(path));
  const isBusiness = ([path]: [string, unknown]) => (path.split('/')[0] ?? '') in businessItems;
  await fill(cast.editor, id, Object.fromEntries(values.filter(isBusiness)));
  await fill(cast.responsible, id, Object.fromEntries(values.filter((each) => !isBusiness(each))));
  await writeInExcel(cast.editor, id, dossier);
  await move(cast.responsible, id, 'submit');
}

async function writeInExcel(by: Caller, id: string, dossier: ExampleDossier): Promise<void> {
  const typed = Object.entries(dossier.values).flatMap(([path, value]): [string, string][] =>
    inExcel(path) && typeof value === 'string' ? [[path, value]] : [],
  );
  const path = `/api/v1/applications/${id}/workbook`;
  const form = new FormData();
  form.append('apply', 'yes');
  form.append('file', new Blob([await typedInto(await by.bytes(`${path}?lang=ja`), Object.fromEntries(typed))]), 'form-b.xlsx');
  const { saved } = await by.sendForm<{ saved: number }>(path, form);
  if (saved !== typed.length) throw new Error(`of ${typed.length} cells ${saved} were saved`);
}

/** Takes what is about the provider over from its earlier application, fills in the rest, and submits; gives how many fields were taken over. */
export async function fileOver(
  cast: CertificateCast,
  id: string,
  dossier: ExampleDossier,
  evidence: ReadonlyMap<string, string>,
  from: string,
): Promise<number> {
  const taken = await cast.editor.send<{ saved: readonly { path: string }[] }>('POST', `/api/v1/applications/${id}/reuse`, { from });
  const known = new Set(taken.saved.map((each) => each.path));
  const rest = Object.entries(withEvidence(dossier.values, evidence)).filter(([path]) => !known.has(path));
  await fill(cast.responsible, id, Object.fromEntries(rest));
  await move(cast.responsible, id, 'submit');
  return known.size;
}

/** The formal review: an original is seen, the fee announced. */
export async function reviewForm(cast: CertificateCast, id: string, today: Day, seesOriginal: boolean): Promise<void> {
  if (seesOriginal) await move(cast.reviewer, id, 'recordOriginal', { seenOn: today });
  await move(cast.reviewer, id, 'completeFormalReview');
}

/** What the office awaits for a case. */
interface Charge {
  readonly id: string;
  readonly total: number;
  readonly outstanding: number;
  readonly reference: string;
  readonly invoice: string;
  /** The number by which people speak of the application. */
  readonly applicationNumber: string;
}

/** What was done with a payment. */
interface Booked {
  readonly payment: string;
  readonly settled?: boolean;
  readonly receipt?: string;
}

/** The charge of a case that is not paid yet. */
export async function openCharge(by: Caller, id: string): Promise<Charge> {
  const charges = await by.get<readonly Charge[]>(`/api/v1/applications/${id}/charges`);
  const charge = charges.find((each) => each.outstanding > 0);
  if (!charge) throw new Error(`nothing is awaited for case ${id}`);
  return charge;
}

const ACCOUNT = '見本銀行 本店 普通 0000000';
const PAYER = 'ミホンクラウドキバン(カ';

/** How a fee was paid. */
export interface Paid {
  readonly invoice: string;
  readonly receipt: string;
  readonly application: string;
}

async function assign(cast: CertificateCast, charge: Charge, payment: string): Promise<Paid> {
  const booked = await cast.decider.send<Booked>('POST', `/api/v1/payments/${payment}/assign`, { charge: charge.id });
  if (!booked.settled) throw new Error(`charge ${charge.invoice} is not settled`);
  return { invoice: charge.invoice, receipt: booked.receipt ?? '', application: charge.applicationNumber };
}

/** The money arrives; the office enters it by hand and assigns it to the charge, which is settled (D-4.7-2). */
export async function payFee(cast: CertificateCast, id: string, today: Day): Promise<Paid> {
  const charge = await openCharge(cast.responsible, id);
  const transfer = { receivedOn: today, amount: charge.total, payer: PAYER, account: ACCOUNT, note: charge.reference };
  const { payment } = await cast.decider.send<Booked>('POST', '/api/v1/payments', transfer);
  return assign(cast, charge, payment);
}

/** The money stands in the bank's statement, among other lines; the office imports it and confirms what is proposed for the charge. */
export async function payByStatement(cast: CertificateCast, id: string, today: Day): Promise<Paid> {
  const charge = await openCharge(cast.responsible, id);
  const csv = [
    '取引日,摘要,お支払金額,お預り金額,差引残高',
    `${today},振込手数料,440,,5000000`,
    `${today},${charge.reference} ${PAYER},,${charge.total},${5_000_000 + charge.total}`,
  ].join('\r\n');
  const form = new FormData();
  form.append('account', ACCOUNT);
  form.append('file', new Blob([csv]), 'statement.csv');
  const { payments } = await cast.decider.sendForm<{ payments: readonly string[] }>('/api/v1/payments/statements', form);
  const [payment] = payments;
  if (payment === undefined || payments.length > 1) throw new Error(`the statement brought ${payments.length} payments`);
  const { proposal } = await cast.decider.get<{ proposal: { assign: readonly { charge: string }[] } | null }>(
    `/api/v1/payments/${payment}`,
  );
  if (proposal?.assign[0]?.charge !== charge.id) throw new Error(`payment ${payment} was not proposed for charge ${charge.invoice}`);
  return assign(cast, charge, payment);
}

/** The document review begins, now that the fee has arrived. */
export const startReview = (cast: CertificateCast, id: string): Promise<string> => move(cast.reviewer, id, 'startDocumentReview');

/** What the reviewer sees of an item. */
interface ReviewItem {
  readonly item: string;
  readonly base: number;
  readonly content: string;
}

/** The review, item by item: everything is in order but what is named here, with the words that say what to improve. */
export async function reviewItems(cast: CertificateCast, id: string, toImprove: Readonly<Record<string, string>> = {}): Promise<number> {
  const path = `/api/v1/applications/${id}/item-findings`;
  const { items } = await cast.reviewer.get<{ items: readonly ReviewItem[] }>(path);
  const changes = items.map(({ item, base, content }) => {
    const words = toImprove[item];
    return { item, base, content, ...(words ? { finding: 'to-improve', words } : { finding: 'in-order', words: '' }) };
  });
  await cast.reviewer.send('PUT', path, { changes });
  return items.length;
}

/** One item is not clear: the reviewer asks at the item, the editor answers, the reviewer settles it. */
export async function askAtItem(cast: CertificateCast, id: string): Promise<void> {
  const question = '失効の操作が、つながっている機器にも及ぶことを確かめられる箇所を示してください。';
  await openThread(cast.reviewer, id, 'question', { about: 'B5-19/content', question });
  const answer = '設計書「5 機器の認証」の第2文に、つながっている機器を切断することを記載しています。';
  await moveInThread(cast.editor, id, 'question', 'answer', { answer });
  await moveInThread(cast.reviewer, id, 'question', 'settle');
}

/** A part of what is disclosed is withheld for a while, for a reason that the office finds just (D-7.2-2). */
export async function withholdSoftware(cast: CertificateCast, id: string, today: Day): Promise<Day> {
  const until = addDays(today, 120);
  const reason = '基盤ソフトウェアの更新が終わるまでの間、旧版の名称を公表すると攻撃の手掛かりとなるおそれがあるため。';
  await openThread(cast.responsible, id, 'withholding', { about: 'B5-01/content', reason });
  const finding = '更新の計画と期間が示されており、利用者の保護のために必要と認められる。';
  await moveInThread(cast.decider, id, 'withholding', 'withhold', { finding, until });
  return until;
}

/** A day on which the committee meets, and the cases put before it, as a member sees them. */
interface Meeting {
  readonly cases: readonly { readonly hearing: string; readonly title: string }[];
}

/** A member's act in a hearing, on exactly the papers that the member saw. */
async function sayInHearing(by: Caller, service: string, name: string, input: Readonly<Record<string, JsonValue>>): Promise<void> {
  const meetings = await by.get<readonly Meeting[]>('/api/v1/committee/meetings');
  const hearing = meetings.flatMap((each) => each.cases).find((each) => each.title === service)?.hearing;
  if (!hearing) throw new Error(`${service} was not put before the committee`);
  const { hash } = await by.get<{ hash: string }>(`/api/v1/committee/hearings/${hearing}`);
  await by.send('POST', `/api/v1/committee/hearings/${hearing}/moves/${name}`, { input, hash });
}

/** The committee is heard before the decision: one member gives an opinion on the papers, one recuses himself, the office keeps the minutes (D-6.4-1). */
export async function hearCommittee(cast: CertificateCast, id: string, service: string, today: Day): Promise<void> {
  await openThread(cast.reviewer, id, 'committee', { meetsOn: today });
  const remarks = '開示された内容は具体的で、疎明資料の箇所も明確である。';
  await sayInHearing(cast.member, service, 'opine', { opinion: 'certify', remarks });
  await sayInHearing(cast.related, service, 'recuse', { reason: '申請者に技術の助言をしていたため。' });
  await moveInThread(cast.reviewer, id, 'committee', 'conclude', {
    minutes: '委員から、認定が適当であるとの意見を得た。1名は審議を回避した。',
  });
}

/** The reviewer closes the review with a finding; another decides. */
export const completeReview = (cast: CertificateCast, id: string, finding: string): Promise<string> =>
  move(cast.reviewer, id, 'completeReview', { finding });
export const certify = (cast: CertificateCast, id: string): Promise<string> => move(cast.decider, id, 'certify');

/** Another officer than the reviewer refuses, with the items that need improvement, each explained as the letter will say it (D-6.5-1). */
export const refuse = (
  cast: CertificateCast,
  id: string,
  improvements: readonly { item: string; explanation: string }[],
): Promise<string> => move(cast.decider, id, 'refuse', { because: 'standard', improvements: improvements.map((each) => ({ ...each })) });

/** A certificate as anyone finds it in the public register by the service's name. */
export interface ListedCertificate {
  readonly key: string;
  readonly number: string;
  readonly address: string;
  /** Name of the service. */
  readonly product: { readonly ja: string };
  readonly status: { readonly id: string };
}

export async function certificateInRegister(address: string, service: string): Promise<ListedCertificate> {
  const response = await fetch(`${address}/api/v1/attestations?q=${encodeURIComponent(service)}`);
  const { items } = (await response.json()) as { items: readonly ListedCertificate[] };
  const found = items.find((each) => each.product.ja === service);
  if (!found) throw new Error(`no certificate for ${service} in the register`);
  return found;
}

/** How many items of disclosure the public page has, and of how many it shows the content. */
export async function publishedItems(address: string, key: string): Promise<{ readonly items: number; readonly published: number }> {
  const response = await fetch(`${address}/api/v1/attestations/${key}`);
  const { sections } = (await response.json()) as { sections: readonly { lines: readonly { item?: object; value: unknown }[] }[] };
  const items = sections.flatMap((section) => section.lines).filter((line) => line.item);
  return { items: items.length, published: items.filter((line) => line.value !== null).length };
}

/** The case as this person sees it. */
export const caseOf = (by: Caller, id: string): Promise<CaseSeen> => by.get<CaseSeen>(`/api/v1/applications/${id}`);
