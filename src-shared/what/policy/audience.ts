import { parseArn } from '../arn.ts'
import type { Condition, Policy, Statement } from './document.ts'
import { type Narrowing, narrowingOf } from './narrowing.ts'
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

/** Null where no statement with principals allows anything. Statements that deny are left out: they may narrow it. */
export function openingOf({ statements }: Policy, isOwn: IsOwn): Opening | null {
  const found = new Set(statements.flatMap((statement) => openingsOf(statement, isOwn)))
  return openings.find((opening) => found.has(opening)) ?? null
}

function openingsOf({ effect, principals, conditions }: Statement, isOwn: IsOwn): readonly Opening[] {
  if (effect !== 'Allow' || principals === null) return []
  return named(principals).map((principal) => openingFor(principal, conditions, isOwn))
}

/** All but some are everyone. */
const named = ({ isAllBut, named }: Principals): readonly Principal[] => (isAllBut ? [{ kind: 'everyone' }] : named)

function openingFor(principal: Principal, conditions: readonly Condition[], isOwn: IsOwn): Opening {
  switch (principal.kind) {
    case 'everyone':
      return ofEveryone(narrowingsIn(conditions), isOwn)
    case 'account':
      return isOwn(principal.account) ? 'inside' : 'outside'
    case 'provider':
      return isShared(principal.name) && narrowingsIn(conditions).length === 0 ? 'everyone' : 'provider'
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
