import { clearTextAdministration } from '../../probes/clear-text-administration/judge.ts';
import { observe as observeClearText } from '../../probes/clear-text-administration/observe.ts';
import { knownVulnerabilities } from '../../probes/known-vulnerabilities/judge.ts';
import { observe as observeKnown } from '../../probes/known-vulnerabilities/observe.ts';
import { services } from '../../probes/services/judge.ts';
import { observe as observeServices } from '../../probes/services/observe.ts';
import { tls } from '../../probes/tls/judge.ts';
import { observe as observeTls } from '../../probes/tls/observe.ts';
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
import { started } from './on-fixture.ts';

/** Fixtures whose answers are looked at, with the ports that a scan finds open. */
export const answered: readonly (readonly [Fixture, readonly number[]])[] = [
  [clearTextLogin, [8080]],
  [currentPrograms, [2222, 8080]],
  [escapeSequences, [2121, 2222, 2323, 8080, 9999]],
  [oldPrograms, [2121, 2222, 2223, 2224, 8080, 8081, 8082, 8083]],
  [redirectHttps, [8080, 8443]],
  [ssl3, [8443]],
  [tlsModern, [8443]],
  [tlsOld, [8443]],
];

/** Starts a fixture, has the four probes of what answers look at it, and ends it. */
export async function lookAtAnswers(fixture: Fixture, open: readonly number[]) {
  const device = await started(fixture);
  try {
    const scan = scanned(open);
    const known = await look(device, services, observeServices, [scan]);
    const earlier = [scan, known.observation];
    const looks = [
      known,
      await look(device, clearTextAdministration, observeClearText, earlier),
      await look(device, tls, observeTls, earlier),
      await look(device, knownVulnerabilities, observeKnown, earlier),
    ];
    return { scan, looks, findings: looks.flatMap(({ findings }) => findings), profile: device.profile };
  } finally {
    await device.stop();
  }
}
