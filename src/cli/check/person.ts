import { createInterface } from 'node:readline/promises';
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
  const answer = async (prompt: string): Promise<string> => {
    const reader = createInterface({ input, output });
    try {
      return (await reader.question(`   ${prompt} `, { signal })).trim();
    } finally {
      reader.close();
    }
  };
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
export async function isConfirmed(question: string, { input, output, signal }: Asked): Promise<boolean> {
  const reader = createInterface({ input, output });
  try {
    return /^(?:y|yes|はい)$/i.test((await reader.question(question, { signal })).trim());
  } finally {
    reader.close();
  }
}

const words = {
  done: { ja: '済んだら Enter を押してください', en: 'Press Enter when it is done' },
  number: { ja: '番号', en: 'Number' },
} as const;
