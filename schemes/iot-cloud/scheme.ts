import type { EvaluatorCategory, Level, Party } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';

/** The scheme by its name here; the software is neutral, the owner is the real one. */
export const scheme = {
  id: 'iot-cloud',
  name: text(
    'IaaS・PaaS(IoTクラウドサービス)の安全・信頼性に係る情報開示認定',
    'Certification of disclosure on safety and reliability: IaaS and PaaS for IoT',
  ),
  shortName: text('IoTクラウド情報開示認定', 'IoT cloud disclosure'),
  owner: text('一般社団法人日本クラウド産業協会(ASPIC)', 'Japan Cloud Industry Association (ASPIC)'),
  office: {
    name: text('クラウドサービス情報開示認定機関事務局', 'Secretariat of the certification body for disclosure of cloud services'),
    contact: text(
      '受付時間 9:30~17:00(土日、祝祭日を除く)\n電話 03-6662-6854 ファックス 03-6662-6347\n〒141-0031 東京都品川区西五反田7-3-1 たつみビル2F',
      'Open 9:30 to 17:00 except weekends and holidays\nTelephone 03-6662-6854, fax 03-6662-6347\nTatsumi Building 2F, 7-3-1 Nishi-Gotanda, Shinagawa-ku, Tokyo 141-0031',
    ),
  },
  attestationWord: text('認定証', 'Certificate'),
  grantedWord: text('認定', 'Certification'),
  decisionWord: text('認定の判断', 'Decision on certification'),
  subjectWord: text('クラウドサービス', 'Cloud service'),
} as const;

/** Who takes part, under the roles that memberships give. */
export const parties = {
  'applicant-responsible': { side: 'applicant', label: text('申請責任者', 'Responsible person of the applicant') },
  'applicant-editor': { side: 'applicant', label: text('申請担当者', 'Editor of the applicant') },
  officer: { side: 'office', label: text('認定機関事務局の担当者', 'Officer of the certification body') },
  'committee-member': { side: 'committee', label: text('認定審査委員', 'Member of the certification committee') },
} as const satisfies Readonly<Record<string, Party>>;

/** One level: disclosure is certified, never the safety of the service (D-3-1). */
export const levels = {
  disclosure: {
    label: text('情報開示認定', 'Disclosure certified'),
    mark: '認定',
    attestedBy: 'owner',
    meaning: text(
      'サービスの安全・信頼性に関する情報が、事業者から適切に開示されていることを認定するものです。サービスが安全であることを認定するものではありません。',
      'It certifies that the provider properly discloses information on the safety and reliability of the service. It does not certify that the service is safe.',
    ),
    clause: 'D-3-1',
  },
} as const satisfies Readonly<Record<string, Level>>;

export const evaluatorCategories = {
  body: { label: text('認定機関', 'The certification body'), levels: ['disclosure'], clause: 'D-6.2-1' },
} as const satisfies Readonly<Record<string, EvaluatorCategory>>;
