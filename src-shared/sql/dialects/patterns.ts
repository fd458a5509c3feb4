import type { Step } from '../place-names.ts'

/** Patterns of times and paths into JSON, from Trino's spelling into DuckDB's. */

/** Source: Trino's documentation of date_format and date_parse (MySQL's patterns), DuckDB's of strftime. */
const mysql: Readonly<Record<string, string>> = {
  i: '%M', s: '%S', S: '%S', T: '%H:%M:%S', M: '%B', W: '%A', c: '%-m', e: '%-d', k: '%-H', l: '%-I', h: '%I',
  r: '%I:%M:%S %p', v: '%V', x: '%G',
} // biome-ignore format: a table

export const fromMysqlPattern = (pattern: string): string =>
  pattern.replace(/%(.)/gs, (written, sign: string) => mysql[sign] ?? written)

/** Letters of Java's patterns; of longer runs the first that is not longer. Source: Joda-Time's DateTimeFormat. */
const java: readonly (readonly [letters: string, sign: string])[] = [
  ['yyyy', '%Y'], ['YYYY', '%G'], ['yy', '%y'], ['y', '%Y'], ['MMMM', '%B'], ['MMM', '%b'], ['MM', '%m'], ['M', '%-m'], ['dd', '%d'], ['d', '%-d'],
  ['HH', '%H'], ['H', '%-H'], ['hh', '%I'], ['h', '%-I'], ['mm', '%M'], ['m', '%-M'], ['ss', '%S'], ['s', '%-S'], ['SSS', '%g'], ['EEEE', '%A'],
  ['EEE', '%a'], ['E', '%a'], ['a', '%p'], ['DDD', '%j'], ['ww', '%V'], ['e', '%u'], ['ZZ', '%z'], ['Z', '%z'], ['z', '%Z'],
] // biome-ignore format: a table

export function fromJavaPattern(pattern: string): string {
  let written = ''
  for (let at = 0; at < pattern.length; ) {
    if (pattern[at] === "'") {
      const end = pattern.indexOf("'", at + 1)
      const until = end < 0 ? pattern.length : end
      written += until === at + 1 ? "'" : pattern.slice(at + 1, until).replaceAll('%', '%%')
      at = until + 1
      continue
    }
    const found = java.find(([letters]) => pattern.startsWith(letters, at))
    written += found?.[1] ?? pattern[at]!.replace('%', '%%')
    at += found?.[0].length ?? 1
  }
  return written
}

/**
 * The steps of a path as Trino's json_extract reads it (`$.a.b[0]["c d"]`, also `lax $.a`); null for one with wildcards or
 * filters. Source: JsonPathTokenizer of Trino: a name without quotes may hold `:`, `-`, `/` and others.
 */
export function stepsOf(path: string): readonly Step[] | null {
  const written = path.trim().replace(/^(?:lax|strict)\s+/i, '')
  if (!written.startsWith('$')) return null
  const steps: Step[] = []
  const step = /\.(?:"((?:[^"\\]|\\.)*)"|([^.[\]"*?()\s]+))|\[\s*(?:(\d+)|"((?:[^"\\]|\\.)*)"|'([^']*)')\s*\]/y
  step.lastIndex = 1
  while (step.lastIndex < written.length) {
    const found = step.exec(written)
    if (found === null) return null
    const [, inQuotes, plain, index, member, inSingle] = found
    if (index !== undefined) steps.push(Number(index))
    else steps.push(plain ?? inSingle ?? (inQuotes ?? member!).replace(/\\(.)/g, '$1'))
  }
  return steps
}

/** A path as DuckDB's JSON functions read it, every name in quotes. */
export const duckdbPath = (steps: readonly Step[]): string =>
  `$${steps.map((step) => (typeof step === 'number' ? `[${step}]` : `."${step.replaceAll('"', '\\"')}"`)).join('')}`

/** A format of Java's String.format as DuckDB's format reads it: `%s` is `{}`, `%,d` is `{:,}`, `%.2f` is `{:.2f}`. */
export const fromJavaFormat = (format: string): string =>
  format
    .replaceAll('{', '{{')
    .replaceAll('}', '}}')
    .replace(
      /%(?:%|n|([-,0+ ]*)(\d*)(\.\d+)?([sdfxX]))/g,
      (written, flags: string, width: string, digits: string, kind: string) => {
        if (written === '%%') return '%'
        if (written === '%n') return '\n'
        const zero = flags.includes('0') ? '0' : ''
        const comma = flags.includes(',') ? ',' : ''
        const side = flags.includes('-') ? '<' : kind === 's' && width !== '' ? '>' : ''
        const type = kind === 'f' ? `${digits ?? '.6'}f` : kind === 's' || kind === 'd' ? '' : kind
        const form = `${side}${zero}${width}${comma}${type}`
        return form === '' ? '{}' : `{:${form}}`
      },
    )
