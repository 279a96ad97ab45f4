import type { Book } from '../src/rules/book.ts';
import { iotCloud } from './iot-cloud/book.ts';
import { iotLabel } from './iot-label/book.ts';
import { tennisClub } from './tennis-club/book.ts';

/** The schemes that a running server offers. */
export const productionBooks: readonly Book[] = [iotLabel];

/**
 * Every rule book: those offered, the cloud certification while its form B is only a first slice that nobody should file,
 * and the fictional one of the engine's own tests.
 */
export const books: readonly Book[] = [...productionBooks, iotCloud, tennisClub];
