import { text } from '../rules/text.ts';
import type { NavigationEntry } from '../web/visit.ts';

/** What everybody finds at the top of every page. */
export const registerNavigation: readonly NavigationEntry[] = [
  { label: text('公開台帳', 'Public register'), path: '/register', shows: () => true },
  { label: text('基準', 'Criteria'), path: '/criteria', shows: () => true },
];
