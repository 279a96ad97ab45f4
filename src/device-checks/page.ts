import { type Case, titleOf } from '../applications/index.ts';
import type { AnyJudge, AttachedCheck } from '../check/index.ts';
import type { Finding } from '../rules/refusal.ts';
import { type Text, text } from '../rules/text.ts';
import { isVerdict, verdictWords } from '../rules/verdict.ts';
import { type Attempt, actions, button, errorSummary, fileField, postForm } from '../web/form.ts';
import { type Html, html } from '../web/html.ts';
import { spellInstant } from '../web/language.ts';
import type { MemberVisit } from '../web/page.ts';
import { backLink, type Column, clause, emptyState, fold, heading, notice, section, table, verdictChip } from '../web/parts.ts';
import type { Page } from '../web/visit.ts';
import type { Attached } from './attach.ts';

const words = {
  title: text('実機テスト', 'Device tests'),
  lead: text(
    'コマンド akashi check で実機を検査し、その結果ファイルを取り込むと、実機で確かめる項目の回答が記入されます。あなたが書いた回答は上書きされません。',
    'Test the device with the command akashi check and bring its result here: the answers that device tests settle are filled in. What you wrote yourself is not overwritten.',
  ),
  leadClosed: text('この申請に取り込まれた実機テストの結果です。', 'The results of device tests that were put into this application.'),
  back: text('申請書類', 'Dossier'),
  bring: text('結果を取り込む', 'Bring in a result'),
  bringLead: text(
    '結果ファイルは証跡保管庫に入り、各項目の証跡として示されます。ここでも観測記録から判定し直します。',
    'The file goes into your evidence vault and is pointed to as evidence. Its observations are judged once more here.',
  ),
  file: text('結果ファイル(.akashi-evidence)', 'Result file (.akashi-evidence)'),
  fileHint: text('akashi check が書き出したままのファイル。24 MB まで。', 'The file as akashi check wrote it, up to 24 MB.'),
  send: text('取り込んで回答を記入する', 'Bring it in and fill the answers'),
  how: text('検査のしかた', 'How to test'),
  howLead: text('検査する機器と同じネットワークにあるパソコンで、次の順に実行します。', 'On a computer in the same network as the device:'),
  init: text('プロファイルのひな型を作り、機器に合わせて直す', 'Write a profile and fill it in for your device'),
  run: text('検査する(アドレスは機器のもの)', 'Run the tests (with the address of your device)'),
  bringIt: text('できた camera.akashi-evidence をここで取り込む', 'Bring the resulting camera.akashi-evidence in here'),
  effort: text('所要時間と前提', 'Time and prerequisites'),
  byCheck: text('検査ごとの内訳', 'Check by check'),
  weigh: text('自分で評価するか、検証事業者に頼むかを決める目安です。', 'To weigh testing yourself against commissioning it.'),
  probe: text('検査', 'Check'),
  machine: text('機械の時間', 'Unattended'),
  person: text('人の時間', 'Person'),
  needs: text('前提', 'Prerequisites'),
  total: text('合計', 'In all'),
  none: text('まだ取り込まれていません。', 'Nothing was brought in yet.'),
  attached: text('取り込まれた結果', 'Results brought in'),
  device: text('機器', 'Device'),
  tested: text('検査日時', 'Tested'),
  signed: text('署名鍵', 'Key'),
  answers: text('判定', 'Verdicts'),
  criterion: text('項目', 'Criterion'),
  refused: text('この結果は取り込めません。何も変わっていません', 'This result cannot be taken in. Nothing was changed'),
  differs: text('回答と異なる判定', 'Verdicts that differ from your answers'),
  differsLead: text(
    'あなたの回答はそのままです。申請書類で確かめてください。',
    'Your answers stand as they were. Look at them in the dossier.',
  ),
  yours: text('あなたの回答', 'Your answer'),
  found: text('テストの判定', 'The tests found'),
} as const satisfies Record<string, Text>;

export interface DeviceChecksView {
  readonly its: Case;
  readonly isOpen: boolean;
  readonly checks: readonly AttachedCheck[];
  readonly judges: readonly AnyJudge[];
  /** What an assessment costs elsewhere. */
  readonly efforts: readonly Text[];
  /** What was just brought in. */
  readonly attached?: Attached;
  readonly refused?: { readonly message: Text; readonly clause: string; readonly findings: readonly Finding[] };
}

/** Device tests of an application: how they are made, what they take (L-4.3-2), what was brought in. */
export function deviceChecksPage(visit: MemberVisit, attempt: Attempt, view: DeviceChecksView): Page {
  const { its, isOpen, refused, attached } = view;
  const address = visit.to(deviceChecksAddress(its.subject.id));
  const bring = postForm(
    visit,
    address,
    html`${fileField(visit, attempt, { name: 'file', label: words.file, hint: words.fileHint, accept: '.akashi-evidence' })}${actions(button(visit, words.send))}`,
    { upload: true, label: words.bring },
  );
  return {
    title: words.title,
    ...(refused ? { status: 422 } : {}),
    body: html`${backLink(visit, words.back, visit.to(`/applications/${its.subject.id}/dossier`))}${errorSummary(visit, attempt)}${refused && refusal(visit, refused)}${attached && outcome(visit, attached)}
${heading(visit, words.title, { above: visit.t(titleOf(its)), lead: isOpen ? words.lead : words.leadClosed })}
${isOpen && html`<div class="split split-even">${section(visit, words.how, steps(visit), { lead: words.howLead })}${section(visit, words.bring, bring, { lead: words.bringLead })}</div>`}
${section(visit, words.attached, view.checks.length === 0 ? emptyState(visit, words.none) : list(visit, view.checks))}
${isOpen && section(visit, words.effort, html`${view.efforts.map((each) => html`<p>${visit.t(each)}</p>`)}${effortTable(visit, view.judges)}`, { lead: words.weigh })}`,
  };
}

/** The page's address, without the language. */
export const deviceChecksAddress = (application: string): string => `/applications/${application}/device-checks`;

const refusal = (visit: MemberVisit, refused: NonNullable<DeviceChecksView['refused']>): Html =>
  html`<div data-error-summary tabindex="-1">${notice(
    visit,
    'bad',
    words.refused,
    html`<p>${visit.t(refused.message)} ${clause(refused.clause)}</p>${refused.findings.length > 0 && html`<ul>${refused.findings.map((each) => html`<li>${visit.t(each.message)}</li>`)}</ul>`}`,
    true,
  )}</div>`;

function outcome(visit: MemberVisit, { filled, differs }: Attached): Html {
  const { t } = visit;
  const done = text(`${filled.length}欄を記入しました。`, `${filled.length} field(s) were filled in.`);
  const rows: readonly Column<Attached['differs'][number]>[] = [
    { label: words.criterion, head: true, cell: (each) => each.criterion },
    { label: words.yours, cell: (each) => t(verdictWords[each.stands]) },
    { label: words.found, cell: (each) => verdictChip(visit, each.found) },
  ];
  return html`${notice(visit, 'good', done, undefined, true)}${differs.length > 0 && notice(visit, 'warning', words.differs, html`<p>${t(words.differsLead)}</p>${table(visit, rows, differs, { caption: words.differs })}`, true)}`;
}

const steps = (visit: MemberVisit): Html =>
  html`<ol class="steps-list"><li>${visit.t(words.init)}<pre class="command"><code>npx akashi check --init camera.yaml</code></pre></li><li>${visit.t(words.run)}<pre class="command"><code>npx akashi check 192.168.1.20 --profile camera.yaml --out camera.akashi-evidence</code></pre></li><li>${visit.t(words.bringIt)}</li></ol>`;

function list(visit: MemberVisit, checks: readonly AttachedCheck[]): Html {
  const { language } = visit;
  const columns: readonly Column<AttachedCheck>[] = [
    { label: words.tested, tight: true, cell: (each) => spellInstant(language, each.testedAt) },
    {
      label: words.device,
      head: true,
      cell: ({ device }) => html`${device.model} (${device.serial})<br><span class="quiet small">${device.firmware}</span>`,
    },
    {
      label: words.answers,
      cell: ({ answers }) =>
        html`<ul class="plain-list chip-list">${Object.entries(answers).flatMap(([criterion, verdict]) => (isVerdict(verdict) && verdict !== 'not-tested' ? [html`<li>${criterion} ${verdictChip(visit, verdict)}</li>`] : []))}</ul>`,
    },
    {
      label: words.signed,
      tight: true,
      cell: (each) => html`<span class="code">${each.signedBy.slice(0, 12)}</span><br><span class="quiet small">${each.tool}</span>`,
    },
  ];
  return table(visit, columns, checks.toReversed(), { caption: words.attached });
}

function effortTable(visit: MemberVisit, judges: readonly AnyJudge[]): Html {
  const { t } = visit;
  const minutes = (seconds: number) => text(`${Math.ceil(seconds / 60)}分`, `${Math.ceil(seconds / 60)} min`);
  const sum = (of: (judge: AnyJudge) => number) => judges.reduce((all, judge) => all + of(judge), 0);
  const columns: readonly Column<AnyJudge>[] = [
    { label: words.probe, head: true, cell: (each) => t(each.title) },
    {
      label: words.machine,
      tight: true,
      cell: ({ effort }) => (effort.unattendedSeconds > 0 ? t(minutes(effort.unattendedSeconds)) : '–'),
    },
    { label: words.person, tight: true, cell: ({ effort }) => (effort.personMinutes > 0 ? t(minutes(effort.personMinutes * 60)) : '–') },
    {
      label: words.needs,
      cell: ({ effort }) =>
        effort.prerequisites.length > 0
          ? html`<ul class="plain-list">${effort.prerequisites.map((each) => html`<li>${t(each)}</li>`)}</ul>`
          : '–',
    },
  ];
  const all = text(
    `機械 ${Math.ceil(sum(({ effort }) => effort.unattendedSeconds) / 60)}分、人 ${Math.ceil(sum(({ effort }) => effort.personMinutes))}分`,
    `${Math.ceil(sum(({ effort }) => effort.unattendedSeconds) / 60)} min unattended, ${Math.ceil(sum(({ effort }) => effort.personMinutes))} person-minutes`,
  );
  return html`<p><strong>${t(words.total)}: ${t(all)}</strong></p>${fold(t(words.byCheck), table(visit, columns, judges, { caption: words.byCheck }))}`;
}
