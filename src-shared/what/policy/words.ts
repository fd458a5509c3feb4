import { formatCount, formatCounted } from '../../base/count.ts'
import type { IsOwn } from './audience.ts'
import type { Condition, Patterns, Policy, Statement } from './document.ts'
import type { Principal, Principals } from './principals.ts'

const mostStatements = 3
const mostValues = 3
const longestValue = 100

/**
 * What a policy allows, in one sentence without its full stop: `The policy lets the other account 444455556666 perform
 * s3:GetObject on arn:aws:s3:::example-exports/*, if aws:SourceVpce is vpce-0c0ffee0000000001`. Null where it says nothing
 * at all. `teller`: what allows it.
 */
export function policyWords({ statements, problems }: Policy, isOwn: IsOwn, teller = 'The policy'): string | null {
  const allowed = statements.filter(({ effect }) => effect === 'Allow').map((statement) => allowedBy(statement, isOwn))
  const denied = statements.length - allowed.length
  const more = allowed.length - mostStatements
  const [first, ...others] = allowed.slice(0, mostStatements)
  const parts = [
    ...(first === undefined && denied > 0 ? ['allows nothing'] : []),
    ...(first === undefined ? [] : [first, ...others.map((other) => `it ${other}`)]),
    ...(more > 0 ? [`${formatCounted(more, 'more statement')} ${more === 1 ? 'allows' : 'allow'} something`] : []),
    ...(denied > 0 ? [`${formatCounted(denied, 'statement')} ${denied === 1 ? 'denies' : 'deny'} something`] : []),
  ]
  const said = parts.length === 0 ? [] : [`${teller} ${parts.join('; ')}`]
  return said.length + problems.length === 0 ? null : [...said, ...problems.map(withoutStop)].join('. ')
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '')

function allowedBy({ principals, actions, resources, conditions }: Statement, isOwn: IsOwn): string {
  const what = `${actionWords(actions)}${resources === null ? '' : ` on ${resourceWords(resources)}`}`
  const whom = principals === null ? 'allows' : `lets ${whomWords(principals, isOwn)} perform`
  return `${whom} ${what}${conditions.length === 0 ? '' : `, if ${some(conditions.map(conditionWords))}`}`
}

function whomWords({ isAllBut, named }: Principals, isOwn: IsOwn): string {
  const whom = some(named.map((principal) => principalWords(principal, isOwn)))
  return isAllBut ? `everyone but ${whom}` : whom
}

function principalWords(principal: Principal, isOwn: IsOwn): string {
  switch (principal.kind) {
    case 'everyone':
      return 'everyone'
    case 'account':
      return accountWords(principal, isOwn(principal.account))
    case 'service':
      return principal.name
    case 'provider':
      return `whoever ${principal.name} vouches for`
    case 'unknown':
      return `the unknown principal ${principal.name}`
  }
}

function accountWords({ account, name }: Extract<Principal, { kind: 'account' }>, isOwn: boolean): string {
  if (name === account) return isOwn ? `account ${account}` : `the other account ${account}`
  return isOwn ? name : `${name} of another account`
}

const actionWords = ({ isAllBut, patterns }: Patterns): string => {
  if (isAllBut) return `every action but ${some(patterns)}`
  return patterns.includes('*') ? 'every action' : some(patterns)
}

const resourceWords = ({ isAllBut, patterns }: Patterns): string => {
  if (isAllBut) return `every resource but ${some(patterns)}`
  return patterns.includes('*') ? 'every resource' : some(patterns)
}

/** In words, without what stands before and behind: `ForAnyValue:` and `IfExists`. Others are said as they are written. */
const operatorWords: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringNotEquals: 'is not',
  StringEqualsIgnoreCase: 'is',
  StringNotEqualsIgnoreCase: 'is not',
  StringLike: 'is like',
  StringNotLike: 'is not like',
  ArnEquals: 'is like',
  ArnLike: 'is like',
  ArnNotEquals: 'is not like',
  ArnNotLike: 'is not like',
  IpAddress: 'is in',
  NotIpAddress: 'is not in',
  Bool: 'is',
}

function conditionWords({ operator, key, values }: Condition): string {
  const [, every, plain = operator, ifExists] =
    /^(?:ForAnyValue:|(ForAllValues:))?(.+?)(IfExists)?$/.exec(operator) ?? []
  const verb = Object.hasOwn(operatorWords, plain) ? operatorWords[plain]! : plain
  const condition = `${every === undefined ? '' : 'every '}${cut(key)} ${verb} ${some(values, ' or ')}`
  return ifExists === undefined && every === undefined ? condition : `${condition} or there is none`
}

/** `A, B, C and 4 more`. */
function some(values: readonly string[], last = ' and '): string {
  const shown = values.slice(0, mostValues).map(cut)
  const more = values.length - shown.length
  if (more > 0) return `${shown.join(', ')}${last}${formatCount(more)} more`
  return shown.length < 2 ? (shown[0] ?? 'nothing') : `${shown.slice(0, -1).join(', ')}${last}${shown.at(-1)}`
}

const cut = (text: string): string => (text.length <= longestValue ? text : `${text.slice(0, longestValue)}…`)
