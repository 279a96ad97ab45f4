import { setTimeout as after } from 'node:timers/promises';
import { addDays, type Day } from '../../../src/rules/day.ts';
import type { Caller } from '../api-client.ts';
import { parts } from '../first-certificate-walk.ts';
import { act } from './held.ts';
import type { Scene, Stage } from './stage.ts';
import { refused, same } from './told.ts';

/** A return of documents, as office and applicant see it. */
interface ReturnSeen {
  readonly application: string;
  readonly part: string;
  readonly state: string;
  readonly end: string | null;
  readonly clause: string | null;
  readonly erasedOn: string | null;
  readonly files: readonly { readonly id: string; readonly name: string; readonly sha256: string }[];
  /** Not erased: another case of the provider rests on them. */
  readonly kept: readonly { readonly id: string }[];
}

/** What is returned, and when. */
export interface Returned {
  /** The applications whose documents go back together. */
  readonly applications: () => readonly string[];
  readonly part: 'all' | 'superseded';
  /** What ended the keeping, and the clause that says so. */
  readonly end: string;
  readonly clause: string;
  readonly offeredOn: Day;
  /** The attestation on which the return of the papers is recorded, once nothing of it is kept. */
  readonly papers?: () => string;
  /** Name of a document that goes back. */
  readonly document: string;
  readonly told: (end: ReturnEnded) => void;
}

/** How a return ended. */
export interface ReturnEnded {
  readonly end: string;
  readonly erasedOn: Day;
  /** Files that were erased, and those of them that another certification still rests on. */
  readonly files: number;
  readonly kept: number;
}

/** Days that the applicant has at least (D-10-2). */
const FETCH_DAYS = 30;
const PATIENCE = 20_000;

/** A return as the applicant reads it, once the server has erased it. */
async function onceErased(by: Caller, path: string): Promise<ReturnSeen> {
  const until = performance.now() + PATIENCE;
  let seen = await by.get<ReturnSeen>(path);
  while (seen.state !== 'erased' && performance.now() < until) {
    await after(50);
    seen = await by.get<ReturnSeen>(path);
  }
  return seen;
}

/** Offered and fetched on one day; on the day after the last to fetch it is erased, and hash and name remain. */
export function returnScenes(its: Returned): readonly Scene[] {
  const last = addDays(its.offeredOn, FETCH_DAYS);
  const path = (application: string) => `/api/v1/returns/${application}/${its.part}`;
  const offered = async (stage: Stage) => {
    const [office, provider] = [await stage.as(parts.reviewer), await stage.as(parts.responsible)];
    const waiting = await office.get<readonly ReturnSeen[]>('/api/v1/returns');
    const due = its.applications().map((id) => waiting.find((each) => each.application === id && each.part === its.part));
    for (const each of due) same('the documents to return', [each?.state, each?.end, each?.clause], ['due', its.end, its.clause]);
    const files = new Map(due.flatMap((each) => each?.files ?? []).map(({ id, name }) => [id, name]));
    same('what goes back', [...files.values()].includes(its.document), true);
    if (its.papers) await act(office, its.papers(), 'returnDocuments', { returnedOn: stage.today, to: '見本 葵' });
    for (const id of its.applications()) {
      await office.send('POST', `${path(id)}/offer`, { fetchUntil: last });
      const archive = await provider.bytes(`${path(id)}/archive.zip`);
      same('the archive', Buffer.from(archive.subarray(0, 2)).toString(), 'PK');
    }
    stage.say(`  書類の返却: ${files.size} 件を${last}まで取得できる。事業者が取得`);
  };
  const kept = async (stage: Stage) => {
    const provider = await stage.as(parts.responsible);
    for (const id of its.applications())
      same('the documents on the last day to fetch them', (await provider.get<ReturnSeen>(path(id))).state, 'offered');
  };
  const erased = async (stage: Stage) => {
    const provider = await stage.as(parts.responsible);
    const seen: ReturnSeen[] = [];
    for (const id of its.applications()) seen.push(await onceErased(provider, path(id)));
    for (const each of seen) same('the documents', [each.state, each.erasedOn], ['erased', stage.today]);
    const files = seen.flatMap((each) => each.files);
    const gone = files.find(({ name }) => name === its.document);
    same('what remains of a document', [gone?.name, gone?.sha256.length], [its.document, 64]);
    await refused(stage, '消去された書類を取得する', 'D-10-2', () => provider.bytes(`${path(its.applications()[0] ?? '')}/archive.zip`));
    await refused(stage, '消去された証跡を開く', 'D-10-2', () => provider.bytes(`/api/v1/evidence/${gone?.id}/content`));
    const erasedIds = new Set(files.map(({ id }) => id));
    const left = new Set(seen.flatMap((each) => each.kept.map(({ id }) => id)).filter((id) => !erasedIds.has(id)));
    its.told({ end: its.end, erasedOn: stage.today, files: erasedIds.size, kept: left.size });
    stage.say(`  書類の返却: ${erasedIds.size} 件を消去し、ハッシュ値と名称を残す。ほかの認定に必要な ${left.size} 件は保管を続ける`);
  };
  return [
    { on: its.offeredOn, tell: offered },
    { on: last, tell: kept },
    { on: addDays(last, 1), tell: erased },
  ];
}
