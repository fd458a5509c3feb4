import { parseArn } from '../arn.ts'
import type { Condition, Patterns, Policy, Statement } from './document.ts'
import { type Narrowing, narrowingOf, narrowingOfDenied } from './narrowing.ts'
import type { Principal, Principals } from './principals.ts'

/**
 * How far statements that allow something open a resource or a role, the widest first. `everyone`: anyone, or anyone whom
 * an identity provider that all the world shares vouches for. `outside`: an account that is not one's own. `provider`: an
 * identity provider of one's own, or a part of a shared one. `limited`: everyone of an organization, a network or the like.
 * `unknown`: someone who tells no account. `service`: AWS services. `inside`: own accounts.
 */
export const openings = ['everyone', 'outside', 'provider', 'limited', 'unknown', 'service', 'inside'] as const
export type Opening = (typeof openings)[number]

/** Whether an account is one's own: the one that the resource is in, or another of the case. */
export type IsOwn = (account: string) => boolean

/**
 * Null where no statement with principals allows anything. A statement that denies is weighed where it denies all of
 * whatever does not meet a condition on who asks; others, which may narrow it too, are not.
 */
export function openingOf({ statements }: Policy, isOwn: IsOwn): Opening | null {
  const denying = statements.filter(({ effect, principals }) => effect === 'Deny' && isForEveryone(principals))
  const found = new Set(
    statements.filter(({ effect }) => effect === 'Allow').flatMap((statement) => openingsOf(statement, denying, isOwn)),
  )
  return openings.find((opening) => found.has(opening)) ?? null
}

function openingsOf(statement: Statement, denying: readonly Statement[], isOwn: IsOwn): readonly Opening[] {
  if (statement.principals === null) return []
  const narrowings = [
    ...narrowingsIn(statement.conditions),
    ...denying.flatMap((deny) => narrowingsBy(deny, statement)),
  ]
  return named(statement.principals).map((principal) => openingFor(principal, narrowings, isOwn))
}

const isForEveryone = (principals: Principals | null): boolean =>
  principals !== null && !principals.isAllBut && principals.named.some(({ kind }) => kind === 'everyone')

/** Of several conditions that a statement denies by, one that is met lets the request pass: then all of them must narrow. */
function narrowingsBy(deny: Statement, allow: Statement): readonly Narrowing[] {
  if (!covers(deny.actions, allow.actions) || !covers(deny.resources, allow.resources)) return []
  const narrowings = deny.conditions.map(narrowingOfDenied).filter((narrowing) => narrowing !== null)
  if (narrowings.length < deny.conditions.length) return []
  return narrowings.length < 2 ? narrowings : [{ accounts: [], isSecret: narrowings.every(({ isSecret }) => isSecret) }]
}

/** Whether all that one has is in the other, word by word, or the other has all: `*`, `s3:*`. */
function covers(wide: Patterns | null, narrow: Patterns | null): boolean {
  if (wide === null || narrow === null) return wide === narrow
  if (wide.isAllBut) return false
  const isIn = (pattern: string) =>
    wide.patterns.some(
      (each) => each === '*' || each === pattern || (each.endsWith('*') && pattern.startsWith(each.slice(0, -1))),
    )
  return narrow.isAllBut ? wide.patterns.includes('*') : narrow.patterns.every(isIn)
}

/** All but some are everyone. */
const named = ({ isAllBut, named }: Principals): readonly Principal[] => (isAllBut ? [{ kind: 'everyone' }] : named)

function openingFor(principal: Principal, narrowings: readonly Narrowing[], isOwn: IsOwn): Opening {
  switch (principal.kind) {
    case 'everyone':
      return ofEveryone(narrowings, isOwn)
    case 'account':
      return isOwn(principal.account) ? 'inside' : 'outside'
    case 'provider':
      return isShared(principal.name) && narrowings.length === 0 ? 'everyone' : 'provider'
    case 'service':
    case 'unknown':
      return principal.kind
  }
}

function ofEveryone(narrowings: readonly Narrowing[], isOwn: IsOwn): Opening {
  if (narrowings.length === 0) return 'everyone'
  // Every condition must be met: one that names accounts leaves these, whatever else is asked.
  const accounts = narrowings.find(({ accounts }) => accounts.length > 0)?.accounts
  if (accounts !== undefined) return accounts.every(isOwn) ? 'inside' : 'outside'
  return narrowings.every(({ isSecret }) => isSecret) ? 'outside' : 'limited'
}

const narrowingsIn = (conditions: readonly Condition[]): readonly Narrowing[] =>
  conditions.map(narrowingOf).filter((narrowing) => narrowing !== null)

/**
 * Identity providers that everyone may have an account with. Source: IAM user guide, "Identity-provider controls for shared
 * OIDC providers".
 */
const sharedProviders: ReadonlySet<string> = new Set([
  'accounts.google.com', 'agent.buildkite.com', 'api.pulumi.com/oidc', 'app.terraform.io', 'cognito-identity.amazonaws.com', 'gitlab.com',
  'graph.facebook.com', 'oidc.vercel.com', 'token.actions.githubusercontent.com', 'www.amazon.com',
]) // biome-ignore format: a list

function isShared(name: string): boolean {
  const arn = parseArn(name)
  return sharedProviders.has(arn === null ? name : arn.resource.replace(/^oidc-provider\//, ''))
}
