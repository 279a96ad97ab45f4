import type { Row, ThreadKind } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { choice, date, line, lines, option } from './fields.ts';

const CLAUSE = 'D-12.1-1';
const what = lines('what', text('開示する情報とその範囲', 'What is disclosed, and its scope'), CLAUSE);
const to = line('to', text('開示する相手', 'To whom'), CLAUSE);
const disclosedOn = date('disclosedOn', text('開示した日', 'Disclosed on'), CLAUSE);

/** What is not public goes to a third party only with the provider's prior consent: asked for, given, and only then disclosed. */
const consent: Omit<ThreadKind, 'on' | 'opening'> = {
  label: text('秘密情報の開示の承諾', 'Consent to a disclosure'),
  initial: 'asked',
  states: {
    asked: { label: text('事業者の承諾待ち', 'Waiting for the consent of the provider'), waitsFor: 'applicant', clause: CLAUSE },
    given: { label: text('承諾あり(開示前)', 'Consent given, not yet disclosed'), waitsFor: 'office', clause: CLAUSE },
    declined: { label: text('承諾なし', 'Consent declined'), waitsFor: 'end', clause: CLAUSE },
    disclosed: { label: text('開示済み', 'Disclosed'), waitsFor: 'end', clause: CLAUSE },
    dropped: { label: text('開示しない', 'Not disclosed'), waitsFor: 'end', clause: CLAUSE },
  },
  rows: {
    consent: {
      event: 'DisclosureConsented',
      label: text('開示を承諾する', 'Consent to the disclosure'),
      by: ['applicant-responsible'],
      from: ['asked'],
      to: 'given',
      asks: [lines('condition', text('承諾の条件', 'Conditions'), CLAUSE, { required: 'never' })],
      clause: CLAUSE,
    },
    decline: {
      event: 'DisclosureDeclined',
      label: text('開示を承諾しない', 'Decline the disclosure'),
      by: ['applicant-responsible'],
      from: ['asked'],
      to: 'declined',
      asks: [lines('reason', text('理由', 'Reason'), CLAUSE, { required: 'never' })],
      clause: CLAUSE,
    },
    disclose: {
      event: 'InformationDisclosed',
      label: text('承諾を得て開示したことを記録する', 'Record the disclosure made with consent'),
      by: ['officer'],
      from: ['given'],
      to: 'disclosed',
      needs: ['disclosedBefore'],
      asks: [disclosedOn],
      clause: CLAUSE,
    },
    drop: {
      event: 'DisclosureDropped',
      label: text('開示を取りやめる', 'Drop the disclosure'),
      by: ['officer'],
      from: ['asked', 'given'],
      to: 'dropped',
      clause: CLAUSE,
    },
  },
  readers: ['applicant', 'office'],
  clause: CLAUSE,
};

const opening = (event: string, from: readonly string[]): Omit<Row, 'to'> => ({
  event,
  label: text('秘密情報を第三者に開示する承諾を求める', 'Ask for consent to disclose to a third party'),
  by: ['officer'],
  from,
  asks: [what, to, lines('purpose', text('開示の目的', 'Purpose'), CLAUSE)],
  clause: CLAUSE,
});

const FILED = ['formal-review', 'returned', 'awaiting-payment', 'document-review', 'revising', 'decision'] as const;

/** Consent to a disclosure while a case is under way. */
export const disclosure: ThreadKind = { ...consent, on: 'application', opening: opening('DisclosureConsentAsked', FILED) };

/** The same once the certificate is there. */
export const furtherDisclosure: ThreadKind = {
  ...consent,
  on: 'attestation',
  opening: opening('FurtherDisclosureConsentAsked', ['certified']),
};

/** A disclosure without consent is recorded with the exception that it relies on, and nothing else is an exception. */
const withoutConsent = (from: readonly string[]): Row => ({
  event: 'ConfidentialInformationDisclosed',
  label: text('承諾によらない開示とその根拠を記録する', 'Record a disclosure without consent, and its basis'),
  by: ['officer'],
  from,
  needs: ['disclosedBefore'],
  asks: [
    choice('basis', text('根拠', 'Basis'), CLAUSE, [
      option('already-held', '知得する以前から所有していた情報', 'Held before it was learned from the provider'),
      option('public', '自己の責によらず公知公用となった情報', 'Became public through no fault of the body'),
      option('from-third-party', '正当な権限を有する第三者から適法に得た情報', 'Lawfully obtained from an entitled third party'),
      option('own-work', '認定機関等が独自に創作した情報', 'Created by the body itself'),
      option('compulsory', '法律に基づく強制処分又は裁判所の命令', 'Compulsory process or court order'),
    ]),
    line('order', text('処分又は命令の表示と定められた範囲', 'The process or order, and its scope'), CLAUSE, {
      required: { field: 'basis', is: ['compulsory'] },
      maxLength: 500,
    }),
    what,
    to,
    disclosedOn,
  ],
  clause: CLAUSE,
});

export const discloseOfCase = withoutConsent([...FILED, 'certified', 'refused', 'dropped']);
export const discloseOfCertificate = withoutConsent(['certified', 'ended']);
