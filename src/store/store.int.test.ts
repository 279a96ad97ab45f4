import { describe } from 'vitest';
import { engines } from '../../test/empty-store.ts';
import { storeContract } from './store.case.ts';

for (const { name, available } of engines) {
  describe.skipIf(!available)(`the store on ${name}`, () => storeContract(name));
}
