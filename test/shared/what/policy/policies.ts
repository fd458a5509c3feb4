/** Policies as tests write them, with the accounts of documentation. */
export const own = '111122223333'
export const other = '444455556666'
export const isOwn = (account: string) => account === own

export const statement = (elements: object) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...elements })
export const policy = (...statements: readonly object[]) => ({ Version: '2012-10-17', Statement: statements })
/** A statement for everyone with one condition. */
export const everyoneIf = (operator: string, key: string, value: unknown) =>
  policy(statement({ Principal: '*', Condition: { [operator]: { [key]: value } } }))
