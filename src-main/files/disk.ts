import { type Dirent, lstatSync, promises, readdirSync } from 'node:fs'
import { nativePath, textOfPath } from './native-path.ts'

export type Entry = Pick<Dirent, 'name' | 'isDirectory' | 'isFile' | 'isSymbolicLink'>

/** What a listing asks of a disk, at once and to be answered later. All four throw the errors of the operating system. */
export interface Disk {
  entriesNow(folder: string): readonly Entry[]
  entries(folder: string): Promise<readonly Entry[]>
  /** Bytes of a file. */
  sizeNow(path: string): number
  size(path: string): Promise<number>
  /** Milliseconds of a clock that never goes back. */
  clock(): number
}

export const localDisk: Disk = {
  entriesNow(folder) {
    const path = nativePath(folder)
    if (typeof path === 'string') {
      const entries = readdirSync(path, { withFileTypes: true })
      if (!entries.some(isOddlyNamed)) return entries
    }
    return readdirSync(path, { withFileTypes: true, encoding: 'buffer' }).map(named)
  },
  async entries(folder) {
    const path = nativePath(folder)
    if (typeof path === 'string') {
      const entries = await promises.readdir(path, { withFileTypes: true })
      if (!entries.some(isOddlyNamed)) return entries
    }
    return (await promises.readdir(path, { withFileTypes: true, encoding: 'buffer' })).map(named)
  },
  sizeNow: (path) => lstatSync(nativePath(path)).size,
  size: async (path) => (await promises.lstat(nativePath(path))).size,
  clock: () => performance.now(),
}

/** Node gives U+FFFD for bytes that are not UTF-8, so that only the bytes tell such names apart. */
const isOddlyNamed = ({ name }: Entry): boolean => name.includes('\ufffd') || name.includes('\\x')

const named = (entry: Dirent<Buffer>): Entry =>
  Object.assign(entry, { name: textOfPath(entry.name) }) as unknown as Entry

/** Questions to a slow disk that wait for an answer at a time. Node.js hands on as many as UV_THREADPOOL_SIZE, 4 where it is not set. */
const mostWaiting = 32
/** So many answers one behind the other that took longer than this are of a slow disk: a local one takes microseconds. */
const slowMs = 1
const slowAnswers = 4

/**
 * Asks a disk one question after the other as long as it answers fast: those calls are synchronous, which takes a tenth of
 * the time of the others. A disk behind a network takes milliseconds for each, in which the thread would be deaf. It is
 * asked several questions at a time.
 */
export class PatientDisk {
  #slow = 0

  constructor(private readonly disk: Disk) {}

  get isSlow(): boolean {
    return this.#slow >= slowAnswers
  }

  /** The answers in the order of the questions. Neither way of asking may fail. */
  async ask<Q, A>(
    questions: readonly Q[],
    now: (disk: Disk, question: Q) => A,
    later: (disk: Disk, question: Q) => Promise<A>,
  ): Promise<A[]> {
    const answers = new Array<A>(questions.length)
    let next = 0
    while (next < questions.length && !this.isSlow) {
      const asked = this.disk.clock()
      answers[next] = now(this.disk, questions[next]!)
      this.#slow = this.disk.clock() - asked > slowMs ? this.#slow + 1 : 0
      next++
    }
    const askOn = async () => {
      while (next < questions.length) {
        const at = next++
        answers[at] = await later(this.disk, questions[at]!)
      }
    }
    if (next < questions.length) await Promise.all(Array.from({ length: mostWaiting }, askOn))
    return answers
  }

  /** How many questions to put together. */
  get atOnce(): number {
    return this.isSlow ? mostWaiting : 1
  }
}
