import type { Book } from '../src/rules/book.ts';
import { iotLabel } from './iot-label/book.ts';
import { tennisClub } from './tennis-club/book.ts';

/** The schemes that a running server offers. */
export const productionBooks: readonly Book[] = [iotLabel];

/** Every rule book, the fictional one of the engine's own tests among them. */
export const books: readonly Book[] = [...productionBooks, tennisClub];
