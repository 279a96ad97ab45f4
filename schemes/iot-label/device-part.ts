import type { DevicePart, DeviceTest } from '../../src/rules/device-part.ts';
import { text } from '../../src/rules/text.ts';

const decides = (finding: string, criterion: string, sub: string, subject?: string): DeviceTest => ({
  finding,
  criterion,
  sub,
  weight: 'decides',
  ...(subject ? { subject } : {}),
});
const refutes = (finding: string, criterion: string, sub: string): DeviceTest => ({ finding, criterion, sub, weight: 'refutes' });

/**
 * What tests of a device say about the sixteen criteria (L-3.4-5, L-3.4-6). Criteria that are evaluated on documents are never settled here: a device
 * can only contradict what the documents claim.
 */
export const deviceParts: readonly DevicePart[] = [
  {
    edition: 'common/1.1',
    version: 1,
    tests: [
      refutes('open-access/settings', 'S1.1-01', 'a'),
      refutes('open-access/data', 'S1.1-01', 'b'),
      refutes('default-passwords/declared-defaults', 'S1.1-02', 'a'),
      refutes('default-passwords/guessable', 'S1.1-02', 'a'),
      decides('throttling/throttled', 'S1.1-04', 'a'),
      refutes('disclosure-policy/contact', 'S1.1-05', 'a'),
      refutes('disclosure-policy/security-txt', 'S1.1-05', 'a'),
      refutes('disclosure-policy/acknowledgement', 'S1.1-05', 'b'),
      refutes('disclosure-policy/progress', 'S1.1-05', 'c'),
      refutes('firmware-update/genuine-kept', 'S1.1-06', 'b'),
      refutes('firmware-update/tampered-refused', 'S1.1-08', 'b'),
      refutes('model-designation/shown', 'S1.1-10', 'a'),
      refutes('clear-text-administration/administration', 'S1.1-12', 'a'),
      refutes('tls/versions', 'S1.1-12', 'a'),
      refutes('tls/ciphers', 'S1.1-12', 'a'),
      refutes('tls/certificate', 'S1.1-12', 'a'),
      refutes('second-opinion/tls-agree', 'S1.1-12', 'a'),
      decides('tcp-ports/coverage', 'S1.1-13', 'a'),
      decides('udp-services/coverage', 'S1.1-13', 'a'),
      decides('declared-interfaces/undeclared-open', 'S1.1-13', 'a'),
      refutes('declared-interfaces/declared-not-seen', 'S1.1-13', 'a'),
      refutes('second-opinion/ports-agree', 'S1.1-13', 'a'),
      decides('declared-interfaces/physical', 'S1.1-13', 'b', 'bluetooth'),
      decides('declared-interfaces/physical', 'S1.1-13', 'c', 'usb'),
      decides('known-vulnerabilities/serious', 'S1.1-13', 'd'),
      refutes('services/identified', 'S1.1-13', 'd'),
      decides('outage/power', 'S1.1-14', 'a'),
      decides('outage/network', 'S1.1-14', 'b'),
      decides('erasure/erased', 'S1.1-15', 'a'),
      decides('erasure/updates-kept', 'S1.1-15', 'b'),
    ],
    settledBy: {
      // Sub-condition b, that guessing is hopeless by the method itself, is argued on documents.
      'S1.1-04': [['a']],
      'S1.1-13': [['a', 'b', 'c', 'd']],
      'S1.1-14': [['a', 'b']],
      'S1.1-15': [['a', 'b']],
    },
    effort: text(
      '経済産業省の実証では、自己評価に1製品あたり平均23.9人時かかりました。費用の多くはポートスキャンと脆弱性診断の道具の準備です(制度構築方針 3.4)。',
      'In the ministry’s trial a self-assessment took 23.9 person-hours a product on average, port scans and vulnerability checks costing most because of their tools (policy document, 3.4).',
    ),
    clause: 'L-3.4-6',
    provenance: {
      grade: 'ours',
      note: text(
        '実機で確かめられる範囲の割当ては Akashi によるもの。正式な評価手順書との照合が必要。',
        'Which finding bears on which sub-condition is our own assignment, to be compared with the official evaluation procedure.',
      ),
    },
  },
];
