import { useContext } from 'react'
import { FindContext, piecesOf } from './json-find.ts'

/** Text with what is looked for marked. */
export function FoundText({ text }: { readonly text: string }) {
  const find = useContext(FindContext)
  if (find === null) return text
  return piecesOf(text, find.text).map((piece, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and are made anew with the text
    at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece,
  )
}
