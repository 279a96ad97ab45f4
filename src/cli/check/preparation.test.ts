import { describe, expect, test } from 'vitest';
import { Refused } from './language.ts';
import { outputsFor, readTarget } from './preparation.ts';

describe('the target of a test', () => {
  test.each(['192.168.1.20', '10.0.0.1', '127.0.1.20', 'fd00::1', 'fe80::1%eth0'])('%s is on a network of one’s own', (address) => {
    expect(readTarget(address, false)).toEqual({ address, isPublic: false });
  });
  test.each(['8.8.8.8', '2001:4860:4860::8888'])('%s is public: only for whoever says that it is theirs', (address) => {
    expect(() => readTarget(address, false)).toThrow(Refused);
    expect(readTarget(address, true)).toEqual({ address, isPublic: true });
  });
  test.each(['camera.example', '192.168.1', '0x7f.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::', 'ff02::1', '192.168.1.0/24', ''])(
    '%j is no address of one device, whatever is said',
    (address) => {
      expect(() => readTarget(address, true)).toThrow(Refused);
    },
  );
});

test('what is written is named after the profile unless told otherwise', () => {
  expect(outputsFor({}, 'lab/camera.yaml')).toEqual({
    bundle: 'lab/camera.akashi-evidence',
    journal: 'lab/camera.akashi-evidence.journal',
    report: 'lab/camera.report.html',
  });
  expect(outputsFor({ out: 'x.akashi-evidence' }, 'camera.yaml').report).toBe('x.report.html');
});
