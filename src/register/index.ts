/** What other capabilities and the composition roots may use of the register. */
export type { Entry, PublicHistory, Result } from './entry.ts';
export { type Found, findEntry, type RegisterQuery, registerProjection, searchRegister } from './list.ts';
export { registerNavigation } from './navigation.ts';
export { type ListedView, listedView, type PublicView, publicView } from './public-view.ts';
export type { RegisterSite } from './register-site.ts';
export { registerRoutes } from './routes.ts';
export { statusFaces } from './status-face.ts';
