import { asDocumented, corrected } from '../examples/iot-label/ruuvi-gateway/dossier.ts';
import { type CaseSeen, move } from './demo/api-client.ts';
import { evidenceFiles } from './demo/evidence-files.ts';
import { answerInquiry, labelInRegister, openCase, payFee, signInAll, submit } from './demo/first-label-walk.ts';
import { say, seconds, tellDemo } from './demo/tell-demo.ts';

/** Walks a real product's case through the HTTP API as the different people; prints the issued label as its last line. */
async function walk(address: string, begun: number): Promise<void> {
  const people = await signInAll(address);
  const { source, paths } = await evidenceFiles();
  const evidence = await people.responsible.upload(paths);
  say(`申請者(見本 花子): 証跡 ${evidence.size} 件を保管庫に登録(${source})`);
  const id = await openCase(people.responsible, asDocumented);
  say('申請者(見本 花子): 対象かどうかの質問に答え、申請を開始');

  const refused = await submit(people.responsible, id, asDocumented, evidence);
  if (refused === 'submitted') throw new Error('the dossier as documented should not pass the form check');
  const findings = refused.problem.errors ?? [];
  say(`形式確認: 公開文書の記載だけでは ${findings.length} 件の指摘`);
  for (const finding of findings) say(`  - ${finding.path}: ${finding.message}`);

  const filed = await submit(people.responsible, id, corrected, evidence);
  if (filed !== 'submitted') throw filed;
  say('申請者(見本 花子): 製造業者であれば補う記載を加えて提出');
  await move(people.acceptor, id, 'accept');
  say('事務局(事務 佐藤): 形式を確認し受理');
  await payFee(people.acceptor, id);
  say('事務局(事務 佐藤): 申請手数料の入金を確認');
  await move(people.acceptor, id, 'ask');
  await answerInquiry(people.government);
  say('政府機関(官庁 山田): 照会に回答');
  await move(people.issuer, id, 'issue');
  say('事務局(事務 鈴木): ラベルを交付');

  const seen = await people.responsible.get<CaseSeen>(`/api/v1/applications/${id}`);
  if (seen.state.id !== 'issued') throw new Error(`the case ended as ${seen.state.id}`);
  const label = await labelInRegister(address, String(corrected.values['product-name-en']));
  const page = await fetch(label.address);
  if (page.status !== 200) throw new Error(`${label.address} answers ${page.status}`);
  say(
    JSON.stringify({
      label: label.number,
      url: label.address,
      status: label.status.id,
      models: label.models.length,
      evidence: evidence.size,
      seconds: seconds(begun),
    }),
  );
}

await tellDemo(walk);
