import type { Values } from '../../../src/rules/dossier.ts';
import type { JsonValue } from '../../../src/rules/json.ts';
import type { Method, Verdict } from '../../../src/rules/verdict.ts';

/** One answer to a criterion; evidence names a document of the maker, or of the demo's supply, and the place in it. */
export interface Answer {
  readonly verdict: Verdict;
  readonly method: Method;
  readonly reason: string;
  readonly evidence: readonly { readonly document: string; readonly place: string }[];
  /** Person-minutes; the maker's documents state none. */
  readonly minutes?: number;
}

const ixit = (name: string, place: string) => ({ document: `ixit_${name}.md`, place });
const group = (id: string, place: string) => ({ document: `Self_Assessment_Test_Group_5_${id}.md`, place });

/** What the documents support: the maker's own assessment, read against the sixteen criteria. */
const supported: Readonly<Record<string, Answer>> = {
  'S1.1-01': {
    verdict: 'conforms',
    method: 'document',
    reason:
      '待ち受けるのはHTTP(80番)だけで、設定と履歴は認証なしでは得られない(未認証の要求は認証画面に転送され、401となる)。例外は初回設定用のアクセスポイントで、電波の届く範囲に限られ、接続の確立後又は1時間で停止する。認証なしの動作は、管理者が明示して選んだときに限られる。',
    evidence: [
      ixit('1-AuthMech', 'Summary Matrix'),
      ixit('13-SoftServ', 'SoftServ-Hotspot-Orchestration'),
      group('5-5', 'Test case 5.5-5-2 Test Unit A、B'),
      group('5-4', 'Test case 5.5-4-2'),
    ],
  },
  'S1.1-02': {
    verdict: 'conforms',
    method: 'document',
    reason:
      '出荷時のパスワードは、nRF52811に固有の64ビットの識別値を16桁の16進数で表したもので、機器ごとに異なる。MACアドレスなど公開される識別子とは別の値である。製造業者は5台の現物と、よく使われるパスワード10万件との照合で確かめている。なお、この値は本体のラベルに印字され、起動時のUSBの診断出力にも現れる。',
    evidence: [
      ixit('1-AuthMech', 'AuthMech-LAN-WebUI-Default'),
      group('1-2', 'Test case 5.1-2-1 Unit A–D、5.1-2-2'),
      group('1-1', 'Test case 5.1-1-2 Test Unit C'),
    ],
  },
  'S1.1-04': {
    verdict: 'conforms',
    method: 'device',
    reason:
      '管理画面の認証では、要求のたびに約1秒待たせる。製造業者は1,000回の連続試行で実機により確かめた。APIのトークンは256ビットで、試行の繰返しによる成功が見込めない。既定で無効のBasic認証とDigest認証には制限がなく、実機の試行にも含まれていない。',
    evidence: [group('1-5', 'Test case 5.1-5-2 Test Unit B'), ixit('1-AuthMech', 'Brute Force Prevention(各項)')],
  },
  'S1.1-06': {
    verdict: 'conforms',
    method: 'document',
    reason:
      '本体、nRF52811及び管理画面のソフトウェアは、ネットワーク経由で更新できる。更新は待機側の領域に書き込まれて保たれ、ダウンロードの途中で電源を切っても、動作していた版で起動する。二次ブートローダーはUSBでのみ更新でき、マスクROMは更新できない。',
    evidence: [
      ixit('6-SoftComp', 'Summary Matrix'),
      group('3-1', 'Test case 5.3-1-1 Test Unit A、B'),
      group('3-2', 'Test case 5.3-2-2(Interrupted Power)'),
    ],
  },
  'S1.1-07': {
    verdict: 'conforms',
    method: 'document',
    reason:
      '既定では自動で更新される。管理画面のボタン一つでも更新でき、三つのソフトウェアが一度に更新される。手順は製造業者の文書サイトに示されている。',
    evidence: [
      group('3-3', 'Test case 5.3-3-1 Test Unit A'),
      ixit('7-UpdMech', 'UpdMech-Auto、UpdMech-WebUI'),
      ixit('2-UserInfo', 'Documentation of Maintenance Check'),
    ],
  },
  'S1.1-08': {
    verdict: 'conforms',
    method: 'document',
    reason:
      '機器自身が、RSA-3072(PSS)の署名とSHA-256のハッシュ値を適用前に検証し、一致しないものを退けて前の版に戻る。改変、偽の署名、部分的な差替えを実機で試している。署名のある古い版への引下げは防がれない。',
    evidence: [group('3-9', 'Test case 5.3-9-1、5.3-9-2'), ixit('7-UpdMech', 'UpdMech-WebUI Cryptographic Details')],
  },
  'S1.1-10': {
    verdict: 'conforms',
    method: 'document',
    reason: '本体の底面のラベルに型番「Ruuvi Gateway」が平文で印字され、工具なしで読める。申請する型番と一致する。',
    evidence: [group('3-16', 'Test case 5.3-16-2'), ixit('2-UserInfo', 'Model Designation')],
  },
  'S1.1-11': {
    verdict: 'conforms',
    method: 'document',
    reason:
      '守るべき情報ごとに保存場所と守り方が示され、ネットワーク及び診断出力から読み出せないことを実機で確かめている。ただし、v1.17系ではフラッシュメモリは暗号化されず、管理画面のパスワードはMD5の照合値で保存される。物理的な読出しに対しては、管理された場所への設置という条件で補っている。',
    evidence: [
      ixit('10-SecParam', 'Summary Matrix、Physical Operational Note'),
      group('4-1', 'Test case 5.4-1-1 Test Unit C、5.4-1-2'),
      ixit('2-UserInfo', 'Documentation of Secure Setup'),
    ],
  },
};

/** Where the published documents do not carry the criterion: said plainly, with the reason. */
const unsupported: Readonly<Record<string, Answer>> = {
  'S1.1-03': {
    verdict: 'could-not-decide',
    method: 'document',
    reason:
      '管理者のパスワードとAPIのトークンの変更手順は示されている。しかし、Basic認証とDigest認証の手順について、製造業者の評価書は「文書の公開待ち」と注記しており、利用者向けの文書に記載があるとは確かめられない(条件b)。',
    evidence: [group('1-4', 'Test Unit B(PENDING DOCUMENTATION UPDATES)'), ixit('2-UserInfo', 'Documentation of Change Mechanisms')],
  },
  'S1.1-05': {
    verdict: 'could-not-decide',
    method: 'document',
    reason:
      '報告先と最初の応答(3営業日)は公開されている。進捗を知らせる時期(条件c)は「対話を続ける」とあるだけで示されていない。また、社内の文書では最初の応答が7日とされ、公開の3営業日と異なる。',
    evidence: [group('2-1', 'Test case 5.2-1-2'), ixit('3-VulnTypes', 'Time Frame(各項)')],
  },
  'S1.1-09': {
    verdict: 'could-not-decide',
    method: 'document',
    reason:
      '体制と90日という目標は定められている(条件b)。しかし、緊急の場合の目標も90日で同じであり、深刻度によって優先度と時期がどう変わるか(条件a)が読み取れない。方針の版と承認者の記載もない。',
    evidence: [
      ixit('8-UpdProc', 'Time Frame'),
      group('3-8', 'Test case 5.3-8-1 Test Unit A'),
      ixit('3-VulnTypes', 'Detailed Action Descriptions'),
    ],
  },
  'S1.1-12': {
    verdict: 'could-not-decide',
    method: 'document',
    reason:
      'Ruuvi Cloudとの通信はTLS、管理画面はECDHとAES-CBCで守られ、通信の記録で確かめられている。しかし、APIのトークンは平文のHTTPで送られ、利用者のサーバーにも平文の方式を選べる。その場合の使用条件(条件b)が利用者に示されていることを、公開文書からは確かめられない。',
    evidence: [
      group('5-7', 'Test case 5.5-7-1(SecParam-LAN-Bearer-Tokens)'),
      group('5-6', 'Test case 5.5-6-2'),
      ixit('11-SecComMech', 'SecComMech-LAN-Bearer-Authentication'),
      ixit('21-PersData', 'PersData-BLE-Sensor-Telemetry'),
    ],
  },
  'S1.1-13': {
    verdict: 'could-not-decide',
    method: 'device',
    reason:
      '全ポートの走査で80番だけが開いていること、ESP32のBluetoothが無効であることは示されている。しかし、走査に用いたツールの版と日付がなく、有効なサービスについての脆弱性検査の結果(条件d)が公開されていない。USBからの書込みの条件も、IXIT 15とIXIT 7とで食い違っている(条件c)。',
    evidence: [
      group('6-1', 'Test case 5.6-1-2 Unit c'),
      ixit('15-PhyIntf', 'PhyIntf-USB'),
      ixit('7-UpdMech', 'UpdMech-USB Initiation and Interaction'),
      ixit('5-VulnMon', 'VulnMon-CVE-ThreatIntel'),
    ],
  },
  'S1.1-14': {
    verdict: 'not-tested',
    method: 'device',
    reason: '停電とネットワークの切断に備えた仕組みは文書にあるが、実機で確かめた結果(試験グループ5.9)が公開されていない。',
    evidence: [ixit('23-ResMech', 'ResMech-Power-NVS-Wear-Leveling、ResMech-Net-Link-Layer-Auto-Recovery')],
  },
  'S1.1-15': {
    verdict: 'not-tested',
    method: 'device',
    reason:
      'CONFIGUREボタンを7秒以上押して初期化する方法と、アカウントの削除は文書にあるが、実機で消去を確かめた結果(試験グループ5.11)が公開されていない。',
    evidence: [ixit('25-DelFunc', 'DelFunc-Hardware-Factory-Reset、DelFunc-Service-Account-Deletion')],
  },
  'S1.1-16': {
    verdict: 'does-not-conform',
    method: 'document',
    reason:
      'サポート期間(条件c)が公表されていない。製造業者の評価書自身が、提出前に解決すべき不備として「不合格」としている。設定、更新及び消去の案内(条件a、b、e)は文書サイトにある。',
    evidence: [
      group('3-13', 'Group Summary'),
      ixit('2-UserInfo', 'Support Period、Documentation of Secure Setup、Documentation of Deletion'),
    ],
  },
};

/** The sixteen answers as the maker's public documents support them. */
export const documented: Readonly<Record<string, Answer>> = { ...supported, ...unsupported };

/** The criteria that the published documents do not carry. */
export const unsupportedCriteria: readonly string[] = Object.keys(unsupported);

/** Answers as leaves of the dossier. */
export const answerValues = (answers: Readonly<Record<string, Answer>>): Values =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([criterion, its]): [string, JsonValue][] => [
      [`${criterion}/verdict`, its.verdict],
      [`${criterion}/reason`, its.reason],
      [`${criterion}/method`, its.method],
      [`${criterion}/basis`, 'own'],
      ...(its.minutes === undefined ? [] : [[`${criterion}/minutes`, its.minutes] satisfies [string, JsonValue]]),
      [`${criterion}/evidence`, its.evidence.map((row) => ({ ...row }))],
    ]),
  );
