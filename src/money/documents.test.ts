import { describe, expect, test } from 'vitest';
import { documentPdf } from '../io/render/pdf.ts';
import { day } from '../rules/day.ts';
import { InvalidInput } from '../rules/refusal.ts';
import type { ChargeState } from './charge.ts';
import { type DocumentOf, invoiceDocument, receiptDocument } from './documents.ts';
import { decideIssuer, type Issuer, type IssuerSet, issuerAt } from './issuer.ts';

const issuer: Issuer = {
  ...{ name: '見本事務局', address: '東京都見本区0-0-0', contact: '電話 00-0000-0000', registration: 'T9000000000009' },
  ...{ bank: '見本銀行', branch: '本店', accountKind: '普通', accountNumber: '1234567', holder: 'ミホン ジムキヨク' },
};
const charge: ChargeState = {
  ...{
    id: 'thread-1',
    scheme: 'club',
    application: 'a-1',
    applicationNumber: '2026-00001',
    threadKind: 'fee',
    organisation: 'o-1',
    fee: 'new',
  },
  ...{ label: { ja: '審査手数料(新規)', en: 'Fee' }, net: 190_000, tax: 19_000, total: 209_000, percent: 10, refundable: 'never' },
  ...{ feeClause: 'D-4.7-1', clause: 'D-4.7-2', chargedOn: day('2026-11-22'), dueOn: day('2026-11-30') },
  ...{ invoice: 'I-2026-00001', reference: '10000012', state: 'open', paid: 0, applied: [] },
};
const of: DocumentOf = {
  charge,
  issuer,
  scheme: '見本制度',
  recipient: '株式会社例示',
  title: '例示クラウド',
  demo: false,
  spell: (on) => on,
};
const paid: ChargeState = {
  ...charge,
  ...{ state: 'settled', paid: 209_000, receipt: 'R-2026-00001', settledOn: day('2026-11-25') },
  applied: [{ payment: 'p-1', amount: 209_000, receivedOn: day('2026-11-24'), payer: 'ﾚｲｼﾞ(ｶ', account: '普通 1234567' }],
};
const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;

describe('the documents of a charge', () => {
  test('D-4.7-1 an invoice says all that a qualified invoice must: issuer, registration, day, content, rate, sums, tax, recipient', () => {
    const said = JSON.stringify(invoiceDocument(of));
    for (const part of [
      '見本事務局',
      'T9000000000009',
      '2026-11-22',
      '審査手数料(新規)',
      '10%',
      '10%対象(税抜)',
      '190,000円',
      '19,000円',
      '209,000円',
    ])
      expect([part, said.includes(part)]).toEqual([part, true]);
    for (const part of [
      '株式会社例示 御中',
      'I-2026-00001',
      '2026-11-30',
      '見本銀行 本店 普通 1234567',
      '10000012',
      '返還しません(D-4.7-1)',
    ])
      expect([part, said.includes(part)]).toEqual([part, true]);
    expect(said).not.toContain('見本 この文書');
  });
  test('there is no receipt until all is paid; then it says what arrived and when', () => {
    expect(receiptDocument(of)).toBeUndefined();
    const said = JSON.stringify(receiptDocument({ ...of, charge: paid }));
    for (const part of ['領収書', 'R-2026-00001', '209,000円', '2026-11-24', '2026-11-25', 'T9000000000009', '審査手数料(新規)として'])
      expect([part, said.includes(part)]).toEqual([part, true]);
  });
  test('both fit one page of A4, and the same charge gives the same bytes', async () => {
    const [invoice, again] = [await documentPdf(invoiceDocument(of)), await documentPdf(invoiceDocument(of))];
    expect(invoice.equals(again)).toBe(true);
    expect(pages(invoice)).toBe(1);
    const receipt = receiptDocument({ ...of, charge: paid, demo: true });
    expect(receipt && pages(await documentPdf(receipt))).toBe(1);
  });
});

describe('who issues invoices', () => {
  const paths = (asked: Partial<Issuer>) => {
    try {
      decideIssuer({ ...issuer, ...asked });
      return [];
    } catch (error) {
      if (error instanceof InvalidInput) return error.problems.map((each) => each.path);
      throw error;
    }
  };
  test('a registration number is T and 13 digits whose check digit fits', () => {
    expect(paths({})).toEqual([]);
    for (const registration of ['9000000000009', 'T900000000000', 'T8000000000009', 'T9000000000008'])
      expect(paths({ registration })).toEqual(['registration']);
    expect(decideIssuer({ ...issuer, registration: 'Ｔ9-0000-0000-0009' }).registration).toBe('T9000000000009');
  });
  test('account number and name are spelt as a bank does', () => {
    expect(paths({ accountNumber: '12345', holder: '見本' })).toEqual(['accountNumber', 'holder']);
    expect(decideIssuer({ ...issuer, holder: 'ﾐﾎﾝ ｼﾞﾑｷﾖｸ' }).holder).toBe('ミホン ジムキヨク');
  });
  test('an invoice keeps the issuer of its day; one made before any was entered takes the first', () => {
    const set = (at: string, name: string): IssuerSet => ({
      ...{ type: 'IssuerSet', effectiveOn: day('2026-11-22'), at, actor: { person: 'p', via: 'session' }, data: { ...issuer, name } },
    });
    const events = [set('2026-11-02', 'one'), set('2026-11-20', 'two')];
    expect(issuerAt([], '2026-11-10')).toBeUndefined();
    expect(['2026-11-01', '2026-11-02', '2026-11-10', '2026-11-21'].map((at) => issuerAt(events, at)?.name)).toEqual([
      'one',
      'one',
      'one',
      'two',
    ]);
  });
});
