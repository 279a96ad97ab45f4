/** Hash of each edition's criteria, dossier and form rules, as the approvals name it. Readable twin: editions.lock. */
export const editionsLock = {
  'common/1.1': 'f825af927fd49aa30e75b033f1dffd834d00340713b6ca097876056281aed6c7',
} as const;
