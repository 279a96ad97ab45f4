import { expect, test } from 'vitest';
import { readSettings, SettingsRefused } from './settings.ts';

test('without any variable the server runs on this machine alone, port 8080, data beside it', () => {
  expect(readSettings({})).toMatchObject({ port: 8080, host: '127.0.0.1', dataDir: './data', oidc: undefined, origin: undefined });
});

test('every bad setting is named at once, and no value is repeated', () => {
  try {
    readSettings({ PORT: 'eighty', AKASHI_ORIGIN: 'secret-not-a-url', AKASHI_OIDC_ISSUER: 'ftp://x' });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsRefused);
    const { message } = error as Error;
    for (const name of ['PORT', 'AKASHI_ORIGIN', 'AKASHI_OIDC_ISSUER']) expect(message).toContain(name);
    expect(message).not.toContain('secret-not-a-url');
  }
});

test('an issuer needs a client, an origin loses its path', () => {
  expect(() => readSettings({ AKASHI_OIDC_ISSUER: 'https://id.example' })).toThrow('AKASHI_OIDC_CLIENT_ID');
  expect(readSettings({ AKASHI_ORIGIN: 'https://akashi.example/path' }).origin).toBe('https://akashi.example');
});

test('a mail server needs an address to send from; only SMTP is spoken', () => {
  expect(() => readSettings({ AKASHI_SMTP_URL: 'smtp://mail.example' })).toThrow('AKASHI_MAIL_FROM');
  expect(() => readSettings({ AKASHI_SMTP_URL: 'https://mail.example', AKASHI_MAIL_FROM: 'a@office.example' })).toThrow('AKASHI_SMTP_URL');
  const mail = { url: 'smtps://user:word@mail.example:465', from: 'a@office.example' };
  expect(readSettings({ AKASHI_SMTP_URL: mail.url, AKASHI_MAIL_FROM: mail.from }).mail).toEqual(mail);
  expect(readSettings({}).mail).toBeUndefined();
});
