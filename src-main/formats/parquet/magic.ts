/** A Parquet file begins and ends with it (parquet-format, README.md, "File format"). */
export const magic = 'PAR1'
/** Of a footer that is encrypted (parquet-format, Encryption.md, "Encrypted footer mode"). */
export const encryptedMagic = 'PARE'

export function startsAsParquet(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, magic.length)
  return start === magic || start === encryptedMagic
}
