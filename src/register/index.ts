/** What other capabilities and the composition roots may use of the register. */
export type { Entry, PublicHistory, Result } from './entry.ts';
export { findEntry, type Found, registerProjection, type RegisterQuery, searchRegister } from './list.ts';
