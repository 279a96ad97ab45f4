import { type Text, text } from '../../rules/text.ts';
import type { Html } from '../../web/html.ts';
import { html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import { chip, type Tone } from '../../web/parts.ts';
import type { Visit } from '../../web/visit.ts';
import type { DirectoryKind, Listing, Validity } from '../directory.ts';

export const kindNames = {
  qualification: text('指定資格', 'Qualification'),
  'verification-operator': text('検証事業者', 'Verification operator'),
  'evaluation-body': text('評価機関', 'Evaluation body'),
} as const satisfies Record<DirectoryKind, Text>;

/** What is entered about an entry, and its decision: the same words in list, page and form. */
export const entryWords = {
  kind: text('種類', 'Kind'),
  id: text('番号', 'Number'),
  name: text('名称', 'Name'),
  nameJa: text('名称(日本語)', 'Name in Japanese'),
  nameEn: text('名称(英語)', 'Name in English'),
  from: text('有効期間の初日', 'First day of validity'),
  until: text('有効期限(最後の日)', 'Last day of validity'),
  validity: text('有効期間', 'Validity'),
  today: text('本日の状態', 'Today'),
  source: text('決定の出典', 'Source of the decision'),
  decidedOn: text('決定日', 'Date of the decision'),
  decision: text('決定', 'Decision'),
  sourceShort: text('出典', 'Source'),
  decidedShort: text('決定日', 'Decided'),
} as const satisfies Record<string, Text>;

const faces = {
  valid: { tone: 'good', word: text('有効', 'Valid') },
  ahead: { tone: 'waiting', word: text('開始前', 'Not yet valid') },
  expired: { tone: 'off', word: text('期限切れ', 'Expired') },
  ended: { tone: 'off', word: text('終了', 'Ended') },
  struck: { tone: 'bad', word: text('誤記載(取消し)', 'Struck as a mistake') },
} as const satisfies Record<Validity, { tone: Tone; word: Text }>;

/** What an entry reads, as word, colour and icon. */
export const validityChip = (visit: Visit, validity: Validity): Html => chip(visit, faces[validity].tone, faces[validity].word);

/** Both days of a period, or that there is no last one. */
export const period = (visit: Visit, { from, until }: Pick<Listing, 'from' | 'until'>): Html => {
  const spell = (day: string) => html`<span class="tight">${spellDay(visit.language, day)}</span>`;
  if (until === null) return visit.language === 'ja' ? html`${spell(from)}から(期限なし)` : html`from ${spell(from)}, no last day`;
  return visit.language === 'ja' ? html`${spell(from)}から${spell(until)}まで` : html`${spell(from)} to ${spell(until)}`;
};

/** The name in the reader's language, a link where there is an address, with the other one beneath. */
export function bothNames(visit: Visit, name: Text, address?: string): Html {
  const other = visit.language === 'ja' ? 'en' : 'ja';
  return html`${address === undefined ? visit.t(name) : html`<a href="${address}">${visit.t(name)}</a>`} <span class="quiet small other-name" lang="${other}">${name[other]}</span>`;
}
