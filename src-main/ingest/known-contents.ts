import { sharedArray } from '../columns/shared-array.ts'

/** Contents of files that were read before, by their SHA-256, in memory that all readers see: 36 to 48 bytes for each. */
export interface KnownContents {
  /** Open addressing by the first four bytes of a hash: 1 more than its place in `hashes`, 0 for a free slot. */
  readonly slots: Int32Array
  readonly hashes: Uint8Array
  /** By place, the file. */
  readonly files: Uint32Array
  /** By place, what the file was read as: its index in `forms`. */
  readonly formOf: Uint16Array
  readonly forms: readonly string[]
}

const hashBytes = 32

export function knownContents(
  files: readonly { readonly file: number; readonly sha256: string; readonly form: string }[],
): KnownContents {
  const forms = new Map<string, number>()
  const known = {
    slots: sharedArray(Int32Array, 2 ** Math.ceil(Math.log2(files.length * 2 + 1))),
    hashes: sharedArray(Uint8Array, files.length * hashBytes),
    files: sharedArray(Uint32Array, files.length),
    formOf: sharedArray(Uint16Array, files.length),
  }
  files.forEach(({ file, sha256, form }, place) => {
    known.hashes.set(Buffer.from(sha256, 'hex'), place * hashBytes)
    known.files[place] = file
    known.formOf[place] = forms.get(form) ?? forms.size
    forms.set(form, known.formOf[place]!)
    let slot = firstSlot(known.slots, sha256)
    while (known.slots[slot] !== 0) slot = (slot + 1) & (known.slots.length - 1)
    known.slots[slot] = place + 1
  })
  return { ...known, forms: [...forms.keys()] }
}

/** The file that had this content and was read as this form; null where there is none. */
export function knownAs(known: KnownContents, sha256: string, form: string): number | null {
  const { slots, hashes, files, formOf, forms } = known
  let bytes: Buffer | null = null
  for (let slot = firstSlot(slots, sha256); slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
    const place = slots[slot]! - 1
    bytes ??= Buffer.from(sha256, 'hex')
    const isSame = bytes.equals(hashes.subarray(place * hashBytes, (place + 1) * hashBytes))
    if (isSame && forms[formOf[place]!] === form) return files[place]!
  }
  return null
}

const firstSlot = (slots: Int32Array, sha256: string): number =>
  Number.parseInt(sha256.slice(0, 8), 16) & (slots.length - 1)
