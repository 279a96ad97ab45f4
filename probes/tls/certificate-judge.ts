import type { Finding } from '../../src/check/probe.ts';
import { visible } from '../../src/check/visible.ts';
import type { Text } from '../../src/rules/text.ts';
import { REFERENCE, type TlsPort } from './shape.ts';

type Chain = TlsPort['chains'][number];
type Read = NonNullable<Chain[number]['read']>;

/** The certificates of one port, as of the instant at which they were seen. Self-signed is no fault of a device on a local network; it is remarked. */
export function certificateFinding({ port, chains }: TlsPort, at: string): Finding {
  const finding = { aspect: 'certificate', subject: `tcp/${port}` };
  const leaves = chains.flatMap(([leaf]) => (leaf === undefined ? [] : [leaf]));
  const read = leaves.flatMap((leaf) => leaf.read ?? []);
  if (leaves.length === 0 || read.length < leaves.length) {
    return {
      ...finding,
      verdict: 'could-not-decide',
      message: leaves.length === 0 ? noneSeen(finding.subject) : unreadable(finding.subject),
    };
  }
  const faults = uniqueBy(chains.flatMap((chain) => faultsOfChain(chain, at)));
  const who = visible(read[0]?.subject ?? '', 80);
  if (faults.length > 0) {
    return {
      ...finding,
      verdict: 'does-not-conform',
      message: {
        ja: `${finding.subject} のサーバ証明書(${who})に問題があります: ${faults.map(({ ja }) => ja).join('、')}。RSA 2048ビット以上又は ECDSA P-256 以上の鍵と SHA-256 以上の署名で、期限内の証明書に替えてください。${REFERENCE.ja}`,
        en: `The server certificate of ${finding.subject} (${who}) has faults: ${faults.map(({ en }) => en).join('; ')}. Replace it by one within its dates, with a key of RSA 2048 bits or ECDSA P-256 or more, signed with SHA-256 or better. ${REFERENCE.en}`,
      },
    };
  }
  const unknown = read.find((each) => strengthOf(each) === undefined || each.signature === undefined || each.validTo === undefined);
  if (unknown) return { ...finding, verdict: 'could-not-decide', message: unreadable(finding.subject) };
  const selfSigned = read.some((each) => each.selfSigned);
  const what = read.map(keyWords).join(', ');
  return {
    ...finding,
    verdict: 'conforms',
    message: {
      ja: `${finding.subject} のサーバ証明書(${who}、${what}、${read[0]?.validTo?.slice(0, 10)}まで)の鍵長、署名、期限に問題はありません。${selfSigned ? '自己署名のため、利用者のブラウザは警告を出します。初回に証明書の指紋を確かめる方法を利用者に示してください。' : '信頼の連鎖は検証していません。'}`,
      en: `Key length, signature and dates of the server certificate of ${finding.subject} (${who}, ${what}, until ${read[0]?.validTo?.slice(0, 10)}) are in order. ${selfSigned ? 'It is self-signed, so browsers warn: tell users how to check its fingerprint the first time.' : 'The chain of trust was not verified.'}`,
    },
  };
}

/** Faults of a leaf, and of the keys and signatures above it; the signature of a root says nothing. */
function faultsOfChain(chain: Chain, at: string): readonly Text[] {
  return chain.flatMap(({ read }, place) => {
    if (read === undefined) return [];
    const isRoot = place > 0 && read.selfSigned;
    return [...weakKey(read), ...(isRoot ? [] : weakSignature(read)), ...(place === 0 ? wrongDates(read, at) : [])];
  });
}

function weakKey(read: Read): readonly Text[] {
  const strength = strengthOf(read);
  if (strength === undefined || strength === 'enough') return [];
  const words = keyWords(read);
  return [{ ja: `鍵が短い(${words})`, en: `the key is short (${words})` }];
}

/** RSA and DSA from 2048 bits, elliptic curves from 224: what NIST SP 800-57 counts as 112 bits of security. */
function strengthOf({ keyType, keyBits, curve }: Read): 'enough' | 'short' | undefined {
  if (keyType === 'ed25519' || keyType === 'ed448') return 'enough';
  if (keyType === 'rsa' || keyType === 'rsa-pss' || keyType === 'dsa')
    return keyBits === undefined ? undefined : keyBits >= 2048 ? 'enough' : 'short';
  if (keyType === 'ec') {
    const bits = Number(/(\d{3})/.exec(curve ?? '')?.[1] ?? Number.NaN);
    return Number.isNaN(bits) ? undefined : bits >= 224 ? 'enough' : 'short';
  }
  return undefined;
}

const keyWords = ({ keyType = '?', keyBits, curve }: Read): string =>
  visible(
    keyBits === undefined ? `${keyType.toUpperCase()}${curve === undefined ? '' : ` ${curve}`}` : `${keyType.toUpperCase()} ${keyBits}`,
    40,
  );

const weakSignature = ({ signature = '' }: Read): readonly Text[] =>
  /md[245]|sha-?1(?!\d)/i.test(signature)
    ? [{ ja: `署名のハッシュが弱い(${visible(signature, 40)})`, en: `its signature uses a weak hash (${visible(signature, 40)})` }]
    : [];

function wrongDates({ validFrom, validTo }: Read, at: string): readonly Text[] {
  const day = (instant: string) => instant.slice(0, 10);
  return [
    ...(validTo !== undefined && validTo < at ? [{ ja: `期限切れ(${day(validTo)}まで)`, en: `it expired on ${day(validTo)}` }] : []),
    ...(validFrom !== undefined && validFrom > at
      ? [{ ja: `有効期間の前(${day(validFrom)}から)`, en: `it is not valid before ${day(validFrom)}` }]
      : []),
  ];
}

const uniqueBy = (texts: readonly Text[]): readonly Text[] => [...new Map(texts.map((each) => [each.en, each])).values()];

const noneSeen = (subject: string): Text => ({
  ja: `${subject} からサーバ証明書を受け取れませんでした。証明書を使わない方式(事前共有鍵など)であれば、その旨を設計書で確かめてください。`,
  en: `${subject} sent no server certificate. If it works without one (a pre-shared key, for instance), confirm that in the design documents.`,
});
const unreadable = (subject: string): Text => ({
  ja: `${subject} のサーバ証明書の内容を読み取れませんでした。保存された証明書を別の道具で確かめてください。`,
  en: `The server certificate of ${subject} could not be read in full. Look at the kept certificate with another tool.`,
});
