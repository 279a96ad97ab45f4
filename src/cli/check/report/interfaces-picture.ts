import { visible } from '../../../check/visible.ts';
import type { Language, Text } from '../../../rules/text.ts';
import { type Html, html } from '../../../web/html.ts';
import { columnsOf, fitted } from '../width.ts';
import type { InterfaceRow } from './interfaces.ts';

type Kind = 'agrees' | 'undeclared' | 'unseen' | 'unknown';

/** What it means that a row is declared, seen, both or neither. */
export function kindOf({ declared, seen }: InterfaceRow): Kind {
  if (seen === 'open') return declared ? 'agrees' : 'undeclared';
  return seen === 'refused' || seen === 'silent' ? 'unseen' : 'unknown';
}

/** Declared against observed interfaces as a picture, once for wide pages and paper and once for a hand. */
export function interfacesPicture(rows: readonly InterfaceRow[], language: Language): Html {
  const t = (text: Text) => text[language];
  if (rows.length === 0) return html`<p class="quiet">${t(words.none)}</p>`;
  return html`<div class="picture wide">${wide(rows, language)}</div><div class="picture narrow">${narrow(rows, language)}</div>
    <ul class="legend">${(['agrees', 'undeclared', 'unseen', 'unknown'] as const)
      .filter((kind) => rows.some((row) => kindOf(row) === kind))
      .map(
        (kind) =>
          html`<li><svg viewBox="0 0 36 12" width="36" height="12" aria-hidden="true">${line(2, 34, 6, kind)}</svg>${t(words[kind])}</li>`,
      )}</ul>`;
}

const ROW = 62;

function wide(rows: readonly InterfaceRow[], language: Language): Html {
  const t = (text: Text) => text[language];
  const height = 56 + rows.length * ROW;
  return html`<svg viewBox="0 0 720 ${height}" role="img" aria-label="${told(rows, language)}">
    <text x="16" y="24" class="head">${t(words.declared)}</text>
    <text x="360" y="24" class="head" text-anchor="middle">${t(words.port)}</text>
    <text x="464" y="24" class="head">${t(words.observed)}</text>
    ${rows.map((row, index) => {
      const y = 44 + index * ROW;
      const middle = y + 24;
      const kind = kindOf(row);
      const [declared, why] = declaredLines(row, language);
      const [seen, what] = seenLines(row, language);
      return html`<g>
        ${line(256, 304, middle, row.declared ? kind : 'absent')}${line(416, 464, middle, row.seen === 'open' ? kind : 'absent')}
        ${box(16, y, 240, kind, row.declared !== undefined)}${label(28, y, 216, declared, why, row.declared === undefined)}
        <rect x="304" y="${y + 6}" width="112" height="36" rx="18" class="port ${kind}"/><text x="360" y="${middle + 5}" text-anchor="middle" class="number ${kind}">${row.at}</text>
        ${box(464, y, 240, kind, row.seen === 'open')}${label(476, y, 216, seen, what, row.seen !== 'open')}
      </g>`;
    })}
  </svg>`;
}

function narrow(rows: readonly InterfaceRow[], language: Language): Html {
  const t = (text: Text) => text[language];
  const tall = 136;
  return html`<svg viewBox="0 0 350 ${rows.length * tall}" role="img" aria-label="${told(rows, language)}">
    ${rows.map((row, index) => {
      const y = index * tall + 4;
      const kind = kindOf(row);
      const [declared, why] = declaredLines(row, language);
      const [seen, what] = seenLines(row, language);
      return html`<g>
        <line x1="52" y1="${y + 24}" x2="52" y2="${y + 96}" class="link ${kind}"/>
        <rect x="2" y="${y + 42}" width="100" height="36" rx="18" class="port ${kind}"/><text x="52" y="${y + 65}" text-anchor="middle" class="number ${kind}">${row.at}</text>
        <text x="116" y="${y + 10}" class="head small">${t(words.declared)}</text>
        ${box(112, y + 14, 236, kind, row.declared !== undefined)}${label(122, y + 14, 216, declared, why, row.declared === undefined)}
        <text x="116" y="${y + 76}" class="head small">${t(words.observed)}</text>
        ${box(112, y + 80, 236, kind, row.seen === 'open', 46)}${label(122, y + 79, 216, seen, what, row.seen !== 'open')}
      </g>`;
    })}
  </svg>`;
}

const line = (from: number, to: number, y: number, kind: Kind | 'absent'): Html =>
  html`<line x1="${from}" y1="${y}" x2="${to}" y2="${y}" class="link ${kind}"/>`;
const box = (x: number, y: number, width: number, kind: Kind, isThere: boolean, height = 48): Html =>
  html`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" class="box ${isThere ? kind : 'absent'}"/>`;

/** Two lines of text in a box of so many pixels: a column is about half the size of the letters. */
function label(x: number, y: number, width: number, first: string, second: string, isAbsent: boolean): Html {
  const within = (text: string, size: number) => {
    const columns = Math.floor(width / (size * 0.52));
    return columnsOf(text) > columns ? fitted(text, columns) : text;
  };
  const middle = second === '' ? y + 29 : y + 21;
  return html`<text x="${x}" y="${middle}" class="${isAbsent ? 'name absent' : 'name'}">${within(first, 14)}</text>${second === '' ? '' : html`<text x="${x}" y="${y + 39}" class="more">${within(second, 12)}</text>`}`;
}

function declaredLines({ declared }: InterfaceRow, language: Language): readonly [string, string] {
  if (!declared) return [words.undeclared[language], ''];
  return [visible(declared.service, 80), `${authentications[declared.authentication][language]} · ${visible(declared.why, 80)}`];
}

function seenLines({ seen, what }: InterfaceRow, language: Language): readonly [string, string] {
  if (seen !== 'open') return [states[seen][language], ''];
  if (!what) return [states.open[language], ''];
  const [first = '', ...rest] = what[language].split(/、|, (?=page)/);
  return [first, rest.join(' ')];
}

const told = (rows: readonly InterfaceRow[], language: Language): string =>
  rows.map((row) => `${row.at}: ${declaredLines(row, language)[0]} / ${seenLines(row, language)[0]}`).join(' · ');

const states: Readonly<Record<InterfaceRow['seen'], Text>> = {
  open: { ja: '応答あり', en: 'Answers' },
  refused: { ja: '閉じている(拒否の応答)', en: 'Closed (it refuses)' },
  silent: { ja: '応答なし', en: 'No answer' },
  unsure: { ja: '応答が定まらない', en: 'Answers contradict each other' },
  'not-looked-at': { ja: '調べていない', en: 'Not looked at' },
};
const authentications: Readonly<Record<NonNullable<InterfaceRow['declared']>['authentication'], Text>> = {
  password: { ja: 'パスワード', en: 'Password' },
  key: { ja: '鍵', en: 'Key' },
  certificate: { ja: '証明書', en: 'Certificate' },
  token: { ja: 'トークン', en: 'Token' },
  none: { ja: '認証なし', en: 'No authentication' },
};
const words = {
  none: { ja: '申告されたインタフェースも、応答したポートもありません。', en: 'No interface is declared and no port answered.' },
  declared: { ja: '申告', en: 'Declared' },
  port: { ja: 'ポート', en: 'Port' },
  observed: { ja: '観測', en: 'Observed' },
  agrees: { ja: '申告どおり', en: 'As declared' },
  undeclared: { ja: '申告がない', en: 'Not declared' },
  unseen: { ja: '申告されたが応答しない', en: 'Declared, does not answer' },
  unknown: { ja: '調べていない', en: 'Not looked at' },
} as const;
