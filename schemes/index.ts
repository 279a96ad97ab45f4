import type { Book } from '../src/rules/book.ts';
import { iotCloud } from './iot-cloud/book.ts';
import { iotLabel } from './iot-label/book.ts';
import { tennisClub } from './tennis-club/book.ts';

/** The schemes that a running server offers. */
export const productionBooks: readonly Book[] = [iotLabel, iotCloud];

/** Every rule book: those offered, and the fictional one of the engine's own tests. */
export const books: readonly Book[] = [...productionBooks, tennisClub];
