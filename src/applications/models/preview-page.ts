import type { Model } from '../../rules/dossier.ts';
import { type Text, text } from '../../rules/text.ts';
import { actions, button, buttonLink, hiddenField, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, type Column, fold, heading, notice, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { titleOf } from '../pages/case-frame.ts';
import { places } from '../pages/desk.ts';
import type { FamilyOfCase, Previewed } from './commands.ts';

const words = {
  backHere: text('型番の一覧に戻る', 'Back to the models'),
  previewTitle: text('この内容で型番を変更しますか', 'Change the models like this?'),
  previewLead: text('まだ保存されていません。', 'Nothing is saved yet.'),
  added: text('加わる', 'Added'),
  removed: text('除かれる', 'Removed'),
  changed: text('書き換わる', 'Changed'),
  kept: text('そのまま', 'Unchanged'),
  total: text('変更後の合計', 'Total afterwards'),
  save: text('この内容で型番を保存する', 'Save the models like this'),
  same: text(
    '読み取った内容は今の型番と同じです。変わるところはありません。',
    'What was read is the same as the present models. Nothing would change.',
  ),
  warn: text('有効な証明に既に含まれている型番があります', 'Some models already stand in an attestation in force'),
  warnBody: text(
    'このままでも下書きには保存できますが、提出時の形式確認で止まります。',
    'The draft can be saved like this, but the form check stops it at submission.',
  ),
  model: text('型番', 'Model number'),
  name: text('名称', 'Name'),
  difference: text('違い', 'Difference'),
} as const satisfies Record<string, Text>;

/** How many models are named before the rest is only counted. */
const MANY = 20;

export interface ModelsPreview {
  readonly of: FamilyOfCase;
  readonly change: Previewed;
}

/** What a list would do to the family, before it does. */
export function modelsPreviewPage(visit: MemberVisit, { of, change }: ModelsPreview): Page {
  const { id } = of.its.subject;
  const address = visit.to(places.models(id));
  const counts = [
    { word: words.added, many: change.added.length },
    { word: words.removed, many: change.removed.length },
    { word: words.changed, many: change.changed.length },
    { word: words.kept, many: change.kept },
    { word: words.total, many: change.family.length },
  ];
  const nothing = change.added.length + change.removed.length + change.changed.length === 0;
  return {
    title: words.previewTitle,
    body: html`${backLink(visit, words.backHere, address)}
${heading(visit, words.previewTitle, { above: visit.t(titleOf(of.its)), lead: nothing ? words.same : words.previewLead })}
<ul class="family-change">${counts.map(({ word, many }) => html`<li>${visit.t(word)} <strong>${many}</strong></li>`)}</ul>
${change.attested.length > 0 && notice(visit, 'warning', words.warn, html`<p>${visit.t(words.warnBody)}</p><ul>${change.attested.slice(0, MANY).map((each) => html`<li>${each.model} — ${each.attestation}</li>`)}${change.attested.length > MANY && html`<li>${visit.t(text(`ほか${change.attested.length - MANY}件`, `${change.attested.length - MANY} more`))}</li>`}</ul>`)}
${part(visit, words.added, change.added)}${part(visit, words.removed, change.removed)}${change.changed.length > 0 && fold(html`${visit.t(words.changed)} (${change.changed.length})`, changedTable(visit, change.changed), true)}
${
  nothing
    ? actions(buttonLink(visit, words.backHere, address, 'secondary'))
    : html`<div class="confirm">${postForm(
        visit,
        `${address}/confirm`,
        html`${hiddenField('base', String(of.version))}${hiddenField('family', JSON.stringify(change.family))}${actions(button(visit, words.save), buttonLink(visit, words.backHere, address, 'quiet'))}`,
        { upload: true, label: words.previewTitle },
      )}</div>`
}`,
  };
}

function part(visit: MemberVisit, title: Text, list: readonly Model[]): Html | false {
  if (list.length === 0) return false;
  const columns: readonly Column<Model>[] = [
    { label: words.model, head: true, cell: (each) => each.model },
    { label: words.name, cell: (each) => each.name },
    { label: words.difference, cell: (each) => each.difference },
  ];
  return fold(html`${visit.t(title)} (${list.length})`, table(visit, columns, list, { caption: title }), list.length <= 50);
}

function changedTable(visit: MemberVisit, changed: Previewed['changed']): Html {
  const before = (from: string | undefined, to: string | undefined) =>
    from === to || (from ?? '') === (to ?? '')
      ? (to ?? '')
      : html`<span>${from && html`<del class="old-value">${from}</del> `}${to}</span>`;
  const columns: readonly Column<Previewed['changed'][number]>[] = [
    { label: words.model, head: true, cell: ({ from, to }) => before(from.model, to.model) },
    { label: words.name, cell: ({ from, to }) => before(from.name, to.name) },
    { label: words.difference, cell: ({ from, to }) => before(from.difference, to.difference) },
  ];
  return table(visit, columns, changed, { caption: words.changed });
}
