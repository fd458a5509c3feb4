/** Groups of the library of questions, in the order in which they are listed. */
export const questionGroups = {
  access: 'Access',
  identity: 'Identities and rights',
  sessions: 'Sessions and sign-ins',
  network: 'Network',
  data: 'Data',
  persistence: 'Persistence',
  evasion: 'Evasion',
  discovery: 'Discovery',
  cost: 'Cost',
  errors: 'Errors',
  time: 'Time and volume',
  integrity: 'Integrity',
  bedrock: 'Bedrock and AI',
  kms: 'KMS',
  organization: 'Organization',
} as const

export type QuestionGroup = keyof typeof questionGroups
