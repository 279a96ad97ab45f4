import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { services } from '../../probes/services/judge.ts';
import { observe as observeServices } from '../../probes/services/observe.ts';
import { findCipherSuite } from '../../probes/tls/cipher-suites.ts';
import { spokenSuites, spokenVersions, tls } from '../../probes/tls/judge.ts';
import { observe as observeTls } from '../../probes/tls/observe.ts';
import { TlsShape } from '../../probes/tls/shape.ts';
import type { Network } from '../../src/check/tools.ts';
import { requireAll } from '../available.ts';
import { lacking, programPath } from './daemon.ts';
import { ssl3 } from './fixtures/ssl3.ts';
import { tlsModern } from './fixtures/tls-modern.ts';
import { tlsOld } from './fixtures/tls-old.ts';
import { look, scanned } from './look.ts';
import { type GivenTools, mistakes, started } from './on-fixture.ts';

const run = promisify(execFile);

describe.each([tlsOld, tlsModern, ssl3])('TLS of $id', (fixture) => {
  const lacks = [...lacking(fixture), ...(programPath('sslscan') === undefined ? ['sslscan'] : [])];
  test.skipIf(lacks.length > 0 && !requireAll)(
    `is judged rightly, and sslscan sees the same${lacks.length > 0 ? ` (skipped, lacking ${lacks.join(', ')})` : ''}`,
    async () => {
      const device = await started(fixture);
      try {
        const scan = scanned([8443]);
        const known = await look(device, services, observeServices, [scan]);
        const seen = await look(device, tls, observeTls, [scan, known.observation]);
        expect(mistakes(fixture, [...known.findings, ...seen.findings], ['services', 'tls'])).toEqual([]);

        const [port] = TlsShape.parse(seen.observation.outcome === 'observed' ? seen.observation.data : {}).ports;
        if (port === undefined) throw new Error('no port was seen');
        const second = await sslscan(device.address, 8443);
        expect(spokenVersions(port)).toEqual(second.versions);
        // Ours offers a group at a time and learns one suite of it; sslscan lists every suite that its own library has.
        const listed = new Set(second.suites.map((code) => findCipherSuite(code)?.group));
        const ours = new Set(spokenSuites(port).map(({ group }) => group));
        expect([...listed].filter((group) => !ours.has(group))).toEqual([]);
        if (second.keyBits !== undefined) expect(port.chains[0]?.[0]?.read?.keyBits).toBe(second.keyBits);
        if (second.signature !== undefined) expect(port.chains[0]?.[0]?.read?.signature).toBe(second.signature);
      } finally {
        await device.stop();
      }
    },
  );
});

describe('TLS of a device that cannot keep up', () => {
  const lacks = lacking(tlsModern);
  const lookAt = async (outcome: (dial: number) => 'open' | 'reset' | 'silent') => {
    const device = await started(tlsModern);
    try {
      const scan = scanned([8443]);
      const known = await look(device, services, observeServices, [scan]);
      const { network } = device.tools();
      let dials = 0;
      const failing: Network = {
        ...network,
        dial: async (port, options) => {
          const how = outcome(++dials);
          return how === 'open' ? await network.dial(port, options) : { outcome: how, milliseconds: 1 };
        },
      };
      const weak = {
        ...device,
        tools: (given: GivenTools = {}) => ({ ...device.tools({ ...given, network: failing }), wait: async () => {} }),
      };
      const { findings } = await look(weak, tls, observeTls, [scan, known.observation]);
      return findings.filter(({ aspect }) => aspect !== 'certificate').map(({ verdict }) => verdict);
    } finally {
      await device.stop();
    }
  };
  test.skipIf(lacks.length > 0 && !requireAll)('it goes away after three hellos: nothing is passed', async () => {
    expect(await lookAt((dial) => (dial <= 3 ? 'open' : 'silent'))).toEqual(['could-not-decide', 'could-not-decide']);
  });
  test.skipIf(lacks.length > 0 && !requireAll)(
    'it resets every second connection: each is asked once more, and the verdict is right',
    async () => {
      expect(await lookAt((dial) => (dial % 2 === 1 ? 'reset' : 'open'))).toEqual(['conforms', 'conforms']);
    },
  );
});

/** What sslscan says of a port. */
async function sslscan(address: string, port: number) {
  const { stdout } = await run('sslscan', ['--xml=-', '--no-colour', '--no-heartbleed', `${address}:${port}`], { timeout: 60_000 });
  const parser = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => name === 'protocol' || name === 'cipher' || name === 'certificate',
  });
  const found = parser.parse(stdout)?.document?.ssltest ?? {};
  const protocols: readonly Record<string, string>[] = found.protocol ?? [];
  const ciphers: readonly Record<string, string>[] = found.cipher ?? [];
  const certificate = found.certificates?.certificate?.[0];
  return {
    versions: protocols
      .filter((each) => each['@_enabled'] === '1' && !(each['@_type'] === 'ssl' && each['@_version'] === '2'))
      .map((each) => (each['@_type'] === 'ssl' ? 'SSLv3' : `TLS ${each['@_version']}`)),
    suites: ciphers.map((each) => Number.parseInt(each['@_id'] ?? '', 16)),
    keyBits: certificate?.pk?.['@_bits'] === undefined ? undefined : Number(certificate.pk['@_bits']),
    signature: certificate?.['signature-algorithm'] as string | undefined,
  };
}
