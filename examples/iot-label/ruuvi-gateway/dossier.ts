import type { ExampleDossier } from '../../example.ts';
import { answerValues, documented } from './answers.ts';
import { completed, supportEnd } from './corrections.ts';
import { particulars, scope } from './product.ts';

const filing = { scheme: 'iot-label', level: '1', scope } as const;

/** The dossier as far as the maker's public documents carry it; the form check shows what is missing. */
export const asDocumented: ExampleDossier = { ...filing, values: { ...particulars, ...answerValues(documented) } };

/** The same, completed as a maker would; what was added says that it was supplied for the demo. */
export const corrected: ExampleDossier = { ...filing, values: { ...particulars, ...supportEnd, ...answerValues(completed) } };
