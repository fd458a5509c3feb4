import type { LookupColumn } from '../../src-shared/model/enrichment.ts'
import { type Lookups, placeIn } from './lookups.ts'
import type { Snapshot } from './snapshot.ts'
import type { TextData } from './text-data.ts'

type Told = Pick<TextData, 'codes' | 'dictionary'>
type Columns = Snapshot['columns']

/** The column of each event; NULL where the files tell nothing. */
export function lookupColumn(columns: Columns, lookups: Lookups, column: LookupColumn): Told {
  if (column === 'accountName')
    return translated(textOf(columns, 'recipientAccountId'), (id) => lookups.accounts.get(id))
  return translated(textOf(columns, 'sourceIPAddress'), (address) => placeIn(lookups, address)?.[column])
}

/** Each different text is translated once. */
function translated({ codes, dictionary }: Told, of: (text: string) => string | null | undefined): Told {
  const texts = ['']
  const codeOf = new Map<string, number>()
  const codesOf = Uint32Array.from(dictionary, (text, code) => {
    const found = code === 0 ? null : of(text)
    if (found == null) return 0
    const known = codeOf.get(found) ?? texts.push(found) - 1
    codeOf.set(found, known)
    return known
  })
  if (texts.length === 1) return { codes: new Uint8Array(codes.length), dictionary: texts }
  const told = new Uint32Array(codes.length)
  for (let row = 0; row < codes.length; row++) told[row] = codesOf[codes[row]!]!
  return { codes: told, dictionary: texts }
}

function textOf(columns: Columns, name: 'sourceIPAddress' | 'recipientAccountId'): TextData {
  const data = columns[name]
  if (data.type !== 'text') throw new Error(`${name} is no text column`)
  return data
}
