import { performance } from 'node:perf_hooks';
import type { Language, Text } from '../../rules/text.ts';
import { verdictWords } from '../../rules/verdict.ts';
import { paint, symbolOf } from './paint.ts';
import { type Asked, askPerson } from './person.ts';
import type { Screen, Watcher } from './watcher.ts';
import { shown, spellSeconds, type Watched } from './watching.ts';

/** Plain lines for a pipe or a log: no escape sequence, nothing is written twice. */
export function lineWatcher(screen: Screen, probes: readonly Watched[], language: Language, asked?: Asked): Watcher {
  const start = performance.now();
  const line = (text: string) => screen.write(`[${spellSeconds((performance.now() - start) / 1000)}] ${text}\n`);
  const titleOf = (id: string) => probes.find((probe) => probe.id === id)?.title[language] ?? id;
  let quarter = 0;
  return {
    hear(event, findings) {
      if (event.event === 'probe-started') {
        quarter = 0;
        line(`${titleOf(event.probe)} (${event.probe})`);
      } else if (event.event === 'progress') {
        const now = event.total > 0 ? Math.floor((event.done / event.total) * 4) : 0;
        if (now > quarter && now < 4) line(`${titleOf(event.probe)}: ${now * 25} %`);
        quarter = Math.max(quarter, now);
      } else if (event.event === 'observation') {
        const probe = probes.find(({ id }) => id === event.observation.probe);
        for (const { aspect, subject, verdict, message } of findings) {
          if (verdict === 'not-tested') continue;
          const what = `${probe?.aspects[aspect]?.[language] ?? aspect} · ${shown({ ja: subject, en: subject }, language, 80)}`;
          line(`  ${symbolOf(verdict)} ${verdictWords[verdict][language]}  ${what}: ${shown(message, language)}`);
        }
      } else if (event.event === 'away') line(words.away[language]);
      else if (event.event === 'back') line(words.back[language]);
      else if (event.event === 'stopped') line(shown(event.why, language));
    },
    say: (text: Text) => screen.write(`${text[language]}\n`),
    guide: asked && askPerson(screen, asked, language, paint(false)),
    end: () => undefined,
  };
}

/** One JSON object a line, for programs. */
export function jsonWatcher(screen: Screen): Watcher {
  return {
    hear: (event, findings) => screen.write(jsonLine(event.event === 'observation' ? { ...event, findings } : event)),
    say: () => undefined,
    guide: undefined,
    end: () => undefined,
  };
}

/** One value on one line. What JSON leaves as it is and a terminal would obey is spelled as an escape. */
export const jsonLine = (value: object): string =>
  `${JSON.stringify(value).replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

const words = {
  away: { ja: '機器が応答しません。戻るまで待ちます。', en: 'The device does not answer. Waiting for it to come back.' },
  back: { ja: '機器が戻りました。', en: 'The device is back.' },
} as const;
