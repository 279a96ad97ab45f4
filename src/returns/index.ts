/** What other capabilities may use of the return of documents. */
export { RETURN_CLOCKS, type ReturnDay, returnClocks, returnDays } from './days.ts';
export { returnEvents } from './due.ts';
export { eraseDue, eraseReturned } from './erase-jobs.ts';
export { returnsProjection } from './list.ts';
export { places as returnPlaces } from './pages/words.ts';
export { evolveReturn, PARTS, type Part, RETURNS, type Return, type ReturnEvent, returnStream } from './return.ts';
export { returnsNavigation, returnsRoutes } from './routes.ts';
export { startErasing } from './start.ts';
