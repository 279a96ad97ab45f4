import type { Keeping } from '../../src/rules/keeping.ts';

/**
 * What the office keeps while the certification is valid, and returns on refusal, expiry without renewal and withdrawal (D-10-1); the end
 * of the service and the loss of effect are treated alike, and an electronic file is erased once it could be fetched (D-10-2). Form A stays,
 * and what is published. The days to fetch are ours: the outline names none.
 */
export const keeping: Keeping = {
  ends: {
    refused: 'D-10-1',
    expired: 'D-10-1',
    withdrawn: 'D-10-1',
    superseded: 'D-10-1',
    ceased: 'D-10-2',
    lapsed: 'D-10-2',
    dropped: 'D-10-2',
  },
  stays: ['form-a-service', 'form-a-applicant', 'form-a-existence', 'form-a-renewal'],
  fetchDays: 30,
  papersReturnedBy: 'returnDocuments',
  clause: 'D-10-2',
};
