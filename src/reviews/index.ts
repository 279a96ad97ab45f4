import { may } from '../people/index.ts';
import { text } from '../rules/text.ts';
import type { NavigationEntry } from '../web/visit.ts';
import { places } from './desk.ts';

export { isCounted, namedItem } from './improvements.ts';
export { headingId, letterPage } from './letter-page.ts';
export { reviewedWords } from './pages/review.ts';
export { progressOf, type Review, type ReviewItem, reviewOf } from './review-items.ts';
export { reviewRoutes } from './routes.ts';

/** The entries of officers, and of bodies that are asked. */
export const reviewNavigation: readonly NavigationEntry[] = [
  {
    label: text('処理待ち', 'Queue'),
    path: places.queue,
    shows: (principal) => principal !== undefined && may(principal, 'queue.read') === 'yes',
  },
  {
    label: text('照会', 'Inquiries'),
    path: places.inquiries,
    shows: (principal) => principal !== undefined && may(principal, 'inquiry.read', { organisation: principal.organisation.id }) === 'yes',
  },
];
