import type { Day } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import {
  type Attempt,
  actions,
  button,
  checkbox,
  dateField,
  errorSummary,
  fileField,
  postForm,
  radioGroup,
  selectField,
  textField,
} from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, emptyState, factList, fold, heading, linkCards, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { ImportedStatement } from '../import-statement.ts';
import { accountLine, type Issuer, type IssuerSet } from '../issuer.ts';
import { places } from '../places.ts';

const words = {
  back: text('入金の一覧', 'All payments'),
  recordTitle: text('入金を記録する', 'Record a payment'),
  recordLead: text(
    '通帳で確かめた入金を1件記録します。請求との照合は、記録のあとに提案を見て行います。',
    'One payment as it stands in the bank’s book. What it is for is proposed afterwards.',
  ),
  receivedOn: text('入金日', 'Received on'),
  amount: text('入金額(円)', 'Amount (yen)'),
  payer: text('振込名義', 'Payer'),
  payerHint: text('通帳の記載のとおり(番号も含めて)入力します。例 10000015 カ)ミホン', 'As in the bank’s book, with any reference in it.'),
  account: text('入金口座', 'Account'),
  accountHint: text('口座は「請求の発行者」で登録したものです。', 'Accounts are those entered as issuer of invoices.'),
  otherAccount: text('ほかの口座', 'Another account'),
  note: text('摘要・備考', 'Note'),
  recordDo: text('入金を記録する', 'Record the payment'),
  statementTitle: text('銀行の明細を取り込む', 'Import a bank statement'),
  statementLead: text(
    '入金の行だけを取り込みます。以前に取り込んだ行は重ねて取り込みません。取り込んでも、請求への充当は人が確認するまで行われません。',
    'Only money that came in is taken, and no line twice. Nothing is assigned to a charge until a person confirms it.',
  ),
  file: text('明細のファイル(CSV)', 'Statement (CSV)'),
  fileHint: text(
    'UTF-8 または Shift_JIS。銀行のCSVのほか、全銀協の入出金取引明細・振込入金通知も読み取ります。5 MBまで。',
    'UTF-8 or Shift_JIS, of any Japanese bank, or in the records of the banks’ association; up to 5 MB.',
  ),
  columns: text('列の見出しを指定する(自動で見つからないとき)', 'Name the headings (when they are not found)'),
  dateColumn: text('日付の列', 'Column of the day'),
  amountColumn: text('入金額の列', 'Column of the sum'),
  payerColumn: text('振込名義の列', 'Column of the payer'),
  partly: text('読み取れない行を除いて取り込む', 'Leave out rows that cannot be read'),
  partlyHint: text('除いた行は取込みの結果に残ります。', 'They stay on record with the import.'),
  statementDo: text('取り込む', 'Import'),
  imported: text('明細を取り込みました', 'The statement is imported'),
  left: text('取り込まなかった行', 'Rows left out'),
  toQueue: text('確認を待つ入金へ', 'To the payments that wait'),
  issuersTitle: text('請求の発行者', 'Issuer of invoices'),
  issuersLead: text(
    '請求書・領収書に印字する発行者、登録番号と振込先を、制度ごとに定めます。',
    'Who issues invoices and receipts, under which registration number, and where to pay: for each scheme.',
  ),
  schemes: text('手数料を請求する制度', 'Schemes that charge a fee'),
  noScheme: text('手数料を請求する制度はありません。', 'No scheme here charges a fee.'),
  set: text('これからの請求書の発行者として登録する', 'Use it for invoices from now on'),
  notSet: text('まだ登録されていません', 'Nothing is entered yet'),
  notSetBody: text('登録されるまで、請求書も領収書も発行できません。', 'Until it is, neither invoices nor receipts can be made.'),
  now: text('現在の登録', 'As it stands'),
  history: text('これまでの登録', 'As it stood'),
  change: text('新しく定める', 'Set anew'),
  changeLead: text(
    'これから作る請求書に適用します。発行済みの請求書は変わりません。',
    'It applies to invoices from now on; those given out stay as they are.',
  ),
  onlyAdmin: text('変更できるのは事務局の管理者だけです。', 'Only an administrator of the office can change it.'),
  saved: text('登録しました', 'It is entered'),
  when: text('登録した日時', 'Entered'),
  who: text('登録した人', 'By'),
  system: text('システム', 'The system'),
  name: text('発行者の名称', 'Issuer'),
  address: text('所在地', 'Address'),
  contact: text('連絡先', 'Contact'),
  registration: text('登録番号(適格請求書発行事業者)', 'Registration number (qualified invoice issuer)'),
  registrationHint: text('T と13桁の数字', 'T and 13 digits'),
  bank: text('銀行', 'Bank'),
  branch: text('支店', 'Branch'),
  accountKind: text('預金の種類', 'Kind of account'),
  ordinary: text('普通', 'Ordinary (普通)'),
  current: text('当座', 'Current (当座)'),
  accountNumber: text('口座番号(7桁)', 'Account number (7 digits)'),
  holder: text('口座名義(片仮名)', 'Name of the account (katakana)'),
};

const frame = (
  visit: MemberVisit,
  title: Text,
  lead: Text,
  attempt: Attempt,
  body: Html,
  labels: Readonly<Record<string, Text>> = {},
): Page => ({
  title,
  variant: 'office',
  body: html`${errorSummary(visit, attempt, labels)}
${backLink(visit, words.back, visit.to(places.desk))}
${heading(visit, title, { lead })}
<div class="narrow">${body}</div>`,
});

/** The account to which money came: one of those entered, or another by name. */
function accountFields(visit: MemberVisit, attempt: Attempt, accounts: readonly string[], required: boolean): Html {
  if (accounts.length === 0) return textField(visit, attempt, { name: 'account', label: words.account, required, maxLength: 100 });
  const choices = accounts.map((account) => ({ value: account, label: text(account, account) }));
  return html`${selectField(visit, attempt, { name: 'account', label: words.account, hint: words.accountHint, required, choices, value: accounts[0] ?? '' })}${textField(visit, attempt, { name: 'otherAccount', label: words.otherAccount, required: false, maxLength: 100 })}`;
}

/** One payment by hand. */
export const recordPage = (
  visit: MemberVisit,
  given: { readonly attempt: Attempt; readonly accounts: readonly string[]; readonly today: Day },
): Page => {
  const { attempt, accounts, today } = given;
  const form = postForm(
    visit,
    visit.to(places.record),
    html`${dateField(visit, attempt, { name: 'receivedOn', label: words.receivedOn, required: true, max: today })}
${textField(visit, attempt, { name: 'amount', label: words.amount, required: true, width: 'narrow', inputMode: 'numeric', maxLength: 20 })}
${textField(visit, attempt, { name: 'payer', label: words.payer, hint: words.payerHint, required: true, maxLength: 100 })}
${accountFields(visit, attempt, accounts, true)}
${textField(visit, attempt, { name: 'note', label: words.note, required: false, maxLength: 300 })}
${actions(button(visit, words.recordDo))}`,
    { guard: true },
  );
  return frame(visit, words.recordTitle, words.recordLead, attempt, form, words);
};

/** A statement of the bank, and what an import of it brought. */
export function statementPage(
  visit: MemberVisit,
  given: { readonly attempt: Attempt; readonly accounts: readonly string[]; readonly imported: ImportedStatement | undefined },
): Page {
  const { attempt, accounts, imported } = given;
  const form = postForm(
    visit,
    visit.to(places.statement),
    html`${accountFields(visit, attempt, accounts, true)}
${fileField(visit, attempt, { name: 'file', label: words.file, hint: words.fileHint, required: true, accept: '.csv,.txt,text/csv' })}
${fold(visit.t(words.columns), html`${textField(visit, attempt, { name: 'date', label: words.dateColumn, width: 'medium', maxLength: 40 })}${textField(visit, attempt, { name: 'amount', label: words.amountColumn, width: 'medium', maxLength: 40 })}${textField(visit, attempt, { name: 'payer', label: words.payerColumn, width: 'medium', maxLength: 40 })}`)}
${checkbox(visit, attempt, { name: 'isPartly', label: words.partly, hint: words.partlyHint })}
${actions(button(visit, words.statementDo))}`,
    { upload: true },
  );
  return frame(visit, words.statementTitle, words.statementLead, attempt, html`${imported && importedNotice(visit, imported)}${form}`);
}

function importedNotice(visit: MemberVisit, imported: ImportedStatement): Html {
  const { t, to } = visit;
  const n = imported.payments.length;
  const said = text(
    `新しい入金${n}件を記録しました。取込み済みのため省いた行${imported.known}件、出金の行${imported.outgoing}件。`,
    `${n} new payment${n === 1 ? '' : 's'} recorded; ${imported.known} imported before and left out, ${imported.outgoing} outgoing.`,
  );
  return notice(
    visit,
    imported.left.length > 0 ? 'warning' : 'good',
    words.imported,
    html`<p>${t(said)}</p>${imported.left.length > 0 && html`<p><strong>${t(words.left)}</strong></p><ul>${imported.left.map((each) => html`<li>${t(each.message)}</li>`)}</ul>`}<p><a href="${to(places.desk)}">${t(words.toQueue)}</a></p>`,
    true,
  );
}

/** Which schemes charge, and whether each has an issuer. */
export const issuersPage = (
  visit: MemberVisit,
  all: readonly { readonly scheme: string; readonly name: Text; readonly issuer: Issuer | undefined }[],
): Page => ({
  title: words.issuersTitle,
  variant: 'office',
  body: html`${backLink(visit, words.back, visit.to(places.desk))}
${heading(visit, words.issuersTitle, { lead: words.issuersLead })}
${
  all.length === 0
    ? emptyState(visit, words.noScheme)
    : section(
        visit,
        words.schemes,
        linkCards(
          visit,
          all.map(({ scheme, name, issuer }) => ({
            title: name,
            words: issuer ? text(`${issuer.name} ${issuer.registration}`, `${issuer.name} ${issuer.registration}`) : words.notSet,
            address: visit.to(places.issuer(scheme)),
          })),
        ),
      )
}`,
});

const issuerFacts = (visit: MemberVisit, issuer: Issuer): Html =>
  factList(visit, [
    { name: words.name, value: issuer.name },
    { name: words.registration, value: html`<span class="code">${issuer.registration}</span>` },
    { name: words.address, value: issuer.address },
    { name: words.contact, value: issuer.contact },
    { name: words.account, value: accountLine(issuer) },
    { name: words.holder, value: issuer.holder },
  ]);

/** Who issues the invoices of a scheme: as it stands, as it stood, and the form that sets it anew. */
export function issuerPage(
  visit: MemberVisit,
  given: {
    readonly scheme: string;
    readonly name: Text;
    readonly events: readonly IssuerSet[];
    readonly names: ReadonlyMap<string, Text>;
    readonly maySet: boolean;
    readonly attempt: Attempt;
  },
): Page {
  const { t, to } = visit;
  const { scheme, name, events, names, maySet, attempt } = given;
  const now = events.at(-1)?.data;
  const title = text(`請求の発行者: ${name.ja}`, `Issuer of invoices: ${name.en}`);
  const field = (id: keyof Issuer, more: { readonly hint?: Text; readonly width?: 'narrow' | 'medium' } = {}) =>
    textField(visit, attempt, { name: id, label: words[id], required: true, maxLength: 200, value: now?.[id] ?? '', ...more });
  const form = postForm(
    visit,
    to(places.issuer(scheme)),
    html`${field('name')}${field('registration', { hint: words.registrationHint, width: 'medium' })}${field('address')}${field('contact')}${field('bank', { width: 'medium' })}${field('branch', { width: 'medium' })}${radioGroup(
      visit,
      attempt,
      {
        ...{ name: 'accountKind', label: words.accountKind, required: true, inline: true, value: now?.accountKind ?? '普通' },
        choices: [
          { value: '普通', label: words.ordinary },
          { value: '当座', label: words.current },
        ],
      },
    )}${field('accountNumber', { width: 'narrow' })}${field('holder')}${actions(button(visit, words.set))}`,
    { guard: true },
  );
  return {
    title,
    variant: 'office',
    body: html`${errorSummary(visit, attempt, words)}
${backLink(visit, words.issuersTitle, to(places.issuers))}
${heading(visit, title, { lead: words.issuersLead })}
${visit.query['done'] === '1' && notice(visit, 'good', words.saved, undefined, true)}
${now ? section(visit, words.now, issuerFacts(visit, now)) : notice(visit, 'warning', words.notSet, t(words.notSetBody))}
${maySet ? section(visit, words.change, html`<div class="narrow">${form}</div>`, { lead: words.changeLead }) : html`<p class="quiet">${t(words.onlyAdmin)}</p>`}
${
  events.length > 0 &&
  section(
    visit,
    words.history,
    table<IssuerSet>(
      visit,
      [
        { label: words.when, head: true, tight: true, cell: (each) => spellInstant(visit.language, each.at) },
        { label: words.who, cell: (each) => t(names.get(each.actor.person) ?? words.system) },
        { label: words.name, cell: (each) => each.data.name },
        { label: words.registration, tight: true, cell: (each) => html`<span class="code">${each.data.registration}</span>` },
        { label: words.account, cell: (each) => accountLine(each.data) },
      ],
      events.toReversed(),
      { caption: words.history },
    ),
  )
}`,
  };
}
