import { describe, expect, test } from 'vitest';
import { text } from '../../rules/text.ts';
import { languageOf } from './language.ts';
import { jsonLine, lineWatcher } from './lines.ts';
import { paint } from './paint.ts';
import { footer } from './terminal.ts';
import { secondsLeft, shown, spellSeconds, type Watched, type Watching, watch } from './watching.ts';
import { columnsOf, fitted, padded, wrapped } from './width.ts';

const probe = (id: string, unattendedSeconds: number): Watched => ({
  id,
  title: text('検査', 'Probe'),
  aspects: { one: text('観点', 'Aspect') },
  effort: { unattendedSeconds, personMinutes: 0, prerequisites: [] },
});
const start: Watching = { probes: [probe('a', 100), probe('b', 50)], finished: [], away: false };
const at = '2026-11-22T04:00:00Z';
const observation = (id: string) =>
  ({ probe: id, version: 1, startedAt: at, endedAt: at, sent: 1, personMinutes: 0, outcome: 'observed', data: {} }) as const;

describe('time left', () => {
  test('is what is expected, until the probe itself tells how far it is', () => {
    const begun = watch(start, { event: 'probe-started', probe: 'a', at, boundSeconds: 600 }, 0);
    expect(secondsLeft(begun, 10_000)).toBe(140);
    const fast = watch(begun, { event: 'progress', probe: 'a', done: 50, total: 100 }, 10_000);
    expect(secondsLeft(fast, 10_000)).toBe(60);
    const early = watch(begun, { event: 'progress', probe: 'a', done: 1, total: 100 }, 10_000);
    expect(secondsLeft(early, 10_000)).toBe(140);
  });
  test('is less with each probe that is done, and never negative', () => {
    const begun = watch(start, { event: 'probe-started', probe: 'a', at, boundSeconds: 600 }, 0);
    expect(secondsLeft(begun, 900_000)).toBe(50);
    const done = watch(begun, { event: 'observation', observation: observation('a'), kept: false }, 900_000);
    expect(secondsLeft(done, 900_000)).toBe(50);
    expect(secondsLeft(watch(done, { event: 'observation', observation: observation('b'), kept: true }, 0), 0)).toBe(0);
  });
  test.each([
    [0, '0:00'],
    [59.6, '1:00'],
    [3725, '1:02:05'],
    [-3, '0:00'],
  ])('%s seconds are spelled %s', (seconds, spelled) => expect(spellSeconds(seconds)).toBe(spelled));
});

describe('a terminal', () => {
  test('counts full-width characters twice', () => {
    expect(columnsOf('検査 TLS')).toBe(8);
    expect(fitted('検査する', 5)).toBe('検査…');
    expect(padded('検査', 6)).toBe('検査  ');
    expect(wrapped('これは長い文です。続き', 10)).toEqual(['これは長い', '文です。続', 'き']);
    expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
  });
  test('never draws a line wider than it is', () => {
    const note = text('あ'.repeat(200), 'x'.repeat(400));
    let watching = watch(start, { event: 'probe-started', probe: 'a', at, boundSeconds: 600 }, 0);
    watching = watch(watching, { event: 'progress', probe: 'a', done: 1, total: 3, note }, 0);
    for (const language of ['ja', 'en'] as const) {
      for (const line of footer(watching, 1000, 60, language, paint(false))) expect(columnsOf(line)).toBeLessThan(60);
    }
  });
  test('obeys no device: what it said is made visible', () => {
    expect(shown(text('', 'a\u001b[2Jb\u009b1m\u202ec\n d'), 'en')).toBe('a␛[2Jb⟨U+009B⟩1m⟨U+202E⟩c d');
    expect(jsonLine({ said: '\u001b[2J\u009b1m\u202e' })).toBe('{"said":"\\u001b[2J\\u009b1m\\u202e"}\n');
  });
  test('shows no colour to a pipe', () => {
    const written: string[] = [];
    const watcher = lineWatcher({ write: (line) => written.push(line) }, start.probes, 'en');
    watcher.hear({ event: 'probe-started', probe: 'a', at, boundSeconds: 600 }, []);
    watcher.hear({ event: 'progress', probe: 'a', done: 3, total: 4 }, []);
    watcher.hear({ event: 'observation', observation: observation('a'), kept: false }, [
      { probe: 'a', aspect: 'one', subject: 'tcp/1', verdict: 'does-not-conform', message: text('', 'bad \u001b[31mthing') },
    ]);
    watcher.end();
    expect(written.join('')).toMatch(/Probe: 75 %[\s\S]*✗ Does not conform {2}Aspect · tcp\/1: bad ␛\[31mthing/);
    expect(written.join('')).not.toContain('\u001b');
    expect(paint(false).of('conforms')('x')).toBe('x');
  });
});

describe('the language', () => {
  test.each([
    [[], {}, 'en'],
    [[], { LANG: 'ja_JP.UTF-8' }, 'ja'],
    [[], { LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }, 'en'],
    [['check', '--language', 'ja'], { LANG: 'en_US.UTF-8' }, 'ja'],
    [['check', '--language=en'], { LANG: 'ja_JP' }, 'en'],
    [['check', '--language', 'xx'], { LANG: 'ja' }, 'ja'],
  ] as const)('of %j and %j is %s', (args, environment, language) => expect(languageOf(args, environment)).toBe(language));
});
