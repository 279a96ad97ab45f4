import { may } from '../people/index.ts';
import { text } from '../rules/text.ts';
import type { NavigationEntry } from '../web/visit.ts';
import { places } from './places.ts';

/** What other capabilities may use of money: what is owed and what arrived. */
export { type ChargeEvent, type ChargeState, chargeStream } from './charge.ts';
export { chargeOnOpening } from './charge-on-opening.ts';
export {
  type Booked,
  confirmCertain,
  confirmMatch,
  recordPayment,
  refundFee,
  releasePayment,
  returnMoney,
  setAside,
  takeUp,
} from './commands.ts';
export { importStatement } from './import-statement.ts';
export { createDemoIssuers, setIssuer } from './issuer-settings.ts';
export { chargesOf, listCharges, moneyProjection } from './list.ts';
export { moneyRoutes } from './routes.ts';

/** The entry of those who look after payments. */
export const moneyNavigation: readonly NavigationEntry[] = [
  {
    label: text('入金', 'Payments'),
    path: places.desk,
    shows: (principal) => principal !== undefined && may(principal, 'money.desk') === 'yes',
  },
];
