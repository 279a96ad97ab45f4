import { day } from '../../../src/rules/day.ts';
import type { Values } from '../../../src/rules/dossier.ts';
import { type Finding, RuleRefused } from '../../../src/rules/refusal.ts';
import { type Story, someone, story } from '../../../src/rules/story.ts';
import { iotLabel } from '../book.ts';
import { known, sample } from '../sample.ts';

export const vendor = someone('Hanako', 'kakuu', 'applicant-responsible', 'applicant-editor');
export const editor = someone('Jiro', 'kakuu', 'applicant-editor');
export const officer = someone('Ken', 'office', 'officer');
export const officer2 = someone('Yui', 'office', 'officer');
export const government = someone('Orie', 'ministry', 'government');

export interface Filing {
  readonly day?: string;
  readonly level?: string;
  readonly values?: Values;
  readonly renews?: string;
}

/** An application of the sample product, being prepared. */
export const draft = ({ day: on = '2026-11-16', level = '1', values = sample, renews }: Filing = {}): Story =>
  story(iotLabel, {
    day: on,
    level,
    edition: 'common/1.1',
    organisation: 'kakuu',
    values,
    facts: known,
    ...(renews ? { renews, id: 'case-2' } : {}),
  });
export const filed = (of: Filing = {}): Story => draft(of).does(vendor, 'submit');
/** Accepted; the fee is awaited. */
export const charged = (of: Filing = {}): Story => filed(of).does(officer, 'accept');
/** Money for a fee arrives, and closes the thread in which it was awaited. */
export const pays = (so: Story, amount = 198_000, fee = 'star1'): Story =>
  so
    .knowing({ payments: [{ fee, amount, receivedOn: day('2026-11-24') }] })
    .does(officer, 'confirm', { place: { thread: so.thread('fee').id }, input: { receivedOn: '2026-11-24', amount } });
/** Accepted, paid, and asked of the government body. */
export const asked = (so: Story): Story => pays(so).does(officer, 'ask');
export const accepted = (of: Filing = {}): Story => asked(charged(of));

/** The inquiry of an accepted case, concluded with an outcome that only the sealed door tells. */
export const concluded = (so: Story, outcome: 'favourable' | 'unfavourable' = 'favourable'): Story => {
  const { id } = so.thread('governmentInquiry');
  const input = outcome === 'favourable' ? { outcome } : { outcome, viewpoint: 'compliance', note: '秘密の理由' };
  return so.does(government, 'conclude', { place: { thread: id }, input }).knowing({ inquiries: [{ thread: id, outcome }] });
};
export const issued = (of: Filing = {}): Story => concluded(accepted(of)).does(officer2, 'issue');
/** The label that the sample product gets on a day. */
export const label = (on = '2026-11-22', values: Values = sample): Story => issued({ day: on, values }).attested({ serial: 1 });

export const inThread = (so: Story, kind: string) => ({ thread: so.thread(kind).id });
/** Code and clause of a refusal. */
export const why = (refusal: Error): string => (refusal instanceof RuleRefused ? `${refusal.code} ${refusal.clause}` : refusal.name);
/** Path, code and clause of findings. */
export const found = (findings: readonly Finding[]): readonly string[] =>
  findings.map((each) => `${each.path} ${each.code} ${each.clause}`);
/** The sample with some answers changed; undefined takes one out. */
export const but = (changes: Readonly<Record<string, Values[string] | undefined>>): Values =>
  Object.fromEntries(Object.entries({ ...sample, ...changes }).flatMap(([path, value]) => (value === undefined ? [] : [[path, value]])));
