import { insightsLog, log, networkActivityLog } from './cloudtrail-log.ts'
import { backfillDigest, digest } from './digest.ts'
import { eventNotification } from './event-notification.ts'
import { eventBridgeEvent, otherEventBridgeEvent } from './eventbridge.ts'
import type { Format } from './format.ts'
import { headsOf } from './head.ts'
import { keyList } from './key-list.ts'
import { lookupEvents, lookupEventsLines } from './lookup-events.ts'
import { exportManifest } from './own-export.ts'
import { sidecar } from './sidecar.ts'
import { unrelated } from './unrelated.ts'
import { textOfUtf16 } from './utf16.ts'

/** All formats, in the order in which they are asked: the first that recognises a head has the file. */
export const formats: readonly Format[] = [
  digest, backfillDigest, keyList, sidecar, exportManifest,
  lookupEvents, lookupEventsLines, eventBridgeEvent, otherEventBridgeEvent,
  log, insightsLog, networkActivityLog, eventNotification,
  ...unrelated,
] // biome-ignore format: a list

/**
 * Tells what a file is, from its inflated bytes first and from its name only where they leave it open (a damaged or
 * empty file, or one without records). `bytes` may be what could be saved of a damaged file.
 */
export function formatOf(bytes: Buffer, name: string, known: readonly Format[] = formats): Format {
  const text = textOfUtf16(bytes.subarray(0, sampleBytes))
  return text === null ? recognised(bytes, name, known) : formatOfUtf16(Buffer.from(text), name, known)
}

const nothing = Buffer.alloc(0)
/** How much of a file in UTF-16 tells what its text is. */
const sampleBytes = 64 * 1024

/**
 * Key lists and metadata are read, whatever the encoding. Records and digests are not: a record is found again by its
 * bytes, and a hash is stated of bytes that CloudTrail wrote. `text`: the beginning of the file, in UTF-8.
 */
function formatOfUtf16(text: Buffer, name: string, known: readonly Format[]): Format {
  const inner = recognised(text, name, known)
  if (inner.kind === 'public-keys' || inner.kind === 'sidecar') return { ...inner, form: `${inner.form} in UTF-16` }
  // What cannot be read is what its name says.
  const { kind } = recognised(nothing, name, known)
  const asUtf16 = { kind, form: 'UTF-16 text', recognises: () => false, records: null }
  const mayHold = kind !== 'other' || inner.kind !== 'other' || inner.mayHoldEvents
  return mayHold === undefined ? asUtf16 : { ...asUtf16, mayHoldEvents: mayHold }
}

function recognised(bytes: Buffer, name: string, known: readonly Format[]): Format {
  for (const head of headsOf(bytes)) {
    const format = known.find((each) => each.recognises(head, name))
    if (format !== undefined) return format
  }
  throw new Error(`no format recognises ${name}, though the last ones recognise every file`)
}
