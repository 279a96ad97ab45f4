import type { Values } from '../src/rules/dossier.ts';
import type { JsonObject } from '../src/rules/json.ts';

/** A dossier for demos and tests, in our own words. Pointers name evidence files by name until they are uploaded. */
export interface ExampleDossier {
  readonly scheme: string;
  readonly level: string;
  /** Answers to the scope questions. */
  readonly scope: JsonObject;
  readonly values: Values;
}
