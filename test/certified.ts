import { iotCloud } from '../schemes/iot-cloud/book.ts';
import { application } from '../schemes/iot-cloud/sample.ts';
import { attestationStream, counterOf, issue } from '../src/attestations/attestation.ts';
import { day } from '../src/rules/day.ts';
import { fieldsOf, leaves, type Values } from '../src/rules/dossier.ts';
import { dossierOf } from '../src/rules/editions.ts';
import type { JsonObject, JsonValue } from '../src/rules/json.ts';
import { canonicalJson } from '../src/rules/json.ts';
import type { Mark } from '../src/rules/marks.ts';
import type { Store } from '../src/store/index.ts';
import { origin, somebody } from './labelled.ts';

const edition = iotCloud.editions[0]?.id ?? '';
const dossier = dossierOf(iotCloud, edition);

/** A mark in the text of everything that is never public: form A, places, pointers, names of documents. */
export const NEVER = 'NEVERPUBLIC';

/** A dossier in which every item is answered, each content tells its code, and all that is not content bears the mark. */
export function cloudValues(over: Values = {}): Values {
  const secret = (field: (typeof fields)[number], path: string): JsonValue => {
    if (path.endsWith('/answer')) return 'content';
    if (path.endsWith('/content')) return `開示${path.replace(/\W/g, '')}の内容`;
    if (path.endsWith('/evidence') || field.kind === 'evidence') return [{ document: `${NEVER}-${path}`, place: `${NEVER}-place-${path}` }];
    if (field.kind === 'table') return [Object.fromEntries(field.columns.map((column) => [column.id, `${NEVER}-${column.id}`]))];
    return field.kind === 'text' ? `${NEVER}-${path}` : (application[path] ?? null);
  };
  const fields = fieldsOf(dossier);
  const all = fields.flatMap((field) => leaves(field).map((path) => [path, secret(field, path)] as const));
  return {
    ...Object.fromEntries(all),
    'A2-01/content': '株式会社みなとクラウド(架空)',
    'B1-01/content': 'みなとIoT基盤',
    ...over,
  };
}

/** Certifies a service in the store as a granting decision would; gives its key. */
export async function certify(
  store: Store,
  given: { readonly on?: string; readonly values?: Values; readonly carried?: readonly Mark[]; readonly organisation?: string } = {},
): Promise<string> {
  const { organisation = 'org-1', values = cloudValues() } = given;
  const on = day(given.on ?? '2026-11-22');
  return store.transaction(async (tx) => {
    const serial = await tx.nextNumber(counterOf(iotCloud));
    const hash = await tx.putDocument(organisation, canonicalJson(values as JsonObject));
    const issued = issue(iotCloud, {
      application: {
        ...{
          kind: 'application',
          id: `case-${serial}`,
          reference: `2026-${serial}`,
          scheme: iotCloud.id,
          organisation,
          level: 'disclosure',
        },
        ...{ version: 9, state: 'certified', history: [], threads: [], openedOn: on, edition, dossier: hash, periods: [] },
      },
      ...{ dossier: hash, values, on, serial, origin },
      ...(given.carried ? { carried: given.carried } : {}),
    });
    await tx.append(attestationStream(issued.key), 0, [issued.event], { ...somebody, organisation });
    return issued.key;
  });
}
