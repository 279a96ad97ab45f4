import { describe, expect, test } from 'vitest';
import { requireAll } from '../available.ts';
import { lacking } from './daemon.ts';
import { loginFixtures } from './fixtures/logins.ts';
import { mistakes } from './on-fixture.ts';
import { lookWhoGetsIn, probesOfEntry } from './who-gets-in.ts';

// Most of the time is waiting for the device, each on an address of its own.
describe.concurrent('S1.1-01 S1.1-02 S1.1-04 who gets in is told rightly', () => {
  for (const fixture of loginFixtures) {
    const lacks = lacking(fixture);
    const skipped = lacks.length > 0 && !requireAll;
    test.skipIf(skipped)(`of ${fixture.id}: ${fixture.title}${skipped ? ` (skipped, lacking ${lacks.join(', ')})` : ''}`, async () => {
      const { looks, secrets } = await lookWhoGetsIn(fixture);
      const findings = looks.flatMap((each) => each.findings);
      expect(mistakes(fixture, findings, probesOfEntry), findings.map(({ message }) => message.en).join('\n')).toEqual([]);
      const kept = JSON.stringify(looks);
      // A factory password can be a well-known one, whose label may be told.
      for (const secret of secrets.filter((each) => each.length > 8)) expect(kept).not.toContain(secret);
      expect(findings.every(({ message }) => message.ja !== '' && message.en !== '')).toBe(true);
    });
  }
});
