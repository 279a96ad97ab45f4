import type { Criterion } from '../../../../../src/rules/criteria.ts';
import { text } from '../../../../../src/rules/text.ts';
import { mappings } from './mappings.ts';
import { bothPages, pstiPage, publicSource, seenOnCarrierPage } from './provenance.ts';

const category = text('認証・アクセス制御', 'Authentication and access control');
const NO_USER_AUTHENTICATION = text(
  'ネットワーク経由の利用者認証を行わない製品。',
  'A product without user authentication over the network.',
);

/** S1.1-01 to -04. Countermeasure to weak authentication. */
export const accessControl: readonly Criterion[] = [
  {
    id: 'S1.1-01',
    name: text('適切な認証に基づくアクセス制御', 'Access control based on appropriate authentication'),
    category,
    requirement: text(
      '他の機器又は利用者からのIP通信による製品へのアクセスを、適切な認証を経た相手に限ること。',
      'Access to the product by IP communication from other devices and users is limited to those who have passed appropriate authentication.',
    ),
    subConditions: [
      {
        key: 'a',
        text: text(
          '守るべき情報に至る通信経路ごとに、認証の方式と許可する範囲を示すことができる。',
          'For each communication path to protected information, the method of authentication and the scope permitted can be shown.',
        ),
      },
      {
        key: 'b',
        text: text(
          '認証を要しない経路がある場合、その理由と、守るべき情報に至らないことを説明できる。',
          'Where a path needs no authentication, the reason, and that it does not lead to protected information, can be explained.',
        ),
      },
    ],
    methods: ['document'],
    notApplicableWhen: text(
      '守るべき情報に至るIP通信の入口がない製品(例: 自ら送信するだけで、待ち受けをしない機器)。',
      'A product without any IP entrance to protected information (for example a device that only sends and never listens).',
    ),
    guide: [
      text(
        '待ち受けポート、API、管理画面、クラウド経由の操作を一覧にする。',
        'List the listening ports, APIs, administration pages and operations by way of a cloud.',
      ),
      text(
        '入口ごとの認証方式、権限及び例外を、設計書及び取扱説明書で確かめる。',
        'Check the authentication, the privileges and the exceptions of each entrance in the design documents and the manual.',
      ),
      text('例外を認める根拠を、判定の理由に記録する。', 'Record the ground for each exception in the reason for the verdict.'),
    ],
    assets: ['comm_function', 'comm_settings', 'security_settings', 'personal_confidential'],
    threats: ['T1'],
    mappings: mappings['S1.1-01'],
    provenance: seenOnCarrierPage,
    uncertain: text(
      '機器間の認証及びクラウド経由の操作の扱い、例外の条件の正式な記載。',
      'How authentication between devices and operations by way of a cloud are treated, and the official wording of the exceptions.',
    ),
  },
  {
    id: 'S1.1-02',
    name: text('共通でないデフォルトパスワード', 'No common default password'),
    category,
    requirement: text(
      'ネットワーク経由の利用者認証に出荷時のパスワードを用いる場合、その値が導入の時点で基準を満たすこと。',
      'Where a factory password is used for user authentication over the network, its value meets the criterion at the time of introduction.',
    ),
    subConditions: [
      {
        key: 'a',
        text: text(
          '機器ごとに異なり、連番、公開情報、製品識別子などから推測しにくい値で、6文字以上である(文字数は未確認)。',
          'It differs per device, cannot easily be guessed from counters, public information or product identifiers, and has at least 6 characters (length unverified).',
        ),
      },
      {
        key: 'b',
        text: text(
          '又は、最初の使用時に変更を必須とし、8文字以上など十分な強さの値を求める(文字数は未確認)。',
          'Or the first use forces a change to a value of sufficient strength, for example at least 8 characters (length unverified).',
        ),
      },
    ],
    methods: ['document'],
    notApplicableWhen: text(
      'ネットワーク経由の利用者認証を行わない製品、又は認証にパスワードを用いない製品。',
      'A product without user authentication over the network, or one that uses no passwords for it.',
    ),
    guide: [
      text(
        'パスワードの与え方を「機器固有」「初回変更必須」「使用しない」から選ぶ。',
        'Choose how passwords are given: unique per device, change forced at first use, or none.',
      ),
      text(
        '機器固有の場合は生成規則と一意性の根拠を、初回変更の場合は画面の遷移と受け付ける条件を、文書で確かめる。',
        'If unique, check in documents how it is generated and why it is unique; if changed at first use, check the screens and the conditions of acceptance.',
      ),
      text('入口が複数ある場合は、入口ごとに判定する。', 'Where there are several entrances, judge each of them.'),
    ],
    assets: ['comm_function', 'comm_settings', 'security_settings'],
    threats: ['T1'],
    mappings: mappings['S1.1-02'],
    provenance: {
      ...seenOnCarrierPage,
      id: bothPages,
      name: pstiPage,
      mappings: publicSource(
        'PSTIとの対応は経済産業省の方針(2024年8月)3.8.3項。その他は本システムによる(未確認)',
        'For PSTI: METI policy 2024-08, section 3.8.3; the others are ours, unverified',
      ),
    },
    uncertain: text(
      '6文字及び8文字という長さ、文字の種類の条件。',
      'The lengths of 6 and 8 characters, and the conditions on kinds of character.',
    ),
  },
  {
    id: 'S1.1-03',
    name: text('認証値の変更機能', 'Changeable authentication values'),
    category,
    requirement: text(
      'ネットワーク経由の利用者認証では、方式にかかわらず、認証に用いる値を変更できること。',
      'For user authentication over the network the authentication value can be changed, whatever the method.',
    ),
    subConditions: [
      {
        key: 'a',
        text: text(
          'パスワード、PIN、生体情報、トークン、証明書など、用いる方式ごとに変更の手順がある。',
          'There is a procedure of change for each method used: password, PIN, biometrics, token, certificate.',
        ),
      },
      { key: 'b', text: text('その手順が利用者向けの文書に記載されている。', 'The procedure is described in the documents for users.') },
    ],
    methods: ['document'],
    notApplicableWhen: NO_USER_AUTHENTICATION,
    guide: [
      text('用いる認証方式を列挙する。', 'List the methods of authentication used.'),
      text('方式ごとに、変更の手順が記載されている箇所を確かめる。', 'Check for each method where its procedure of change is described.'),
    ],
    assets: ['security_settings'],
    threats: ['T1'],
    mappings: mappings['S1.1-03'],
    provenance: seenOnCarrierPage,
    uncertain: text(
      '機器間の認証に用いる鍵及び証明書が対象に含まれるか。',
      'Whether keys and certificates for authentication between devices are meant too.',
    ),
  },
  {
    id: 'S1.1-04',
    name: text('ネットワーク経由の総当たり攻撃対策', 'Resistance to brute force over the network'),
    category,
    requirement: text(
      'ネットワーク経由の利用者認証に対する総当たりの試行を困難にすること。',
      'Guessing by repetition against user authentication over the network is made difficult.',
    ),
    subConditions: [
      {
        key: 'a',
        text: text(
          '連続した失敗に対し、待ち時間、一時停止、ロックなどの制限がかかる。',
          'After repeated failures a restriction applies: delay, suspension or lock-out.',
        ),
      },
      {
        key: 'b',
        text: text(
          '又は、鍵空間の大きさや多要素認証などにより、試行の繰返しによる成功が見込めない方式である。',
          'Or the method leaves no prospect of success by repetition, by the size of its key space or a second factor.',
        ),
      },
    ],
    methods: ['device'],
    notApplicableWhen: NO_USER_AUTHENTICATION,
    guide: [
      text(
        '失敗を許す回数、制限の種類と時間、解除の条件について仕様を確かめる。',
        'Check the specification: failures allowed, kind and length of the restriction, conditions of release.',
      ),
      text(
        '実機で誤った認証値を続けて入力し、制限が働くことを記録する。',
        'Enter wrong values in succession on the device and record that the restriction works.',
      ),
      text('管理画面、アプリ、SSHなど、入口ごとに試す。', 'Try each entrance: administration page, app, SSH and so on.'),
    ],
    assets: ['security_settings', 'comm_function'],
    threats: ['T1'],
    mappings: mappings['S1.1-04'],
    provenance: seenOnCarrierPage,
    uncertain: text('回数及び時間についての数値の基準の有無。', 'Whether there are numeric limits on attempts and times.'),
  },
];
