import { readBlock } from '../../base/ip.ts'
import { parseArn } from '../arn.ts'
import type { Condition } from './document.ts'
import { isAccount } from './principals.ts'

/**
 * What a condition leaves of everyone. `accounts`: those that it names, where it names any. `isSecret`: only that the
 * caller knows a text, which anyone may.
 */
export interface Narrowing {
  readonly accounts: readonly string[]
  readonly isSecret: boolean
}

type KeyKind = 'account' | 'arn' | 'address' | 'truth' | 'text' | 'secret'

/**
 * Condition keys that say who or where from, in lower case as IAM does not tell cases apart. Sources: S3 user guide,
 * "The meaning of ‘public’"; IAM user guide, "AWS global condition context keys"; KMS, EFS and STS references. Not among
 * them is what any caller can bring along, such as aws:Referer, aws:UserAgent and aws:SecureTransport.
 */
const narrowingKeys: Readonly<Record<string, KeyKind>> = {
  'aws:sourceaccount': 'account', 'aws:sourceowner': 'account', 'aws:principalaccount': 'account', 'kms:calleraccount': 'account',
  's3:dataaccesspointaccount': 'account',
  'aws:sourcearn': 'arn', 'aws:principalarn': 'arn', 's3:dataaccesspointarn': 'arn',
  'aws:sourceip': 'address',
  'aws:principalisawsservice': 'truth', 'elasticfilesystem:accessedviamounttarget': 'truth',
  'aws:principalorgid': 'text', 'aws:principalorgpaths': 'text', 'aws:sourceorgid': 'text', 'aws:sourceorgpaths': 'text',
  'aws:sourcevpc': 'text', 'aws:sourcevpce': 'text', 'aws:vpceaccount': 'account', 'aws:vpceorgid': 'text', 'aws:userid': 'text',
  'aws:username': 'text', 'aws:principalservicename': 'text', 'aws:sourceidentity': 'text',
  'sts:externalid': 'secret',
} // biome-ignore format: a table

/** Operators that are met by some values alone. `…IfExists` and `ForAllValues:` are met, too, where the request has no key. */
const positive = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress|Bool)$/i

/** Null where the condition leaves everyone in. */
export function narrowingOf({ operator, key, values }: Condition): Narrowing | null {
  const name = key.toLowerCase()
  const kind = Object.hasOwn(narrowingKeys, name) ? narrowingKeys[name]! : ofProvider(name)
  if (kind === null || !positive.test(operator) || values.length === 0) return null
  if (!values.every((value) => isFixed[kind](value))) return null
  return { accounts: accountsIn(kind, values), isSecret: kind === 'secret' }
}

/** What is left of everyone by a statement that denies what does not meet this: `StringNotEquals`, with `IfExists` or not. */
export function narrowingOfDenied({ operator, key, values }: Condition): Narrowing | null {
  const [, before, after] =
    /^(String|Arn|)Not(EqualsIgnoreCase|Equals|Like|IpAddress)(?:IfExists)?$/i.exec(operator) ?? []
  if (before !== undefined && after !== undefined) return narrowingOf({ operator: `${before}${after}`, key, values })
  if (!/^Bool(IfExists)?$/i.test(operator) || values.join().toLowerCase() !== 'false') return null
  return narrowingOf({ operator: 'Bool', key, values: ['true'] })
}

/** Claims of identity providers that name a subject, an owner or an application: `token.actions.githubusercontent.com:sub`. */
const claims: ReadonlySet<string> = new Set([
  'app_id', 'email', 'hd', 'iss', 'job_workflow_ref', 'namequalifier', 'repository', 'repository_owner', 'sub',
]) // biome-ignore format: a list

/** Only these give each application an audience of its own; at others, such as GitHub, every workflow may ask for any. */
const audiences: ReadonlySet<string> = new Set(['accounts.google.com:aud', 'cognito-identity.amazonaws.com:aud'])

function ofProvider(key: string): KeyKind | null {
  const at = key.lastIndexOf(':')
  const [provider, claim] = [key.slice(0, Math.max(at, 0)), key.slice(at + 1)]
  const isProvider = provider === 'saml' || provider.includes('.')
  return (isProvider && claims.has(claim)) || audiences.has(key) ? 'text' : null
}

/** Whether a value leaves some out. */
const isFixed: Readonly<Record<KeyKind, (value: string) => boolean>> = {
  account: isAccount,
  arn: isFixedArn,
  address: isSomeAddresses,
  truth: (value) => value.toLowerCase() === 'true',
  text: isFixedText,
  secret: (value) => !/[*?]/.test(value),
}

/** `o-*`, `vpce-*` and `repo:*` fit all there are. */
const longestPrefixOfAll = 5

function isFixedText(value: string): boolean {
  const wildcard = value.search(/[*?]/)
  if (wildcard === -1) return true
  const before = value.slice(0, wildcard)
  // GitHub writes `repo:OWNER/NAME:…`: an owner that is not whole may be anybody.
  return before.startsWith('repo:') ? before.includes('/') : before.length > longestPrefixOfAll
}

/** An ARN that names its account; or, as a bucket’s names none, its resource. */
function isFixedArn(value: string): boolean {
  const arn = parseArn(value)
  if (arn === null) return false
  return isAccount(arn.account) || (arn.account === '' && arn.service === 's3' && /^[^*?]/.test(arn.resource))
}

/** S3 calls a policy public whose addresses are broader than /8 of IPv4 or /32 of IPv6. */
const broadest = { 32: 8, 128: 32 } as const

function isSomeAddresses(value: string): boolean {
  const block = readBlock(value.includes('/') ? value : `${value}/${value.includes(':') ? 128 : 32}`)
  return block.ok && block.value.length >= broadest[block.value.base.width]
}

function accountsIn(kind: KeyKind, values: readonly string[]): readonly string[] {
  if (kind === 'account') return values
  return kind === 'arn' ? values.map((value) => parseArn(value)?.account ?? '').filter(isAccount) : []
}
