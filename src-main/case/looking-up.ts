import { ipv4Number, readAddress } from '../../src-shared/base/ip.ts'
import { type ChosenFile, type Enrichment, noEnrichment } from '../../src-shared/model/enrichment.ts'
import type { Lookups } from '../columns/lookups.ts'
import type { Snapshot } from '../columns/snapshot.ts'
import type { TextData } from '../columns/text-data.ts'
import { cancelledLookups } from '../enrichment/file-lookups.ts'
import type { LayerBuilt } from './layer.ts'

/** Looks addresses up in files of the user; rejects with the signal's reason once it is aborted. */
export type LookUp = (
  files: readonly ChosenFile[],
  addresses: readonly string[],
  signal: AbortSignal,
) => Promise<Lookups>

/** The files that addresses are looked up in, and what came of it. They belong to no case, and are no evidence. */
export class LookingUp {
  #chosen: readonly ChosenFile[] = []
  /** Which choice it is: what was made by an earlier one is to be made anew. */
  #choice = 0
  #made = 0
  #told: Enrichment = noEnrichment
  /** Resolves when the last choice has been taken by the case. */
  ended: Promise<void> = Promise.resolve()

  constructor(private readonly lookUp: LookUp) {}

  /** The files as they were last read. */
  get told(): Enrichment {
    return this.#told
  }

  /** Whether what was looked up last is of the files that are chosen. */
  get isMade(): boolean {
    return this.#made === this.#choice
  }

  choose(files: readonly ChosenFile[]): void {
    this.#chosen = files
    this.#choice++
  }

  /** Cancelled, the files tell nothing, and that they were not read. Rejects where the case is closed meanwhile. */
  async of(addresses: readonly string[], signal: AbortSignal): Promise<LayerBuilt<Lookups>> {
    const choice = this.#choice
    const chosen = this.#chosen
    let built: LayerBuilt<Lookups>
    try {
      built = { state: 'ready', value: await this.lookUp(chosen, addresses, signal) }
    } catch (error) {
      if (!signal.aborted) throw error
      built = { state: 'cancelled', value: cancelledLookups(chosen) }
    }
    if (choice !== this.#choice) return built
    this.#made = choice
    this.#told = { files: built.value.files, addresses: addresses.length }
    // A file that is another when the next case is opened has changed since it was chosen.
    this.#chosen = chosen.map((file, at) => ({ ...file, sha256: file.sha256 ?? built.value.files[at]!.sha256 }))
    return built
  }
}

/** The different addresses of a case, those of contents that are not shown among them; not the names of services. */
export function addressesOf({ columns, alternates }: Snapshot): readonly string[] {
  const texts = [columns, alternates?.columns].flatMap((of) => (of === undefined ? [] : dictionaryOf(of)))
  return [...new Set(texts)].filter(
    (text) => ipv4Number(text) !== null || (text.includes(':') && readAddress(text) !== null),
  )
}

const dictionaryOf = (columns: Snapshot['columns']): readonly string[] =>
  (columns.sourceIPAddress as TextData).dictionary.slice(1)
