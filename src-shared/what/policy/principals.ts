import { parseArn } from '../arn.ts'
import { isObject } from '../record-values.ts'
import { loadBalancingAccounts } from './load-balancing.ts'
import { valuesOf } from './values.ts'

/** Whom a statement names; everyone else where `isAllBut`, as NotPrincipal says. */
export interface Principals {
  readonly isAllBut: boolean
  readonly named: readonly Principal[]
}

/** Source: IAM user guide, "AWS JSON policy elements: Principal". */
export type Principal =
  | { readonly kind: 'everyone' }
  /** An account or one of its users, roles and sessions. `name`: the ARN, or the number of the account. */
  | { readonly kind: 'account'; readonly account: string; readonly name: string }
  /** Of AWS itself: a service principal, or an origin access identity of CloudFront. */
  | { readonly kind: 'service'; readonly name: string }
  /** An identity provider: its ARN, or the name of one that all accounts share. */
  | { readonly kind: 'provider'; readonly name: string }
  /** What tells no account: a canonical user, or the unique ID that IAM writes in place of a deleted principal. */
  | { readonly kind: 'unknown'; readonly name: string }

/** Null where a statement names neither. */
export function readPrincipals(some: unknown, allBut: unknown): Principals | null {
  if (allBut !== undefined) return { isAllBut: true, named: principalsIn(allBut) }
  return some === undefined ? null : { isAllBut: false, named: principalsIn(some) }
}

function principalsIn(written: unknown): readonly Principal[] {
  if (!isObject(written)) return valuesOf(written).map(principalOf)
  return Object.entries(written).flatMap(([type, values]) => valuesOf(values).map((value) => ofType(type, value)))
}

function ofType(type: string, value: string): Principal {
  switch (type) {
    case 'Service':
      return { kind: 'service', name: value === '*' ? 'every AWS service' : value }
    case 'Federated':
      return value === '*' ? { kind: 'everyone' } : { kind: 'provider', name: value }
    case 'AWS':
      return principalOf(value)
    default:
      return value === '*' ? { kind: 'everyone' } : { kind: 'unknown', name: value }
  }
}

/** A principal that stands without its type, as some operations take it: an account, an ARN, a service or `*`. */
export function principalOf(text: string): Principal {
  if (text === '*') return { kind: 'everyone' }
  if (isAccount(text)) return ofAccount(text, text)
  const arn = parseArn(text)
  if (arn === null) return { kind: isServiceName(text) ? 'service' : 'unknown', name: text }
  // `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity …`
  if (arn.account === 'cloudfront') return { kind: 'service', name: text }
  // The account in the ARN of an organization or a part of it is that of its management.
  if (arn.service === 'organizations' || !isAccount(arn.account)) return { kind: 'unknown', name: text }
  return ofAccount(arn.account, text)
}

const ofAccount = (account: string, name: string): Principal =>
  loadBalancingAccounts.has(account)
    ? { kind: 'service', name: `Elastic Load Balancing (${name})` }
    : { kind: 'account', account, name }

export const isAccount = (text: string): boolean => /^\d{12}$/.test(text)

const isServiceName = (text: string): boolean => /^[\w.-]+\.amazonaws\.com(\.cn)?$/.test(text)
