import { ocsfNote } from '../../src-shared/words/files.ts'
import type { Format } from './format.ts'
import type { Head } from './head.ts'
import { piecesOf } from './ocsf/events.ts'
import { otherSources } from './ocsf/name.ts'
import { inTurn, type Piece } from './piece.ts'

/** CloudTrail as OCSF events in JSON: lines or lists of them, as Security Lake's subscribers and CloudWatch Logs keep it. */
const ofCloudTrail: Format = {
  kind: 'records',
  form: 'OCSF events of CloudTrail',
  recognises: (head) => contentsIn(head)?.holdsRecords === true,
  records: { encoding: 'ocsf', note: ocsfNote, extract: (bytes, into) => into.pieces(bytes, inTurn(piecesOf(bytes))) },
}

export const ocsfEvents: readonly Format[] = [
  ofCloudTrail,
  ...otherSources.map(([source, product]) => other(source, (names) => names.some((name) => product.test(name)))),
  other('OCSF events, not CloudTrail', () => true),
]

function other(form: string, isIt: (names: readonly string[]) => boolean): Format {
  return {
    kind: 'other',
    form,
    recognises: (head) => {
      const contents = contentsIn(head)
      return contents !== null && isIt(contents.others)
    },
    records: null,
    mayHoldEvents: false,
  }
}

interface Contents {
  /** Of CloudTrail, or what may be one and is broken. */
  readonly holdsRecords: boolean
  /** What events there are of other products. */
  readonly others: readonly string[]
}

/** Each file is looked into once, however many formats and heads ask. */
const known = new WeakMap<Buffer, Contents | null>()

/** Null where there is no OCSF event. */
function contentsIn(head: Head): Contents | null {
  if (head.type !== 'json') return null
  const { bytes } = head
  const before = known.get(bytes)
  if (before !== undefined) return before
  const contents = bytes.includes('"class_uid"') ? contentsOf(piecesOf(bytes)) : null
  known.set(bytes, contents)
  return contents
}

function contentsOf(pieces: Iterable<Piece>): Contents | null {
  const others = new Set<string>()
  for (const piece of pieces) {
    if ('text' in piece) return { holdsRecords: true, others: [] }
    if ('beside' in piece && piece.beside.startsWith('OCSF')) others.add(piece.beside)
  }
  return others.size === 0 ? null : { holdsRecords: false, others: [...others] }
}
