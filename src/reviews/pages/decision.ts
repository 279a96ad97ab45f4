import { consequence, editionTitle, titleOf } from '../../applications/index.ts';
import { outlineArtwork } from '../../io/render/outline.ts';
import { qrMatrix } from '../../io/render/qr.ts';
import { artworkToSvg } from '../../rules/artwork.ts';
import { isDay } from '../../rules/day.ts';
import { errorsIn } from '../../rules/form-check.ts';
import { grantedPeriod } from '../../rules/grant.ts';
import { locate, obstacles } from '../../rules/moves.ts';
import type { Period } from '../../rules/period.ts';
import { type Finding, RuleRefused } from '../../rules/refusal.ts';
import { asOf } from '../../rules/terms.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, clause, factList, notice, section } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { type Desk, places } from '../desk.ts';
import { improvementsOf, proposedInput } from '../improvements.ts';
import { type Decision, decisionsOf } from '../work.ts';
import { historyTable } from './check.ts';
import { findingList } from './finding-list.ts';
import { caseFrame } from './frame.ts';
import { actForm, statusOf, type Tried, triedNotice } from './move.ts';
import { findingsSection, standardSection } from './standard.ts';
import { threadList } from './threads.ts';

const words = {
  lead: text(
    '次の内容を確かめ、あなたの名前で決定します。決定は取り消せません。',
    'Look at what follows; you decide it in your name, and it cannot be undone.',
  ),
  none: text('いまは判断する段階ではありません。', 'There is nothing to decide at the moment.'),
  sign: text('署名する内容', 'What you sign'),
  product: text('対象', 'Subject'),
  applicant: text('申請者', 'Applicant'),
  edition: text('適合基準の版', 'Edition of the criteria'),
  content: text('内容のハッシュ値(SHA-256)', 'Hash of the content (SHA-256)'),
  contentHint: text(
    '提出された申請書類そのものを表します。決定はこの内容だけに結び付きます。',
    'It stands for the dossier exactly as submitted; the decision is bound to it alone.',
  ),
  form: text('形式の確認', 'Form check'),
  clean: text('形式に不備はありません', 'The form is in order'),
  unclean: text('形式の不備があります', 'There are defects of form'),
  from: text('有効期間の初日', 'First day'),
  until: text('有効期間の最終日', 'Last day'),
  asIfToday: text('本日決定した場合', 'if decided today'),
  number: text('番号', 'Number'),
  numberLater: text('決定と同時に採番されます', 'Given with the decision'),

  artworkHint: text(
    '番号と二次元コードは仮のものです。読み取っても公開ページには行きません。',
    'Number and code are placeholders; the code leads to no public page.',
  ),
  placeholder: text('番号は決定時', 'No. at issue'),
  who: text('これまでに誰が何をしたか', 'Who did what before'),
  notYet: text('まだできません', 'Not yet possible'),
  four: text('あなたはこの判断をできません', 'You may not make this decision'),
  decisions: text('決定', 'Decide'),
  published: text('公開台帳に掲載され、番号が確定します。', 'It enters the public register and the number is final.'),
  refused: text(
    '申請者には、結果と根拠条項、ここに記入した内容が通知されます。',
    'The applicant is told the outcome, the clause, and what is written here.',
  ),
  notMet: text('この決定は、満たしていない項目があるあいだ受け付けられません。', 'This decision is not accepted while items are not met.'),
  proposed: text(
    '審査の所見と計算結果から、改善等が求められる項目を記入しました。確かめて直してください。',
    'The items to improve were filled in from the findings and the computed result. Check and edit them.',
  ),
};

/** What exactly do I sign? The content, the hands it went through, the label as it will look, then the decisions. */
export function decisionPage(visit: MemberVisit, desk: Desk, tried: Tried): Page {
  const { its } = desk;
  const { decisionWord } = its.book;
  const decisions = decisionsOf(its.book, its.subject);
  if (decisions.length === 0) {
    const body = caseFrame(
      visit,
      desk,
      'decide',
      { title: decisionWord, lead: words.none },
      html`${triedNotice(visit, desk, tried)}${section(visit, words.who, historyTable(visit, desk))}`,
    );
    return { title: decisionWord, variant: 'office', body, ...statusOf(tried) };
  }
  const body = html`${triedNotice(visit, desk, tried)}
<div class="decide-top">${section(visit, words.sign, signed(visit, desk))}${preview(visit, desk)}</div>
${standardSection(visit, desk)}
${findingsSection(visit, desk)}
${threadList(visit, desk)}
${section(visit, words.who, historyTable(visit, desk))}
${section(visit, words.decisions, html`<div class="acts">${decisions.map((decision) => decisionBox(visit, desk, decision, tried))}</div>`, { id: 'decisions' })}`;
  return {
    title: decisionWord,
    variant: 'office',
    body: caseFrame(visit, desk, 'decide', { title: decisionWord, lead: words.lead }, body),
    ...statusOf(tried),
  };
}

/** The period that a grant of today would give, or why it cannot be given. */
function periodToday(desk: Desk): Period | RuleRefused {
  const { its, today } = desk;
  const field = asOf(its.book.publication, today)?.requestedEnd;
  const asked = field ? its.values[field] : undefined;
  try {
    return grantedPeriod(its.book, { application: its.subject, on: today, previous: desk.renewed, ...(isDay(asked) ? { asked } : {}) });
  } catch (error) {
    if (error instanceof RuleRefused) return error;
    throw error;
  }
}

function signed(visit: MemberVisit, desk: Desk): Html {
  const { t, language } = visit;
  const { its } = desk;
  const period = periodToday(desk);
  const errors = errorsIn(desk.findings);
  const days =
    period instanceof RuleRefused
      ? [{ name: words.until, value: html`${t(period.text)} ${clause(period.clause)}` }]
      : [
          {
            name: words.from,
            value: html`<strong>${spellDay(language, period.from)}</strong> <span class="quiet small">(${t(words.asIfToday)})</span>`,
          },
          { name: words.until, value: html`<strong>${spellDay(language, period.until)}</strong>` },
        ];
  return factList(visit, [
    { name: words.product, value: t(titleOf(its)) },
    { name: words.applicant, value: t(desk.applicant) },
    { name: words.edition, value: t(editionTitle(its)) },
    {
      name: words.content,
      value: html`<span class="code">${its.hash}</span><span class="quiet small block">${t(words.contentHint)}</span>`,
    },
    {
      name: words.form,
      value:
        errors.length === 0
          ? chip(visit, 'good', words.clean)
          : html`${chip(visit, 'bad', words.unclean)}${findingList(visit, desk, errors)}`,
    },
    ...days,
    { name: words.number, value: t(words.numberLater) },
  ]);
}

function preview(visit: MemberVisit, desk: Desk): Html | false {
  const { book, subject } = desk.its;
  if (!book.artwork) return false;
  const period = periodToday(desk);
  const artwork = book.artwork(
    {
      level: subject.level,
      number: visit.t(words.placeholder),
      qr: qrMatrix('PREVIEW'),
      demo: visit.demo,
      ...(period instanceof RuleRefused ? {} : { validUntil: period.until }),
    },
    'print',
    visit.language,
  );
  const source = `data:image/svg+xml;base64,${Buffer.from(artworkToSvg(outlineArtwork(artwork))).toString('base64')}`;
  return section(
    visit,
    text(`交付される${book.attestationWord.ja}の見本`, `The ${book.attestationWord.en.toLowerCase()} as it will look`),
    html`<figure class="artwork"><img src="${source}" alt="${artwork.title}"><figcaption class="quiet small">${visit.t(words.artworkHint)}</figcaption></figure>`,
  );
}

function decisionBox(visit: MemberVisit, desk: Desk, decision: Decision, tried: Tried): Html {
  const { book, subject } = desk.its;
  const { id, row } = decision;
  const inTheWay = obstacles(book, subject, locate(book, subject, id, { in: 'subject' }), desk.who);
  const move = { id, row, place: { in: 'subject' } } as const;
  const says: Text = decision.is === 'issue' ? words.published : words.refused;
  const improvements = improvementsOf(desk.dossier, desk.its.values, desk.review?.items ?? [], visit.language);
  const isProposed = decision.is === 'refuse' && improvements.length > 0 && Object.keys(tried.input).length === 0;
  const filled = isProposed ? { ...tried, input: proposedInput(row, improvements, visit.language) } : tried;
  const body =
    inTheWay.length > 0
      ? cannot(visit, desk, inTheWay)
      : actForm(visit, desk, visit.to(`${places.decide(subject.id)}/${encodeURIComponent(id)}`), row, filled, {
          back: visit.to(places.check(subject.id)),
          isDanger: decision.is === 'refuse',
          ...(isProposed ? { emptyRows: 1 } : {}),
        });
  const hindered =
    decision.is === 'issue' &&
    improvements.length > 0 &&
    notice(
      visit,
      'warning',
      text(`満たしていない項目が${improvements.length}件あります`, `${improvements.length} items are not met`),
      visit.t(words.notMet),
    );
  return html`<div class="act${decision.is === 'issue' ? ' act-main' : ''}"><h3>${visit.t(row.label)} ${clause(row.clause)}</h3><p>${visit.t(consequence(book, move))} ${visit.t(says)}</p>${hindered}${isProposed && inTheWay.length === 0 && html`<p class="small">${visit.t(words.proposed)}</p>`}${body}</div>`;
}

function cannot(visit: MemberVisit, desk: Desk, findings: readonly Finding[]): Html {
  const isYet = findings.every((finding) => finding.code === 'open-thread');
  return notice(visit, 'warning', isYet ? words.notYet : words.four, findingList(visit, desk, findings));
}
