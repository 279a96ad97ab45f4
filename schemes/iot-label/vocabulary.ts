import type { Vocabulary } from '../../src/rules/book.ts';
import { type Text, text } from '../../src/rules/text.ts';
import { frameworks } from './criteria/common/1.1/mappings.ts';

/** What ★1 protects, and the last of them what it tells users. The list follows a public article on table 3 of the official document; the last entry is ours. */
export const assets = {
  comm_function: text('通信機能(有線・無線)', 'Communication functions, wired and wireless'),
  security_functions: text('セキュリティ機能', 'Security functions'),
  comm_settings: text('通信機能に関する設定情報', 'Settings of communication functions'),
  security_settings: text('セキュリティ機能に関する設定情報', 'Settings of security functions'),
  personal_confidential: text(
    '意図する使用において収集し、保存し、又は通信する、個人情報など一般に機密性が高い情報',
    'Generally confidential information, such as personal data, collected, stored or sent in the intended use',
  ),
  information_to_users: text('利用者への情報(資産ではない)', 'Information for users (not an asset)'),
} as const;

/** The threats of section 3.4 of the policy. */
export const threats = {
  T1: text(
    '弱い認証機能により外部から不正にアクセスされ、マルウェア感染や攻撃の踏み台につながる脅威',
    'Unauthorised access through weak authentication, leading to malware or use as a stepping stone',
  ),
  T2: text(
    '放置された脆弱性により外部から不正にアクセスされ、マルウェア感染や攻撃の踏み台につながる脅威',
    'Unauthorised access through neglected vulnerabilities, leading to malware or use as a stepping stone',
  ),
  T3: text(
    '使用しないのに有効なインタフェースにより外部から不正にアクセスされ、マルウェア感染や攻撃の踏み台につながる脅威',
    'Unauthorised access through unused interfaces left enabled, leading to malware or use as a stepping stone',
  ),
  T4: text('通信が盗聴され、守るべき情報が漏えいする脅威', 'Eavesdropping on communication, leaking protected information'),
  T5: text(
    '廃棄又は転売などされた機器から、守るべき情報が漏えいする脅威',
    'Leakage of protected information from a device disposed of or resold',
  ),
  T6: text(
    'ネットワークの切断や停電の際に、セキュリティ機能に異常が生じる脅威',
    'A security function behaving abnormally after loss of network or power',
  ),
} as const;
export type ThreatId = keyof typeof threats;

/** From the attack surface to the countermeasure; each criterion names the threats it counters and the assets it protects (L-3.4-3). */
export const trace: readonly { readonly threat: ThreatId; readonly surface: Text; readonly countermeasure: Text }[] = [
  {
    threat: 'T1',
    surface: text('IP通信による管理画面、API、遠隔操作などの入口', 'Entrances by IP: administration pages, APIs, remote operation'),
    countermeasure: text(
      '適切な認証、機器ごとに異なるパスワード、認証値の変更、総当たり攻撃への対策',
      'Appropriate authentication, passwords that differ per device, changeable values, resistance to brute force',
    ),
  },
  {
    threat: 'T2',
    surface: text('機器及び付随サービスのソフトウェア', 'Software of the device and its associated services'),
    countermeasure: text(
      '脆弱性の報告の受付、アップデートの提供と適用、完全性の確認、利用者への情報提供',
      'Reports of vulnerabilities taken in, updates delivered and applied, integrity checked, users informed',
    ),
  },
  {
    threat: 'T3',
    surface: text('TCP・UDPのポート、Bluetooth、USBなどのインタフェース', 'Interfaces: TCP and UDP ports, Bluetooth, USB and others'),
    countermeasure: text('不要なインタフェースの無効化、既知の脆弱性の確認', 'Unneeded interfaces disabled, known vulnerabilities checked'),
  },
  {
    threat: 'T4',
    surface: text('ネットワーク上の通信路', 'Communication paths on networks'),
    countermeasure: text('守るべき情報の通信の保護', 'Protected information guarded in transit'),
  },
  {
    threat: 'T5',
    surface: text('利用者の手を離れた機器の記憶装置', 'Storage of a device that left its user'),
    countermeasure: text('安全な保存、データの消去、廃棄についての情報提供', 'Secure storage, erasure of data, information on disposal'),
  },
  {
    threat: 'T6',
    surface: text('電源及びネットワーク接続の断絶', 'Loss of power or of the network connection'),
    countermeasure: text(
      '復旧後も認証値、設定及びアップデートの状態を保つこと',
      'Authentication values, settings and the updated state kept after recovery',
    ),
  },
];

const term = (word: Text, meaning: Text) => ({ word, meaning, clause: 'L-3.5-1' });

/** The words of ISO/IEC 17000 as table 3.5-1 and section 3.5 use them (L-3.5-1). */
export const terms = {
  'first-party': term(
    text('第一者', 'First party'),
    text('適合性評価の対象を提供する人又は組織', 'The person or organisation that provides the object of conformity assessment'),
  ),
  'third-party': term(
    text('第三者', 'Third party'),
    text(
      '適合性評価の対象を提供する人又は組織、及びその対象について使用者側の利害を持つ人又は組織の、双方から独立した人又は機関',
      'A person or body independent both of the provider of the object and of those with a user interest in it',
    ),
  ),
  determination: term(
    text('確定', 'Determination'),
    text(
      '適合性を判断するために必要な情報をすべて取得し、事実を確認する活動',
      'Getting all information needed to judge conformity: establishing the facts',
    ),
  ),
  review: term(
    text('レビュー', 'Review'),
    text(
      '規定要求事項を満たすことについて、選択及び確定の活動とその結果が適切、十分かつ有効かを検証すること',
      'Verifying that selection and determination, and their results, are suitable, adequate and effective',
    ),
  ),
  attestation: term(
    text('証明', 'Attestation'),
    text(
      'レビューに従った決定に基づき、規定要求事項の充足が実証されたという表明を発行すること',
      'Issuing the statement, on a decision that follows the review, that fulfilment has been demonstrated',
    ),
  ),
  declaration: term(
    text('自己適合宣言', 'Self-declaration of conformity'),
    text('レビュー及び証明を第一者が行うもの(★1、★2)', 'Review and attestation by the first party (★1, ★2)'),
  ),
  certification: term(
    text('第三者認証', 'Third-party certification'),
    text('レビュー及び証明を第三者が行うもの(★3、★4)', 'Review and attestation by a third party (★3, ★4)'),
  ),
} as const;

/** Words for what the criteria name by a code, and for what is done with them. */
export const vocabulary: Vocabulary = { threats, assets, frameworks, terms, trace };
