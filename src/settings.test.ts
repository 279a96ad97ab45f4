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
