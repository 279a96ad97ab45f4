import process from 'node:process';
import { expect, test } from 'vitest';

test('tests never see the databases of a real service', () => {
  expect(process.env['DATABASE_URL']).toBeUndefined();
  expect(process.env['AKASHI_OWNER_URL']).toBeUndefined();
  expect(process.env['AKASHI_REGISTER_URL']).toBeUndefined();
});
