import { readFileSync, statSync } from 'node:fs';
import { secondOpinion } from '../../../probes/second-opinion/judge.ts';
import { observeWith } from '../../../probes/second-opinion/observe.ts';
import { REPORT_LIMIT } from '../../../probes/second-opinion/reports.ts';
import { type Probe, probe as probeOf } from '../../check/probe.ts';
import type { CheckOptions } from './check-options.ts';
import { refuse } from './language.ts';

/** The probe as it is, but the second opinion with the reports of other tools that were handed in. */
export function importedReports(probe: Probe, options: Pick<CheckOptions, 'importNmap' | 'importSslscan' | 'importTestssl'>): Probe {
  if (probe.id !== secondOpinion.id) return probe;
  const { importNmap, importSslscan, importTestssl } = options;
  return probeOf(
    secondOpinion,
    observeWith({
      ...(importNmap === undefined ? {} : { nmap: readReport(importNmap) }),
      ...(importSslscan === undefined ? {} : { sslscan: readReport(importSslscan) }),
      ...(importTestssl === undefined ? {} : { testssl: readReport(importTestssl) }),
    }),
  );
}

function readReport(file: string): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return refuse(`ファイル ${file} がありません。`, `There is no file ${file}.`);
  if (size > REPORT_LIMIT) return refuse(`${file} は大きすぎます(16 MB まで)。`, `${file} is too large (up to 16 MB).`);
  return readFileSync(file, 'utf8');
}
