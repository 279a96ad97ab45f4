/** What other capabilities may use of the return of documents. */
export { eraseDue, eraseReturned } from './erase-jobs.ts';
export { returnsProjection } from './list.ts';
export { returnsNavigation, returnsRoutes } from './routes.ts';
export { startErasing } from './start.ts';
