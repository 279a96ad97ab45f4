import { tokyoDay } from '../../rules/day.ts';
import { type Language, type Text, text } from '../../rules/text.ts';
import type { UseStanding } from '../evidence.ts';

/** The calendar day in Tokyo of an instant. */
export const evidenceDay = (instant: string): string => tokyoDay(Date.parse(instant));

/** A day as people read it: 2026年11月22日, 22 Nov 2026. */
export function dayWords(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language === 'ja') return `${year}年${Number(month)}月${Number(date)}日`;
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** Bytes as people read them. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 102.4) / 10} KB`;
  return `${Math.round(bytes / 1024 / 102.4) / 10} MB`;
}

const TYPES: Readonly<Record<string, Text>> = {
  'application/pdf': text('PDF', 'PDF'),
  'image/png': text('画像(PNG)', 'Image (PNG)'),
  'image/jpeg': text('画像(JPEG)', 'Image (JPEG)'),
  'text/plain': text('テキスト', 'Text'),
  'text/html': text('HTML(保存のみ)', 'HTML (download only)'),
  'image/svg+xml': text('SVG(保存のみ)', 'SVG (download only)'),
  'application/zip': text('ZIP', 'ZIP'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': text('Excel', 'Excel'),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': text('Word', 'Word'),
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': text('PowerPoint', 'PowerPoint'),
  'application/octet-stream': text('種類不明', 'Unknown type'),
};

/** A media type as people name it. */
export const typeWords = (type: string): Text => TYPES[type] ?? text(type, type);

export const standingWords: Readonly<Record<UseStanding, Text>> = {
  draft: text('作成中の申請', 'Draft'),
  submitted: text('提出済み', 'Submitted'),
  'in-force': text('有効', 'In force'),
  past: text('終了', 'Over'),
};

export const standingTones = { draft: 'plain', submitted: 'waiting', 'in-force': 'good', past: 'off' } as const satisfies Record<
  UseStanding,
  string
>;
