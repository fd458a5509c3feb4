import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { PutInOrder } from '../../../../src-main/handover/export/put-in-order.ts'
import { renderedParts } from '../../../../src-main/handover/export/rendered-parts.ts'
import type { ExportThread } from '../../../../src-main/handover/export/threads/export-threads.ts'

const rowBytes = 100

/** Threads that render each row as its number, at once, and count what nobody has taken from them. */
function eagerThreads(count: number) {
  const told = { bytes: 0, most: 0, memories: new Set<ArrayBuffer>() }
  const thread: ExportThread = {
    render: async ({ rows, room }) => {
      const least = rows.length * rowBytes
      const buffer = room !== null && room.byteLength >= least ? room : new ArrayBuffer(least)
      told.memories.add(buffer)
      const bytes = new Uint8Array(buffer, 0, least)
      for (const [at, row] of rows.entries()) bytes.fill(row % 251, at * rowBytes, (at + 1) * rowBytes)
      told.bytes += bytes.length
      told.most = Math.max(told.most, told.bytes)
      const begins = Uint32Array.from(rows, (_, at) => at * rowBytes)
      return { bytes, places: { begins, ends: begins.map((at) => at + rowBytes) }, refused: [], group: null }
    },
    read: () => Promise.reject(new Error('nothing is read')),
    useSpool: async () => {},
    redact: async (manifest) => manifest,
    end: async () => {},
  }
  return { threads: Array.from({ length: count }, () => thread), told }
}

test.each([true, false])(
  'what waits to be written is bounded, however slow the file is (records: %s)',
  async (reads) => {
    const total = 32_000
    const size = { rows: 1000, recordBytes: Number.POSITIVE_INFINITY }
    const cells = Uint32Array.from({ length: total }, (_, row) => row % 7)
    const byFile = reads ? { file: cells, offset: cells, length: cells } : null
    const { threads, told } = eagerThreads(2)
    const order = new PutInOrder()
    let row = 0
    for await (const part of renderedParts({ rows: null, total, size, byFile, lengths: null }, threads)) {
      // The disk takes its time: whatever can be rendered meanwhile is.
      for (let n = 0; n < 20; n++) await turn()
      const firstBytes = order.bytesOf(part).filter((_, at) => at % rowBytes === 0)
      expect(firstBytes).toEqual(Uint8Array.from(part.rows, (each) => each % 251))
      row += part.rows.length
      told.bytes -= part.rows.length * rowBytes
    }
    expect(row).toBe(total)
    expect(told.most).toBeLessThanOrEqual(5 * size.rows * rowBytes)
    expect(told.memories.size).toBeLessThanOrEqual(16)
  },
)
