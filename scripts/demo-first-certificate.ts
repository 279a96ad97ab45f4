import { connect, field, fleet } from '../examples/iot-cloud/dossiers.ts';
import { systemClock } from '../src/io/clock.ts';
import type { Day } from '../src/rules/day.ts';
import { examplePapers } from './demo/example-papers.ts';
import * as walk from './demo/first-certificate-walk.ts';
import { say, seconds, tellDemo } from './demo/tell-demo.ts';

interface Scene {
  readonly cast: walk.CertificateCast;
  readonly address: string;
  readonly evidence: ReadonlyMap<string, string>;
  readonly today: Day;
}

/** The first application: its id, and the number by which people speak of it. */
interface First {
  readonly id: string;
  readonly application: string;
}

/** The first service, the whole road: asked about, filed, paid, reviewed, partly withheld, heard, certified. */
async function firstService({ cast, evidence, today }: Scene): Promise<First> {
  const id = await walk.openService(cast.responsible, connect);
  await walk.askBeforeFiling(cast, id);
  say('申請担当者(見本 陸): 申請の単位を提出前に問い合わせ、事務局が回答');
  await walk.fileDossier(cast, id, connect, evidence);
  say('申請担当者・申請責任者: 申請書A・B(100項目。B7の区分はExcelで記入)を作成し、疎明資料とともに提出');
  await walk.reviewForm(cast, id, today, true);
  say('事務局(認定 伊藤): 登記事項証明書の原本を確認し、形式審査を完了。手数料を案内');
  const { invoice, receipt, application } = await walk.payByStatement(cast, id, today);
  say(`事務局(認定 渡辺): 銀行の明細を取り込み、請求 ${invoice} の入金を確認。領収書 ${receipt} を発行`);
  await walk.startReview(cast, id);
  await walk.askAtItem(cast, id);
  say('事務局(認定 伊藤): B5-19 について照会。申請担当者が回答し、確認');
  await walk.withholdSoftware(cast, id, today);
  say('事務局(認定 渡辺): B5-01 の公表の留保を、期間を定めて認める');
  const reviewed = await walk.reviewItems(cast, id);
  await walk.completeReview(cast, id, '必須項目はすべて適切に開示され、一定の要件の5項目も満たしている。');
  say(`事務局(認定 伊藤): ${reviewed} 項目を審査し、書類審査を完了`);
  await walk.hearCommittee(cast, id, String(connect.values.serviceName), today);
  say('認定審査委員会(委員 二葉、委員 三平): 一人が意見を述べ、一人は審議を回避。事務局が議事を記録');
  await walk.certify(cast, id);
  say('事務局(認定 渡辺): 認定');
  return { id, application };
}

/** The second service of the same provider: the business half is taken over, the proof of existence is a copy. */
async function secondService({ cast, address, evidence, today }: Scene, first: First): Promise<void> {
  const dossier = fleet(first.application);
  const id = await walk.openService(cast.responsible, dossier);
  const taken = await walk.fileOver(cast, id, dossier, evidence, first.id);
  await walk.reviewForm(cast, id, today, false);
  await walk.payFee(cast, id, today);
  await walk.startReview(cast, id);
  await walk.reviewItems(cast, id);
  await walk.completeReview(cast, id, '審査基準に適合している。');
  await walk.certify(cast, id);
  const { number } = await walk.certificateInRegister(address, String(dossier.values.serviceName));
  say(`二つ目のサービス(見本デバイス管理): 事業者の部分 ${taken} 欄を引き継ぎ、登記事項証明書は写し。認定 ${number}`);
}

/** The third: in good form, below the standard at one of the five items; refused with that item named. */
async function thirdService({ cast, evidence, today }: Scene, first: First): Promise<void> {
  const dossier = field(first.application);
  const id = await walk.openService(cast.responsible, dossier);
  await walk.fileOver(cast, id, dossier, evidence, first.id);
  await walk.reviewForm(cast, id, today, false);
  await walk.payFee(cast, id, today);
  await walk.startReview(cast, id);
  const explanation = 'IoT機器認証が行われていません。接続する機器を確かめる措置を講じたうえで、改めて申請してください。';
  await walk.reviewItems(cast, id, { 'B5-19': explanation });
  await walk.completeReview(cast, id, '一定の要件の項目のうち、IoT機器認証が満たされていない。');
  await walk.refuse(cast, id, [{ item: 'B5-19', explanation }]);
  const { state } = await walk.caseOf(cast.responsible, id);
  if (state.id !== 'refused') throw new Error(`the third case ended as ${state.id}`);
  say('三つ目のサービス(見本フィールド計測): 非認定。改善等が求められる項目: B5-19 IoT機器認証');
}

/** Walks the three services through the HTTP API as the different people; prints the first certificate as its last line. */
async function tell(address: string, begun: number): Promise<void> {
  const cast = await walk.signInCast(address);
  const evidence = await walk.enterPapers(cast.editor, await examplePapers());
  say(`申請担当者(見本 陸): 疎明資料 ${evidence.size} 件を保管庫に登録し、委託先の資料とウェブページの写しに出所を付記`);
  const scene = { cast, address, evidence, today: systemClock.today() };
  const first = await firstService(scene);
  await secondService(scene, first);
  await thirdService(scene, first);

  const listed = await walk.certificateInRegister(address, String(connect.values.serviceName));
  const { items, published } = await walk.publishedItems(address, listed.key);
  const page = await fetch(listed.address);
  if (page.status !== 200) throw new Error(`${listed.address} answers ${page.status}`);
  say(
    JSON.stringify({
      certificate: listed.number,
      url: listed.address,
      status: listed.status.id,
      items,
      published,
      seconds: seconds(begun),
    }),
  );
}

await tellDemo(tell);
