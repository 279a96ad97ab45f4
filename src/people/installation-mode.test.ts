import { expect, test } from 'vitest';
import { installationMode, isLoopback } from './installation-mode.ts';

const issuer = 'https://id.example.go.jp';
const refusal = (q: Parameters<typeof installationMode>[0]) => {
  const answer = installationMode(q);
  return 'refused' in answer ? answer.refused : undefined;
};

test('a demo account on a public address: a demo folder refuses every host that others can reach', () => {
  for (const host of ['0.0.0.0', '::', '192.168.1.10', 'akashi.example', '127.0.0.1.evil.example', '']) {
    expect(refusal({ marker: 'demo', host, issuer: undefined })?.en, host).toContain('demo');
    expect(refusal({ marker: 'demo', host, issuer: undefined })?.ja, host).toContain('デモ');
  }
});

test('a demo account on a public address: a new folder on a public host does not become a demo, nor a real one without an issuer', () => {
  expect(refusal({ marker: 'new', host: '0.0.0.0', issuer: undefined })?.en).toContain('AKASHI_OIDC_ISSUER');
  expect(installationMode({ marker: 'new', host: '0.0.0.0', issuer })).toEqual({ mode: 'real' });
});

test('a demo folder never becomes real, a real folder never becomes a demo', () => {
  expect(refusal({ marker: 'demo', host: '127.0.0.1', issuer })).toBeDefined();
  expect(refusal({ marker: 'real', host: '127.0.0.1', issuer: undefined })).toBeDefined();
});

test('on this machine alone a new folder becomes a demo', () => {
  for (const host of ['127.0.0.1', 'localhost', '::1'])
    expect(installationMode({ marker: 'new', host, issuer: undefined })).toEqual({ mode: 'demo' });
  expect(installationMode({ marker: 'demo', host: '127.0.0.1', issuer: undefined })).toEqual({ mode: 'demo' });
  expect(isLoopback('127.0.0.2')).toBe(true);
});
