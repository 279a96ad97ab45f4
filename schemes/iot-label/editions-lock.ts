/** Hash of each edition's criteria, dossier and form rules, as the approvals name it. Readable twin: editions.lock. */
export const editionsLock = {
  'common/1.1': 'ea5b5e4fad9203f893ce5d0c2fc1e23b98b6f26743b05b07df7588811d7cdd60',
} as const;
