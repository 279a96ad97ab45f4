import type { Criterion } from '../../../../../src/rules/criteria.ts';
import { text } from '../../../../../src/rules/text.ts';
import { mappings } from './mappings.ts';
import { reconstructed, seenOnCarrierPage, unverified, unverifiedBut } from './provenance.ts';

const category = text('ソフトウェア更新', 'Software update');
const NO_UPDATE = text('アップデート機能がない製品。', 'A product without an update function.');

/** S1.1-06, -07, -08 and -10. Countermeasure to neglected vulnerabilities. */
export const softwareUpdate: readonly Criterion[] = [
  {
    id: 'S1.1-06',
    name: text('ソフトウェアコンポーネントのアップデート機能', 'Update of software components'),
    category,
    requirement: text(
      '製品に含まれるソフトウェアコンポーネントをアップデートでき、アップデート後の状態が電源を切った後も保たれること。',
      'The software components in the product can be updated, and the updated state survives a loss of power.',
    ),
    subConditions: [
      { key: 'a', text: text('ファームウェアなどをアップデートできる。', 'Firmware and the like can be updated.') },
      { key: 'b', text: text('アップデートした状態が、電源を切っても保たれる。', 'The updated state is kept when the power is cut.') },
    ],
    methods: ['document'],
    notApplicableWhen: text(
      'アップデートできない部分は、理由及び代替手段の説明を求める(正式な扱いは未確認)。',
      'For parts that cannot be updated the reason and a substitute are to be explained (official treatment unverified).',
    ),
    guide: [
      text('アップデートできる部分とできない部分を一覧にする。', 'List what can be updated and what cannot.'),
      text('アップデートの仕組みの設計書を確かめる。', 'Check the design documents of the update mechanism.'),
      text(
        '電源を切った後の版の表示を確かめる(実機の要否は未確認)。',
        'Check the version shown after the power was cut (whether on a device is unverified).',
      ),
    ],
    assets: ['security_functions'],
    threats: ['T2'],
    mappings: mappings['S1.1-06'],
    provenance: {
      ...seenOnCarrierPage,
      requirement: unverifiedBut(
        '冒頭のみNTTドコモビジネスのJC-STARサポートページで確認。以降は再構成',
        'Only the first words seen, on the NTT docomo Business JC-STAR support page; the rest is reconstructed',
      ),
      methods: unverified,
      subConditions: unverifiedBut(
        '一般的な知識による再構成。後半は端末設備等規則第34条の10と一致',
        'General knowledge; the second half matches article 34-10 of the rules for terminal equipment',
      ),
    },
    uncertain: text(
      'アップデートできない部分の扱い、電源を切った後の保持の位置付け、評価方法。',
      'How parts that cannot be updated are treated, where survival of power loss belongs, and the method.',
    ),
  },
  {
    id: 'S1.1-07',
    name: text('容易かつ分かりやすいアップデート手順', 'Easy and clear update procedure'),
    category,
    requirement: text(
      '利用者が、容易に、かつ迷わずアップデートを適用できること。',
      'Users can apply updates easily and without confusion.',
    ),
    subConditions: [
      {
        key: 'a',
        text: text(
          '自動、画面又はアプリからの操作、専門家による作業など、想定する利用者に見合った方法である。',
          'The method fits the users meant: automatic, from a screen or app, or by a professional.',
        ),
      },
      { key: 'b', text: text('手順が文書又は画面で示されている。', 'The steps are shown in documents or on screen.') },
    ],
    methods: ['document'],
    notApplicableWhen: NO_UPDATE,
    guide: [
      text('想定する利用者を示す。', 'State who the users are meant to be.'),
      text('手順の記載箇所と操作の段数を確かめる。', 'Check where the steps are described and how many there are.'),
    ],
    assets: ['security_functions'],
    threats: ['T2'],
    mappings: mappings['S1.1-07'],
    provenance: reconstructed,
    uncertain: text('この基準の全体。', 'All of this criterion.'),
  },
  {
    id: 'S1.1-08',
    name: text('アップデート前のソフトウェアの完全性の確認', 'Integrity check before an update'),
    category,
    requirement: text(
      'アップデートを適用する前に、更新用ソフトウェアの完全性を確認すること。',
      'The integrity of update software is checked before it is applied.',
    ),
    subConditions: [
      {
        key: 'a',
        text: text(
          '電子署名、メッセージ認証、ハッシュ値の照合など、改ざんを検知する方法を備える。',
          'There is a method that detects tampering: signature, message authentication, comparison of hashes.',
        ),
      },
      { key: 'b', text: text('確認に失敗したアップデートは適用しない。', 'An update that fails the check is not applied.') },
    ],
    methods: ['document'],
    notApplicableWhen: NO_UPDATE,
    guide: [
      text(
        '検証する場所(機器、アプリ、サーバ)と方式、鍵の守り方を確かめる。',
        'Check where verification happens (device, app, server), how, and how the keys are protected.',
      ),
      text('検証に失敗したときの動作の仕様を確かめる。', 'Check what is specified for a failed verification.'),
    ],
    assets: ['security_functions'],
    threats: ['T2'],
    mappings: mappings['S1.1-08'],
    provenance: reconstructed,
    uncertain: text('真正性の確認まで求めるか。', 'Whether authenticity must be checked too.'),
  },
  {
    id: 'S1.1-10',
    name: text('製品型番の認識', 'Recognisable model designation'),
    category,
    requirement: text('利用者が製品の型番を認識できること。', 'The user can recognise the model designation of the product.'),
    subConditions: [
      {
        key: 'a',
        text: text(
          '本体若しくは銘板の表示、又は画面、アプリなどの電子的な表示により型番が分かる。',
          'It is shown on the product or its plate, or electronically on a screen or in an app.',
        ),
      },
    ],
    methods: ['document'],
    notApplicableWhen: text('該当なしとなる場合は想定しにくい。', 'It can hardly be imagined not to apply.'),
    guide: [
      text(
        '表示箇所の写真又は画面を記録し、申請する型番と照合する。',
        'Record a photograph or screen of the display and compare it with the models applied for.',
      ),
    ],
    assets: ['information_to_users'],
    threats: ['T2'],
    mappings: mappings['S1.1-10'],
    provenance: reconstructed,
    uncertain: text('ソフトウェアの版の表示まで求めるか。', 'Whether the software version must be shown too.'),
  },
];
