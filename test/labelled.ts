import { attestationStream, counterOf, issue } from '../src/attestations/attestation.ts';
import type { Book } from '../src/rules/book.ts';
import { day } from '../src/rules/day.ts';
import type { Values } from '../src/rules/dossier.ts';
import { fieldsOf } from '../src/rules/dossier.ts';
import { dossierOf } from '../src/rules/editions.ts';
import type { JsonObject, JsonValue } from '../src/rules/json.ts';
import { canonicalJson } from '../src/rules/json.ts';
import type { Mark } from '../src/rules/status.ts';
import type { Subject } from '../src/rules/subject.ts';
import type { Actor, Store } from '../src/store/index.ts';

/** Enough of a dossier to register something under the product label; every criterion conforms. */
export function labelValues(book: Book, over: Values = {}): Values {
  const edition = book.editions[0]?.id ?? '';
  const answers = fieldsOf(dossierOf(book, edition)).flatMap((field): [string, JsonValue][] =>
    field.kind === 'verdict'
      ? [
          [`${field.id}/verdict`, field.criterion.endsWith('-04') ? 'not-applicable' : 'conforms'],
          [`${field.id}/reason`, '内部の理由'],
          [`${field.id}/method`, 'document'],
          [`${field.id}/basis`, 'own'],
          [`${field.id}/minutes`, 45],
          [`${field.id}/evidence`, [{ document: 'secret-file', place: '3章' }]],
        ]
      : [],
  );
  return {
    ...Object.fromEntries(answers),
    'applicant-name-ja': '株式会社アカシ電機',
    'applicant-name-en': 'Akashi Electric Co., Ltd.',
    'applicant-corporate-number': '7000012050002',
    'contact-person': '内部 太郎',
    'contact-mail': 'internal@vendor.example',
    'product-name-ja': 'ゲートウェイ AG-100 シリーズ',
    'product-name-en': 'Gateway AG-100 series',
    'product-outline-ja': '温度・湿度センサーの測定値を集め、インターネット経由でクラウドに送るゲートウェイ装置です。',
    'product-outline-en': 'A gateway that collects readings of temperature and humidity sensors and sends them to the cloud.',
    'product-url': 'https://vendor.example/ag-100',
    'product-contact': 'お客様相談室 0120-000-000(平日9時〜17時)',
    'other-certifications': [{ scheme: 'CCDSサーティフィケーション', number: 'CCDS-000000' }],
    'manufacturer-name-ja': '秘密製造株式会社',
    'manufacturer-name-en': 'Secret Manufacturing Inc.',
    'manufacturer-publication': 'publish',
    'manufacturing-countries': [{ country: 'FI' }, { country: 'VN' }],
    'country-publication': 'publish',
    models: [{ model: 'AG-100' }, { model: 'AG-100L', name: 'LTE対応', difference: 'LTEモジュールを搭載' }],
    'evaluator-category': 'vendor',
    'assessed-on': '2026-10-30',
    'vulnerability-information-url': 'https://vendor.example/security',
    'report-window-url': 'https://vendor.example/security/report',
    'support-end': '2032-03-31',
    'security-notes-ja': '更新は自動で行われます。',
    'security-notes-en': 'Updates are automatic.',
    ...over,
  };
}

export const somebody: Actor = { person: 'p-1', organisation: 'org-1', role: 'officer', via: 'system' };
export const origin = 'https://akashi.example';

/** Issues an attestation into the store as a granting decision would; gives its key. */
export async function attest(
  store: Store,
  book: Book,
  given: { on: string; values: Values; organisation?: string; level?: string },
): Promise<string> {
  const organisation = given.organisation ?? 'org-1';
  const on = day(given.on);
  return store.transaction(async (tx) => {
    const serial = await tx.nextNumber(counterOf(book));
    const dossier = await tx.putDocument(organisation, canonicalJson(given.values as JsonObject));
    const application: Subject = {
      ...{
        kind: 'application',
        reference: '2026-00001',
        id: `case-${serial}`,
        scheme: book.id,
        organisation,
        level: given.level ?? '1',
        version: 9,
        state: 'issued',
        history: [],
        threads: [],
      },
      ...{ openedOn: on, edition: book.editions[0]?.id ?? '', dossier, periods: [] },
    };
    const issued = issue(book, { application, dossier, values: given.values, on, serial, origin });
    await tx.append(attestationStream(issued.key), 0, [issued.event], { ...somebody, organisation });
    return issued.key;
  });
}

/** Adds marks to an attestation's stream, e.g. its end. */
export async function markAttestation(store: Store, key: string, on: string, marks: readonly Mark[], more: JsonObject = {}): Promise<void> {
  await store.transaction(async (tx) => {
    const so = await tx.load(attestationStream(key));
    await tx.append(
      attestationStream(key),
      so.length,
      [{ type: 'Marked', data: { ...more, marks: marks as unknown as JsonValue }, effectiveOn: day(on), editions: {} }],
      somebody,
    );
  });
}
