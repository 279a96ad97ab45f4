const english =
  /too (?:many|much)|lock(?:ed)?[ -]?out|(?:is|been|account|temporarily|user) (?:locked|blocked|disabled|suspended)|try again (?:later|in|after)|please wait|wait \d|attempts? (?:limit|exceeded)|retry (?:in|after)|rate limit/i;
const japanese = /ロック|しばらく|時間をおいて|時間を置いて|一時的に|試行回数|(?:回数|上限).{0,10}(?:超|達)/;

/** Does it speak of a lock, of too many attempts or of waiting? Reads the first 64 KiB, UTF-8 or Shift_JIS. */
export function speaksOfLock(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 65_536);
  const texts = [new TextDecoder().decode(head), new TextDecoder('shift_jis').decode(head)];
  return texts.some((text) => english.test(text) || japanese.test(text));
}
