/** What each edition was when it was approved. A test asserts that it still is. */
export const editionsLock = {
  'basic/1.0': '752e1c9e143eb57ef80b2c964560f6a142903d22edaf26bb35b6a95614c874bc',
  'basic/2.0': 'c7e708e6afefb7d7cd3422f20f7960eedea1c2246ac812779c9033f375c2e9d5',
  'regular/1.0': 'cbbc98f3c2ccbcb0f7bc0cb529ec14755101f260e9dcd61ba4bf38aebe6994ae',
  'master/1.0': '6a1f29aece3cc76398a9cce534d5af6de9e5a63235a59f7a9228ca041cdb5179',
} as const;
