import { faultSentence } from '../../src-shared/words/files.ts'
import { ownCaseFileSentence, ownExportSentence, ownManifestSentence } from '../../src-shared/words/not-read.ts'
import { notUtf8, otherInUtf16, respelledFields } from '../../src-shared/words/odd-files.ts'
import { emptyObject, partialDownload } from '../../src-shared/words/placeholders.ts'
import type { SourceContent } from '../files/source-content.ts'
import { firstNotUtf8 } from '../files/utf8.ts'
import type { Format } from '../formats/format.ts'
import type { Extracted } from '../formats/log/extractor.ts'
import { ownCaseFiles } from '../formats/own-case-file.ts'
import { type Exported, exportManifest } from '../formats/own-export.ts'
import {
  isPartialDownload,
  placeholderSentence,
  unfinishedDownload,
  unfinishedSentence,
} from '../formats/placeholder.ts'

interface FileSeen {
  /** Path below the opened folder. */
  readonly name: string
  readonly content: SourceContent
  /** What is wrong with it as an archive. */
  readonly archive: string | null
  readonly format: Format
  readonly exported: Exported | null
  readonly records: Extracted | null
}

/** What is wrong or odd with a file, each a whole sentence. */
export function fileProblems({ name, content, archive, format, exported, records }: FileSeen): readonly string[] {
  // It is cut off, which is what such a file is.
  if (format === unfinishedDownload) return [unfinishedSentence(name)]
  const { bytes, problem } = content
  const { kind } = format
  const told: (string | null)[] = [
    problem,
    archive,
    content.gzip === 'empty' && kind !== 'other' ? emptyObject : null,
    isPartialDownload(name) ? partialDownload : null,
    content.isUtf16 === true && kind !== 'public-keys' && kind !== 'sidecar' ? otherInUtf16 : null,
    isBinary(format) || wasNotRead(format, records) ? null : notUtf8Problem(bytes),
    kind === 'placeholder' ? placeholderSentence(bytes, name) : null,
    exported === null ? null : ownExportSentence(exported.producedBy, exported.producedAt),
    format === exportManifest ? ownManifestSentence : null,
    ownCaseFiles.includes(format) ? ownCaseFileSentence(format.form) : null,
    records?.fault == null ? null : faultSentence(format.records!.encoding, records.fault),
    records === null || records.respelled.size === 0 ? null : respelledFields([...records.respelled]),
  ]
  return told.filter((sentence) => sentence !== null)
}

/** Bytes of which nobody expects that they are text. */
const isBinary = ({ kind, records }: Format): boolean => kind === 'other' || records?.encoding === 'parquet-row'

/** Where only hashes were asked for, the encoding of its text decides nothing, and to check it takes time. */
const wasNotRead = (format: Format, records: Extracted | null): boolean => format.records !== null && records === null

function notUtf8Problem(bytes: Buffer): string | null {
  const at = firstNotUtf8(bytes)
  return at === null ? null : notUtf8(at)
}
