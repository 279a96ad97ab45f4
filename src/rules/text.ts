/** A text for people, always in both languages. Japanese prevails (L-3.7-2). */
export interface Text {
  readonly ja: string;
  readonly en: string;
}

export type Language = 'ja' | 'en';

/** Both languages of one sentence. */
export const text = (ja: string, en: string): Text => ({ ja, en });
