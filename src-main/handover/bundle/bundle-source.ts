import type { In } from '../../../src-shared/contract/index.ts'
import type { ProofLink } from '../../../src-shared/model/proof.ts'
import type { RootKey } from '../../integrity/evidence/evidence.ts'
import type { RecordReader } from '../../records/reader.ts'
import type { ManifestSource } from '../export/manifest.ts'
import type { Identity } from './cms.ts'

/** What a bundle is written from. */
export interface BundleSource extends ManifestSource {
  readonly reader: RecordReader
  /** From a log file, by its path, to the key. */
  readonly linksOf: (path: string) => readonly ProofLink[]
  readonly keys: readonly RootKey[]
  /** The integrity certificate of the whole case, HTML. */
  readonly certificate: string
  /** The incident report, HTML; null where none was asked for. */
  readonly incidentReport: string | null
  /** The whole text, which ends as the head says; null where none is kept. */
  readonly examinerLogText: string | null
  /** Null: the manifest is not signed. */
  readonly identity: Identity | null
}

export type BundleQuery = Pick<In<'exportBundle'>, 'filter' | 'sort' | 'file'>
