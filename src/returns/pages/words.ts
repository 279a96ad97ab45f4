import type { KeepingEnd } from '../../rules/keeping.ts';
import { type Text, text } from '../../rules/text.ts';
import type { Tone } from '../../web/parts.ts';
import type { Due } from '../due.ts';
import type { Part } from '../return.ts';

/** The addresses of returns, without the language. */
export const places = {
  desk: '/office/returns',
  mine: '/returns',
  one: (application: string, part: Part) => `/returns/${application}/${part}`,
  archive: (application: string, part: Part) => `/returns/${application}/${part}/archive.zip`,
} as const;

export const endWords: Readonly<Record<KeepingEnd, Text>> = {
  refused: text('認められなかった', 'Refused'),
  dropped: text('取り下げられた', 'Application withdrawn'),
  expired: text('更新されずに有効期限が切れた', 'Expired without renewal'),
  withdrawn: text('取り消された', 'Withdrawn'),
  ceased: text('提供が終わった', 'Service or product ended'),
  lapsed: text('効力が失われた', 'Lapsed'),
  superseded: text('更新により新しい書類に替わった', 'Superseded at renewal'),
};

/** How far a return is, in a word, its colour, and the day that matters. */
export function standOf({ state, ended }: Due): { readonly word: Text; readonly tone: Tone } {
  if (state?.state === 'erased') return { word: text('消去済み', 'Erased'), tone: 'off' };
  if (!ended) return { word: text('引き続き保管', 'Kept again'), tone: 'off' };
  if (state?.state === 'offered') return { word: text('返却中', 'Being returned'), tone: 'waiting' };
  return { word: text('返却の開始待ち', 'To be offered'), tone: 'action' };
}
