const OUTCOMES: Readonly<Record<string, 'refused' | 'reset' | 'silent'>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ETIMEDOUT: 'silent',
};

/** What the system's error says about the device. */
export const outcomeOf = (code: string): 'refused' | 'reset' | 'silent' | 'unreachable' => OUTCOMES[code] ?? 'unreachable';

/** Our own computer is short of something: no word about the device. */
export const SHORT: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM', 'EAGAIN']);
