import { operationOf, type ParsedRecord, serviceOf, textAt, unwrapped } from '../record-values.ts'
import { accessGiven } from './access.ts'
import { type Policy, readPolicy } from './document.ts'
import { policyWords } from './words.ts'

/**
 * What the policy allows that a call sets or asks for, or what it gives access to by parameters, in a sentence. Accounts
 * other than the one that received the event are said to be others. Null where a call has neither.
 */
export function policyTold(record: ParsedRecord): string | null {
  const account = textAt(record, 'recipientAccountId')
  const isOwn = (named: string) => named === account
  const written = ownPolicy(record)
  if (written !== null) return sentence(policyWords(written, isOwn))
  const access = accessGiven(record)
  return access === null ? null : sentence(policyWords(access, isOwn, 'The permission'))
}

const sentence = (words: string | null): string | null => (words === null ? null : `${words}.`)

/** Where calls write the policy of an identity, a role, a session or an organization. */
const places: Readonly<Record<string, string>> = {
  'iam:PutUserPolicy': 'policyDocument',
  'iam:PutRolePolicy': 'policyDocument',
  'iam:PutGroupPolicy': 'policyDocument',
  'iam:CreatePolicy': 'policyDocument',
  'iam:CreatePolicyVersion': 'policyDocument',
  'iam:CreateRole': 'assumeRolePolicyDocument',
  'iam:UpdateAssumeRolePolicy': 'policyDocument',
  'sts:GetFederationToken': 'policy',
  'sts:AssumeRole': 'policy',
  'sts:AssumeRoleWithSAML': 'policy',
  'sts:AssumeRoleWithWebIdentity': 'policy',
  'sso:PutInlinePolicyToPermissionSet': 'inlinePolicy',
  'organizations:CreatePolicy': 'content',
  'organizations:UpdatePolicy': 'content',
}

function ownPolicy(record: ParsedRecord): Policy | null {
  const call = `${serviceOf(record)}:${operationOf(record)}`
  const written = Object.hasOwn(places, call) ? textAt(unwrapped(record.requestParameters), places[call]!) : null
  return written === null ? null : readPolicy(written)
}
