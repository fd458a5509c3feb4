import { linked } from '../../../../src-main/analysis/sigma/link.ts'
import { noPlaceholders, type Placeholders } from '../../../../src-main/analysis/sigma/read/placeholders.ts'
import { RuleReader, type RulesRead } from '../../../../src-main/analysis/sigma/read/read-rules.ts'
import { loadYaml } from '../../../../src-main/analysis/sigma/read/yaml.ts'
import { type RuleRun, runRules } from '../../../../src-main/analysis/sigma/run.ts'
import { ColumnQuery } from '../../../../src-main/columns/query.ts'
import type { RecordFields } from '../../../../src-main/columns/record-fields.ts'
import { noHits } from '../../../../src-main/columns/record-hits.ts'
import type { Snapshot } from '../../../../src-main/columns/snapshot.ts'
import { RecordReader } from '../../../../src-main/records/reader.ts'
import { atOnce } from '../../../../src-main/runtime/steps.ts'
import type { CloudTrailRecord } from '../../../fixtures/records.ts'
import { withSnapshot } from '../rules/a-detection.ts'
import { asLogs } from '../rules/rule-case.ts'

/** A rule of Sigma in YAML: of a detection and, beside it, what is to be said otherwise. */
export const ruleText = (detection: unknown, more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    title: 'A rule',
    logsource: { product: 'aws', service: 'cloudtrail' },
    level: 'high',
    ...more,
    detection,
  })

/** Files by name, each a text or several documents. */
export async function rulesOf(
  files: Readonly<Record<string, string | readonly string[]>>,
  placeholders: Placeholders = noPlaceholders,
): Promise<RulesRead> {
  await loadYaml()
  const reader = new RuleReader(placeholders)
  for (const [name, text] of Object.entries(files))
    atOnce(reader.steps({ name, text: typeof text === 'string' ? text : text.join('\n---\n') }))
  return reader.read
}

export interface Ran {
  readonly runs: readonly RuleRun[]
  readonly refused: readonly { readonly reason: string }[]
  readonly query: ColumnQuery
  readonly records: readonly CloudTrailRecord[]
}

/** Runs the rules over a log file of these records, each an event of its own. `use` is given rows in order of time, as records. */
export const runOver = <T>(read: RulesRead, records: readonly CloudTrailRecord[], use: (ran: Ran) => T): Promise<T> =>
  withSnapshot(asLogs(records), (snapshot) => {
    const reader = new RecordReader(snapshot.files)
    const { file, offset, length } = snapshot.locator
    const textOf = (row: number) => reader.read(file[row]!, offset[row]!, length[row]!).text
    const inOrder = Array.from({ length: snapshot.events }, (_, row) => JSON.parse(textOf(row)!) as CloudTrailRecord)
    const query = new ColumnQuery(snapshot, noHits, fieldsOf(inOrder, snapshot))
    const rules = linked(read)
    return use({ runs: atOnce(runRules(rules, query, textOf)), refused: rules.refused, query, records: inOrder })
  })

/** Values of records as the filter has them: a list is its text. */
const fieldsOf = (records: readonly unknown[], { events }: Snapshot): RecordFields => ({
  coded: (path) => {
    const dictionary = ['']
    const codes = new Uint32Array(events)
    records.forEach((record, row) => {
      const value = String(path)
        .split('.')
        .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], record)
      if (value === undefined || value === null) return
      codes[row] = dictionary.push(typeof value === 'string' ? value : JSON.stringify(value)) - 1
    })
    return { codes, dictionary }
  },
})
