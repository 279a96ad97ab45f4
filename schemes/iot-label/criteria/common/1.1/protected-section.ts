import type { Option, Section } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';
import { choice, choices, lines, option } from '../../../field.ts';

const handled = (...more: readonly Option[]) => [
  ...more,
  option('stores', '機器に保存する', 'The device stores it'),
  option('sends', '通信する', 'The device sends it'),
  option('none', '扱わない', 'None'),
];

/** The protected information of ★1; each answer with its reason, the inventory as part of the assessment [ours] (L-3.4-4). */
export const protectedSection: Section = {
  id: 'protected',
  label: text('守るべき情報', 'Protected information'),
  intro: text(
    '★1で守るべき情報を確認します。答えは、保存・通信・消去についての適合基準(S1.1-11、-12、-15)と整合していなければなりません。',
    'What has to be protected at ★1. The answers must agree with those on storage, communication and erasure (S1.1-11, -12, -15).',
  ),
  fields: [
    choices(
      { id: 'protected-communication', label: text('通信機能に関する設定情報', 'Settings of communication functions'), clause: 'L-3.4-4' },
      handled(),
    ),
    lines(
      {
        id: 'protected-communication-reason',
        label: text('その理由(通信機能に関する設定情報)', 'Reason (communication settings)'),
        hint: text('どの設定を、どこに持つか。扱わない場合はその理由。', 'Which settings are held where; if none, why.'),
        required: 'always',
        clause: 'L-3.4-4',
      },
      1000,
    ),
    choices(
      { id: 'protected-security', label: text('セキュリティ機能に関する設定情報', 'Settings of security functions'), clause: 'L-3.4-4' },
      handled(),
    ),
    lines(
      {
        id: 'protected-security-reason',
        label: text('その理由(セキュリティ機能に関する設定情報)', 'Reason (security settings)'),
        required: 'always',
        clause: 'L-3.4-4',
      },
      1000,
    ),
    choices(
      {
        id: 'protected-confidential',
        label: text(
          '意図する使用において扱う、個人情報など一般に機密性が高い情報',
          'Generally confidential information, such as personal data, handled in the intended use',
        ),
        hint: text('例: 特定の個人を識別できるカメラ映像は該当します。', 'For example, camera images that identify a person count.'),
        clause: 'L-3.4-4',
      },
      handled(option('collects', '収集する', 'The device collects it')),
    ),
    lines(
      {
        id: 'protected-confidential-reason',
        label: text('その理由(機密性が高い情報)', 'Reason (confidential information)'),
        hint: text('どの情報を、どの使い方で扱うか。扱わない場合はその理由。', 'Which information in which use; if none, why.'),
        required: 'always',
        clause: 'L-3.4-4',
      },
      1000,
    ),
    choice(
      {
        id: 'unintended-personal-data',
        label: text(
          '個人情報の使用を意図していないが、扱うデータに個人情報が含まれる場合',
          'Personal data contained in what is handled, though its use is not intended',
        ),
        hint: text('例: ルータが中継するデータは該当しません。', 'For example, the payload that a router forwards does not count.'),
        clause: 'L-3.4-4',
      },
      [
        option('none', 'そのようなデータは扱わない', 'No such data is handled'),
        option(
          'acceptable',
          '扱うが、想定する環境で盗聴のリスクは許容できる',
          'It is, and eavesdropping is an acceptable risk in the expected environment',
        ),
        option(
          'unacceptable',
          '扱い、想定する環境で盗聴のリスクは許容できない(守るべき情報とする)',
          'It is, and eavesdropping is an unacceptable risk (it counts as protected)',
        ),
      ],
    ),
    lines(
      {
        id: 'unintended-personal-data-reason',
        label: text('その理由(意図しない個人情報)', 'Reason (unintended personal data)'),
        required: 'always',
        clause: 'L-3.4-4',
      },
      1000,
    ),
    {
      id: 'protected-inventory',
      kind: 'table',
      label: text('守るべき情報の一覧', 'Inventory of protected information'),
      hint: text(
        '守るべき情報ごとに、保存場所又は通信の相手と、守り方を書きます。',
        'For each kind: where it is stored or to whom it is sent, and how it is protected.',
      ),
      required: 'never',
      maxRows: 200,
      columns: [
        { id: 'information', label: text('情報', 'Information'), required: 'always', maxLength: 200 },
        { id: 'place', label: text('保存場所・通信の相手', 'Where stored, to whom sent'), required: 'always', maxLength: 300 },
        { id: 'protection', label: text('守り方', 'Protection'), required: 'always', maxLength: 500 },
      ],
      clause: 'L-3.4-4',
    },
  ],
};
