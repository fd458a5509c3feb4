import { isObject, type ParsedRecord } from './record-values.ts'

/**
 * What CloudTrail adds to enriched events. A key that is configured is in an event only where the request was evaluated with
 * it: its absence tells nothing about the resource or the principal (CloudTrail user guide, "Enrich CloudTrail events by adding
 * resource tag keys and IAM global condition keys").
 */
const notEvaluated = 'not evaluated'
const none = 'none'

/** More pairs are counted, not named: a record may hold any number. */
const mostPairs = 50

/** `team=payments, env=prod`, by name. */
function pairsIn(values: readonly unknown[]): string {
  const pairs = new Set(
    values.flatMap((value) =>
      isObject(value) ? Object.entries(value).map(([key, text]) => `${key}=${written(text)}`) : [],
    ),
  )
  if (pairs.size === 0) return none
  const named = [...pairs].sort().slice(0, mostPairs)
  return `${named.join(', ')}${pairs.size > mostPairs ? ` and ${pairs.size - mostPairs} more` : ''}`
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const contextOf = ({ eventContext }: ParsedRecord): ParsedRecord => (isObject(eventContext) ? eventContext : {})
const tagsOf = (record: ParsedRecord): ParsedRecord => {
  const { tagContext } = contextOf(record)
  return isObject(tagContext) ? tagContext : {}
}

export function resourceTagsOf(record: ParsedRecord): string {
  const { resourceTags } = tagsOf(record)
  if (!Array.isArray(resourceTags)) return isObject(resourceTags) ? pairsIn([resourceTags]) : notEvaluated
  return pairsIn(resourceTags.map((resource) => (isObject(resource) && 'tags' in resource ? resource.tags : null)))
}

export function principalTagsOf(record: ParsedRecord): string {
  const { principalTags } = tagsOf(record)
  return isObject(principalTags) ? pairsIn([principalTags]) : notEvaluated
}

export function conditionKeysOf(record: ParsedRecord): string {
  const { requestContext } = contextOf(record)
  return isObject(requestContext) ? pairsIn([requestContext]) : notEvaluated
}
