import { corrected } from '../examples/iot-label/ruuvi-gateway/dossier.ts';
import { iotLabel } from '../schemes/iot-label/book.ts';
import { day } from '../src/rules/day.ts';
import type { Values } from '../src/rules/dossier.ts';
import type { EvidenceFact } from '../src/rules/facts.ts';
import { checkForm, type FormCheckInput } from '../src/rules/form-check.ts';
import type { JsonValue } from '../src/rules/json.ts';
import type { Subject } from '../src/rules/subject.ts';
import { median, milliseconds, quantile } from './measure.ts';

export const name = 'form-check';

const TIMES = 40;
const FAMILY = 500;

/** The whole form check of the example's complete dossier, and of the same dossier with a family of 500 models; the first time counts too. */
export async function run(): Promise<object> {
  const family = Array.from({ length: FAMILY }, (_, n) => ({ model: `RG-${n}`, name: `色 ${n}`, difference: `外装の色 ${n}` }));
  const one = await timed(inputOf(corrected.values));
  const many = await timed(inputOf({ ...corrected.values, models: family }));
  return { example: { ...one, barMs: 100 }, family: { models: FAMILY, ...many, barMs: 1000 } };
}

async function timed(input: FormCheckInput) {
  let findings = 0;
  const times: number[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    times.push(
      await milliseconds(() => {
        findings = checkForm(input).length;
      }),
    );
  }
  return { medianMs: median(times), p95Ms: quantile(times, 0.95), firstMs: times[0], findings };
}

function inputOf(values: Values): FormCheckInput {
  const edition = iotLabel.editions[0]?.id ?? '';
  const on = day('2026-11-22');
  const subject: Subject = {
    ...{ kind: 'application', id: 'case-1', reference: 'case-1', scheme: iotLabel.id, organisation: 'org-1', level: '1', version: 1 },
    ...{ state: 'draft', history: [], threads: [], openedOn: on, edition, periods: [] },
  };
  const facts = { day: on, evidence: evidenceIn(values), modelConflicts: [], directory: [], foreignLabels: [], earlierAttestations: [] };
  return { book: iotLabel, edition, subject, values, facts };
}

/** Every document that a pointer names, as if it had been uploaded. */
function evidenceIn(values: Values): readonly EvidenceFact[] {
  const rows = Object.values(values).flatMap((value): readonly JsonValue[] => (Array.isArray(value) ? value : []));
  const names = rows.flatMap((row) => (typeof row === 'object' && row !== null && 'document' in row ? [String(row.document)] : []));
  return [...new Set(names)].map((id) => ({ id, name: id, sha256: '0'.repeat(64), erased: false }));
}
