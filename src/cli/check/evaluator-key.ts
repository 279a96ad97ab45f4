import { homedir } from 'node:os';
import path from 'node:path';
import { openSigner, type Signer } from '../../io/signer.ts';

/** The folder of the evaluator's key: AKASHI_EVALUATOR_KEY, else `akashi` among the person's settings. */
export const keyFolder = (environment: Readonly<Record<string, string | undefined>>): string =>
  environment['AKASHI_EVALUATOR_KEY'] || path.join(environment['XDG_CONFIG_HOME'] || path.join(homedir(), '.config'), 'akashi');

/** The evaluator's key, made on first use and readable by the person alone. */
export const openEvaluatorKey = (environment: Readonly<Record<string, string | undefined>>): Signer => openSigner(keyFolder(environment));
