import { Buffer } from 'node:buffer';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { type AskedService, MOST_ANSWERS, MOST_BYTES, type UdpServices } from './judge.ts';
import { anyone, type Payload, payloads } from './payloads.ts';

type Question = Pick<Payload, 'bytes' | 'id' | 'name' | 'port'>;

/** Asked at one time in the first round; what said nothing is asked once more, one after the other, as hosts tell "unreachable" about once a second. */
const AT_ONCE = 4;
const WAIT_MS = 1200;

/** Asks each known UDP service, and the declared ports, in its own protocol. */
export const observe: Observe<UdpServices> = async (tools) => {
  const questions = questionsFor(tools);
  const asked = new Map<Question, AskedService>();
  const all = questions.length;
  let left = [...questions];
  for (const width of [AT_ONCE, 1]) {
    for (let at = 0; at < left.length; at += width) {
      const now = left.slice(at, at + width);
      const answers = await Promise.all(now.map((question) => ask(tools, question)));
      for (const [index, question] of now.entries()) asked.set(question, answers[index] ?? silence(question));
      const isSecond = left.length < all || width === 1;
      tools.progress(isSecond ? all + at + now.length : at + now.length, all + (isSecond ? left.length : all));
    }
    left = left.filter((question) => asked.get(question)?.outcome === 'no-answer');
  }
  return { asked: questions.map((question) => asked.get(question) ?? silence(question)) };
};

/** Known services, and each declared UDP port with the question of the service that it is said to be. */
function questionsFor({ profile }: Tools): readonly Question[] {
  const declared = profile.interfaces.flatMap(({ at, service }) =>
    at.startsWith('udp/') ? [{ port: Number(at.slice(4)), service: service.toLowerCase() }] : [],
  );
  const further = declared
    .filter(({ port }) => !payloads.some((payload) => payload.port === port))
    .flatMap(({ port, service }): readonly Question[] => {
      const fitting = payloads.filter(({ id }) => service.includes(id.split('-', 1)[0] ?? id));
      return fitting.length === 0 ? [{ ...anyone, port }] : fitting.map((payload) => ({ ...payload, port }));
    });
  return [...payloads, ...further].slice(0, 400);
}

async function ask({ network }: Tools, question: Question): Promise<AskedService> {
  const { answers, unreachable } = await network.ask(question.port, question.bytes(network.address), { waitMs: WAIT_MS });
  const { port, id, name } = question;
  return {
    ...{ port, payload: id, name },
    outcome: answers.length > 0 ? 'answered' : unreachable ? 'unreachable' : 'no-answer',
    answers: answers.slice(0, MOST_ANSWERS).map((answer) => Buffer.from(answer.subarray(0, MOST_BYTES)).toString('base64')),
  };
}

const silence = ({ port, id, name }: Question): AskedService => ({ port, payload: id, name, outcome: 'no-answer', answers: [] });
