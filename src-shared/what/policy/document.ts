import { isHidden, isObject, type ParsedRecord } from '../record-values.ts'
import { type Principals, readPrincipals } from './principals.ts'
import { valuesOf } from './values.ts'

/**
 * A policy document, as far as it could be read. Source: IAM user guide, "Grammar of the IAM JSON policy language".
 * `problems` says what could not: a document of which nothing could be read has no statements.
 */
export interface Policy {
  readonly statements: readonly Statement[]
  readonly problems: readonly string[]
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny'
  /** Null in a policy of an identity, which names no principals. */
  readonly principals: Principals | null
  readonly actions: Patterns
  /** Null in a trust policy, whose resource is the role. */
  readonly resources: Patterns | null
  readonly conditions: readonly Condition[]
}

/** Names with the wildcards `*` and `?`; all other names where `isAllBut`, as NotAction and NotResource say. */
export interface Patterns {
  readonly isAllBut: boolean
  readonly patterns: readonly string[]
}

/** One key of one operator. All conditions of a statement must be met, and one of the values of each. */
export interface Condition {
  /** As written: `StringEquals`, `ForAllValues:StringLikeIfExists`. */
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
}

/** Characters. AWS takes no longer policy: those of OpenSearch domains may have 100 kB, most others have a fifth or less. */
export const longestPolicy = 128 * 1024

/** Text within text: a queue’s policy is JSON text in an attribute, and a tool may have quoted it once more. */
const mostLayers = 3

/** Reads a policy as CloudTrail writes it: as JSON text, as the same encoded for a URL, or as an object. Never throws. */
export function readPolicy(written: unknown): Policy {
  let value = written
  for (let layer = 0; typeof value === 'string'; layer++) {
    if (layer === mostLayers) return unread('The policy is text within text within text.')
    if (value.length > longestPolicy) return unread('The policy is longer than AWS takes and was not read.')
    if (isHidden(value)) return unread('AWS hides the policy.')
    const parsed = parse(value)
    if (parsed === undefined) return unread('The policy is no JSON.')
    value = parsed
  }
  return isObject(value) ? readStatements(value) : unread('The policy is no JSON object.')
}

const unread = (problem: string): Policy => ({ statements: [], problems: [problem] })

/** Undefined where the text is no JSON, encoded for a URL or not. */
function parse(text: string): unknown {
  try {
    return JSON.parse(/^\s*%7b/i.test(text) ? decodeURIComponent(text) : text)
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof URIError)) throw error
    return undefined
  }
}

function readStatements(document: ParsedRecord): Policy {
  const written = elementOf(document, 'Statement')
  if (written === undefined) return unread('The policy has no Statement.')
  const read = (Array.isArray(written) ? written : [written]).map(readStatement)
  return {
    statements: read.filter((statement) => statement !== null),
    problems: read.flatMap((statement, at) => (statement === null ? [`Statement ${at + 1} could not be read.`] : [])),
  }
}

/** Null without an effect or an action: then it says nothing. */
function readStatement(written: unknown): Statement | null {
  if (!isObject(written)) return null
  const effect = elementOf(written, 'Effect')
  const actions = patternsOf(written, 'Action')
  if ((effect !== 'Allow' && effect !== 'Deny') || actions === null) return null
  return {
    effect,
    principals: readPrincipals(elementOf(written, 'Principal'), elementOf(written, 'NotPrincipal')),
    actions,
    resources: patternsOf(written, 'Resource'),
    conditions: conditionsOf(elementOf(written, 'Condition')),
  }
}

function patternsOf(statement: ParsedRecord, element: 'Action' | 'Resource'): Patterns | null {
  const [some, allBut] = [elementOf(statement, element), elementOf(statement, `Not${element}`)]
  if (allBut !== undefined) return { isAllBut: true, patterns: valuesOf(allBut) }
  return some === undefined ? null : { isAllBut: false, patterns: valuesOf(some) }
}

function conditionsOf(written: unknown): readonly Condition[] {
  if (!isObject(written)) return []
  return Object.entries(written).flatMap(([operator, keys]) =>
    isObject(keys) ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: valuesOf(values) })) : [],
  )
}

/** Own elements alone: a document may call one `constructor`. */
const elementOf = (of: ParsedRecord, name: string): unknown => (Object.hasOwn(of, name) ? of[name] : undefined)
