import { acquisitionWords } from '../../src-shared/words/acquisition.ts'
import { ManifestChain, type ManifestLine } from './acquisition.ts'
import type { Format } from './format.ts'

/** What `fetch` writes into its folder. It tells of evidence and is none. */
export const acquisitionManifest: Format = {
  kind: 'acquisition',
  form: 'acquisition manifest',
  recognises: (head) =>
    head.type === 'object' &&
    head.within === 'sequence' &&
    ['previous', 'type', 'manifest', 'manifestVersion', 'bucketRegion'].every((key) => head.object.keys.has(key)),
  records: null,
  mayHoldEvents: false,
}

/** What a manifest says of its acquisition, and whether its lines follow from each other: whole sentences. */
export interface ManifestSummary {
  readonly notes: readonly string[]
  readonly problems: readonly string[]
}

/** `text`: null where there is too much of it. */
export function summaryOfManifest(text: string | null): ManifestSummary {
  if (text === null) return { notes: [], problems: [acquisitionWords.tooLarge] }
  const runs = new Runs()
  const chain = new ManifestChain()
  const texts = text.split('\n')
  const unfinished = texts.pop() !== ''
  for (const [index, each] of texts.entries()) {
    const line = chain.check(each)
    if (line === null) return { notes: [], problems: [acquisitionWords.altered(index + 1)] }
    runs.add(line)
  }
  return { notes: runs.notes(texts.length), problems: runs.problems(unfinished) }
}

class Runs {
  #runs = 0
  #objects = 0
  readonly #keyRegions = new Set<string>()
  #first: Extract<ManifestLine, { type: 'run' }> | null = null
  /** Of the last run. */
  #troubles: string[] = []
  #hasEnded = false

  add(line: ManifestLine): void {
    if (line.type === 'object') this.#objects++
    else if (line.type === 'keys') this.#keyRegions.add(line.region)
    else if (line.type === 'trouble') this.#troubles.push(line.sentence)
    else if (line.type === 'end') this.#hasEnded = line.ending === 'whole' || line.ending === 'partial'
    else if (line.type === 'run') {
      this.#runs++
      this.#first ??= line
      this.#troubles = []
      this.#hasEnded = false
    }
  }

  notes(lines: number): readonly string[] {
    if (this.#first === null) return []
    const { caller, bucket, prefix, time, producedBy } = this.#first
    const from = `s3://${bucket}/${prefix}`
    const by = caller?.arn ?? null
    return [
      acquisitionWords.told({ runs: this.#runs, objects: this.#objects, from, by, time, producedBy }),
      ...(this.#keyRegions.size === 0 ? [] : [acquisitionWords.keys([...this.#keyRegions].sort())]),
      acquisitionWords.holds(lines),
    ]
  }

  problems(isUnfinished: boolean): readonly string[] {
    const [first] = this.#troubles
    return [
      ...(first === undefined ? [] : [acquisitionWords.troubles(this.#troubles.length, first)]),
      ...(this.#hasEnded && !isUnfinished ? [] : [acquisitionWords.unfinished]),
    ]
  }
}
