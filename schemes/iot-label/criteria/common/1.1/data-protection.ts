import type { Criterion } from '../../../../../src/rules/criteria.ts';
import { text } from '../../../../../src/rules/text.ts';
import { mappings } from './mappings.ts';
import { publicSource, reconstructed } from './provenance.ts';

const category = text('データ保護', 'Data protection');

/** S1.1-11 and -12: protected information at rest and in transit. */
export const dataProtection: readonly Criterion[] = [
  {
    id: 'S1.1-11',
    name: text('セキュアな保存', 'Secure storage'),
    category,
    requirement: text(
      '機器に保存する守るべき情報を、安全に保存すること。',
      'Protected information stored on the device is stored securely.',
    ),
    subConditions: [
      {
        key: 'a',
        text: text(
          '暗号化、アクセス制御、耐タンパ部品など、保存する情報に見合った方法で守る。',
          'It is protected in a way that fits it: encryption, access control, tamper-resistant parts.',
        ),
      },
      {
        key: 'b',
        text: text(
          '守るべき情報ごとに、保存場所と守り方を示すことができる。',
          'For each kind of protected information, place and protection can be shown.',
        ),
      },
    ],
    methods: ['document'],
    notApplicableWhen: text('守るべき情報を機器に保存しない製品。', 'A product that stores no protected information on the device.'),
    guide: [
      text(
        '保存する守るべき情報の一覧(場所、守り方)を作る。',
        'Make an inventory of the protected information stored, with place and protection.',
      ),
      text('外部記憶媒体に出力される情報の扱いを確かめる。', 'Check how information on external media is treated.'),
    ],
    assets: ['comm_settings', 'security_settings', 'personal_confidential'],
    threats: ['T5', 'T1'],
    mappings: mappings['S1.1-11'],
    provenance: reconstructed,
    uncertain: text('外部記憶媒体の扱い。', 'How external media are treated.'),
  },
  {
    id: 'S1.1-12',
    name: text('通信の保護', 'Protection in transit'),
    category,
    requirement: text(
      'ネットワークを介して伝送される守るべき情報を、盗聴などから守ること。',
      'Protected information that crosses networks is protected from eavesdropping and the like.',
    ),
    subConditions: [
      {
        key: 'a',
        text: text(
          '情報の種類及び経路ごとに、暗号化などの守り方を示すことができる。',
          'For each kind of information and each path, encryption or an equivalent can be shown.',
        ),
      },
      {
        key: 'b',
        text: text(
          '機器自身で守ることができない場合、保護されたネットワークで使用することなどの条件を利用者に示す。',
          'Where the device itself cannot protect it, conditions such as use on a protected network are told to users.',
        ),
      },
    ],
    methods: ['document'],
    notApplicableWhen: text('守るべき情報を通信しない製品。', 'A product that sends no protected information.'),
    guide: [
      text('通信の一覧(相手、プロトコルとその版、情報)を作る。', 'Make a list of communications: peer, protocol and version, information.'),
      text('守り方と、設定の既定値を確かめる。', 'Check the protection and the default settings.'),
    ],
    assets: ['comm_settings', 'security_settings', 'personal_confidential'],
    threats: ['T4'],
    mappings: mappings['S1.1-12'],
    provenance: reconstructed,
    uncertain: text('認められる暗号の範囲、閉域網の扱い。', 'Which cryptography is accepted, and how closed networks are treated.'),
  },
];

/** S1.1-15: what the user can erase before giving the product away. */
export const erasure: Criterion = {
  id: 'S1.1-15',
  name: text('データ消去機能', 'Erasure of data'),
  category: text('データ消去', 'Erasure'),
  requirement: text(
    '製品を廃棄又は譲渡するときなどに、利用者が保存されたデータを消去できること。',
    'Users can erase stored data, for example before disposing of the product or passing it on.',
  ),
  subConditions: [
    {
      key: 'a',
      text: text(
        '設定、認証値、個人情報など、利用者に由来する情報を消去できる。',
        'Settings, authentication values, personal data and whatever else comes from the user can be erased.',
      ),
    },
    {
      key: 'b',
      text: text(
        '消去した後も、適用済みのセキュリティアップデートが古い版に戻らない(要否は未確認)。',
        'Erasure does not roll back security updates that were applied (whether required is unverified).',
      ),
    },
  ],
  methods: ['device'],
  notApplicableWhen: text('利用者に由来する情報を保存しない製品。', 'A product that stores nothing that comes from the user.'),
  guide: [
    text(
      '設定及び試験用のデータを入れて消去を実行し、前後の状態を記録する。',
      'Put in settings and test data, erase, and record the state before and after.',
    ),
    text('クラウド側に残る情報と、その消し方の案内を確かめる。', 'Check what stays in the cloud and how users are told to erase it.'),
  ],
  assets: ['comm_settings', 'security_settings', 'personal_confidential'],
  threats: ['T5'],
  mappings: mappings['S1.1-15'],
  provenance: {
    ...reconstructed,
    requirement: publicSource(
      '脅威は経済産業省の方針(2024年8月)3.4節。文言は未確認',
      'The threat stands in METI policy 2024-08, section 3.4; the wording is unverified',
    ),
  },
  uncertain: text(
    'クラウド側のデータの扱い、アップデートされた状態の保持。',
    'How data in the cloud is treated, and whether the updated state is kept.',
  ),
};
