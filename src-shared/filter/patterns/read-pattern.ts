import { fail, ok, type Result } from '../../base/result.ts'
import { everything, type Filter, normalized } from '../model.ts'
import { placeIn } from '../place.ts'
import { readEventPattern } from './event-pattern.ts'
import { readMetricFilter } from './metric-filter.ts'
import { NoTwin } from './pattern-parts.ts'

interface PatternReading {
  readonly filter: Filter
  readonly notes: readonly string[]
  /** Of CloudWatch Logs, or of EventBridge. */
  readonly kind: 'metric' | 'event'
}

/** In templates of CloudFormation and Terraform, and for the command line of AWS. */
const named =
  /^\s*["']?(?:FilterPattern|filter_pattern|filterPattern|EventPattern|event_pattern|pattern)["']?\s*[:=]\s*(?<pattern>[\s\S]+?)[\s,]*$/

/** Null where the text is no pattern of CloudWatch Logs or EventBridge: filter text then. */
export function readPattern(text: string): Result<PatternReading, 'filter-invalid'> | null {
  const inTemplate = named.exec(text)?.groups?.pattern
  const pattern = inTemplate === undefined ? text.trim() : unquoted(inTemplate.trim())
  if (!pattern.startsWith('{')) return null
  const json = objectIn(pattern)
  if (json === null && !/^\{\s*\(*\s*\$/.test(pattern)) return null
  try {
    if (json === null) {
      const notes = ['Read as a metric filter pattern of CloudWatch Logs. Of an absent field != holds; null and absent are one.']
      return ok({ filter: normalized({ ...everything, where: readMetricFilter(pattern) }), notes, kind: 'metric' })
    }
    const leftOut: string[] = []
    const where = readEventPattern(json, leftOut)
    const lacking = leftOut.length === 0 ? '' : ` ${leftOut.join(', ')} of the envelope: not told by records, and left out.`
    return ok({ filter: normalized({ ...everything, where }), notes: [`Read as an event pattern of EventBridge.${lacking}`], kind: 'event' })
  } catch (error) {
    if (!(error instanceof NoTwin)) throw error
    return fail('filter-invalid', `${error.message} ${placeIn(text, text.indexOf(pattern.slice(0, 1)) + error.at)}`)
  }
} // biome-ignore format: one line a note

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}

/** Without the quotes of a template around it, in which quotes of the pattern are escaped. */
function unquoted(text: string): string {
  const quote = text[0]
  if ((quote !== '"' && quote !== "'") || !text.endsWith(quote) || text.length < 2) return text
  const inner = text.slice(1, -1)
  return quote === '"' ? inner.replaceAll(/\\(["\\])/g, '$1') : inner
}
