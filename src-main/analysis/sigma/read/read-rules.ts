import { formatCount } from '../../../../src-shared/base/count.ts'
import type { Severity } from '../../../../src-shared/model/severity.ts'
import type { About, RefusedRule, SigmaRule } from '../rule.ts'
import { readCorrelation } from './correlation.ts'
import { readDetection } from './detection.ts'
import type { Placeholders } from './placeholders.ts'
import { Refused } from './refused.ts'
import { type DocumentText, documentsOf, memberOf, readYaml, textOf, textsOf, type Yaml, type YamlMap } from './yaml.ts'

export interface RuleFile {
  /** Path below the folder of rules. */
  readonly name: string
  readonly text: string
}

export interface RulesRead {
  readonly rules: readonly SigmaRule[]
  readonly refused: readonly RefusedRule[]
}

/** More are not read, and are told as refused. */
export const mostRules = 10_000

/** Reads rules file by file. Each document becomes a rule or is refused: none is dropped. */
export class RuleReader {
  readonly #rules: SigmaRule[] = []
  readonly #refused: RefusedRule[] = []
  readonly #fileOfId = new Map<string, string>()

  constructor(private readonly placeholders: Placeholders) {}

  get read(): RulesRead {
    return { rules: this.#rules, refused: this.#refused }
  }

  /** A step for each document. */
  *steps(file: RuleFile): Generator<undefined, void> {
    const documents = documentsOf(file.text)
    if (documents.length === 0) this.refuse(file.name, new Refused(1, 'the file holds no rule'))
    for (const document of documents) {
      this.#take(file.name, document)
      yield
    }
  }

  refuse(file: string, { line, reason, isForOtherLogs }: Refused, title: string | null = null): void {
    this.#refused.push({ file, line, title, reason, isForOtherLogs })
  }

  #take(file: string, document: DocumentText): void {
    let title: string | null = null
    try {
      const map = readYaml(document)
      if (map.kind !== 'map') throw new Refused(map.line, 'it is no map, as a rule is')
      title = textOf(map, 'title')
      if (this.#rules.length >= mostRules)
        throw new Refused(map.line, `there are more than ${formatCount(mostRules)} rules`)
      const rule = readRule(map, file, this.placeholders)
      const { id } = rule.about
      const known = id === null ? undefined : this.#fileOfId.get(id)
      if (known !== undefined) throw new Refused(map.line, `a rule with its id was read from ${known}`)
      if (id !== null) this.#fileOfId.set(id, file)
      this.#rules.push(rule)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.refuse(file, error, title)
    }
  }
}

function readRule(map: YamlMap, file: string, placeholders: Placeholders): SigmaRule {
  const about = aboutOf(map, file)
  if (memberOf(map, 'action') !== undefined)
    throw new Refused(map.line, 'its “action” joins documents, which Sigma has given up')
  if (memberOf(map, 'filter') !== undefined) throw new Refused(map.line, 'filters of other rules are not supported')
  const correlation = memberOf(map, 'correlation')
  if (correlation !== undefined)
    return { kind: 'correlation', about, ...readCorrelation(asMap(correlation, 'correlation'), map) }
  const detection = memberOf(map, 'detection')
  if (detection === undefined) throw new Refused(map.line, 'it has neither a detection nor a correlation')
  checkLogSource(map)
  return { kind: 'events', about, part: readDetection(asMap(detection, 'detection'), placeholders) }
}

function asMap(value: Yaml, name: string): YamlMap {
  if (value.kind === 'map') return value
  throw new Refused(value.line, `its ${name} is no map`)
}

/** Rules of all products lie in one collection: those of others would find nothing in CloudTrail, or the wrong thing. */
function checkLogSource(map: YamlMap): void {
  const value = memberOf(map, 'logsource')
  if (value === undefined) throw new Refused(map.line, 'it has no logsource')
  const source = asMap(value, 'logsource')
  const parts = ['product', 'service', 'category'].map((key) => textOf(source, key)?.toLowerCase() ?? null)
  const [product, service, category] = parts
  if (product === 'aws' && (service === 'cloudtrail' || (service === null && category === null))) return
  const named = parts.filter((part) => part !== null).join(' ')
  throw new Refused(source.line, `it is for other logs: ${named === '' ? 'its logsource names none' : named}`, true)
}

/** What a rule leaves open is told as low. */
const severities: Readonly<Record<string, Severity>> = {
  critical: 'high', high: 'high', medium: 'medium', low: 'low', informational: 'info',
} // biome-ignore format: a table

function aboutOf(map: YamlMap, file: string): About {
  const title = textOf(map, 'title')
  if (title === null) throw new Refused(map.line, 'it has no title')
  const id = textOf(map, 'id')
  const level = textOf(map, 'level')
  const text = (key: string) => textOf(map, key)?.trim() ?? null
  return {
    key: id ?? `${file}:${map.line}`,
    file,
    line: map.line,
    id,
    name: textOf(map, 'name'),
    title: title.trim(),
    description: text('description'),
    author: text('author'),
    license: text('license'),
    level,
    severity: severities[level?.toLowerCase() ?? ''] ?? 'low',
    falsePositives: textsOf(map, 'falsepositives'),
    tags: textsOf(map, 'tags'),
  }
}
