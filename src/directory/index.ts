import { may } from '../people/index.ts';
import { text } from '../rules/text.ts';
import type { NavigationEntry } from '../web/visit.ts';

export { createDemoDirectory } from './demo-directory.ts';
export { type DirectoryRow, directoryFact, directoryProjection, directoryRows } from './list.ts';
export { directoryRoutes } from './routes.ts';

/** The entry of those who keep the directory. */
export const directoryNavigation: readonly NavigationEntry[] = [
  {
    label: text('名簿', 'Directory'),
    path: '/office/directory',
    shows: (principal) => principal !== undefined && may(principal, 'directory.read') === 'yes',
  },
];
