import type { Agreement } from '../../src/rules/book.ts';
import { day } from '../../src/rules/day.ts';
import { text } from '../../src/rules/text.ts';

/**
 * What lets a foreign attestation stand for criteria (L-3.8.3-3). For Singapore's CLS level 1 (from 2026-06-01) the list
 * of equivalent criteria has not been obtained, so nothing rests on it yet.
 */
export const agreements: readonly Agreement[] = [
  {
    id: 'uk-psti',
    label: text('英国PSTI法適合製品の取扱い', 'Recognition of products compliant with the UK PSTI Act'),
    scheme: 'uk-psti',
    from: day('2026-01-01'),
    covers: ['S1.1-02', 'S1.1-05', 'S1.1-16'],
    source: 'Memorandum of METI and DSIT, 2025-11-05; IPA PSTI recognition page',
  },
];
