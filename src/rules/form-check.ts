import { answerFindings } from './answer-check.ts';
import type { Book, Guard } from './book.ts';
import { type Field, fieldsOf, type Values } from './dossier.ts';
import { dossierOf, withIncluded } from './editions.ts';
import { type FactName, type Facts, factsNamed } from './facts.ts';
import { fieldFindings } from './field-check.ts';
import type { Finding } from './refusal.ts';
import type { Subject } from './subject.ts';

/** The rules the engine can execute on a dossier's form. An edition names those in force and their clauses. */
export const FORM_RULES = [
  'required-fields',
  'field-forms',
  'verdict-given',
  'not-applicable-needs-reason',
  'conforms-needs-evidence',
  'pointer-has-place',
  'evidence-is-ours',
  'only-conforming-counts',
  'method-fits-criterion',
  'recognition-needs-agreement',
  'effort-recorded',
  'models-unique',
  'disclosure-given',
  'disclosure-needs-evidence',
  'disclosure-meets-standard',
] as const;
export type FormRule = (typeof FORM_RULES)[number];

/** The facts that a form check has, and so the only ones that a content guard may name. */
export const FORM_FACTS = [
  'day',
  'evidence',
  'directory',
  'modelConflicts',
  'foreignLabels',
  'earlierAttestations',
] as const satisfies readonly FactName[];
export type FormFacts = Pick<Facts, (typeof FORM_FACTS)[number]>;

export interface FormCheckInput {
  readonly book: Book;
  readonly edition: string;
  readonly subject: Subject;
  readonly values: Values;
  readonly facts: FormFacts;
}

/**
 * The one form check: the applicant's live findings, the API, the offline CLI and the office's acceptance are this
 * function (design principle 6). It looks at the form only, never at whether the content is true (L-3.5-2).
 * Returns every finding at once, in the order of the dossier.
 */
export function checkForm(given: FormCheckInput): readonly Finding[] {
  const dossier = dossierOf(given.book, given.edition);
  const editions = withIncluded(given.book, given.edition);
  const rules = new Map(editions.flatMap((each) => Object.entries(each.formRules) as [FormRule, string][]));
  const context = { ...given, clauseOf: (rule: FormRule) => rules.get(rule) };
  const generic = fieldsOf(dossier).flatMap((field: Field) => [...fieldFindings(field, context), ...answerFindings(field, context)]);
  const own = editions
    .flatMap((each) => each.contentGuards)
    .flatMap((id) => {
      const guard: Guard | undefined = given.book.guards[id];
      return guard
        ? guard.check({ subject: given.subject, values: given.values, input: {}, facts: factsNamed(guard.uses, given.facts) })
        : [];
    });
  return inOrder([...generic, ...own], fieldsOf(dossier));
}

export type FormContext = FormCheckInput & { readonly clauseOf: (rule: FormRule) => string | undefined };

function inOrder(findings: readonly Finding[], fields: readonly Field[]): readonly Finding[] {
  const place = new Map(fields.map((field, index) => [field.id, index]));
  const rank = (finding: Finding) => {
    let path = finding.path;
    while (path !== '') {
      const found = place.get(path);
      if (found !== undefined) return found;
      path = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    }
    return fields.length;
  };
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

/** The findings that stand in the way; notes do not. */
export const errorsIn = (findings: readonly Finding[]): readonly Finding[] => findings.filter((finding) => finding.weight === 'error');
