import type { Condition, Patterns, Policy, Statement } from './document.ts'

/**
 * Whether a policy makes an administrator: a statement that allows every action, or all but some, on every resource, or
 * on all but some. A condition on which action or resource it is narrows that; one on when, where from or with what
 * sign-in does not. What other statements deny is left out.
 */
export const isAdministrator = ({ statements }: Policy): boolean => statements.some(allowsEverything)

const allowsEverything = ({ effect, principals, actions, resources, conditions }: Statement): boolean =>
  effect === 'Allow' &&
  principals === null &&
  isEverything(actions) &&
  resources !== null &&
  isEverything(resources) &&
  conditions.every(leavesAllActions)

const isEverything = ({ isAllBut, patterns }: Patterns): boolean =>
  isAllBut || patterns.some((pattern) => /^\*+(?::\*+)?$/.test(pattern))

/** Keys that tell how and when someone asks, and not for what. */
const circumstances: ReadonlySet<string> = new Set([
  'aws:currenttime', 'aws:epochtime', 'aws:multifactorauthage', 'aws:multifactorauthpresent', 'aws:requestedregion', 'aws:securetransport',
  'aws:sourceip', 'aws:tokenissuetime', 'aws:useragent', 'aws:sourcevpc', 'aws:sourcevpce',
]) // biome-ignore format: a list

const leavesAllActions = ({ key }: Condition): boolean => circumstances.has(key.toLowerCase())
