import { performance } from 'node:perf_hooks';
import type { DeviceFinding } from '../../rules/device-part.ts';
import type { Language, Text } from '../../rules/text.ts';
import { verdictWords } from '../../rules/verdict.ts';
import { isColoured, type Paint, paint, symbolOf } from './paint.ts';
import type { Asked } from './person.ts';
import { askPerson } from './person.ts';
import type { Screen, Watcher } from './watcher.ts';
import { secondsLeft, shareOf, shown, spellSeconds, type Watched, type Watching, watch } from './watching.ts';
import { columnsOf, fitted, padded, wrapped } from './width.ts';

const REDRAW_MS = 120;
const BAR = 24;

/** A terminal that a person watches: what is done stays above, two lines at the bottom move. */
export function terminalWatcher(screen: Screen, probes: readonly Watched[], language: Language, asked?: Asked): Watcher {
  const colour = paint(isColoured());
  const t = (text: Text) => text[language];
  const start = performance.now();
  const at = () => performance.now() - start;
  let watching: Watching = { probes, finished: [], away: false };
  let drawn = 0;
  let isPaused = false;
  const width = () => Math.max(40, Math.min(screen.columns ?? 80, 120));

  const clear = () => {
    if (drawn > 0) screen.write(`\x1b[${drawn}A\r\x1b[0J`);
    drawn = 0;
  };
  const draw = () => {
    if (isPaused) return;
    clear();
    const lines = footer(watching, at(), width(), language, colour);
    for (const line of lines) screen.write(`${line}\n`);
    drawn = lines.length;
  };
  const above = (lines: readonly string[]) => {
    clear();
    for (const line of lines) screen.write(`${line}\n`);
    draw();
  };
  const timer = setInterval(draw, REDRAW_MS);
  timer.unref();

  return {
    hear(event, findings) {
      const from = watching.current?.from;
      watching = watch(watching, event, at());
      if (event.event === 'observation') {
        const probe = probes.find(({ id }) => id === event.observation.probe);
        const taken = from === undefined ? undefined : (at() - from) / 1000;
        if (probe)
          above([headOf(probe, event.kept, taken, width(), language, colour), ...findingLines(probe, findings, width(), language, colour)]);
      } else if (event.event === 'away') {
        above([colour.yellow(`  ! ${t(words.away)} (${spellSeconds(event.waitsSeconds)})`)]);
      } else if (event.event === 'back') above([colour.green(`  ✓ ${t(words.back)}`)]);
      else if (event.event === 'stopped') above(wrapped(shown(event.why, language), width() - 4).map((line) => colour.red(`  ${line}`)));
    },
    say: (text) => above(t(text).split('\n')),
    guide: asked && {
      step: (instruction) => alone(() => askPerson(screen, asked, language, colour).step(instruction)),
      choose: (question, options) => alone(() => askPerson(screen, asked, language, colour).choose(question, options)),
      read: (question) => alone(() => askPerson(screen, asked, language, colour).read(question)),
    },
    end() {
      clearInterval(timer);
      clear();
      isPaused = true;
    },
  };

  async function alone<Value>(work: () => Promise<Value>): Promise<Value> {
    clear();
    isPaused = true;
    try {
      return await work();
    } finally {
      isPaused = false;
      draw();
    }
  }
}

/** The two lines that move: the probe at work, and the whole. */
export function footer(watching: Watching, at: number, width: number, language: Language, colour: Paint): readonly string[] {
  const t = (text: Text) => text[language];
  const { current, probes, finished } = watching;
  const probe = probes.find(({ id }) => id === current?.id);
  const share = shareOf(watching);
  const spin = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'[Math.floor(at / REDRAW_MS) % 10] ?? '';
  const lead =
    probe && current
      ? `${t(probe.title)}  ${share === undefined ? '' : `${bar(share)} ${String(Math.floor(share * 100)).padStart(3)} %  `}`
      : t(words.between);
  const note = current?.note ? shown(current.note, language, 160) : '';
  const first = fitted(` ${spin} ${lead}${note}`, width - 1);
  const left = secondsLeft(watching, at);
  const count = `${finished.length} / ${probes.length}`;
  const second = fitted(
    `   ${count}  ${t(words.passed)} ${spellSeconds(at / 1000)}  ${t(words.left)} ${spellSeconds(left)}${watching.away ? `  ${t(words.waiting)}` : ''}`,
    width - 1,
  );
  return [colour.cyan(first), colour.dim(second)];
}

const bar = (share: number): string => {
  const full = Math.round(share * BAR);
  return '█'.repeat(full) + '░'.repeat(BAR - full);
};

function headOf({ title }: Watched, kept: boolean, seconds: number | undefined, width: number, language: Language, colour: Paint): string {
  const end = kept ? words.kept[language] : seconds === undefined ? '' : spellSeconds(seconds);
  const name = fitted(title[language], width - columnsOf(end) - 4);
  return `\n ${colour.bold(padded(name, width - columnsOf(end) - 3))}${colour.dim(end)}`;
}

function findingLines(
  probe: Watched,
  findings: readonly DeviceFinding[],
  width: number,
  language: Language,
  colour: Paint,
): readonly string[] {
  return findings
    .filter(({ verdict }) => verdict !== 'not-tested')
    .flatMap(({ aspect, subject, verdict, message }) => {
      const what = `${probe.aspects[aspect]?.[language] ?? aspect}${subject === 'device' ? '' : ` · ${shown({ ja: subject, en: subject }, language, 80)}`}`;
      const line = `   ${colour.of(verdict)(`${symbolOf(verdict)} ${verdictWords[verdict][language]}`)}  ${what}`;
      const isPlain = verdict === 'conforms' || verdict === 'not-applicable';
      return [line, ...wrapped(shown(message, language), width - 7).map((each) => (isPlain ? colour.dim(`     ${each}`) : `     ${each}`))];
    });
}

const words = {
  away: { ja: '機器が応答しません。戻るまで待ちます', en: 'The device does not answer. Waiting for it to come back' },
  back: { ja: '機器が戻りました。', en: 'The device is back.' },
  between: { ja: '機器の応答を確かめています', en: 'Making sure that the device still answers' },
  passed: { ja: '経過', en: 'passed' },
  left: { ja: '残り約', en: 'left about' },
  waiting: { ja: '(機器の応答待ち)', en: '(waiting for the device)' },
  kept: { ja: '前回の記録', en: 'from before' },
} as const;
