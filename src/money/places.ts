/** The addresses of money, without the language. */
export const places = {
  desk: '/office/money',
  record: '/office/money/record',
  statement: '/office/money/statement',
  certain: '/office/money/confirm-certain',
  payment: (id: string) => `/office/money/payments/${id}`,
  charge: (id: string) => `/office/money/charges/${id}`,
  issuers: '/office/money/issuers',
  issuer: (scheme: string) => `/office/money/issuers/${scheme}`,
  case: (application: string) => `/office/cases/${application}`,
  application: (id: string) => `/applications/${id}`,
  attestation: (key: string) => `/attestations/${key}`,
  owed: (application: string, charge: string) => `/applications/${application}/charges/${charge}`,
  owedOnAttestation: (key: string, charge: string) => `/attestations/${key}/charges/${charge}`,
  pdf: (charge: string, kind: 'invoice' | 'receipt') => `/charges/${charge}/${kind}.pdf`,
} as const;
