import { describe, expect, test } from 'vitest';
import { requireAll } from '../available.ts';
import { lacking } from './daemon.ts';
import { mistakes } from './on-fixture.ts';
import { answered, lookAtAnswers } from './what-answers.ts';

describe.each(answered)('what answers on $id', (fixture, open) => {
  const lacks = lacking(fixture);
  test.skipIf(lacks.length > 0 && !requireAll)(
    `is recognised and judged rightly${lacks.length > 0 ? ` (skipped, lacking ${lacks.join(', ')})` : ''}`,
    async () => {
      const { findings } = await lookAtAnswers(fixture, open);
      expect(mistakes(fixture, findings), JSON.stringify(findings, undefined, 1)).toEqual([]);
      for (const { message } of findings) expect(`${message.ja}${message.en}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    },
  );
});
