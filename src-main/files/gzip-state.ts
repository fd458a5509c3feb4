/** What was found of a source file's gzip frame when the file was read. */
export type GzipState =
  | 'plain' // not gzip: the bytes as they are, such as a log file unpacked by hand
  | 'whole' // one gzip member, CRC and length right
  | 'nested' // the same, and what it inflates to is gzip again: the innermost content was read
  | 'trailer-damaged' // the content is whole, but the CRC or length behind it is cut off
  | 'bad-checksum' // the compressed stream can be inflated, but the CRC or length behind it does not fit
  | 'trailing-data' // more bytes follow the first gzip member, which alone was hashed; only whole members are inflated, too
  | 'truncated' // the compressed stream ends too early
  | 'bad-gzip' // the header or the compressed stream is broken
  | 'too-large' // larger than the ceiling
  | 'ratio-too-high' // inflates to so many times its size that it looks like a bomb
  | 'empty' // no bytes at all
  | 'unreadable' // the operating system refused
