import type { Finding, Judge } from '../../src/check/probe.ts';
import type { Text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';
import { reachOf } from '../services/open-ports.ts';
import { certificateFinding } from './certificate-judge.ts';
import { type CipherGroup, findCipherSuite, TLS_VERSIONS, type TlsVersion } from './cipher-suites.ts';
import { REFERENCE, type TlsData, type TlsPort, TlsShape } from './shape.ts';

/** Versions, ciphers and certificates of every TLS port (S1.1-12), measured against the CRYPTREC/IPA guideline for TLS settings, version 3. */
export const tls: Judge<TlsData> = {
  id: 'tls',
  version: 1,
  title: { ja: 'TLS の設定', en: 'TLS settings' },
  after: ['services'],
  aspects: {
    versions: { ja: 'TLS の版', en: 'TLS versions' },
    ciphers: { ja: '暗号スイート', en: 'Cipher suites' },
    certificate: { ja: 'サーバ証明書', en: 'Server certificate' },
  },
  effort: {
    unattendedSeconds: 30,
    personMinutes: 0,
    prerequisites: [{ ja: 'サービスの識別が済んでいること', en: 'The services have been identified' }],
  },
  shape: TlsShape,
  judge({ data, earlier }) {
    const each = data.ports.flatMap((port) => [versionsOf(port), ciphersOf(port), certificateFinding(port, data.at)]);
    if (data.omitted.length > 0) return [...each, ...onDevice('could-not-decide', tooMany(data.omitted.length))];
    if (each.length > 0) return each;
    const { whole, within } = reachOf(earlier);
    return data.allIdentified && whole ? onDevice('not-applicable', within(noTls)) : onDevice('could-not-decide', perhapsTls);
  },
};

const OLD: readonly TlsVersion[] = ['SSLv3', 'TLS 1.0', 'TLS 1.1'];
const WEAK: Readonly<Partial<Record<CipherGroup, Text>>> = {
  null: { ja: '暗号化なし(NULL)', en: 'no encryption (NULL)' },
  export: { ja: '輸出用の弱い暗号(EXPORT)', en: 'export-grade (EXPORT)' },
  anon: { ja: '認証なしの鍵交換(anon)', en: 'unauthenticated key exchange (anon)' },
  rc4: { ja: 'RC4', en: 'RC4' },
  des: { ja: 'DES・3DES など64ビットブロック暗号', en: '64-bit block ciphers (DES, 3DES and the like)' },
};
/** Versions that a port was seen to speak. */
export const spokenVersions = ({ asked }: TlsPort): readonly TlsVersion[] =>
  Object.entries(TLS_VERSIONS).flatMap(([name, number]) =>
    asked.some(({ outcome, chosen }) => outcome === 'accepted' && chosen?.version === number) ? [name as TlsVersion] : [],
  );

/** Suites that a port was seen to choose. */
export const spokenSuites = ({ asked }: TlsPort): readonly { readonly name: string; readonly group: CipherGroup | undefined }[] => [
  ...new Map(
    asked.flatMap(({ chosen }) => {
      if (chosen === undefined) return [];
      const suite = findCipherSuite(chosen.suite);
      return [[chosen.suite, { name: suite?.name ?? `0x${chosen.suite.toString(16).padStart(4, '0')}`, group: suite?.group }] as const];
    }),
  ).values(),
];

function versionsOf(port: TlsPort): Finding {
  const at = { aspect: 'versions', subject: `tcp/${port.port}` };
  const spoken = spokenVersions(port);
  const bad = OLD.filter((version) => spoken.includes(version));
  if (bad.length > 0) {
    return {
      ...at,
      verdict: 'does-not-conform',
      message: {
        ja: `${at.subject} は、安全でない版(${bad.join('、')})での接続を受け入れます。これらを無効にし、TLS 1.2 と TLS 1.3 だけを有効にしてください。${REFERENCE.ja}`,
        en: `${at.subject} accepts insecure versions (${bad.join(', ')}). Disable them and leave TLS 1.2 and TLS 1.3 only. ${REFERENCE.en}`,
      },
    };
  }
  if (spoken.length === 0) return { ...at, verdict: 'could-not-decide', message: noneAccepted(at.subject) };
  const open = OLD.filter((version) => port.asked.some((ask) => ask.version === version && isUndecided(ask)));
  if (open.length > 0 || port.control === 'lost')
    return { ...at, verdict: 'could-not-decide', message: noAnswer(at.subject, open, port.control) };
  return {
    ...at,
    verdict: 'conforms',
    message: {
      ja: `${at.subject} は ${spoken.join('、')} だけを受け入れ、SSLv3、TLS 1.0、TLS 1.1 を拒否します。`,
      en: `${at.subject} accepts ${spoken.join(', ')} only and refuses SSLv3, TLS 1.0 and TLS 1.1.`,
    },
  };
}

function ciphersOf(port: TlsPort): Finding {
  const at = { aspect: 'ciphers', subject: `tcp/${port.port}` };
  const suites = spokenSuites(port);
  const weak = suites.filter(({ group }) => group !== undefined && WEAK[group] !== undefined);
  const compressed = port.asked.some(({ chosen }) => chosen !== undefined && chosen.compression !== 0);
  if (weak.length > 0 || compressed) {
    const kinds = [...new Set(weak.map(({ group }) => group))].flatMap((group) => (group && WEAK[group]) ?? []);
    const names = weak.map(({ name }) => `TLS_${name}`).join(', ');
    return {
      ...at,
      verdict: 'does-not-conform',
      message: {
        ja: `${at.subject} は、${[...kinds.map(({ ja }) => ja), ...(compressed ? ['TLS 圧縮'] : [])].join('、')}を受け入れます${names === '' ? '' : `(例: ${names})`}。無効にし、AES-GCM など認証付き暗号のスイートだけを残してください。${REFERENCE.ja}`,
        en: `${at.subject} accepts ${[...kinds.map(({ en }) => en), ...(compressed ? ['TLS compression'] : [])].join(', ')}${names === '' ? '' : ` (for example ${names})`}. Disable them and keep authenticated ciphers such as AES-GCM only. ${REFERENCE.en}`,
      },
    };
  }
  if (suites.length === 0) return { ...at, verdict: 'could-not-decide', message: noneAccepted(at.subject) };
  const undecided = port.asked.filter((ask) => WEAK[ask.group] !== undefined && isUndecided(ask));
  const open = [...new Set(undecided.map(({ version, group }) => `${version} ${group.toUpperCase()}`))];
  if (open.length > 0 || port.control === 'lost')
    return { ...at, verdict: 'could-not-decide', message: noAnswer(at.subject, open, port.control) };
  const unknown = suites.filter(({ group }) => group === undefined).map(({ name }) => name);
  if (unknown.length > 0) return { ...at, verdict: 'could-not-decide', message: unknownSuites(at.subject, unknown) };
  const names = suites.map(({ name }) => `TLS_${name}`).join(', ');
  const cbcOnly = suites.every(({ group }) => group === 'cbc');
  return {
    ...at,
    verdict: 'conforms',
    message: {
      ja: `${at.subject} は、弱い暗号スイートをすべて拒否します(選ばれたもの: ${names})。${cbcOnly ? 'CBC モードのスイートしかありません。認証付き暗号(AES-GCM など)を加えることを勧めます。' : ''}`,
      en: `${at.subject} refuses all weak cipher suites (chosen: ${names}).${cbcOnly ? ' It has suites of the CBC mode only; adding authenticated ciphers such as AES-GCM is advised.' : ''}`,
    },
  };
}

/** Silence is no refusal. */
const isUndecided = ({ outcome }: TlsPort['asked'][number]): boolean =>
  outcome === 'silent' || outcome === 'unreached' || outcome === 'foreign';

const noneAccepted = (subject: string): Text => ({
  ja: `${subject} は TLS を話しますが、試したどの版と暗号スイートでも接続が成立しませんでした(クライアント証明書や事前共有鍵を要する可能性があります)。設定を設計書で確かめてください。`,
  en: `${subject} speaks TLS but accepted none of the versions and suites that were offered (it may want a client certificate or a pre-shared key). Check its settings in the design documents.`,
});
const noAnswer = (subject: string, open: readonly string[], control: TlsPort['control']): Text =>
  control === 'lost'
    ? {
        ja: `${subject} は、はじめに受け入れた接続を終わりには受け入れなくなったため、途中の拒否を根拠にできません。機器の状態を確かめ、もう一度検査してください。`,
        en: `${subject} no longer accepted at the end what it had accepted at first, so the refusals in between prove nothing. Check the state of the device and test again.`,
      }
    : {
        ja: `${subject} は、${open.join('、')}の問いかけに答えませんでした。無応答は拒否とはみなせません。もう一度検査するか、設定を直接確かめてください。`,
        en: `${subject} did not answer when asked for ${open.join(', ')}. Silence is no refusal: test again, or check the settings directly.`,
      };
const unknownSuites = (subject: string, names: readonly string[]): Text => ({
  ja: `${subject} は、知られていない暗号スイート(${names.join('、')})を選びました。何であるかを製造者に確かめてください。`,
  en: `${subject} chose cipher suites that are not known here (${names.join(', ')}). Ask the maker what they are.`,
});
const tooMany = (count: number): Text => ({
  ja: `TLS のポートのうち${count}個は、数の上限のため検査していません。`,
  en: `${count} TLS ports were not tested, because the bound on their number was reached.`,
});
const noTls: Text = {
  ja: '開いている TCP ポートをすべて識別しましたが、TLS を話すものはありません。',
  en: 'Every open TCP port was identified and none speaks TLS.',
};
const perhapsTls: Text = {
  ja: 'TLS のポートは見つかりませんでしたが、識別できなかったか、調べ終えていないポートがあります。先にそのポートを確かめてください。',
  en: 'No TLS port was found, but some ports were not identified or not looked at. Look into those first.',
};

const onDevice = (verdict: Verdict, message: Text): readonly Finding[] =>
  ['versions', 'ciphers', 'certificate'].map((aspect) => ({ aspect, subject: 'device', verdict, message }));
