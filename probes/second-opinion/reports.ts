import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import type { PortsReport, TlsReport, TlsVersionName } from './judge.ts';

/** Largest report that is read, in characters. */
export const REPORT_LIMIT = 16 * 1024 * 1024;

type Made = 'run' | 'import';
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  parseTagValue: false,
  processEntities: false,
  isArray: (name) => ['host', 'port', 'address', 'scaninfo', 'protocol', 'ssltest'].includes(name),
});

const NmapRun = z.object({
  nmaprun: z.object({
    '@version': z.string().max(100).default(''),
    scaninfo: z.array(z.object({ '@protocol': z.string(), '@services': z.string().max(500_000) })).default([]),
    host: z
      .array(
        z.object({
          address: z.array(z.object({ '@addr': z.string() })).default([]),
          ports: z
            .object({
              port: z
                .array(z.object({ '@protocol': z.string(), '@portid': z.coerce.number().int(), state: z.object({ '@state': z.string() }) }))
                .default([]),
            })
            .or(z.literal('').transform(() => ({ port: [] })))
            .default({ port: [] }),
        }),
      )
      .default([]),
  }),
});

/** A report of `nmap -oX` about TCP; undefined when it is none, or of no host with this address. */
export function readNmap(xml: string, address: string, from: Made): PortsReport | undefined {
  const read = NmapRun.safeParse(parsed(xml)).data?.nmaprun;
  const host = read?.host.find((each) => each.address.some((its) => its['@addr'] === address));
  if (read === undefined || host === undefined) return undefined;
  const looked = read.scaninfo
    .filter((info) => info['@protocol'] === 'tcp')
    .flatMap((info) => info['@services'].split(','))
    .flatMap((stretch): [number, number][] => {
      const [first, last = first] = stretch.split('-').map(Number);
      return isPort(first) && isPort(last) ? [[first, last]] : [];
    });
  const open = host.ports.port
    .filter((port) => port['@protocol'] === 'tcp' && port.state['@state'] === 'open')
    .map((port) => port['@portid']);
  return { tool: 'nmap', version: read['@version'], from, looked: looked.slice(0, 10_000), open: open.filter(isPort).slice(0, 10_000) };
}

const Sslscan = z.object({
  document: z.object({
    '@version': z.string().max(100).default(''),
    ssltest: z
      .array(
        z.object({
          '@host': z.string(),
          '@port': z.coerce.number().int(),
          protocol: z.array(z.object({ '@type': z.string(), '@version': z.string(), '@enabled': z.string() })).default([]),
        }),
      )
      .default([]),
  }),
});

/** Reports of `sslscan --xml` about this address. */
export function readSslscan(xml: string, address: string, from: Made): readonly TlsReport[] {
  const read = Sslscan.safeParse(parsed(xml)).data?.document;
  return (read?.ssltest ?? [])
    .filter((test) => test['@host'].replace(/^\[|\]$/g, '') === address && isPort(test['@port']))
    .map((test) => ({
      tool: 'sslscan',
      version: read?.['@version'] ?? '',
      from,
      port: test['@port'],
      versions: test.protocol.flatMap((each) => {
        const version = sslscanNames[`${each['@type']}${each['@version']}`];
        return version ? [{ version, taken: each['@enabled'] === '1' }] : [];
      }),
    }));
}

const sslscanNames: Readonly<Record<string, TlsVersionName>> = {
  ssl3: 'SSLv3',
  'tls1.0': 'TLS 1.0',
  'tls1.1': 'TLS 1.1',
  'tls1.2': 'TLS 1.2',
  'tls1.3': 'TLS 1.3',
};

const Testssl = z.array(
  z.looseObject({ id: z.string(), ip: z.string().default(''), port: z.coerce.number().int().optional(), finding: z.string() }),
);

/** A report of `testssl.sh --jsonfile` about this address, one for each port. */
export function readTestssl(json: string, address: string): readonly TlsReport[] {
  const rows = (Testssl.safeParse(parsedJson(json)).data ?? []).filter(({ ip }) => ip.split('/').some((part) => part === address));
  const byPort = Map.groupBy(rows, ({ port }) => port ?? 0);
  return [...byPort].flatMap(([port, its]): TlsReport[] => {
    const versions = its.flatMap(({ id, finding }) => {
      const version = testsslNames[id];
      return version && /^(?:not )?offered/i.test(finding) ? [{ version, taken: !/^not /i.test(finding) }] : [];
    });
    return isPort(port) && versions.length > 0
      ? [{ tool: 'testssl.sh', version: '', from: 'import', port, versions: versions.slice(0, 10) }]
      : [];
  });
}

const testsslNames: Readonly<Record<string, TlsVersionName>> = {
  SSLv3: 'SSLv3',
  TLS1: 'TLS 1.0',
  TLS1_1: 'TLS 1.1',
  TLS1_2: 'TLS 1.2',
  TLS1_3: 'TLS 1.3',
};

const isPort = (port: number | undefined): port is number => port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65_535;

function parsed(xml: string): unknown {
  if (xml.length > REPORT_LIMIT) return undefined;
  try {
    return parser.parse(xml.replace(/<!DOCTYPE[^>[]*>/i, ''));
  } catch {
    return undefined;
  }
}

function parsedJson(json: string): unknown {
  if (json.length > REPORT_LIMIT) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
