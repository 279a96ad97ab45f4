import { describe, expect, test } from 'vitest';
import { alike } from './observe.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const settings = '{"ssid":"harbour","ntp":"192.0.2.7","led":true,"uptime":1}';

describe('S1.1-01 how much of a reading is shown without a login', () => {
  test('all of it, though a number changed', () =>
    expect(alike(bytes(settings.replace(':1}', ':2}')), bytes(settings))).toBeGreaterThanOrEqual(0.6));
  test('nothing of it', () => expect(alike(bytes('{"error":"please sign in first"}'), bytes(settings))).toBeLessThan(0.2));
  test('of Japanese text too', () => expect(alike(bytes('利用者 花子 部屋 寝室'), bytes('利用者 花子 部屋 居間'))).toBe(0.75));
  test('an empty reading is like nothing', () => expect(alike(bytes('x'), bytes(''))).toBe(0));
});
