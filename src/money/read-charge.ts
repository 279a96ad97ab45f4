import type { Engine } from '../applications/index.ts';
import { assertMay, type Principal } from '../people/index.ts';
import { NotFound } from '../rules/refusal.ts';
import type { ChargeState } from './charge.ts';
import { loadCharge } from './commands.ts';

/** A charge for a reader; a foreign one is not there for an applicant. */
export async function readCharge(engine: Pick<Engine, 'store'>, person: Principal, id: string): Promise<ChargeState> {
  assertMay(person, 'money.read');
  const { charge } = await loadCharge({ load: engine.store.read }, person, id);
  if (person.organisation.kind === 'applicant' && charge.organisation !== person.organisation.id) throw new NotFound(`charge ${id}`);
  assertMay(person, 'money.read', { organisation: charge.organisation, scheme: charge.scheme });
  return charge;
}
