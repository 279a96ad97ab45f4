import type { Field } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';

/** The heading of form A. It is never published (D-7.2-3). */
export const formA = text('申請書A(フェースシート)', 'Form A (face sheet)');

/** The files it points to are attachments, and go to the office with the dossier. */
export const handedOver = (field: Field): Field => ({ ...field, handedOver: 'D-4.4-1' });
