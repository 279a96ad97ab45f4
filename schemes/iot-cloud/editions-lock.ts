/** What each edition was when it was approved. A test asserts that it still is. */
export const editionsLock = {
  'form-b/2024.09': 'e19d8bac3c0446c30fc7f58d3448ca6c8482b48e5d938d7d6b5f8641edf43cc5',
} as const;
