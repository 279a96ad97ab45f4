import type { Book } from '../src/rules/book.ts';
import { iotCloud } from './iot-cloud/book.ts';
import { iotLabel } from './iot-label/book.ts';
import { tennisClub } from './tennis-club/book.ts';

/** The schemes that a running server offers. */
export const productionBooks: readonly Book[] = [iotLabel, iotCloud];

/** Which of the demo's offices runs which scheme, by the office's id: as in life, one office reads nothing of the other's cases. */
export const demoOffices: Readonly<Record<string, readonly string[]>> = {
  'demo-office': [iotLabel.id],
  'demo-secretariat': [iotCloud.id],
};

/** Every rule book: those offered, and the fictional one of the engine's own tests. */
export const books: readonly Book[] = [...productionBooks, tennisClub];
