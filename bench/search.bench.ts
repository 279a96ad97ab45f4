import { searchRegister } from '../src/register/index.ts';
import { day } from '../src/rules/day.ts';
import { median, milliseconds, quantile } from './measure.ts';
import { registerAtScale } from './register-at-scale.ts';

export const name = 'search';

const TIMES = 40;
const TODAY = day('2026-12-01');
/** What people type: two characters that many, some and few labels hold; longer words; two words; a number; nothing that is there. */
const WORDS = [
  '漏水',
  '玄関',
  '電機',
  '玄関 カメラ',
  'みまもりカメラ',
  '漏水センサー',
  '病室 煙検知器',
  'AK1-000123',
  'M4711',
  '4711型',
  '存在しない',
];

/** The register's list as a page asks for it (50 rows and the count), word after word. */
export async function run(): Promise<object> {
  const { store, keys } = await registerAtScale();
  const all: number[] = [];
  const words: Record<string, object> = {};
  for (const word of WORDS) {
    let count = 0;
    const times: number[] = [];
    for (let n = 0; n < TIMES; n += 1) {
      times.push(
        await milliseconds(async () => {
          ({ count } = await searchRegister(store, { words: word, limit: 50, offset: 0 }, TODAY));
        }),
      );
    }
    all.push(...times);
    words[word] = { count, medianMs: median(times), p95Ms: quantile(times, 0.95) };
  }
  return { labels: keys.length, p95Ms: quantile(all, 0.95), medianMs: median(all), bar: { p95Ms: 50 }, words };
}
