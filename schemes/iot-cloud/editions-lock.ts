/** What each edition was when it was approved. A test asserts that it still is. */
export const editionsLock = {
  'form-b/2024.09': '8fa2f89e5a0d428c435e24af2f4072bb7d479e5f9972389a1c0984e74a07b4f1',
} as const;
