import type { DeedField } from '../../../src-shared/model/deed-fields.ts'
import { sourceText } from '../../../src-shared/model/source.ts'
import { tellDeed } from '../../../src-shared/what/deeds.ts'
import { changedSentence } from '../../../src-shared/words/files.ts'
import { type OpenedFile, openedContent } from '../opened-content.ts'
import { type PlacesByFile, placesIn } from '../places.ts'
import { DeedReading } from './deed-reading.ts'
import { FieldTexts, type NewFieldTexts } from './field-texts.ts'
import { FieldReading } from './file-fields.ts'
import type { Step } from './json-place.ts'

/** What every thread sees of the case and of what it is asked for: shared arrays, so that nothing is copied. */
export interface FieldsToRead {
  readonly places: PlacesByFile
  readonly openedAt: number
  readonly fields: readonly FieldToRead[]
}

/** What is read of each record: the value at a path, or what it tells as a whole. */
export type FieldPlace = { readonly steps: readonly Step[]; readonly anyCase: boolean } | { readonly deed: DeedField }

export interface FieldToRead {
  readonly place: FieldPlace
  /** By row, a code of the thread that read its file. A row lies in one file: no two threads write the same one. */
  readonly codes: Uint32Array
  /** One cell, 1 once nobody wants the field any more: its values are too many. */
  readonly givenUp: Int32Array
}

/** What became of the files of one message. */
export interface FilesRead {
  /** Of each field; null for one that was given up. */
  readonly texts: readonly (NewFieldTexts | null)[]
  /** Files that could not be read, by their number in the case, and why: a whole sentence. */
  readonly problems: readonly { readonly file: number; readonly problem: string }[]
}

/** Reads fields of the records of files, one thread's share of them. */
export class FieldReader {
  /** Null for a field that was given up. */
  readonly #readings: (FieldReading | DeedReading | null)[]

  constructor(private readonly data: FieldsToRead) {
    this.#readings = data.fields.map(({ place, codes }) =>
      'deed' in place
        ? new DeedReading(tellDeed[place.deed], new FieldTexts(), codes)
        : new FieldReading(place.steps, new FieldTexts(), codes, place),
    )
  }

  read(files: readonly OpenedFile[]): FilesRead {
    this.data.fields.forEach(({ givenUp }, i) => {
      if (Atomics.load(givenUp, 0) === 1) this.#readings[i] = null
    })
    const problems = files.flatMap((file) => {
      const problem = this.#readFile(file)
      return problem === null ? [] : [{ file: file.file, problem }]
    })
    return { texts: this.#readings.map((reading) => reading?.texts.takeFresh() ?? null), problems }
  }

  /** Why the file could not be read; null where it was. */
  #readFile(file: OpenedFile): string | null {
    const content = openedContent(file, this.data.openedAt)
    if (content.bytes === null) return content.problem
    if (!content.isAsOpened()) return changedSentence(sourceText(file))
    const places = placesIn(this.data.places, file.file)
    for (const reading of this.#readings) reading?.readFile(content.bytes, file.encoding, places)
    return null
  }
}
