import type { Attempt } from '../../../check/login-attempt.ts';
import type { Login } from '../../../check/profile.ts';
import type { Around, Credentials } from './dialogue.ts';
import { ftp } from './ftp.ts';
import { httpBasic } from './http-basic.ts';
import { httpDigest } from './http-digest.ts';
import { httpForm, httpJson } from './http-form.ts';
import { mqtt } from './mqtt.ts';
import { ssh } from './ssh.ts';
import { telnet } from './telnet.ts';

export type { Around, Credentials } from './dialogue.ts';

/** One attempt at a login of the profile, whatever its kind. Never throws for what the device does; keeps nothing of the password. */
export function attemptLogin(around: Around, login: Login, credentials: Credentials): Promise<Attempt> {
  switch (login.kind) {
    case 'http-basic':
      return httpBasic(around, as(login, 'http-basic'), credentials);
    case 'http-digest':
      return httpDigest(around, as(login, 'http-digest'), credentials);
    case 'http-form':
      return httpForm(around, as(login, 'http-form'), credentials);
    case 'http-json':
      return httpJson(around, as(login, 'http-json'), credentials);
    case 'ssh':
      return ssh(around, as(login, 'ssh'), credentials);
    case 'telnet':
      return telnet(around, as(login, 'telnet'), credentials);
    case 'ftp':
      return ftp(around, as(login, 'ftp'), credentials);
    case 'mqtt':
      return mqtt(around, as(login, 'mqtt'), credentials);
  }
}

/** Kinds that share a form are one member of the union: the switch has told them apart. */
const as = <Kind extends Login['kind']>(login: Login, _kind: Kind): Extract<Login, { kind: Kind }> =>
  login as Extract<Login, { kind: Kind }>;
