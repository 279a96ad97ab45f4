import { loadBook } from '../../src/rules/load-book.ts';
import { artwork } from './artwork.ts';
import { attestation } from './certificate.ts';
import { certificate } from './certificate-document.ts';
import { changes } from './changes.ts';
import { clauses } from './clauses.ts';
import { clocks } from './clocks.ts';
import { formB202409 } from './criteria/form-b/2024.09/edition.ts';
import { guards } from './guards.ts';
import { keeping } from './keeping.ts';
import { application } from './lifecycle.ts';
import { markRules } from './mark.ts';
import { offers } from './offers.ts';
import { publication } from './publication.ts';
import { evaluatorCategories, levels, parties, scheme } from './scheme.ts';
import { scope } from './scope.ts';
import { terms } from './terms.ts';
import { applicationThreads } from './threads.ts';
import { voices } from './voices.ts';
import { attestationThreads } from './watch.ts';
import { statusWords } from './wording.ts';

/** The rule book of the disclosure certification of IaaS and PaaS for IoT. */
export const iotCloud = loadBook({
  ...scheme,
  parties,
  levels,
  evaluatorCategories,
  scope,
  criteria: [],
  editions: [formB202409],
  offers,
  agreements: [],
  application,
  attestation,
  offeredAfterIssue: [
    'issueMark',
    'discloseInformation',
    'furtherWithholding',
    'furtherDisclosure',
    'reportEnd',
    'recordSuccession',
    'withdraw',
    'recordMaintenanceNotice',
    'returnDocuments',
    'change',
    'incident',
    'demand',
    'justReason',
  ],
  threads: { ...applicationThreads, ...attestationThreads },
  guards,
  clocks,
  terms,
  publication,
  artwork,
  artworkUse: { rules: markRules, givenBy: 'issueMark', clause: 'D-8.1-3' },
  certificate,
  statusWords,
  voices,
  changes,
  engineRules: {
    'edition-known': 'D-4.4-1',
    'set-approved': 'D-4.4-1',
    'level-open': 'D-4.6-1',
    'edition-open': 'D-4.4-1',
    'validity-decided': 'D-8.1-2',
  },
  keeping,
  evidenceKept: 'D-10-1',
  renewal: { anew: ['earlier', 'earlierNumber', 'withdrawnOn', 'newRegistry'], clause: 'D-9.1-1' },
  sameObject: { alike: ['serviceName'], number: 'earlierNumber', clause: 'D-4.2-6' },
  standard: { met: 'D-5.2-1', optional: 'D-5.2-2', notDone: 'D-5.2-3' },
  clauses,
});
