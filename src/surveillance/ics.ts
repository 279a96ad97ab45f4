import { addDays } from '../rules/day.ts';
import type { Language } from '../rules/text.ts';
import type { Ahead } from './list.ts';
import { pageOf } from './places.ts';
import { kindWords } from './words.ts';

const escaped = (words: string): string => words.replaceAll(/[\\;,]/g, (each) => `\\${each}`).replaceAll(/\r?\n/g, '\\n');

/** Lines of at most 75 octets, never cut within a character (RFC 5545 3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const each of line) {
    if (Buffer.byteLength(part + each) > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
    }
    part += each;
  }
  return [...parts, part].join('\r\n ');
}

const compact = (day: string): string => day.replaceAll('-', '');

export interface IcsOf {
  readonly rows: readonly Ahead[];
  readonly language: Language;
  readonly origin: string;
  readonly side: string;
  /** Instant of writing. */
  readonly at: Date;
}

/** A calendar in iCalendar (RFC 5545): one all-day entry a day, with the same identity whenever it is written. */
export function icsOf({ rows, language, origin, side, at }: IcsOf): string {
  const stamp = `${at.toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}Z`;
  const host = new URL(origin).hostname;
  const events = rows.flatMap((row) => [
    'BEGIN:VEVENT',
    `UID:${escaped(`${row.stream}/${row.clock}/${row.day}@${host}`)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(row.day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(row.day, 1))}`,
    `SUMMARY:${escaped(`${row.label[language]} ${row.reference}`)}`,
    `CATEGORIES:${escaped(kindWords[row.kind][language])}`,
    `DESCRIPTION:${escaped(row.clause)}`,
    `URL:${origin}/${language}${pageOf(row.stream, side)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);
  const all = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Akashi//Calendar//EN', 'CALSCALE:GREGORIAN', ...events, 'END:VCALENDAR'];
  return `${all.map(folded).join('\r\n')}\r\n`;
}
