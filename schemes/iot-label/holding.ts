import type { Row, State, Table } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { choice, date, line, lines, oath, option } from './field.ts';

const states = {
  granted: { label: text('交付済み', 'Granted'), waitsFor: 'nobody', clause: 'L-3.5-5' },
  ended: { label: text('終了', 'Ended'), waitsFor: 'end', clause: 'L-3.7-5' },
} as const satisfies Readonly<Record<string, State>>;

const changedOn = date({
  id: 'changedOn',
  label: text('変更した日', 'Date of the change'),
  hint: text('報告の日とは別に記録します。', 'Kept apart from the date of this report.'),
  clause: 'L-3.7-8',
});
const description = lines({ id: 'description', label: text('変更の内容', 'What was changed'), required: 'always', clause: 'L-3.7-8' });

const reportAffectingChange: Row = {
  event: 'AffectingChangeReported',
  label: text('評価に影響する変更を報告し、ラベルを失効させる', 'Report a change that affects the assessment; the label lapses'),
  by: ['applicant-responsible'],
  from: ['granted'],
  to: 'ended',
  needs: ['changeWhileInForce', 'changeHasHappened'],
  asks: [
    changedOn,
    description,
    line({ id: 'criteria', label: text('影響する適合基準', 'Criteria affected'), required: 'always', clause: 'L-3.7-8' }),
    oath(
      { id: 'checked', label: text('自社での確認', 'Own check'), clause: 'L-3.7-8' },
      text('変更が評価に及ぼす影響を自社で確認しました。', 'We have checked ourselves how the change affects the assessment.'),
    ),
  ],
  effects: ['lapse'],
  clause: 'L-3.7-8',
};

const recordChange: Row = {
  event: 'HarmlessChangeRecorded',
  label: text('評価に影響しない変更を記録する', 'Record a change that does not affect the assessment'),
  by: ['applicant-responsible'],
  from: ['granted'],
  needs: ['changeWhileInForce', 'changeHasHappened'],
  asks: [
    changedOn,
    description,
    lines({
      id: 'reason',
      label: text('評価に影響しない理由', 'Why it does not affect the assessment'),
      required: 'always',
      clause: 'L-3.7-8',
    }),
  ],
  clause: 'L-3.7-8',
};

const notifyParticulars: Row = {
  event: 'ParticularsChanged',
  label: text('申請内容の変更を届け出る', 'Notify a change of the application content'),
  by: ['applicant-responsible'],
  from: ['granted'],
  needs: ['noticeWhileInForce', 'addedModelIsNewAssessment'],
  asks: [
    choice({ id: 'particular', label: text('変更する事項', 'What changes'), clause: 'L-3.7-16' }, [
      option('applicant', '申請者の名称・住所', 'Name or address of the applicant'),
      option('contact', '連絡先・問い合わせ先', 'Contact'),
      option('url', '公開しているURL', 'Published web address'),
      option('model-removed', '型番を除く', 'A model is removed'),
      option('model-added', '型番を加える', 'A model is added'),
    ]),
    date({ id: 'changedOn', label: text('変更した日', 'Date of the change'), clause: 'L-3.7-16' }),
    lines({ id: 'description', label: text('変更の内容', 'What was changed'), required: 'always', clause: 'L-3.7-16' }),
  ],
  rewrites: [
    ...['applicant-name-ja', 'applicant-name-en', 'applicant-address', 'contact-department', 'contact-person', 'contact-mail'],
    ...['contact-telephone', 'product-url', 'product-contact', 'vulnerability-information-url', 'report-window-url', 'models'],
  ],
  effects: ['change-content'],
  clause: 'L-3.7-16',
};

const intendReapplication: Row = {
  event: 'ReapplicationIntended',
  label: text('再申請の予定を届け出る', 'State that a re-application is planned'),
  by: ['applicant-responsible'],
  from: ['granted'],
  needs: ['intentBeforeExpiry'],
  effects: ['intend-reapplication'],
  clause: 'L-3.7-15',
};

const returnLabel: Row = {
  event: 'LabelReturned',
  label: text('ラベルを返納する', 'Give the label back'),
  by: ['applicant-responsible'],
  from: ['granted'],
  needs: ['returnWhileInForce'],
  asks: [lines({ id: 'reason', label: text('返納の理由', 'Reason'), clause: 'L-3.7-1' })],
  effects: ['cease'],
  to: 'ended',
  clause: 'L-3.7-1',
};

/** The four grounds of section 3.7, given there as examples: a further one needs a stated reason (L-3.7-12). */
export const grounds = [
  option('false-application', '申請内容が虚偽であった', 'The application was false'),
  option('duties-not-met', 'ベンダー等が定められた義務を履行しない', 'The vendor or others do not meet their duties'),
  option('no-longer-conforms', '製品が適合基準を満たさなくなった', 'The product no longer conforms to the criteria'),
  option(
    'not-corrected',
    'サーベイランスで判明した不適合が、猶予期間中に適切に是正されなかった',
    'A non-conformity found in surveillance was not properly corrected in the time allowed',
  ),
  option('other', 'その他(理由を記載)', 'Another ground, with its reason'),
];

const groundFields = [
  choice({ id: 'ground', label: text('取消しの事由', 'Ground'), clause: 'L-3.7-12' }, grounds),
  lines({
    id: 'groundReason',
    label: text('その他の事由とその理由', 'The other ground and its reason'),
    required: { field: 'ground', is: ['other'] },
    clause: 'L-3.7-12',
  }),
  lines({ id: 'facts', label: text('認定した事実', 'Facts found'), required: 'always', clause: 'L-3.7-12' }),
];

const proposeWithdrawal: Row = {
  event: 'WithdrawalProposed',
  label: text('取消しを起案し、ベンダーの意見を聴く', 'Propose withdrawal and hear the vendor'),
  by: ['officer'],
  from: ['granted'],
  needs: ['groundIsOpen'],
  blockedBy: ['hearing'],
  asks: groundFields,
  opens: ['hearing'],
  clause: 'L-3.7-12',
};

const withdraw: Row = {
  event: 'LabelWithdrawn',
  label: text('ラベルを取り消す', 'Withdraw the label'),
  by: ['officer'],
  from: ['granted'],
  to: 'ended',
  needs: ['hearingHeld', 'groundAsProposed'],
  notBy: ['proposeWithdrawal'],
  blockedBy: ['hearing'],
  asks: [
    ...groundFields,
    lines({
      id: 'stock',
      label: text('製造済み・製造中の製品の取扱い', 'What applies to goods made or in manufacture'),
      hint: text(
        '取消しについては方針に定めがないため、通知で定めます。',
        'The policy gives no rule for withdrawal, so the notice states it.',
      ),
      required: 'always',
      clause: 'L-3.7-5',
    }),
  ],
  effects: ['withdraw'],
  tells: { heading: text('取消しの後の製品の取扱い', 'What applies to goods after the withdrawal'), japanese: 'stock' },
  clause: 'L-3.7-12',
};

const announce: Row = {
  event: 'PublicAnnounced',
  label: text('一般に周知する', 'Announce to the public'),
  by: ['officer'],
  from: ['granted', 'ended'],
  asks: [
    choice({ id: 'why', label: text('周知する理由', 'Why it is announced'), clause: 'L-3.7-14' }, [
      option('malicious', '悪質であるため', 'It was malicious'),
      option('high-impact', '調達者・利用者への影響が大きいため', 'It affects procurers and users greatly'),
    ]),
    lines({ id: 'textJa', label: text('周知文(日本語)', 'Announcement in Japanese'), required: 'always', clause: 'L-3.7-14' }),
    lines({ id: 'textEn', label: text('周知文(英語)', 'Announcement in English'), clause: 'L-3.7-14' }),
  ],
  tells: { heading: text('一般への周知', 'Announcement to the public'), japanese: 'textJa', english: 'textEn' },
  clause: 'L-3.7-14',
};

/** What can happen to a label once it is there. Whether it is in force on a day is computed, never a state here. */
export const attestation: Table = {
  initial: 'granted',
  states,
  rows: { reportAffectingChange, recordChange, notifyParticulars, intendReapplication, returnLabel, proposeWithdrawal, withdraw, announce },
};
