import { type Finding, type Given, type Judge, observed } from '../../src/check/probe.ts';
import { visible } from '../../src/check/visible.ts';
import type { Text } from '../../src/rules/text.ts';
import type { Verdict } from '../../src/rules/verdict.ts';
import { services, servicesIn, wordsOf } from '../services/judge.ts';
import { reachOf } from '../services/open-ports.ts';
import type { Service } from '../services/recognise.ts';
import { httpFinding } from './http-judge.ts';
import { type ClearTextData, ClearTextShape } from './shape.ts';
import { snmpFinding } from './snmp.ts';

/** Is the device administered, or signed in to, over anything that is not encrypted? (S1.1-12; EN 303 645 5.5-1, 5.5-7) */
export const clearTextAdministration: Judge<ClearTextData> = {
  id: 'clear-text-administration',
  version: 1,
  title: { ja: '平文による管理', en: 'Administration in clear text' },
  after: ['services', 'udp-services'],
  aspects: { administration: { ja: '暗号化されない経路での管理・ログイン', en: 'Administration or sign-in without encryption' } },
  effort: {
    unattendedSeconds: 20,
    personMinutes: 0,
    prerequisites: [{ ja: 'サービスの識別が済んでいること', en: 'The services have been identified' }],
  },
  shape: ClearTextShape,
  judge(given) {
    const seen = observed(given.earlier, services);
    if (seen === undefined) return [onDevice('could-not-decide', noServices)];
    const all = servicesIn(seen);
    const found = [...all.filter(({ tls }) => !tls).flatMap((service) => ofService(service, given)), ...snmpFinding(given.earlier)];
    const decided = found.filter(({ verdict }) => verdict !== 'conforms');
    if (seen.omitted.length > 0) return [...found, onDevice('could-not-decide', omitted(seen.omitted.length))];
    if (decided.length > 0) return found;
    const { whole, within } = reachOf(given.earlier);
    return [...found, whole ? onDevice('conforms', within(nothingSeen(all))) : onDevice('could-not-decide', scanIncomplete)];
  },
};

const ASPECT = 'administration';
const onDevice = (verdict: Verdict, message: Text): Finding => ({ aspect: ASPECT, subject: 'device', verdict, message });

/** What is not encrypted, by what it is. SSH encrypts by itself. */
function ofService(service: Service, { data, profile }: Given<ClearTextData>): readonly Finding[] {
  const subject = `tcp/${service.port}`;
  const finding = (verdict: Verdict, message: Text): readonly Finding[] => [{ aspect: ASPECT, subject, verdict, message }];
  const declared = profile.interfaces.find(({ at }) => at === subject);
  const unguarded = (protocol: string) => {
    if (declared?.authentication === 'password') return finding('does-not-conform', clearLogin(subject, protocol));
    if (declared?.administration) return finding('does-not-conform', declaredClear(subject, protocol));
    return declared
      ? finding('conforms', declaredHarmless(subject, protocol))
      : finding('could-not-decide', perhapsLogin(subject, protocol));
  };
  switch (service.protocol) {
    case 'ssh':
      return [];
    case 'http':
      return [httpFinding(service.port, data, profile)];
    case 'telnet':
    case 'vnc':
      return finding('does-not-conform', clearLogin(subject, service.protocol === 'telnet' ? 'Telnet' : 'VNC'));
    case 'ftp': {
      const said = textOf(data.ftp.find(({ port }) => port === service.port)?.answer);
      if (/^331[ -]/m.test(said) || /^230[ -]/m.test(said)) return finding('does-not-conform', clearLogin(subject, 'FTP'));
      // 530, 534, 550, 421 after a user name: not without TLS (RFC 4217).
      if (/^(?:53\d|55\d|421)[ -]/m.test(said)) return finding('conforms', refusedUser(subject));
      return finding('could-not-decide', noWordFrom(subject, 'FTP'));
    }
    case 'rtsp': {
      const said = data.rtsp.find(({ port }) => port === service.port)?.answers ?? [];
      const statuses = said.map((answer) => /^RTSP\/1\.\d (\d{3})/.exec(textOf(answer))?.[1]);
      if (statuses.includes('401')) return finding('does-not-conform', clearLogin(subject, 'RTSP'));
      if (declared?.authentication === 'password' || declared?.administration) return unguarded('RTSP');
      return statuses.includes('200')
        ? finding('conforms', noLogin(subject, 'RTSP'))
        : finding('could-not-decide', noWordFrom(subject, 'RTSP'));
    }
    case 'mqtt': {
      const wantsPassword = service.mqttCode === 4 || service.mqttCode === 5;
      const login = profile.logins.some(({ kind, port, tls }) => kind === 'mqtt' && port === service.port && !tls);
      if (wantsPassword || login) return finding('does-not-conform', clearLogin(subject, 'MQTT'));
      return unguarded('MQTT');
    }
    case 'coap':
      return unguarded('CoAP');
    case 'smtp':
    case 'imap':
    case 'pop3':
    case 'mysql':
    case 'sip':
      return finding('could-not-decide', perhapsLogin(subject, service.protocol.toUpperCase()));
    case 'unknown':
      return finding('could-not-decide', unknownService(subject));
    default:
      return service.protocol satisfies never;
  }
}

const textOf = (base64: string | undefined): string => Buffer.from(base64 ?? '', 'base64').toString('latin1');

const clearLogin = (subject: string, protocol: string): Text => ({
  ja: `${subject} は、暗号化されない ${protocol} でログインを受け付けます。ログインに使う情報と操作の内容が、暗号化されずに流れます。${protocol} を止めるか、TLS、SSH など暗号化された方式に替えてください。`,
  en: `${subject} takes logins over ${protocol}, which is not encrypted: what is used to sign in, and all that follows, can be read on the way. Switch it off, or replace it by an encrypted one (TLS, SSH).`,
});
const declaredClear = (subject: string, protocol: string): Text => ({
  ja: `${subject} は管理用と申告されていますが、暗号化されない ${protocol} です。TLS で保護してください。`,
  en: `${subject} is declared as used for administration but is ${protocol} without encryption. Protect it with TLS.`,
});
const refusedUser = (subject: string): Text => ({
  ja: `${subject} の FTP は、暗号化しないままでは利用者名を受け付けません(匿名で使えるかどうかは、別の検査で確かめます)。`,
  en: `FTP on ${subject} takes no user name without encryption. Whether anybody may use it anonymously is another probe's question.`,
});
const noLogin = (subject: string, protocol: string): Text => ({
  ja: `${subject} の ${protocol} は、暗号化されていませんが、ログインを求めません。認証なしで何が見えるかは、別の検査で確かめます。`,
  en: `${protocol} on ${subject} is not encrypted but asks for no login. What can be seen without one is another probe's question.`,
});
const declaredHarmless = (subject: string, protocol: string): Text => ({
  ja: `${subject} の ${protocol} は、暗号化されず、パスワードも求めません。管理用ではないと申告されています。認証なしで何が見えるかは、別の検査で確かめます。`,
  en: `${protocol} on ${subject} is neither encrypted nor asks for a password, and is declared as not used for administration. What can be seen without a login is another probe's question.`,
});
const noWordFrom = (subject: string, protocol: string): Text => ({
  ja: `${subject} の ${protocol} は、ログインの要否が分かる応答をしませんでした。もう一度検査するか、設定を確かめてください。`,
  en: `${protocol} on ${subject} gave no answer that tells whether it takes logins. Test again, or check its settings.`,
});
const perhapsLogin = (subject: string, protocol: string): Text => ({
  ja: `${subject} は、暗号化されない ${protocol} です。設定やログインがここを通るかどうかは観測だけでは分かりません。用途を機器プロファイルに書き、設計書で確かめてください。`,
  en: `${subject} is ${protocol} without encryption. Whether settings or logins pass here cannot be seen from outside: write its use into the profile and check the design documents.`,
});
const unknownService = (subject: string): Text => ({
  ja: `${subject} は何のサービスか分からないため、平文で管理されるかどうかを判定できません。何であるかを製造者に確かめてください。`,
  en: `What ${subject} is was not recognised, so whether it is administered in clear text cannot be told. Ask the maker what it is.`,
});
const omitted = (count: number): Text => ({
  ja: `開いているポートのうち${count}個を識別していないため、平文での管理がないとはいえません。`,
  en: `${count} open ports were not identified, so administration in clear text cannot be ruled out.`,
});
const noServices: Text = {
  ja: 'サービスの識別の結果がないため、判定できません。',
  en: 'Without a result of the services nothing can be told.',
};

const scanIncomplete: Text = {
  ja: 'TCP ポートの検査が最後まで済んでいないため、平文での管理がないとはいえません。ポートの検査をやり直してください。',
  en: 'The TCP ports were not looked at to the end, so administration in clear text cannot be ruled out. Look at the ports again.',
};

function nothingSeen(all: readonly Service[]): Text {
  const listed = (language: 'ja' | 'en') =>
    all.map((service) => `tcp/${service.port} ${visible(wordsOf(service)[language], 120)}`).join(language === 'ja' ? '、' : ', ');
  if (all.length === 0)
    return {
      ja: '開いている TCP ポートがなく、平文での管理は見られません。',
      en: 'No TCP port is open, so there is no administration in clear text.',
    };
  return {
    ja: `開いているポートのどれにも、平文での管理やログインは見られませんでした(${listed('ja')})。`,
    en: `No open port showed administration or a login in clear text (${listed('en')}).`,
  };
}
