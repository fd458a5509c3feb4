import { z } from 'zod'
import type { UtcMs } from '../../src-shared/base/time.ts'
import { fileKinds } from '../../src-shared/model/event.ts'
import { unreadKinds } from '../../src-shared/model/unread.ts'
import { configTexts } from '../columns/config-items.ts'
import { cellTypes } from '../columns/stored/stored-events.ts'
import type { DigestFile, LogFile, RootKey } from '../integrity/evidence/evidence.ts'
import type { SignFileHere } from '../integrity/evidence/signed.ts'

/**
 * The JSON of a case file. What is not of these forms is refused: whoever made the file may be anybody. Absolute paths
 * are as they were where it was written.
 */

/** Counts up with each change of what a member means. A later version than this is refused, an earlier one is migrated. */
export const formVersion = 1

const text = z.string()
const count = z.int().min(0)
const time = z.number().transform((value) => value as UtcMs)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const hashOrNull = hash.nullable()
const textOrNull = text.nullable()

/** Read before the rest of the manifest, which another version may write in another form. */
export const versionForm = z.object({ form: z.int().min(1), product: text })

export const manifestForm = z.object({
  form: z.literal(formVersion),
  /** The version of Trailproof that wrote it. */
  product: text,
  /** The same as long as the file is a case file, whatever is saved in it. A journal names it. */
  id: z.uuid(),
  createdAt: time,
  savedAt: time,
  /** Of the last line of the journal that is in the file; 0 without any. */
  journal: count,
  members: z.array(
    z.object({
      name: text,
      bytes: count,
      sha256: hash,
      /** Of an array of columns. */
      cells: z.enum(Object.keys(cellTypes) as [keyof typeof cellTypes]).optional(),
    }),
  ),
})
export type Manifest = z.infer<typeof manifestForm>

export const caseForm = z.object({
  title: text,
  paths: z.array(text.min(1)).min(1),
  /** The same paths from the folder of the case file. */
  beside: z.array(text),
  keyPaths: z.array(text.min(1)),
  acceptsEvidence: z.boolean(),
  /** Between the parts of the paths, where it was written. */
  separator: z.enum(['/', '\\']),
  /** When the sources were read. Verdicts are as of then. */
  readAt: time,
  counts: z.object({
    records: count,
    events: count,
    duplicates: count,
    unparsed: count,
    conflicting: count,
    withoutEventId: count,
    inflatedBytes: count,
  }),
  byJsonParse: count,
  leftOut: count,
  configItems: count,
})

export const columnsForm = z.object({
  events: count,
  alternates: count.nullable(),
  copies: count,
  resources: count,
  columns: z.array(text),
  illFormed: z.record(text, z.array(z.tuple([count, text]))),
  others: z.record(text, z.array(text)),
})

const encodings = ['json', 'json-in-string', 'ocsf', 'parquet-row', 'csv-row'] as const
const zipForm = z.object({ isDeflated: z.boolean(), size: count.nullable(), crc32: count })

export const sourceForm = z.object({
  path: text.min(1),
  member: textOrNull,
  /** In the archive; left out of what lies in an archive that is itself compressed, which has to be read anew. */
  place: z.object({ offset: count, bytes: count, zip: zipForm.nullable() }).optional(),
  isInMemory: z.literal(true).optional(),
  name: text,
  root: text,
  kind: z.enum(fileKinds),
  form: text,
  encoding: z.enum(encodings).nullable(),
  bytes: count,
  inflatedBytes: count.nullable(),
  sha256: hashOrNull,
  readSha256: hashOrNull,
  records: count,
  unparsed: count,
  problems: z.array(text),
  notes: z.array(text),
  unread: z.enum(unreadKinds).nullable(),
  firstEventTime: time.nullable(),
  lastEventTime: time.nullable(),
})
export type SavedSource = z.infer<typeof sourceForm>

export const unparsedForm = z.object({ path: text, index: count, offset: count, length: count, reason: text })

export const configItemForm = z.object({
  ...(Object.fromEntries(configTexts.map((name) => [name, textOrNull])) as Record<
    (typeof configTexts)[number],
    typeof textOrNull
  >),
  file: count,
  offset: count,
  length: count,
  /** Null where it is not told. */
  captureTime: z.number().nullable(),
})

const gzipStates = [
  'plain', 'whole', 'nested', 'trailer-damaged', 'bad-checksum', 'trailing-data', 'truncated', 'bad-gzip', 'too-large',
  'ratio-too-high', 'empty', 'unreadable',
] as const // biome-ignore format: a list
const keyKinds = [
  'log', 'insights-log', 'network-activity-log', 'aggregated-log', 'digest', 'backfill-digest',
] as const // biome-ignore format: a list
const evidenceFile = {
  path: text,
  uri: text,
  place: textOrNull,
  isCopy: z.boolean(),
  repeats: z.boolean(),
  sha256: hashOrNull,
  gzip: z.enum(gzipStates),
  isUtf16: z.boolean().optional(),
  named: z
    .object({
      kind: z.enum(keyKinds),
      account: text,
      region: text,
      trail: textOrNull,
      homeRegion: textOrNull,
      time,
    })
    .nullable(),
}
const listed = z.object({ place: text, hash: textOrNull })

const digestForm: z.ZodType<DigestFile> = z.object({
  ...evidenceFile,
  digest: z
    .object({
      account: text,
      start: time,
      end: time,
      endText: text,
      place: text,
      fingerprint: text,
      previous: listed.nullable(),
      previousSignature: textOrNull,
      logs: z.array(listed),
    })
    .nullable(),
  sidecars: z.array(
    z.object({ path: text, isAttribute: z.boolean(), signature: textOrNull, backfillTimestamp: textOrNull }),
  ),
  unknownAttributes: textOrNull,
})
const logForm: z.ZodType<LogFile> = z.object({ ...evidenceFile, kind: z.enum(fileKinds), liesAt: textOrNull })
const keyForm: z.ZodType<RootKey> = z.object({
  fingerprint: text,
  pkcs1: z.base64(),
  validFrom: time.nullable(),
  validUntil: time.nullable(),
  defects: z.array(z.enum(['validity-unreadable', 'validity-not-stated', 'validity-contradicts'])),
  source: text,
  trust: z.enum(['given', 'accepted', 'confirmed', 'from-evidence', 'not-used']),
})
const signFileForm: z.ZodType<SignFileHere> = z.object({
  path: text,
  signFile: z
    .object({
      region: textOrNull,
      completed: textOrNull,
      files: z.array(z.object({ name: text, hash: text })),
      signature: text,
      fingerprint: text,
    })
    .nullable(),
})
const problemForm = z.object({
  file: text,
  sentence: text,
  isUnread: z.literal(true).optional(),
  isNotAsFetched: z.literal(true).optional(),
  gone: z.array(text).optional(),
})

/** A line of the evidence: one thing that verdicts rest on. */
export const evidenceForm = z.union([
  z.strictObject({ log: logForm }),
  z.strictObject({ digest: digestForm }),
  z.strictObject({ key: keyForm }),
  z.strictObject({ inTheWay: z.tuple([text, z.enum(['folder', 'other-log-file', 'placeholder'])]) }),
  z.strictObject({ signFile: signFileForm }),
  z.strictObject({ stored: z.object({ path: text, storedSha256: text }) }),
  z.strictObject({ problem: problemForm }),
])
export type EvidenceLine = z.infer<typeof evidenceForm>
