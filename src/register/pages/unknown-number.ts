import type { Book } from '../../rules/book.ts';
import { text } from '../../rules/text.ts';
import { html } from '../../web/html.ts';
import { notice } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { exampleNumber, type TypedNumber } from '../typed-number.ts';
import { searchBox } from './search-box.ts';

const words = {
  wrongCheck: text('番号のどこかが1文字違っています', 'One character of this number is wrong'),
  wrongCheckLead: text(
    '番号の最後の1文字は、打ち間違いを見つけるための検査文字です。ほかの文字と合わないため、どれか1文字が違っています。ラベルの表示と1文字ずつ見比べてください。',
    'The last character of a number finds typing mistakes. It does not fit the others, so one of them is wrong. Compare the number with the label, character by character.',
  ),
  unknown: text('この番号は公開台帳にありません', 'This number is not in the public register'),
  unknownLead: text(
    '番号の形は正しいのですが、この番号で発行されたものはありません。一度発行された番号のページが消えることはないため、表示されている番号が正しければ、その表示は本制度のものではないおそれがあります。',
    'The form of the number is right, but nothing was ever issued under it. Pages of issued numbers never disappear: if this is the number shown, the label or mark may not belong to this scheme.',
  ),
  noNumber: text('このアドレスにラベルや認定のページはありません', 'There is no label or certificate at this address'),
  noNumberLead: text(
    '番号として読み取れませんでした。番号、製品名、型番、事業者名のどれかで探せます。',
    'This could not be read as a number. Search by number, product, model or vendor.',
  ),
  typed: text('読み取った番号', 'The number as read'),
  forms: text('番号の例', 'What numbers look like'),
  doubt: text('偽造が疑われるときは、制度の事務局にお知らせください。', 'If you suspect a forgery, tell the office of the scheme.'),
} as const;

/** What somebody sees who typed or scanned a number that leads nowhere: what is wrong with it, and how to go on. */
export function unknownNumberPage(visit: Visit, typed: string, reading: TypedNumber, books: readonly Book[], path: string): Page {
  const { t } = visit;
  const [title, lead] =
    reading.is === 'wrong-check'
      ? [words.wrongCheck, words.wrongCheckLead]
      : reading.is === 'number'
        ? [words.unknown, words.unknownLead]
        : [words.noNumber, words.noNumberLead];
  const shown = reading.is === 'number' ? reading.number : typed.slice(0, 60);
  const here = `/${path}/${encodeURIComponent(typed)}`;
  return {
    title,
    status: 404,
    variant: 'public',
    account: 'hidden',
    addresses: { ja: here, en: `${here}/en` },
    body: html`<div class="narrow stack">
<h1>${t(title)}</h1>
${notice(visit, reading.is === 'number' ? 'bad' : 'warning', words.typed, html`<p class="code">${shown}</p>`)}
<p class="lead">${t(lead)}</p>
${searchBox(visit, reading.is === 'no-number' ? '' : shown)}
<p class="small">${t(words.forms)}: ${books.map((book, i) => html`${i > 0 && '、'}<span class="code">${exampleNumber(book)}</span>(${t(book.shortName)})`)}</p>
${reading.is === 'number' && html`<p class="small">${t(words.doubt)} ${t(reading.book.office.name)}: ${t(reading.book.office.contact)}</p>`}
</div>`,
  };
}
