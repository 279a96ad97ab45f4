import { corporateNumberProblem } from '../rules/corporate-number.ts';
import type { Day } from '../rules/day.ts';
import { InvalidInput } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';

/** The stream of a scheme's settings: who issues its invoices, and where to pay. */
export const issuerStream = (scheme: string): string => `issuer:${scheme}`;

/** Who issues invoices and receipts, and the account to which money is sent. In Japanese, as printed. */
export interface Issuer {
  readonly name: string;
  readonly address: string;
  readonly contact: string;
  /** Registration number of a qualified invoice issuer: T and 13 digits. */
  readonly registration: string;
  readonly bank: string;
  readonly branch: string;
  readonly accountKind: '普通' | '当座';
  /** Seven digits. */
  readonly accountNumber: string;
  /** Name of the account in katakana. */
  readonly holder: string;
}

export interface IssuerSet {
  readonly type: 'IssuerSet';
  readonly effectiveOn: Day;
  readonly at: string;
  readonly actor: { readonly person: string; readonly via: string };
  readonly data: Issuer;
}

/** The account in one line, as it stands on invoices and with payments. */
export const accountLine = (issuer: Pick<Issuer, 'bank' | 'branch' | 'accountKind' | 'accountNumber'>): string =>
  `${issuer.bank} ${issuer.branch} ${issuer.accountKind} ${issuer.accountNumber}`;

/** Everything wrong with settings. The registration number has a check digit, as a corporate number behind its T. */
export function decideIssuer(asked: Issuer): Issuer {
  const registration = asked.registration.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  const accountNumber = asked.accountNumber.normalize('NFKC').replaceAll(/[\s-]/g, '');
  const holder = asked.holder.normalize('NFKC').trim();
  const wrong = (path: string, ja: string, en: string) => [{ path, message: text(ja, en) }];
  const number = /^T\d{13}$/.test(registration) ? corporateNumberProblem(registration.slice(1)) : undefined;
  const problems = [
    ...(/^T\d{13}$/.test(registration)
      ? number
        ? wrong(
            'registration',
            '登録番号の検査用数字(Tの次の1桁)が合いません。書き間違いがないか確かめてください。',
            'The check digit (behind the T) of the registration number does not fit: look for a typing error.',
          )
        : []
      : wrong('registration', '登録番号は T と13桁の数字です。', 'A registration number is T and 13 digits.')),
    ...(/^\d{7}$/.test(accountNumber)
      ? []
      : wrong(
          'accountNumber',
          '口座番号は7桁の数字です(短いときは前に0を付けます)。',
          'An account number has 7 digits, with zeros before a shorter one.',
        )),
    ...(/^[ァ-ヶーA-Z0-9 ().,・\-/「」]+$/.test(holder)
      ? []
      : wrong(
          'holder',
          '口座名義は片仮名・英大文字・数字で、通帳のとおりに入力してください。',
          'Spell the account’s name in katakana, capitals and digits, as in the bank’s book.',
        )),
  ];
  if (problems.length > 0) throw new InvalidInput(problems);
  return { ...asked, registration, accountNumber, holder };
}

/**
 * What applies to an invoice made at an instant: the settings of then, or the first ones after it. Later settings do not
 * change a document that was given out.
 */
export const issuerAt = (events: readonly IssuerSet[], at: string): Issuer | undefined =>
  (events.findLast((event) => event.at <= at) ?? events[0])?.data;
