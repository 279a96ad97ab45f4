import { afterEach, describe, expect, test } from 'vitest';
import { clearTextAdministration } from '../../probes/clear-text-administration/judge.ts';
import { observe as observeClearText } from '../../probes/clear-text-administration/observe.ts';
import { knownVulnerabilities } from '../../probes/known-vulnerabilities/judge.ts';
import { observe as observeKnown } from '../../probes/known-vulnerabilities/observe.ts';
import { services } from '../../probes/services/judge.ts';
import { observe as observeServices } from '../../probes/services/observe.ts';
import { tls } from '../../probes/tls/judge.ts';
import { observe as observeTls } from '../../probes/tls/observe.ts';
import { requireAll } from '../available.ts';
import { lacking } from './daemon.ts';
import type { Fixture } from './fixture.ts';
import { clearTextLogin } from './fixtures/clear-text-login.ts';
import { currentPrograms } from './fixtures/current-programs.ts';
import { escapeSequences } from './fixtures/escape-sequences.ts';
import { oldPrograms } from './fixtures/old-programs.ts';
import { redirectHttps } from './fixtures/redirect-https.ts';
import { ssl3 } from './fixtures/ssl3.ts';
import { tlsModern } from './fixtures/tls-modern.ts';
import { tlsOld } from './fixtures/tls-old.ts';
import { look, scanned } from './look.ts';
import { mistakes, type OnFixture, started } from './on-fixture.ts';

const running: OnFixture[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

const cases: readonly (readonly [Fixture, readonly number[]])[] = [
  [clearTextLogin, [8080]],
  [currentPrograms, [2222, 8080]],
  [escapeSequences, [2121, 2222, 2323, 8080, 9999]],
  [oldPrograms, [2121, 2222, 2223, 2224, 8080, 8081, 8082, 8083]],
  [redirectHttps, [8080, 8443]],
  [ssl3, [8443]],
  [tlsModern, [8443]],
  [tlsOld, [8443]],
];

describe.each(cases)('what answers on $id', (fixture, open) => {
  const lacks = lacking(fixture);
  test.skipIf(lacks.length > 0 && !requireAll)(
    `is recognised and judged rightly${lacks.length > 0 ? ` (skipped, lacking ${lacks.join(', ')})` : ''}`,
    async () => {
      const device = await started(fixture);
      running.push(device);
      const scan = scanned(open);
      const known = await look(device, services, observeServices, [scan]);
      const earlier = [scan, known.observation];
      const looks = [
        known,
        await look(device, clearTextAdministration, observeClearText, earlier),
        await look(device, tls, observeTls, earlier),
        await look(device, knownVulnerabilities, observeKnown, earlier),
      ];
      const findings = looks.flatMap((each) => each.findings);
      expect(mistakes(fixture, findings), JSON.stringify(findings, undefined, 1)).toEqual([]);
      for (const { message } of findings) expect(`${message.ja}${message.en}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    },
  );
});
