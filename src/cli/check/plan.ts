import { criteriaOf } from '../../check/effort.ts';
import type { Effort } from '../../check/probe.ts';
import type { DevicePart } from '../../rules/device-part.ts';
import type { Language, Text } from '../../rules/text.ts';
import type { Paint } from './paint.ts';
import { spellSeconds } from './watching.ts';
import { columnsOf, padded, wrapped } from './width.ts';

interface Planned {
  readonly id: string;
  readonly title: Text;
  readonly effort: Effort;
}

/** What an assessment of one's own takes and needs, probe by probe (L-4.3-2); and what it costs elsewhere, as the device part tells it. */
export function plan(probes: readonly Planned[], part: DevicePart, language: Language, colour: Paint): string {
  const t = (text: Text) => text[language];
  const rows = probes.flatMap(({ id, title, effort }) => {
    const criteria = criteriaOf(part, id).join(' ');
    const head = ` ${colour.bold(padded(t(title), 42))}${spellSeconds(effort.unattendedSeconds).padStart(7)}${String(effort.personMinutes).padStart(8)}   ${colour.dim(criteria)}`;
    return [head, ...effort.prerequisites.flatMap((each) => wrapped(`- ${t(each)}`, 74).map((line) => colour.dim(`   ${line}`)))];
  });
  const seconds = probes.reduce((sum, { effort }) => sum + effort.unattendedSeconds, 0);
  const minutes = probes.reduce((sum, { effort }) => sum + effort.personMinutes, 0);
  const head = ` ${padded(t(words.probe), 42)}${right(t(words.unattended), 7)}${right(t(words.person), 8)}   ${t(words.criteria)}`;
  const sum = ` ${colour.bold(padded(t(words.sum), 42))}${colour.bold(spellSeconds(seconds).padStart(7))}${colour.bold(String(minutes).padStart(8))}`;
  const elsewhere = wrapped(t(part.effort), 76).map((line) => ` ${line}`);
  return `\n${[colour.dim(head), ...rows, '', sum, '', ...elsewhere].join('\n')}\n\n`;
}

const right = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;

const words = {
  probe: { ja: '検査', en: 'Probe' },
  unattended: { ja: '自動', en: 'alone' },
  person: { ja: '人(分)', en: 'person' },
  criteria: { ja: '適合基準', en: 'Criteria' },
  sum: { ja: '合計', en: 'Sum' },
} as const;
