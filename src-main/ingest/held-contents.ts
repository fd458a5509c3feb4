import { hash } from 'node:crypto'
import type { Unsettled } from '../columns/held/event-rules.ts'
import { type ReadableFile, RecordReader } from '../records/reader.ts'
import { inTurns } from '../runtime/in-turns.ts'
import type { Steps } from '../runtime/steps.ts'
import { contentName } from './same-content.ts'

/**
 * The events whose records do not have the contents that the case tells: one content for records that differ, or two for
 * records that hold the same JSON. Hashes did not settle it, so that the records are read, as `compareCopies` does.
 * `readAs`: the place in `files` of a file of the case.
 */
export async function wrongContents(
  unsettled: readonly Unsettled[],
  files: readonly ReadableFile[],
  readAs: (file: number) => number,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  if (unsettled.length === 0) return new Set()
  const reader = new RecordReader(files)
  await reader.load()
  // File by file: the reader keeps those that it inflated last.
  const inOrder = unsettled.toSorted((a, b) => readAs(a.file) - readAs(b.file) || a.offset - b.offset)
  return inTurns(wrongSteps(inOrder, reader, readAs), signal)
}

/** Of one event: the names of its contents, and the contents of these names. */
interface Contents {
  readonly nameOf: Map<number, string>
  readonly ofName: Map<string, number>
}

function* wrongSteps(
  unsettled: readonly Unsettled[],
  reader: RecordReader,
  readAs: (file: number) => number,
): Steps<ReadonlySet<number>> {
  const wrong = new Set<number>()
  const all = new Map<number, Contents>()
  for (const { event, content, file, offset, length } of unsettled) {
    yield
    const { bytes } = reader.readBytes(readAs(file), offset, length)
    // What can no longer be read cannot be shown to be equal to anything.
    if (bytes === null) {
      wrong.add(event)
      continue
    }
    const name = hash('sha256', contentName(bytes))
    const { nameOf, ofName } = all.get(event) ?? { nameOf: new Map(), ofName: new Map() }
    all.set(event, { nameOf, ofName })
    if ((nameOf.get(content) ?? name) !== name || (ofName.get(name) ?? content) !== content) wrong.add(event)
    nameOf.set(content, name)
    ofName.set(name, content)
  }
  return wrong
}
