import { type CaseView, inWords, leafLabel } from '../../applications/index.ts';
import { leafFields } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { table } from '../../web/parts.ts';
import type { Rewritten } from '../changes.ts';

const words = {
  caption: text('変更前と変更後', 'Before and after'),
  part: text('項目', 'Part'),
  was: text('変更前', 'Before'),
  is: text('変更後', 'After'),
  sign: text('変更', 'changed'),
  removed: text('削除', 'removed'),
  empty: text('(記載なし)', '(empty)'),
} as const;

/** Old and new side by side, the new in red and with a sign that is no colour (D-9.1-4, D-9.2-1). */
export function rewrittenTable(visit: MemberVisit, { its }: CaseView, changes: readonly Rewritten[]): Html {
  const { t } = visit;
  const leaves = leafFields(dossierOf(its.book, its.subject.edition ?? ''));
  const partOf = (path: string): string => (path.includes('/') ? path.slice(path.indexOf('/') + 1) : '');
  const name = (path: string): Text => {
    const field = leaves.get(path);
    if (!field) return text(path, path);
    const label = leafLabel(field, partOf(path));
    return field.kind === 'disclosure' ? text(`${field.item} ${field.label.ja}`, `${field.item} ${field.label.en}`) : label;
  };
  const said = (path: string, value: JsonValue): Text => {
    const field = leaves.get(path);
    const found = field && inWords(field, partOf(path), value);
    return (
      found ??
      (value === null
        ? words.empty
        : text(typeof value === 'string' ? value : JSON.stringify(value), typeof value === 'string' ? value : JSON.stringify(value)))
    );
  };
  return html`<div class="renewal-changes">${table(
    visit,
    [
      { label: words.part, head: true, cell: (each: Rewritten) => t(name(each.path)) },
      { label: words.was, cell: (each: Rewritten) => html`<del class="as-typed">${t(said(each.path, each.was))}</del>` },
      {
        label: words.is,
        cell: (each: Rewritten) =>
          each.is === null
            ? html`<span class="sign">−${t(words.removed)}</span>`
            : html`<ins class="as-typed"><span class="sign">▲${t(words.sign)}</span> ${t(said(each.path, each.is))}</ins>`,
      },
    ],
    changes,
    { caption: words.caption },
  )}</div>`;
}
