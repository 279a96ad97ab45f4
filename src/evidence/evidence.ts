import type { Dossier, Values } from '../rules/dossier.ts';
import { leafFields, pointers } from '../rules/dossier.ts';
import type { EvidenceOrigin } from '../rules/facts.ts';
import { type Finding, RuleRefused } from '../rules/refusal.ts';
import type { Text } from '../rules/text.ts';
import type { OriginKind } from './origin.ts';

/** Streams of evidence in the history: who brought in which content and who erased it. Its name is a row that can be erased, never in here. */
export const evidenceStream = (id: string): string => `evidence:${id}`;

/** What the history says about a file. */
export type EvidenceEvent =
  | {
      readonly type: 'EvidenceUploaded';
      readonly data: {
        readonly sha256: string;
        readonly size: number;
        readonly type: string;
        /** Scanned from paper by the office, for this application. */
        readonly scannedFor?: string;
      };
    }
  | { readonly type: 'EvidenceOriginStated'; readonly data: { readonly kind: OriginKind; readonly hash: string } }
  | { readonly type: 'EvidenceOpened'; readonly data: { readonly application: string; readonly sha256: string } }
  | {
      readonly type: 'EvidenceErased';
      readonly data: {
        readonly sha256: string;
        /** Erased after it was returned, under which clause; absent: by the applicant's own people. */
        readonly returned?: { readonly application: string; readonly clause: string };
        /** It had come back with an older copy of the data. */
        readonly again?: true;
      };
    };

/** One file of an organisation's vault. */
export interface EvidenceFile {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Media type, told from the content. */
  readonly type: string;
  readonly sha256: string;
  readonly uploadedBy: string;
  /** ISO 8601 instant. */
  readonly uploadedAt: string;
  /** Where it comes from, as last stated; absent: the applicant's own. */
  readonly origin?: EvidenceOrigin;
  /** The application for which the office scanned it from paper. */
  readonly scannedFor?: string;
}

/** A place in a dossier that points to a file. */
export interface PointedAt {
  readonly document: string;
  readonly path: string;
  readonly label: Text;
  readonly place: string;
}

/** What the pointer stands in: still being written, with the office, in force, or over. */
export type UseStanding = 'draft' | 'submitted' | 'in-force' | 'past';

/** Where a file is used. */
export interface Use extends PointedAt {
  readonly application: string;
  readonly scheme: string;
  /** Of the product or service; may be empty. */
  readonly title: string;
  readonly standing: UseStanding;
  /** The attestation that rests on it. */
  readonly attestation?: string;
  /** The clause under which it has to be kept, as the scheme's book says. */
  readonly clause: string;
}

/** All pointers of a dossier, in reading order. Only fields that hold pointers are looked at. */
export function pointedAt(dossier: Dossier, values: Values): readonly PointedAt[] {
  return [...leafFields(dossier)].flatMap(([path, field]) => {
    const holdsPointers =
      field.kind === 'evidence' || ((field.kind === 'verdict' || field.kind === 'disclosure') && path.endsWith('/evidence'));
    if (!holdsPointers) return [];
    const name = field.kind === 'verdict' ? field.criterion : field.kind === 'disclosure' ? field.item : '';
    const label = name === '' ? field.label : { ja: `${name} ${field.label.ja}`, en: `${name} ${field.label.en}` };
    return pointers(values[path]).map(({ document, place }) => ({ document, path, label, place }));
  });
}

/** Does a use keep the file from being erased? What is with the office or in force rests on it. */
export const isBinding = (use: Use): boolean => use.standing === 'submitted' || use.standing === 'in-force';

/**
 * Refuses to erase a file while a submitted application or an attestation in force points to it: the vendor keeps the evidence while what rests
 * on it is valid, and shows it to the scheme owner when asked. Names every place.
 */
export function assertErasable(uses: readonly Use[]): void {
  const binding = uses.filter(isBinding);
  const [first] = binding;
  if (!first) return;
  const findings = binding.map(
    (use): Finding => ({
      code: 'evidence-in-use',
      path: use.path,
      clause: use.clause,
      weight: 'note',
      message:
        use.standing === 'in-force'
          ? {
              ja: `有効な${use.attestation ?? ''}の「${use.label.ja}」(${use.place})`,
              en: `“${use.label.en}” (${use.place}) of ${use.attestation ?? ''}, which is in force`,
            }
          : {
              ja: `提出済みの申請「${use.title || use.application}」の「${use.label.ja}」(${use.place})`,
              en: `“${use.label.en}” (${use.place}) of the submitted application “${use.title || use.application}”`,
            },
    }),
  );
  throw new RuleRefused(
    'evidence-in-use',
    first.clause,
    {
      ja: '提出済みの申請又は有効な証明がこの資料を証跡として示しているため、消去できません。証明が有効な間は証跡を保管してください。',
      en: 'A submitted application, or an attestation in force, points to this file, so it cannot be erased. Evidence is kept while what rests on it is valid.',
    },
    { findings },
  );
}

/** Uses of each file: file id → uses. */
export function byFile(uses: readonly Use[]): ReadonlyMap<string, readonly Use[]> {
  return Map.groupBy(uses, (use) => use.document);
}
