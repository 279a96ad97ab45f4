import { z } from 'zod';
import type { Finding, Judge } from '../../src/check/probe.ts';
import { visible } from '../../src/check/visible.ts';
import { type Protocol, recognise, type Service } from './recognise.ts';

/** Answers of a device are kept raw, so that what they mean can be told again. */
const Shape = z.strictObject({
  ports: z
    .array(
      z.strictObject({
        port: z.number().int().min(1).max(65_535),
        /** False when it could not be reached any more. */
        reached: z.boolean(),
        /** Not spoken to, because speaking would do something (a printer prints it). */
        spared: z.boolean().default(false),
        answers: z
          .array(
            z.strictObject({
              ask: z.enum(['listen', 'http', 'rtsp', 'mqtt', 'tls-hello', 'tls-http', 'tls-mqtt', 'tls-listen']),
              bytes: z.base64().max(24_000),
            }),
          )
          .max(16),
      }),
    )
    .max(60),
  /** Open ports that were not looked at, because there were too many or no time was left. */
  omitted: z.array(z.number().int().min(1).max(65_535)),
  /** Descriptions that the device offers over SSDP. */
  descriptions: z
    .array(z.strictObject({ port: z.number().int(), path: z.string().max(300), bytes: z.base64().max(24_000) }))
    .max(4)
    .default([]),
});
export type ServicesData = z.infer<typeof Shape>;

/** What each open port is (S1.1-01, S1.1-13: what answers must be known before it can be said to be needed and safe). */
export const services: Judge<ServicesData> = {
  id: 'services',
  version: 1,
  title: { ja: '開いているポートのサービスの識別', en: 'What each open port is' },
  after: ['tcp-ports', 'udp-services'],
  aspects: { identified: { ja: 'サービスの識別', en: 'Services identified' } },
  effort: {
    unattendedSeconds: 40,
    personMinutes: 0,
    prerequisites: [{ ja: 'TCP ポートの検査が済んでいること', en: 'The TCP ports have been looked at' }],
  },
  shape: Shape,
  judge: ({ data }) => [
    ...servicesIn(data).map((service, at) => found(service, data.ports[at])),
    ...data.omitted.slice(0, 1).map(() => tooMany(data.omitted.length)),
  ],
};

/** The services of an observation, in the order of their ports, with the programs that they name. */
export const servicesIn = (data: ServicesData): readonly Service[] =>
  data.ports.map(({ port, answers }) => {
    const service = recognise(port, answers);
    const described = data.descriptions
      .filter((each) => each.port === port)
      .flatMap(({ bytes }) => recognise(port, [{ ask: 'http', bytes }]).products);
    const products = new Map([...described, ...service.products].map((each) => [each.product, each]));
    return { ...service, products: [...products.values()] };
  });

/** Was every open port looked at and recognised? */
export const allIdentified = (data: ServicesData): boolean =>
  data.omitted.length === 0 && servicesIn(data).every(({ protocol }) => protocol !== 'unknown');

function found(service: Service, seen: ServicesData['ports'][number] | undefined): Finding {
  const at = { aspect: 'identified', subject: `tcp/${service.port}` };
  if (service.protocol !== 'unknown') {
    const what = wordsOf(service);
    return { ...at, verdict: 'conforms', message: { ja: `${at.subject} は ${what.ja} です。`, en: `${at.subject} is ${what.en}.` } };
  }
  return {
    ...at,
    verdict: 'could-not-decide',
    message: whyUnknown(at.subject, service, seen ?? { reached: false, spared: false, answers: [] }),
  };
}

const NAMES: Record<Exclude<Protocol, 'unknown'>, string> = {
  http: 'HTTP',
  ssh: 'SSH',
  telnet: 'Telnet',
  ftp: 'FTP',
  smtp: 'SMTP',
  imap: 'IMAP',
  pop3: 'POP3',
  rtsp: 'RTSP',
  mqtt: 'MQTT',
  coap: 'CoAP',
  vnc: 'VNC (RFB)',
  mysql: 'MySQL',
  sip: 'SIP',
};

/** A service in words for a person: protocol, whether inside TLS, programs and versions as named, title of its page. */
export function wordsOf(service: Service): { readonly ja: string; readonly en: string } {
  const name =
    service.protocol === 'unknown'
      ? { ja: '不明なサービス', en: 'an unknown service' }
      : { ja: NAMES[service.protocol], en: NAMES[service.protocol] };
  const products = service.products.map(({ product, version }) => visible(version === undefined ? product : `${product} ${version}`, 60));
  const named = products.length > 0 ? products.join(', ') : service.banner === undefined ? '' : visible(service.banner, 80);
  const title = service.title === undefined ? '' : visible(service.title, 80);
  return {
    ja: `${name.ja}${service.tls ? '(TLS 内)' : ''}${named === '' ? '' : `(${named})`}${title === '' ? '' : `、画面の題名「${title}」`}`,
    en: `${name.en}${service.tls ? ' inside TLS' : ''}${named === '' ? '' : ` (${named})`}${title === '' ? '' : `, page title "${title}"`}`,
  };
}

function whyUnknown(
  subject: string,
  { tls }: Service,
  { reached, spared, answers }: Omit<ServicesData['ports'][number], 'port'>,
): Finding['message'] {
  if (spared) {
    return {
      ja: `${subject} は、送ったものをそのまま印刷するプリンタのポートである可能性があるため、何も送らずに残しました。用途を機器プロファイルと設計書で確かめてください。`,
      en: `${subject} may be a printer port that prints whatever is sent, so nothing was sent. Confirm its use from the profile and the design documents.`,
    };
  }
  if (!reached) {
    return {
      ja: `${subject} は、ポート検査では開いていましたが、識別のときには接続できませんでした。機器の状態を確かめてから、もう一度検査してください。`,
      en: `${subject} was open when the ports were looked at but could not be reached afterwards. Check the state of the device and test again.`,
    };
  }
  if (answers.some(({ ask }) => ask === 'tls-hello')) {
    return {
      ja: `${subject} は TLS を話しますが、古い版やクライアント証明書の要求などのため接続を最後まで確立できず、内側が何のサービスかは分かりません。「TLS の設定」の結果と設計書で確かめてください。`,
      en: `${subject} speaks TLS, but a session could not be completed (an old version, or it wants a client certificate), so what is inside cannot be told. See the result for TLS settings and the design documents.`,
    };
  }
  const silent = answers.every(({ bytes }) => bytes === '');
  const how = silent
    ? { ja: '接続はできますが、どの問いかけにも答えません', en: 'accepts connections but answers nothing that was asked' }
    : { ja: '応答が、知られているどのプロトコルにも当てはまりません', en: 'answers, but like no protocol that is known here' };
  const inside = tls ? { ja: '(TLS の内側)', en: ' inside TLS' } : { ja: '', en: '' };
  return {
    ja: `${subject}${inside.ja} は、${how.ja}。何のサービスかを製造者に確かめ、不要であれば閉じてください。`,
    en: `${subject}${inside.en} ${how.en}. Ask the maker what it is, and close it if it is not needed.`,
  };
}

const tooMany = (count: number): Finding => ({
  aspect: 'identified',
  subject: 'device',
  verdict: 'could-not-decide',
  message: {
    ja: `開いているポートのうち${count}個は、数又は時間の上限のため識別していません。これほど多くのポートが開いていること自体を確かめ、不要なものを閉じてから、もう一度検査してください。`,
    en: `${count} open ports were not identified, because the bound on their number or on time was reached. Look into why so many are open, close what is not needed and test again.`,
  },
});
