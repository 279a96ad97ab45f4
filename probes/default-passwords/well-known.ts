/** A pair of user and password that is published for many products. Not a list for guessing: the few that worms try first. */
export interface WellKnown {
  readonly user: string;
  readonly password: string;
}

/** In the order in which they are tried. The pairs of the Mirai worm's published source and of public lists of factory passwords, cut down to twenty. */
export const wellKnown: readonly WellKnown[] = [
  ['admin', 'admin'],
  ['root', 'root'],
  ['admin', 'password'],
  ['admin', ''],
  ['admin', '1234'],
  ['admin', '12345'],
  ['admin', '123456'],
  ['root', ''],
  ['root', 'admin'],
  ['root', 'password'],
  ['root', '12345'],
  ['root', '123456'],
  ['user', 'user'],
  ['admin', 'admin1234'],
  ['admin', '12345678'],
  ['guest', 'guest'],
  ['support', 'support'],
  ['admin', '0000'],
  ['root', '1111'],
  ['administrator', 'administrator'],
].map(([user = '', password = '']) => ({ user, password }));

/** How a pair is named in a result: it is published, so it may be told. */
export const labelOf = ({ user, password }: WellKnown): string => `${user}/${password === '' ? '(empty)' : password}`;
