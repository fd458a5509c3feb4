import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allRules, Detection } from '../../../../src-main/analysis/rules/detect.ts'
import type { DetectionRule } from '../../../../src-main/analysis/rules/rule.ts'
import { ColumnStore } from '../../../../src-main/columns/column-store.ts'
import { contentKeyBytes } from '../../../../src-main/columns/content-hash.ts'
import { type Lookups, noLookups } from '../../../../src-main/columns/lookups.ts'
import { takePart } from '../../../../src-main/columns/ordering.ts'
import type { FileEntry, Snapshot } from '../../../../src-main/columns/snapshot.ts'
import { FileReader } from '../../../../src-main/ingest/read-files.ts'
import { RecordReader } from '../../../../src-main/records/reader.ts'
import type { Finding } from '../../../../src-shared/contract/findings.ts'
import type { CloudTrailRecord } from '../../../fixtures/records.ts'
import { aStore } from '../../store/a-store.ts'

export interface Log {
  readonly name: string
  readonly verdict: FileEntry['verdict']
  readonly records: readonly CloudTrailRecord[]
  /** In place of a log file of these records, a table. */
  readonly table?: string
}

export { allRules }

export const theRule = (id: string): DetectionRule => {
  const rule = allRules.find(({ about }) => about.rule === id)
  if (rule === undefined) throw new Error(`There is no rule ${id}`)
  return rule
}

export interface Detected {
  readonly findings: readonly Finding[]
  readonly snapshot: Snapshot
}

/** Writes the logs, reads them as the app does, and runs the rules over them. */
export const detectIn = (
  rules: readonly DetectionRule[],
  logs: readonly Log[],
  lookups: Lookups = noLookups,
): Promise<Detected> =>
  withSnapshot(logs, (read) => {
    const snapshot = { ...read, lookups }
    return { snapshot, findings: detectOver(rules, snapshot) }
  })

/** Writes the logs and reads them as the app does. The files are there while they are used. */
export async function withSnapshot<T>(logs: readonly Log[], use: (snapshot: Snapshot) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'trailproof-'))
  try {
    const columns = new ColumnStore()
    const reader = new FileReader({ contentKey: new Uint8Array(contentKeyBytes) }, (batch) => columns.append(0, batch))
    const files: FileEntry[] = []
    for (const [file, { name, verdict, records, table }] of logs.entries()) {
      const path = join(folder, name)
      const text = table ?? JSON.stringify({ Records: records })
      writeFileSync(path, text)
      const { kind, sha256, readSha256, encoding } = await reader.read({ file, path, member: null, name }, 'index')
      files.push({
        path,
        member: null,
        encoding,
        name,
        kind,
        uri: null,
        sha256,
        readSha256,
        bytes: text.length,
        verdict,
        status: verdict,
      })
    }
    reader.flush()
    // Stories tell copies by what differs in them: none is the same in another spelling.
    for (const suspect of columns.copies.suspects) columns.copies.differs(suspect, suspect.row)
    const isProven = (file: number) => (files[file]!.verdict === 'verified' ? 0 : 1)
    const { events, ordering } = columns.finish(
      (one, other) => isProven(one) - isProven(other) || one - other,
      () => false,
    )
    takePart(ordering)
    return await use({ ...events, files })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs the rules over a snapshot whose files are there. */
export function detectOver(rules: readonly DetectionRule[], snapshot: Snapshot): Finding[] {
  const reader = new RecordReader(snapshot.files)
  const store = aStore(snapshot, (of, row) => {
    const { file, offset, length } = of === 'event' ? snapshot.locator : snapshot.copies
    return reader.read(file[row]!, offset[row]!, length[row]!)
  })
  try {
    const detection = new Detection(store.database, () => snapshot)
    return rules.flatMap((rule) => detection.run(rule))
  } finally {
    store.close()
  }
}
