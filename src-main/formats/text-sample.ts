/** How much of a file tells text from binary data. */
const sampleBytes = 4_096

export const sampleOf = (bytes: Buffer): Buffer => bytes.subarray(0, sampleBytes)

/** In UTF-8, judged by its beginning. */
export function isText(bytes: Buffer): boolean {
  const text = sampleOf(bytes).toString()
  // Two control characters stand in text: of terminals' colours, and before each JSON text of a sequence (RFC 7464).
  // The sample may end within a character: that is no sign of binary data.
  const isForeign = text.replace(/\ufffd{1,3}$/, '').includes('\ufffd')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary data here
  return !isForeign && !/[\x00-\x08\x0e-\x1a\x1c\x1d\x1f]/.test(text)
}

/** Of letters in one byte each, most are ASCII, and none is a control character. */
export function isEightBitText(bytes: Buffer): boolean {
  if (isText(bytes)) return false
  const sample = sampleOf(bytes)
  const foreign = sample.filter((byte) => byte >= 0x80)
  return foreign.length <= sample.length / 4 && isText(Buffer.from(sample.filter((byte) => byte < 0x80)))
}
