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
      return httpBasic(around, login, credentials);
    case 'http-digest':
      return httpDigest(around, login, credentials);
    case 'http-form':
      return httpForm(around, login, credentials);
    case 'http-json':
      return httpJson(around, login, credentials);
    case 'ssh':
      return ssh(around, login, credentials);
    case 'telnet':
      return telnet(around, login, credentials);
    case 'ftp':
      return ftp(around, login, credentials);
    case 'mqtt':
      return mqtt(around, login, credentials);
  }
}
