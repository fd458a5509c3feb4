import type { Format } from './format.ts'

/** Files that macOS and Windows lay beside those of a person: by their first bytes, and by name where these are common. */
const left = [
  // RFC 1740, appendix B: what a file on another system cannot hold, as `._NAME` or in `__MACOSX/`.
  { form: 'AppleDouble file of macOS, set aside', magic: '\x00\x05\x16\x07', name: null },
  { form: 'folder view of macOS (.DS_Store), set aside', magic: '\x00\x00\x00\x01Bud1', name: null },
  // A compound file, as other programs write them, too.
  {
    form: 'thumbnails of Windows (Thumbs.db), set aside',
    magic: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    name: 'thumbs.db',
  },
  // Its first section begins as a JSON array does.
  { form: 'folder view of Windows (desktop.ini), set aside', magic: '[.', name: 'desktop.ini' },
] as const

/** They hold no events, whatever the file is called that they belong to. */
export const desktopFiles: readonly Format[] = left.map(({ form, magic, name }) => ({
  kind: 'other',
  form,
  recognises: (head, path) =>
    (head.type === 'bytes' || head.type === 'json') &&
    head.bytes.toString('latin1', 0, magic.length) === magic &&
    (name === null || path.slice(path.lastIndexOf('/') + 1).toLowerCase() === name),
  records: null,
  mayHoldEvents: false,
}))
