import { acquisitionManifest } from './acquisition-manifest.ts'
import { aggregatedLog, insightsLog, log, networkActivityLog } from './cloudtrail-log.ts'
import { configItems } from './config-items.ts'
import { desktopFiles } from './desktop-files.ts'
import { backfillDigest, digest } from './digest.ts'
import { eventNotification } from './event-notification.ts'
import { eventTable } from './event-table.ts'
import { otherEventBridgeEvent } from './eventbridge.ts'
import type { Format } from './format.ts'
import { headsOf } from './head.ts'
import { keyList } from './key-list.ts'
import { lakeMetadata } from './lake-metadata.ts'
import { ocsfEvents } from './ocsf-events.ts'
import { besideCaseFiles } from './own-case-file.ts'
import { exportManifest } from './own-export.ts'
import { startsAsParquet } from './parquet/magic.ts'
import { parquetReading } from './parquet/on-demand.ts'
import { parquet } from './parquet.ts'
import { placeholderFormats, unfinishedDownload } from './placeholder.ts'
import { resultSignature } from './result-signature.ts'
import { sidecar } from './sidecar.ts'
import { lookupEventsYaml, unreadRecords } from './unread-records.ts'
import { unrelated } from './unrelated.ts'
import { wrapped } from './wrapped/wrapped.ts'

/** All formats, in the order in which they are asked: the first that recognises a head has the file. */
export const formats: readonly Format[] = [
  unfinishedDownload, ...placeholderFormats,
  ...parquet, digest, backfillDigest, keyList, sidecar, acquisitionManifest, exportManifest, ...besideCaseFiles,
  resultSignature,
  configItems,
  ...lakeMetadata, ...ocsfEvents, eventTable, lookupEventsYaml, ...wrapped, ...unreadRecords, otherEventBridgeEvent,
  log, insightsLog, networkActivityLog, aggregatedLog, eventNotification,
  ...desktopFiles, ...unrelated,
] // biome-ignore format: a list

/** Loads what it takes to tell what a file is and to read it; null where nothing is missing, as of nearly all files. */
export const loadFor = (bytes: Buffer): Promise<void> | null => (startsAsParquet(bytes) ? parquetReading.load() : null)

/**
 * Tells what a file is, from its inflated bytes first and from its name only where they leave it open (a damaged or
 * empty file, or one without records). `bytes` may be what could be saved of a damaged file. `loadFor` is waited for
 * first.
 */
export function formatOf(bytes: Buffer, name: string, known: readonly Format[] = formats): Format {
  for (const head of headsOf(bytes)) {
    const format = known.find((each) => each.recognises(head, name))
    if (format !== undefined) return format
  }
  throw new Error(`no format recognises ${name}, though the last ones recognise every file`)
}
