import type { Values } from '../../../src/rules/dossier.ts';
import { type Answer, documented } from './answers.ts';

/** The one document that the demo supplies; it is in `supplied/`. */
const supply = (place: string) => ({ document: 'demo-supply.md', place });

/** First words of everything in an answer that no public document of the maker says. */
export const SUPPLIED = 'デモのために補った記載:';

/** What a maker would add so that each criterion is carried. Invented for the demo, and says so. */
const additions: Readonly<Record<string, { readonly reason: string; readonly place: string }>> = {
  'S1.1-03': { reason: 'Basic認証とDigest認証の設定値を変更する手順を、利用者向けの文書に加えた。', place: '1 認証値の変更手順' },
  'S1.1-05': {
    reason: '公開の方針に、解決まで少なくとも30日ごとに進捗を知らせると書き加え、社内の文書の応答の期限を3営業日に揃えた。',
    place: '2 脆弱性開示ポリシーの改訂',
  },
  'S1.1-09': {
    reason: 'CVSSの深刻度ごとに目標(緊急14日、重要30日、その他90日)を定め、版と承認者を記した方針に改めた。',
    place: '3 更新の優先度の方針',
  },
  'S1.1-12': {
    reason: 'APIと平文の方式は信頼できる区画でだけ使うこと、できないときはTLSの中継を置くことを、取扱説明書と設定画面に書いた。',
    place: '4 平文の通信の使用条件',
  },
  'S1.1-13': {
    reason:
      'ツールの版と日付を記録して全ポートを走査し直し、有効なサービスに深刻度の高い既知の脆弱性がないことを確かめた。USBからの書込みの条件の記載を統一した。',
    place: '5 走査と脆弱性検査の記録',
  },
  'S1.1-14': {
    reason: '停電とネットワークの切断をそれぞれ10回起こし、前後で認証値、設定及び版が変わらず、認証が求められることを記録した。',
    place: '6 停電・切断からの復旧の試験記録',
  },
  'S1.1-15': {
    reason: '設定と試験用の値を入れて初期化し、消去されたことと、適用済みの版が保たれることを記録した。',
    place: '7 消去の試験記録',
  },
  'S1.1-16': { reason: 'サポート期間(2031年12月31日まで)とその後の扱いを、製品のページで公表した。', place: '8 サポート期間の公表' },
};

/** Person-minutes per criterion, supplied for the demo: the documents state none. */
const minutes: Readonly<Record<string, number>> = {
  'S1.1-01': 90,
  'S1.1-02': 45,
  'S1.1-03': 40,
  'S1.1-04': 75,
  'S1.1-05': 30,
  'S1.1-06': 60,
  'S1.1-07': 30,
  'S1.1-08': 60,
  'S1.1-09': 45,
  'S1.1-10': 15,
  'S1.1-11': 90,
  'S1.1-12': 90,
  'S1.1-13': 240,
  'S1.1-14': 120,
  'S1.1-15': 75,
  'S1.1-16': 40,
};

function complete(criterion: string, its: Answer): Answer {
  const spent = minutes[criterion];
  const timed = spent === undefined ? its : { ...its, minutes: spent };
  const addition = additions[criterion];
  if (!addition) return timed;
  return { ...timed, verdict: 'conforms', reason: `${SUPPLIED}${addition.reason}`, evidence: [...its.evidence, supply(addition.place)] };
}

/** All sixteen answers as a maker would complete them. */
export const completed: Readonly<Record<string, Answer>> = Object.fromEntries(
  Object.entries(documented).map(([criterion, its]) => [criterion, complete(criterion, its)]),
);

/** The end of support that the demo supplies. */
export const supportEnd: Values = { 'support-end': '2031-12-31' };
