import type { Bundle } from '../../../check/bundle.ts';
import type { AnyJudge } from '../../../check/probe.ts';
import type { Language } from '../../../rules/text.ts';
import type { TestedEdition } from '../editions.ts';

/** What a report is made of. */
export interface Reported extends Bundle {
  readonly edition: TestedEdition;
  readonly judges: readonly Pick<AnyJudge, 'id' | 'title' | 'aspects'>[];
  readonly language: Language;
}
