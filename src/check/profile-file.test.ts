import { describe, expect, test } from 'vitest';
import { PROFILE_LIMIT, type ProfileProblem, readProfile } from './profile-file.ts';

const device = `device:
  maker: Muster
  model: C-1
  firmware: "1.2"
  serial: "0012"
`;

const problems = (file: string, language: 'ja' | 'en' = 'en'): readonly ProfileProblem[] => {
  const read = readProfile(file, language);
  return read.ok ? [] : read.problems;
};
const places = (file: string) => problems(file).map(({ line, path }) => `${line} ${path}`);

describe('a profile is read', () => {
  test('with what the vendor left out filled in', () => {
    const read = readProfile(device, 'en');
    expect(read.ok && read.profile).toMatchObject({ logins: [], interfaces: [], bounds: { tcp: [1, 65_535], rate: 150 } });
  });

  test('and everything that is wrong with it is told at once, each at its line', () => {
    const file = `device:
  maker: Muster
  firmwar: "1.2"
  serial: 12
logins:
  - id: Web
    kind: ssh
    user: admin
    passwordFrom: secret!
    factory: none
    port: 99999
`;
    expect(places(file)).toEqual([
      '1 device.model',
      '1 device.firmware',
      '3 device.firmwar',
      '4 device.serial',
      '6 logins[1].id',
      '9 logins[1].passwordFrom',
      '11 logins[1].port',
    ]);
  });

  test('and digits without quotes are told as the slip that they are', () => {
    const [problem] = problems(device.replace('"0012"', '0012'), 'ja');
    expect(problem).toMatchObject({ line: 5, path: 'device.serial', message: expect.stringContaining('引用符で囲みます') });
  });

  test('and a file that is no YAML is refused at the line where it stops being one', () => {
    expect(problems('a: [1\nb: 2')[0]).toMatchObject({ line: 2, message: expect.stringContaining('Not YAML') });
    expect(problems('a: *x', 'ja')[0]?.line).toBe(1);
    expect(problems('x'.repeat(PROFILE_LIMIT + 1))[0]?.message).toContain('too large');
    expect(problems('').length).toBeGreaterThan(0);
  });

  test.each([
    [`${device}readings:\n  - { id: a, port: 80, path: /, needs: web, what: settings }\n`, '7 readings[1].needs'],
    [`${device}readings:\n  - { id: a, port: 80, path: /, needs: public, what: public, compare: "(" }\n`, '7 readings[1].compare'],
    [`${device}readings:\n  - { id: a, port: 80, path: /, needs: public, what: public, compare: "x" }\n`, '7 readings[1].compare'],
    [
      `${device}interfaces:\n  - { at: tcp/80, service: a, why: b, authentication: none }\n  - { at: tcp/80, service: a, why: b, authentication: none }\n`,
      '8 interfaces[2].at',
    ],
    [
      `${device}update:\n  image: a.bin\n  upload: { port: 80, path: /u, login: web, refused: { status: [400] } }\n`,
      '8 update.upload.login',
    ],
    [`${device}bounds: { tcp: [9, 1] }\n`, '6 bounds.tcp'],
  ])('and what contradicts itself is found: %j', (file, place) => {
    expect(places(file)).toEqual([place]);
  });

  test('and its own messages are in the language of the reader', () => {
    const file = `${device}logins:\n  - { id: A, kind: http-form, user: u, passwordFrom: x, factory: none, port: 1, path: x, fields: { password: p }, success: {} }\n`;
    const said = problems(file, 'ja').map(({ message, advice }) => message + advice);
    expect(said).toHaveLength(4);
    for (const each of said) expect(each).toMatch(/[ぁ-ん]/);
    expect(
      problems(file)
        .map(({ message }) => message)
        .join(),
    ).not.toMatch(/[ぁ-ん]/);
  });
});
