export type * from './contract.ts';
export { eraseDocument, sha256 } from './documents.ts';
export { type DraftField, type FieldChange, readDraft, readDraftValues, saveDraftFields } from './drafts.ts';
export { json } from './json-column.ts';
export { openRegister, type RegisterReader } from './register-reader.ts';
export { statement } from './statement.ts';
export { openStore } from './store.ts';
export { databaseCode, isOverlap, StoreUnavailable } from './store-error.ts';
export type * from './tables.ts';
