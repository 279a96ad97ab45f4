import type { Language } from '../../rules/text.ts';

/** What the person asked for. */
export interface CheckOptions {
  readonly profile?: string;
  readonly out?: string;
  readonly yes?: true;
  readonly publicTargetIOwn?: true;
  readonly unattended?: true;
  readonly resume?: true;
  readonly json?: true;
  readonly rate?: string;
  readonly only?: readonly string[];
  readonly edition?: string;
  readonly language: Language;
  readonly importNmap?: string;
  readonly importSslscan?: string;
  readonly importTestssl?: string;
}
