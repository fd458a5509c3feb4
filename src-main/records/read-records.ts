import type { RecordReader } from './reader.ts'
import type { RecordsRead, RecordsToRead } from './record-messages.ts'

/** Reads the records of a message one after the other. */
export function readRecords(reader: RecordReader, { at, file, offset, length }: RecordsToRead): RecordsRead {
  let memory: Buffer = Buffer.allocUnsafeSlow(
    Math.max(
      1,
      length.reduce((sum, bytes) => sum + bytes, 0),
    ),
  )
  let end = 0
  const ends = new Float64Array(at.length)
  const problems: { at: number; problem: string }[] = []
  for (let k = 0; k < at.length; k++) {
    const { bytes, problem } = reader.readBytes(file[k]!, offset[k]!, length[k]!)
    if (bytes === null) problems.push({ at: at[k]!, problem })
    else {
      // Records that are made of another form may be longer than what they are made of.
      if (end + bytes.length > memory.length) memory = grown(memory, end, end + bytes.length)
      bytes.copy(memory, end)
      end += bytes.length
    }
    ends[k] = end
  }
  return { at, bytes: memory.subarray(0, end), ends, problems }
}

function grown(memory: Buffer, end: number, least: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.max(least, 2 * memory.length))
  memory.copy(larger, 0, 0, end)
  return larger
}
