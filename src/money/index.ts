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
export { chargesOf, listCharges, moneyProjection } from './list.ts';
export { moneyRoutes } from './routes.ts';
