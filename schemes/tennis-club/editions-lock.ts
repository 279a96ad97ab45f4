/** What each edition was when it was approved. A test asserts that it still is. */
export const editionsLock = {
  'basic/1.0': '10c7a6e7fb39073d7ba4229be14ddd675f04de9b667ad252404ea9577454d1b3',
  'basic/2.0': 'dd42ec2029b6529e5769e226a661131670b4c21e7aea64c44fda0a9bd09e506e',
  'regular/1.0': '59df758ae92a736499782fe4f4c5882492c4b023c9e6a64d67fcb084dec5f8be',
  'master/1.0': '5635086a7445bc4efd239d5483b8f332d2f2f6ac3779c58bf6a84ecc33d707a4',
} as const;
