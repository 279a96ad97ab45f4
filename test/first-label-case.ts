import { asDocumented, corrected } from '../examples/iot-label/ruuvi-gateway/dossier.ts';
import { books } from '../schemes/index.ts';
import { type ApiRefused, type CaseSeen, fill, move, withEvidence } from '../scripts/demo/api-client.ts';
import { acceptAndAsk, answerInquiry, labelInRegister, openCase, submit, type WaitingInquiry } from '../scripts/demo/first-label-walk.ts';
import type { Values } from '../src/rules/dossier.ts';
import type { JsonObject } from '../src/rules/json.ts';
import { startWalkServer, storyEvidence, type Walker, type WalkServer } from './walk-server.ts';

/** A case as the API tells it. */
export interface CaseJson extends CaseSeen {
  readonly scheme: string;
  readonly edition: string;
  readonly values: Values;
  readonly scope: {
    readonly answers: JsonObject;
    readonly outcome: string;
    readonly clause: string;
    readonly reason: { ja: string; en: string };
    readonly by: string;
    readonly at: string;
  };
  readonly history: readonly {
    readonly at: string;
    readonly on: string;
    readonly by: string;
    readonly label: { readonly ja: string };
    readonly input: JsonObject;
    readonly clause: string;
  }[];
  readonly threads: readonly { readonly id: string; readonly kind: string; readonly state: { readonly ja: string } }[];
}

/** A label as the public API tells it. */
export interface LabelJson {
  readonly key: string;
  readonly address: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly meaning: readonly { readonly ja: string; readonly en: string }[];
  readonly attestedBy: { readonly who: string; readonly name: { readonly ja: string } };
  readonly results: readonly {
    readonly criterion: string;
    readonly verdict: string;
    readonly method?: { readonly ja: string };
    readonly basis?: { readonly ja: string };
  }[];
  readonly sections: readonly {
    readonly id: string;
    readonly lines: readonly {
      readonly id: string;
      readonly label: { readonly ja: string };
      readonly value: unknown;
      readonly withheld?: object;
    }[];
  }[];
}

export interface FirstLabel {
  readonly server: WalkServer;
  readonly people: {
    readonly responsible: Walker;
    readonly editor: Walker;
    readonly acceptor: Walker;
    readonly issuer: Walker;
    readonly government: Walker;
    readonly other: Walker;
  };
  /** The case, and the label it led to. */
  readonly id: string;
  readonly key: string;
  readonly evidence: ReadonlyMap<string, string>;
  /** What the form check said of the dossier as documented. */
  readonly refusedFirst: ApiRefused;
  /** What the office was told when it tried to issue before the inquiry was answered. */
  readonly issueTooEarly: Response;
  /** What the government body saw. */
  readonly inquiry: WaitingInquiry;
}

/** Evidence pointers with the ids of uploaded files. */
export const corrections = (evidence: ReadonlyMap<string, string>): Values => withEvidence(corrected.values, evidence);

/** A further draft with some answers changed, filled in by the responsible person; gives its id. */
export async function draftBut(by: Walker, evidence: ReadonlyMap<string, string>, changes: Values): Promise<string> {
  const id = await openCase(by.api, corrected);
  await fill(by.api, id, { ...corrections(evidence), models: [{ model: `TRIAL-${id.slice(-6)}` }], ...changes });
  return id;
}

/** The errors that the live form check finds in a draft: path, code and clause. */
export async function errorsOf(by: Walker, id: string): Promise<readonly string[]> {
  const { findings } = await by.api.get<CaseJson>(`/api/v1/applications/${id}`);
  return findings.filter((each) => each.weight === 'error').map((each) => `${each.path} ${each.clause}`);
}

/** Given a real product's dossier, when it went all the way to its label, and the server was ended and started again on the same folder. */
export async function firstLabel(): Promise<FirstLabel> {
  const server = await startWalkServer(books);
  try {
    const [responsible, editor, acceptor, issuer, government, other] = [
      await server.as('demo-hanako'),
      await server.as('demo-taro'),
      await server.as('demo-sato'),
      await server.as('demo-suzuki'),
      await server.as('demo-yamada'),
      await server.as('demo-misaki'),
    ];
    const evidence = await responsible.api.upload(await storyEvidence());
    const id = await openCase(responsible.api, corrected);
    const refusedFirst = await submit(responsible.api, id, asDocumented, evidence);
    if (refusedFirst === 'submitted') throw new Error('the dossier as documented was taken');
    const filed = await submit(responsible.api, id, corrected, evidence);
    if (filed !== 'submitted') throw filed;
    await acceptAndAsk(acceptor.api, id);
    const seen = await issuer.api.get<CaseJson>(`/api/v1/applications/${id}`);
    const issueTooEarly = await issuer.ask('POST', `/api/v1/applications/${id}/moves/issue`, {
      body: { input: {}, hash: seen.hash },
      headers: { 'if-match': `"${seen.version}"` },
    });
    const inquiry = await answerInquiry(government.api);
    await move(issuer.api, id, 'issue');
    const { key } = await labelInRegister(server.address, String(corrected.values['product-name-en']));
    await server.restart();
    return {
      server,
      people: { responsible, editor, acceptor, issuer, government, other },
      id,
      key,
      evidence,
      refusedFirst,
      issueTooEarly,
      inquiry,
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}
