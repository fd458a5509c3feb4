import { fail, ok, type Result } from '../../../../src-shared/base/result.ts'
import { Refused } from './refused.ts'
import { documentsOf, readYaml } from './yaml.ts'

/** The values that stand for `%name%` where a rule has the modifier `expand`. */
export class Placeholders {
  constructor(private readonly values: ReadonlyMap<string, readonly string[]>) {}

  /** Every way to put values in the places of names; or the first name that has none. `\%` is a plain percent sign. */
  expand(text: string): { readonly texts: readonly string[] } | { readonly missing: string } {
    let texts: readonly string[] = ['']
    for (const [sign, name] of text.matchAll(/\\%|%([^%\\]+)%|[^\\%]+|[\s\S]/g)) {
      const values = name === undefined ? [sign === '\\%' ? '%' : sign] : this.values.get(name)
      if (values === undefined) return { missing: name! }
      texts = texts.flatMap((before) => values.map((value) => before + value)).slice(0, mostValues)
    }
    return { texts }
  }
}

const mostValues = 10_000

export const noPlaceholders = new Placeholders(new Map())

/** Reads a file of placeholders: a map of YAML from each name to its value or a list of them. */
export function readPlaceholders(file: string): Result<Placeholders, 'no-placeholders'> {
  try {
    const values = new Map<string, readonly string[]>()
    for (const document of documentsOf(file)) {
      const map = readYaml(document)
      if (map.kind !== 'map') throw new Refused(map.line, 'it is no map of names to values')
      for (const { key, value } of map.entries) {
        const parts = value.kind === 'list' ? value.parts : [value]
        const texts = parts.map((part) => {
          if (part.kind !== 'text') throw new Refused(part.line, `the values of “${key}” are no texts`)
          return part.text
        })
        values.set(key.replace(/^%(.*)%$/, '$1'), texts)
      }
    }
    return ok(new Placeholders(values))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return fail('no-placeholders', `line ${error.line}: ${error.reason}`)
  }
}
