import { isUuid } from '../../src-shared/model/event.ts'
import type { BatchIds } from './batch.ts'
import { wordsOf } from './gather.ts'
import { idKind } from './id-column.ts'

/**
 * Which eventIDs of a batch identify an event: UUIDs, in letters of either case, but those that stand for no value (RFC
 * 9562, "Nil UUID" and "Max UUID"). A log whose IDs were masked has one text in all its records, and records without an
 * ID have none: each of those is an event of its own.
 */
export class EventIdentities {
  private readonly packed: Uint32Array
  /** Of a UUID that is not written in lower case. */
  private readonly folded = new Uint32Array(4)
  /** The UUID that `find` has found, as four words from `at` on. */
  words: Uint32Array
  at = 0

  constructor(private readonly ids: BatchIds) {
    this.packed = wordsOf(ids.bytes)
    this.words = this.packed
  }

  /** False where nothing identifies event `i`. */
  find(i: number): boolean {
    const kind = this.ids.kinds[i]!
    if (kind === idKind.uuid) {
      this.words = this.packed
      this.at = i * 4
    } else if (kind !== idKind.other || !this.fold(this.ids.others[this.packed[i * 4]!]!)) return false
    return isValue(this.words, this.at)
  }

  private fold(text: string): boolean {
    if (!isUuid(text)) return false
    new Uint8Array(this.folded.buffer).set(Buffer.from(text.replaceAll('-', ''), 'hex'))
    this.words = this.folded
    this.at = 0
    return true
  }
}

function isValue(words: Uint32Array, at: number): boolean {
  const first = words[at]!
  if (first !== 0 && first !== 0xffffffff) return true
  return words[at + 1] !== first || words[at + 2] !== first || words[at + 3] !== first
}
