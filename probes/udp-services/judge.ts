import { z } from 'zod';
import type { Finding, Judge } from '../../src/check/probe.ts';
import { text } from '../../src/rules/text.ts';

/** An answer longer than this is cut, and no more than so many are kept. */
export const MOST_BYTES = 2048;
export const MOST_ANSWERS = 4;

const Asked = z.strictObject({
  port: z.number().int().min(1).max(65_535),
  /** Which question: the id of a payload. */
  payload: z.string().max(40),
  name: z.string().max(80),
  /** `no-answer` is silence, which is not the same as closed. `unreachable`: the device itself says that nothing listens there. */
  outcome: z.enum(['answered', 'no-answer', 'unreachable']),
  /** Base64, as they came. */
  answers: z.array(z.base64()).max(MOST_ANSWERS),
});
const UdpServices = z.strictObject({ asked: z.array(Asked).max(400) });
export type UdpServices = z.infer<typeof UdpServices>;
export type AskedService = z.infer<typeof Asked>;

/** Which UDP services answer to a question of their own protocol. */
export const udpServices: Judge<UdpServices> = {
  id: 'udp-services',
  version: 1,
  title: text('応答する UDP サービス', 'UDP services that answer'),
  after: [],
  aspects: { coverage: text('UDP サービスへの問い合わせ', 'UDP services asked') },
  effort: {
    unattendedSeconds: 60,
    personMinutes: 0,
    prerequisites: [
      text(
        '試験用コンピュータと機器の間で UDP が遮られていないこと。',
        'UDP is not blocked between the computer that tests and the device.',
      ),
    ],
  },
  shape: UdpServices,
  judge: ({ data }) => [coverage(data)],
};

/** The ports that answered, lowest first, each with the questions that it answered. */
export function answering(data: UdpServices): readonly { readonly port: number; readonly by: readonly AskedService[] }[] {
  const answered = data.asked.filter(({ outcome }) => outcome === 'answered');
  return [...Map.groupBy(answered, ({ port }) => port)].map(([port, by]) => ({ port, by })).toSorted((a, b) => a.port - b.port);
}

/** Addresses of the descriptions that a device offers over SSDP, as it wrote them: text of the device. */
export function ssdpLocations(data: UdpServices): readonly string[] {
  const said = data.asked
    .filter(({ payload }) => payload === 'ssdp')
    .flatMap(({ answers }) => answers.map((answer) => Buffer.from(answer, 'base64').toString('latin1')));
  return [...new Set(said.flatMap((answer) => [...answer.matchAll(/^location:[ \t]*(\S{1,300})/gim)].map((match) => match[1] ?? '')))];
}

function coverage(data: UdpServices): Finding {
  const finding = { aspect: 'coverage', subject: 'device' };
  const count = (outcome: AskedService['outcome']) => data.asked.filter((each) => each.outcome === outcome).length;
  const ports = answering(data);
  const names = ports.map(({ port, by }) => `${port} (${by.map(({ name }) => name).join(', ')})`).join(', ');
  const [silent, unreachable] = [count('no-answer'), count('unreachable')];
  if (ports.length === 0 && unreachable === 0) {
    return {
      ...finding,
      verdict: 'could-not-decide',
      message: text(
        `${data.asked.length}件の UDP の問い合わせに、応答も到達不可の通知もありませんでした。途中のファイアウォールが UDP を捨てていないかを確かめてください。`,
        `None of ${data.asked.length} questions over UDP was answered, and none was told unreachable. Check whether a firewall drops UDP.`,
      ),
    };
  }
  return {
    ...finding,
    verdict: 'conforms',
    message: text(
      `UDP で${data.asked.length}件の問い合わせを送りました。応答があったポート:${names || 'なし'}。到達不可の通知:${unreachable}件。無応答:${silent}件(無応答は、閉じていることを意味しません)。`,
      `${data.asked.length} questions were sent over UDP. Ports that answered: ${names || 'none'}. Told unreachable: ${unreachable}. No answer: ${silent} (silence does not mean closed).`,
    ),
  };
}
