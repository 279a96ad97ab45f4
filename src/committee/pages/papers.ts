import { consequence, fieldControl } from '../../applications/index.ts';
import { handedOverAddress } from '../../evidence/index.ts';
import { headingId, letterPage } from '../../reviews/index.ts';
import type { DocumentModel } from '../../rules/document.ts';
import type { JsonObject } from '../../rules/json.ts';
import type { Possible } from '../../rules/moves.ts';
import type { RuleRefused } from '../../rules/refusal.ts';
import type { Entry } from '../../rules/subject.ts';
import { type Text, text } from '../../rules/text.ts';
import { actions, button, buttonLink, errorSummary, hiddenField, type Problem, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, clause, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { inOwnWords } from '../opinion-words.ts';
import type { PutBefore } from '../put-before.ts';
import { places, standingTones, standingWords } from './words.ts';

const words = {
  back: text('議事次第へ', 'To the agenda'),
  pdf: text('資料をPDFで開く', 'Papers as PDF'),
  zip: text('証跡をまとめて取得(ZIP)', 'All evidence (ZIP)'),
  case: text('案件のページへ', 'To the case'),
  parts: text('資料の目次', 'Index of the papers'),
  papers: text('資料', 'Papers'),
  files: text('証跡', 'Evidence'),
  filesLead: text('開いた人と日時が記録されます。', 'Who opened what, and when, is recorded.'),
  noFiles: text('提出された証跡はありません。', 'No evidence was handed over.'),
  number: text('番号', 'No.'),
  document: text('資料', 'Document'),
  where: text('どの項目のどの箇所か', 'For which item, and where in it'),
  erased: text('消去された資料', 'Erased document'),
  opinions: text('意見', 'Opinions'),
  hidden: text('ほかの委員の意見は、自分の意見を述べた後に読めます。', 'You read the other members’ opinions after giving your own.'),
  none: text('意見はまだありません。', 'No opinion yet.'),
  recused: text('審議を回避した委員', 'Recused'),
  yours: text('あなたの意見', 'Your opinion'),
  hash: text('意見は、次のハッシュ値の内容に結び付けて記録されます。', 'It is recorded for the content with this hash.'),
  recuseLead: text('回避すると、この案件の資料は開けなくなります。', 'After that the papers of this case are closed to you.'),
  refused: text('受け付けられませんでした', 'This was not accepted'),
};

/** What came back from the last try. */
export interface HearingTried {
  readonly move: string;
  readonly input: JsonObject;
  readonly problems: readonly Problem[];
  readonly refusal?: RuleRefused;
}

/** The papers on one case before the committee, its evidence, what was said, and one's own opinion. */
export function papersPage(visit: MemberVisit, heard: PutBefore, model: DocumentModel, title: Text, tried?: HearingTried): Page {
  const { t, language } = visit;
  const isMember = visit.principal.organisation.kind === 'committee';
  const { id } = heard.thread;
  const index = model.blocks.flatMap((block, at) =>
    block.kind === 'heading' && block.level === 1 ? [{ text: block.text, id: headingId(at) }] : [],
  );
  const opinion = heard.moves.find((move) => move.id === heard.hearing.opinion);
  const theirs = heard.moves.filter((move) => move.row.by.some((party) => heard.its.book.parties[party]?.side === 'office'));
  const ordered = [
    ...(opinion ? [opinion] : []),
    ...heard.moves.filter((move) => move !== opinion && move.row.by.some((party) => heard.its.book.parties[party]?.side === 'committee')),
  ];
  const body = html`${backLink(visit, words.back, visit.to(places.meeting(heard.meetsOn)))}
${tried && triedNotice(visit, tried)}
${heading(visit, title, {
  above: html`${t(heard.kind.label)} ${spellDay(language, heard.meetsOn)} ${isMember ? chip(visit, standingTones[heard.standing], standingWords[heard.standing]) : chip(visit, heard.isOpen ? 'waiting' : 'off', heard.kind.states[heard.thread.state]?.label ?? text('', ''))}`,
  lead: html`${t(heard.applicant)} ${clause(heard.hearing.clause)}`,
  actions: html`<div class="actions">${buttonLink(visit, words.pdf, `${visit.to(places.hearing(id))}/papers.pdf`, 'secondary')}${heard.files.length > 0 && buttonLink(visit, words.zip, `${visit.to(places.hearing(id))}/evidence.zip`, 'secondary')}${!isMember && theirs.map((move) => buttonLink(visit, move.row.label, `${visit.to(`/office/cases/${heard.its.subject.id}/moves/${encodeURIComponent(move.id)}`)}?${new URLSearchParams({ thread: id }).toString()}`, 'secondary'))}${!isMember && buttonLink(visit, words.case, visit.to(`/office/cases/${heard.its.subject.id}#threads`), 'quiet')}</div>`,
})}
<nav class="review-jump" aria-label="${t(words.parts)}"><ul>${[{ text: t(words.opinions), id: 'opinions' }, { text: t(words.files), id: 'files' }, ...index, ...(opinion ? [{ text: t(opinion.row.label), id: 'opinion' }] : [])].map((part) => html`<li><a href="#${part.id}">${part.text}</a></li>`)}</ul></nav>
${opinionsSection(visit, heard)}
${section(visit, words.files, filesTable(visit, heard), { id: 'files', lead: words.filesLead })}
<section class="section"><div class="section-heading"><h2>${t(words.papers)}</h2></div>${letterPage(model)}</section>
${ordered.map((move) => moveSection(visit, heard, move, tried))}`;
  return { title, ...(isMember ? {} : { variant: 'office' as const }), body, ...(tried ? { status: statusOf(tried) } : {}) };
}

const statusOf = (tried: HearingTried): number =>
  tried.refusal ? (tried.refusal.code === 'not-what-was-seen' ? 412 : tried.refusal.code === 'same-person' ? 403 : 409) : 422;

function triedNotice(visit: MemberVisit, { problems, refusal }: HearingTried): Html | false {
  if (!refusal) return errorSummary(visit, { fields: {}, problems });
  return html`<div data-error-summary tabindex="-1">${notice(visit, 'bad', words.refused, html`<p>${visit.t(refusal.text)} ${refusal.clause && clause(refusal.clause)}</p>`, true)}</div>`;
}

function opinionsSection(visit: MemberVisit, heard: PutBefore): Html {
  const { t } = visit;
  const name = (entry: Entry) => t(heard.names.get(entry.by) ?? text(entry.by, entry.by));
  const isMember = visit.principal.organisation.kind === 'committee';
  const shown =
    heard.opinions.length > 0
      ? heard.opinions.map(
          (entry) =>
            html`<article class="review-thread"><h3>${name(entry)} <span class="quiet small">${spellInstant(visit.language, entry.at)}</span></h3>${inOwnWords(heard.kind.rows[entry.row]?.asks ?? [], entry.input).map((each) => html`<p class="as-typed"><span class="quiet small">${t(each.label)}</span> ${t(each.said)}</p>`)}</article>`,
        )
      : html`<p class="quiet">${t(isMember && heard.opinionCount > 0 ? words.hidden : words.none)}</p>`;
  const recused =
    heard.recusals.length > 0 &&
    html`<p class="small">${t(words.recused)}: ${heard.recusals.map(name).join(visit.language === 'ja' ? '、' : ', ')}</p>`;
  return section(visit, words.opinions, html`${shown}${recused}`, {
    id: 'opinions',
    actions: html`<span class="count">${heard.opinionCount}</span>`,
  });
}

function moveSection(visit: MemberVisit, heard: PutBefore, move: Possible, tried: HearingTried | undefined): Html {
  const { book } = heard.its;
  const { id, row } = move;
  const mine = tried?.move === id ? tried : undefined;
  const isRecusal = id === heard.hearing.recusal;
  const fields = (row.asks ?? []).map((field) =>
    fieldControl(
      {
        visit,
        values: mine?.input ?? {},
        problems: mine?.problems ?? [],
        dossier: { sections: [{ id: 'asks', label: text('', ''), fields: row.asks ?? [] }] },
        evidence: [],
        book,
        emptyRows: 1,
      },
      field,
    ),
  );
  const form = postForm(
    visit,
    `${visit.to(places.hearing(heard.thread.id))}/moves/${encodeURIComponent(id)}`,
    html`${hiddenField('hash', heard.its.hash)}${fields}${row.bound && html`<p class="small">${visit.t(words.hash)} <span class="code">${heard.its.hash}</span></p>`}${actions(button(visit, row.label, { kind: isRecusal ? 'danger' : 'primary' }))}`,
    { guard: true },
  );
  const lead = html`<p>${visit.t(consequence(book, move, heard.kindId))} ${isRecusal && visit.t(words.recuseLead)} ${clause(row.clause)}</p>`;
  if (!isRecusal) return section(visit, row.label, html`${lead}<div class="narrow">${form}</div>`, { id: 'opinion' });
  return html`<details class="fold"><summary>${visit.t(row.label)}</summary><div class="fold-body">${lead}<div class="narrow">${form}</div></div></details>`;
}

function filesTable(visit: MemberVisit, heard: PutBefore): Html {
  const { t } = visit;
  if (heard.files.length === 0) return html`<p class="quiet">${t(words.noFiles)}</p>`;
  return html`<div class="papers-files">${table(
    visit,
    [
      { label: words.number, tight: true, cell: (each) => String(each.index) },
      {
        label: words.document,
        head: true,
        cell: (each) =>
          each.file ? html`<a href="${visit.to(handedOverAddress(heard.its.subject.id, each.id))}">${each.file.name}</a>` : t(words.erased),
      },
      {
        label: words.where,
        cell: (each) =>
          html`<ul class="papers-uses">${each.uses.map((use) => html`<li><span class="item-code">${use.path.split('/')[0]}</span>${use.place}</li>`)}</ul>`,
      },
    ],
    heard.files.map((each, index) => ({ ...each, index: index + 1 })),
    { caption: words.files },
  )}</div>`;
}
