/** What each edition was when it was approved. A test asserts that it still is. */
export const editionsLock = {
  'form-b/2024.09': 'f57bd1fcad674b1e73fbe950713bc978142fcb78ed27164a89c8d44b201cf114',
} as const;
