import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { CannotObserve } from '../../check/probe.ts';
import type { Guide } from '../../check/tools.ts';
import type { Language, Text } from '../../rules/text.ts';
import type { Paint } from './paint.ts';
import type { Screen } from './watcher.ts';
import { shown } from './watching.ts';
import { wrapped } from './width.ts';

/** Where a person's answers come from. */
export interface Asked {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** A person at the terminal, beside the device. */
export function askPerson(screen: Screen, { input, output, signal }: Asked, language: Language, colour: Paint): Guide {
  const t = (text: Text) => text[language];
  const width = Math.max(40, Math.min(screen.columns ?? 80, 100)) - 4;
  const say = (text: Text) => {
    const lines = wrapped(shown(text, language, 4000), width);
    screen.write(`\n${lines.map((line, index) => ` ${index === 0 ? colour.yellow('▶') : ' '} ${colour.bold(line)}`).join('\n')}\n`);
  };
  const answer = (prompt: string) => typed(`   ${prompt} `, { input, output, signal });
  return {
    async step(instruction) {
      say(instruction);
      await answer(colour.dim(t(words.done)));
    },
    async choose(question, options) {
      say(question);
      options.forEach(({ label }, index) => {
        screen.write(`     ${index + 1}) ${shown(label, language)}\n`);
      });
      for (;;) {
        const chosen = options[Number(await answer(`${t(words.number)} [1-${options.length}]`)) - 1];
        if (chosen) return chosen.value;
      }
    },
    async read(question) {
      say(question);
      return (await answer('>')).slice(0, 500);
    },
  };
}

/** A question of yes or no before anything is sent; only a clear yes is one. */
export const isConfirmed = async (question: string, asked: Asked): Promise<boolean> =>
  /^(?:y|yes|はい)$/i.test(await typed(question, asked));

/** One line that the person types. Ctrl-C ends the run as it does elsewhere; a terminal that is closed cannot answer. */
async function typed(prompt: string, { input, output, signal }: Asked): Promise<string> {
  const reader = createInterface({ input, output });
  const closed = Promise.withResolvers<never>();
  reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  reader.on('close', () => closed.reject(new CannotObserve(words.closed)));
  closed.promise.catch(() => undefined);
  try {
    return (await Promise.race([reader.question(prompt, { signal }), closed.promise])).trim();
  } finally {
    reader.close();
  }
}

const words = {
  closed: { ja: '端末が閉じられたため、答えを得られませんでした。', en: 'The terminal was closed, so there was no answer.' },
  done: { ja: '済んだら Enter を押してください', en: 'Press Enter when it is done' },
  number: { ja: '番号', en: 'Number' },
} as const;
