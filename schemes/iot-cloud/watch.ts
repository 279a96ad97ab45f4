import type { ThreadKind } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { furtherDisclosure } from './confidentiality.ts';
import { choice, date, evidence, line, lines, option } from './fields.ts';
import { groundsWithoutJustReason } from './grounds.ts';
import { furtherWithholding } from './withholding.ts';

const change: ThreadKind = {
  label: text('変更の届出', 'Change notice'),
  on: 'attestation',
  initial: 'notified',
  states: {
    notified: { label: text('確認待ち', 'Waiting for the office'), waitsFor: 'office', clause: 'D-9.2-1' },
    incomplete: { label: text('補正待ち', 'Waiting for the provider'), waitsFor: 'applicant', clause: 'D-9.2-1' },
    accepted: { label: text('受理', 'Accepted'), waitsFor: 'end', clause: 'D-9.2-1' },
  },
  opening: {
    event: 'ChangeNotified',
    label: text('変更を届け出る', 'Notify a change'),
    by: ['applicant-responsible'],
    from: ['certified'],
    needs: ['changeHappened', 'registryRenewed', 'changeBorneOut', 'certificateToldRight'],
    asks: [
      choice('concerns', text('変更したもの', 'What changed'), 'D-9.2-1', [
        option('forms', '申請書の記述内容', 'Content of the forms'),
        option('registry', '登記事項証明書その他の公的書類の記載内容', 'Registry particulars or those of another public document'),
        option('other', '認定機関が指定するその他の書類', 'Other documents that the body names'),
      ]),
      line('about', text('変更した項目', 'Item'), 'D-9.2-1', { required: 'never', maxLength: 100 }),
      date('changedOn', text('変更の日', 'Day of the change'), 'D-9.2-1'),
      lines('description', text('変更前と変更後', 'Before and after'), 'D-9.2-1'),
      choice(
        'altersCertificate',
        text(
          '認定証の記載が変わりますか(事業者名称・サービス名称等)',
          'Does it alter the certificate (business or service name and the like)?',
        ),
        'D-4.7-3',
        [option('yes', 'はい(再発行手数料が必要)', 'Yes (the reissue fee is due)'), option('no', 'いいえ', 'No')],
      ),
      { ...evidence('registry', text('新しい登記事項証明書', 'New registry certificate'), 'D-9.1-5'), handedOver: 'D-9.1-5' },
      { ...evidence('evidence', text('変更した項目の疎明資料', 'Evidence for the items that changed'), 'D-9.1-5'), handedOver: 'D-9.1-5' },
    ],
    rewrites: 'any',
    clause: 'D-9.2-1',
  },
  rows: {
    accept: {
      event: 'ChangeAccepted',
      label: text('届出を受理する', 'Accept the notice'),
      by: ['officer'],
      from: ['notified'],
      to: 'accepted',
      needs: ['certificateUnaltered'],
      effects: ['change-content'],
      clause: 'D-9.2-1',
    },
    acceptAndReissue: {
      event: 'ChangeAcceptedAndCertificateReissued',
      label: text('届出を受理し、認定証を再発行する', 'Accept the notice and issue the certificate anew'),
      by: ['officer'],
      from: ['notified'],
      to: 'accepted',
      needs: ['certificateAltered', 'reissuePaid'],
      effects: ['change-content', 'reissue'],
      clause: 'D-4.7-3',
    },
    askMore: {
      event: 'ChangeIncomplete',
      label: text('補正を求める', 'Ask for more'),
      by: ['officer'],
      from: ['notified'],
      to: 'incomplete',
      asks: [lines('reason', text('補正を求める点', 'What is missing'), 'D-9.2-1')],
      clause: 'D-9.2-1',
    },
    recordFee: {
      event: 'ReissueFeeReceived',
      label: text('再発行手数料の入金を確認する', 'Confirm the reissue fee'),
      by: ['officer'],
      from: ['notified', 'incomplete'],
      asks: [
        date('receivedOn', text('入金日', 'Received on'), 'D-4.7-3'),
        { id: 'amount', kind: 'money', label: text('入金額(円)', 'Amount (yen)'), clause: 'D-4.7-3', required: 'always' },
        line('account', text('入金口座', 'Account'), 'D-4.7-3'),
      ],
      clause: 'D-4.7-3',
    },
    complete: {
      event: 'ChangeCompleted',
      label: text('補正する', 'Complete it'),
      by: ['applicant-responsible'],
      from: ['incomplete'],
      to: 'notified',
      asks: [lines('answer', text('補正の内容', 'What was added'), 'D-9.2-1')],
      clause: 'D-9.2-1',
    },
  },
  charges: {
    fees: [{ fee: 'reissue' }],
    when: { field: 'altersCertificate', is: ['yes'] },
    settledBy: 'recordFee',
    clause: 'D-4.7-3',
  },
  readers: ['applicant', 'office'],
  clause: 'D-9.2-1',
};

const incident: ThreadKind = {
  label: text('緊急事態', 'Incident'),
  on: 'attestation',
  initial: 'running',
  states: {
    running: { label: text('経過の報告中', 'Being reported on'), waitsFor: 'applicant', clause: 'D-11.1-1' },
    closed: { label: text('終結', 'Closed'), waitsFor: 'end', clause: 'D-11.1-1' },
  },
  opening: {
    event: 'IncidentNotified',
    label: text('緊急事態を通知する', 'Notify an incident'),
    by: ['applicant-responsible', 'applicant-editor'],
    from: ['certified'],
    needs: ['datesInOrder'],
    asks: [
      choice('kind', text('事態', 'Kind'), 'D-11.1-1', [
        option(
          'outage',
          '障害によるサービスの停止(大規模な性能劣化を含み、停止と判断したもの)',
          'Outage: large degradation or failure that the business itself judges a stop',
        ),
        option('leak', '個人情報又は企業情報の漏洩', 'Leak of personal or company information'),
        option('short-notice', '開示した時期より短いメンテナンスの事前告知', 'Maintenance notice shorter than disclosed'),
        option('other', 'その他安全・信頼性を損なう恐れのある事態', 'Other emergency that may impair safety or reliability'),
      ]),
      date('occurredOn', text('発生した日', 'Occurred on'), 'D-11.1-1'),
      date('cameToLightOn', text('発覚した日', 'Came to light on'), 'D-11.1-1'),
      lines('description', text('事態の内容', 'What happened'), 'D-11.1-1'),
    ],
    clause: 'D-11.1-1',
  },
  rows: {
    report: {
      event: 'IncidentProgressReported',
      label: text('経過を報告する', 'Report progress'),
      by: ['applicant-responsible', 'applicant-editor'],
      from: ['running'],
      asks: [lines('progress', text('経過', 'Progress'), 'D-11.1-1')],
      clause: 'D-11.1-1',
    },
    close: {
      event: 'IncidentClosed',
      label: text('終結を確認する', 'Close'),
      by: ['officer'],
      from: ['running'],
      to: 'closed',
      asks: [lines('finding', text('確認した内容', 'Finding'), 'D-11.1-1')],
      clause: 'D-11.1-1',
    },
  },
  readers: ['applicant', 'office'],
  clause: 'D-11.1-1',
};

const demand: ThreadKind = {
  label: text('説明・資料・調査・改善の求め', 'Demand for explanation, material, investigation or improvement'),
  on: 'attestation',
  initial: 'demanded',
  states: {
    demanded: { label: text('回答待ち', 'Waiting for the provider'), waitsFor: 'applicant', clause: 'D-11.2-1' },
    answered: { label: text('確認待ち', 'Waiting for the office'), waitsFor: 'office', clause: 'D-11.2-1' },
    settled: { label: text('終了', 'Settled'), waitsFor: 'end', clause: 'D-11.2-1' },
  },
  opening: {
    event: 'DemandMade',
    label: text('説明等を求める', 'Make a demand'),
    by: ['officer'],
    from: ['certified'],
    asks: [
      choice('kind', text('求めるもの', 'What is demanded'), 'D-11.2-1', [
        option('explanation', '説明', 'Explanation'),
        option('material', '資料の提出', 'Material'),
        option('investigation', '調査の受入れ', 'An investigation'),
        option('improvement', '改善その他必要な措置', 'Improvement'),
      ]),
      lines('demand', text('求めの内容', 'Demand'), 'D-11.2-1'),
      date('due', text('期限', 'Due on'), 'D-11.2-1'),
    ],
    clause: 'D-11.2-1',
  },
  rows: {
    answer: {
      event: 'DemandAnswered',
      label: text('回答する', 'Answer'),
      by: ['applicant-responsible'],
      from: ['demanded'],
      to: 'answered',
      asks: [lines('answer', text('回答', 'Answer'), 'D-11.2-1')],
      clause: 'D-11.2-1',
    },
    demandAgain: {
      event: 'DemandRepeated',
      label: text('期限を定めて再度求める', 'Demand again'),
      by: ['officer'],
      from: ['answered', 'demanded'],
      to: 'demanded',
      asks: [lines('demand', text('求めの内容', 'Demand'), 'D-11.2-1'), date('due', text('期限', 'Due on'), 'D-11.2-1')],
      clause: 'D-11.2-1',
    },
    publish: {
      event: 'DemandPublished',
      label: text('求めたことを公表する', 'Publish that it was demanded'),
      by: ['officer'],
      from: ['demanded', 'answered', 'settled'],
      asks: [lines('notice', text('公表する文', 'What is published'), 'D-11.2-1')],
      tells: { heading: text('説明・資料・調査・改善を求めたことの公表', 'The body has made a demand'), japanese: 'notice' },
      clause: 'D-11.2-1',
    },
    settle: {
      event: 'DemandSettled',
      label: text('終了する', 'Settle'),
      by: ['officer'],
      from: ['demanded', 'answered'],
      to: 'settled',
      asks: [lines('finding', text('判断', 'Finding'), 'D-11.2-1')],
      clause: 'D-11.2-1',
    },
  },
  due: { asked: 'due', clause: 'D-11.2-1' },
  readers: ['applicant', 'office'],
  clause: 'D-11.2-1',
};

const justReason: ThreadKind = {
  label: text('正当な理由の確認', 'Asking for a just reason'),
  on: 'attestation',
  initial: 'asked',
  states: {
    asked: { label: text('理由の回答待ち', 'Waiting for the provider'), waitsFor: 'applicant', clause: 'D-11.4-1' },
    given: { label: text('判断待ち', 'Waiting for a finding'), waitsFor: 'office', clause: 'D-11.4-1' },
    'none-found': { label: text('正当な理由なし', 'No just reason'), waitsFor: 'end', clause: 'D-11.4-1' },
    found: { label: text('正当な理由あり', 'A just reason'), waitsFor: 'end', clause: 'D-11.4-1' },
  },
  opening: {
    event: 'JustReasonAsked',
    label: text('正当な理由の有無を確認する', 'Ask for a just reason'),
    by: ['officer'],
    from: ['certified'],
    asks: [
      choice('ground', text('取消しの事由', 'Ground'), 'D-11.4-1', groundsWithoutJustReason),
      lines('facts', text('認められる事実', 'Facts'), 'D-11.4-1'),
      date('due', text('回答の期限', 'Due on'), 'D-11.4-1'),
    ],
    clause: 'D-11.4-1',
  },
  rows: {
    give: {
      event: 'ReasonGiven',
      label: text('理由を述べる', 'Give the reason'),
      by: ['applicant-responsible'],
      from: ['asked'],
      to: 'given',
      asks: [lines('reason', text('理由', 'Reason'), 'D-11.4-1')],
      clause: 'D-11.4-1',
    },
    silence: {
      event: 'NoReasonGiven',
      label: text('期限までに回答がなかったことを記録する', 'Record that no answer came in time'),
      by: ['officer'],
      from: ['asked'],
      to: 'given',
      needs: ['answerOverdue'],
      clause: 'D-11.4-1',
    },
    conclude: {
      event: 'NoJustReasonFound',
      label: text('正当な理由はないと判断する', 'Find no just reason'),
      by: ['officer'],
      from: ['given'],
      to: 'none-found',
      asks: [lines('finding', text('判断の理由', 'Finding'), 'D-11.4-1')],
      clause: 'D-11.4-1',
    },
    accept: {
      event: 'JustReasonFound',
      label: text('正当な理由があると判断する', 'Find a just reason'),
      by: ['officer'],
      from: ['given'],
      to: 'found',
      asks: [lines('finding', text('判断の理由', 'Finding'), 'D-11.4-1')],
      clause: 'D-11.4-1',
    },
  },
  due: { asked: 'due', clause: 'D-11.4-1' },
  readers: ['applicant', 'office'],
  clause: 'D-11.4-1',
};

export const attestationThreads = { change, incident, demand, justReason, furtherWithholding, furtherDisclosure } satisfies Readonly<
  Record<string, ThreadKind>
>;
