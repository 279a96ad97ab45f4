import type { Day } from '../../../src/rules/day.ts';
import { day } from '../../../src/rules/day.ts';
import type { Facts } from '../../../src/rules/facts.ts';
import type { JsonObject } from '../../../src/rules/json.ts';
import { RuleRefused } from '../../../src/rules/refusal.ts';
import { type Story, someone, story } from '../../../src/rules/story.ts';
import { iotCloud } from '../book.ts';
import * as sample from '../sample.ts';

export const provider = someone('港', 'minato', 'applicant-responsible');
export const editor = someone('岸', 'minato', 'applicant-editor');
export const officer = someone('品川', 'body', 'officer');
export const reviewer = someone('五反田', 'body', 'officer');
export const decider = someone('目黒', 'body', 'officer');
export const member = (name: string) => someone(name, 'committee', 'committee-member');

/** "code clause" of a refusal. */
export const told = (refusal: Error) => (refusal instanceof RuleRefused ? `${refusal.code} ${refusal.clause}` : refusal.name);

export const received = (fee: string, amount: number, on = '2026-11-24'): Partial<Facts> => ({
  payments: [{ fee, amount, receivedOn: day(on) }],
});

export const begun = (on = '2026-11-20', change: JsonObject = {}, of: { renews?: string; id?: string; onBehalf?: true } = {}) =>
  story(iotCloud, {
    day: on,
    level: 'disclosure',
    edition: 'form-b/2024.09',
    organisation: 'minato',
    values: { ...sample.scopeAnswers, ...sample.application, ...change },
    facts: sample.known,
    ...of,
  });
export const inFormalReview = (...of: Parameters<typeof begun>) => begun(...of).does(provider, 'submit');
export const awaitingPayment = (...of: Parameters<typeof begun>) => {
  const so = inFormalReview(...of);
  return so.does(officer, 'recordOriginal', { input: { seenOn: so.subject.openedOn } }).does(officer, 'completeFormalReview');
};
export const pays = (so: Story, fee = 'new', amount = 209_000) =>
  so
    .knowing(received(fee, amount))
    .does(officer, 'confirm', { ...at(so, 'fee'), input: { receivedOn: so.subject.openedOn, amount, account: '普通 1234567' } });
export const inDocumentReview = (...of: Parameters<typeof begun>) =>
  pays(awaitingPayment(...of), of[2]?.renews ? 'renewal' : 'new', of[2]?.renews ? 104_500 : 209_000).does(officer, 'startDocumentReview');
export const inDecision = (...of: Parameters<typeof begun>) =>
  inDocumentReview(...of).does(reviewer, 'completeReview', { input: { finding: '基準を満たす' } });
export const certificate = (on = '2026-11-22', serial = 7, ...of: Parameters<typeof begun>) =>
  inDecision(...of)
    .on(on)
    .does(decider, 'certify')
    .attested({ serial });

/** The newest thread of a kind, as the place of an act. */
export const at = (so: Story, kind: string) => ({ place: { thread: so.thread(kind).id } });
export const opens = (kind: string, input: JsonObject = {}) => ({ place: { opens: kind }, input });

/** A renewal of a certificate whose last day is known. */
export const renewal = (on: string, of: Story, change: JsonObject = {}) =>
  begun(on, { markUsedProperly: true, ...change }, { renews: of.subject.id, id: 'renewal-1' }).knowing({
    earlierAttestations: [{ key: of.subject.id, lastDay: last(of) }],
    firstDossier: sample.application,
  });
export const last = (of: Story): Day => day(of.subject.periods.at(-1)?.until ?? '');
