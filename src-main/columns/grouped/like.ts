/**
 * `text LIKE pattern` as DuckDB and Trino have it: % is any text, _ any one character. Takes no more steps than text times
 * pattern, however many % there are.
 */
export function exactLikeTest(pattern: string): (text: string) => boolean {
  if (!pattern.includes('_')) return partsTest(pattern.split('%'))
  const wanted = Array.from(pattern)
  return (text) => matches(wanted, Array.from(text))
}

/** The same in SQLite, where of letters only those of ASCII ignore case (https://www.sqlite.org/lang_expr.html#like). */
export function likeTest(pattern: string): (text: string) => boolean {
  const test = exactLikeTest(asciiLower(pattern))
  return (text) => test(asciiLower(beforeNul(text)))
}

/** Whether a text is these parts with any text between them: each is looked for behind the one before it. */
function partsTest(parts: readonly string[]): (text: string) => boolean {
  const [first = '', ...others] = parts
  const last = others.pop()
  if (last === undefined) return (text) => text === first
  return (text) => {
    if (!text.startsWith(first)) return false
    let at = first.length
    for (const part of others) {
      const found = text.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return text.length - last.length >= at && text.endsWith(last)
  }
}

function matches(pattern: readonly string[], text: readonly string[]): boolean {
  let [at, inText] = [0, 0]
  /** Behind the last % met, and where the text behind it was tried. */
  let [retry, retryText] = [-1, 0]
  while (inText < text.length) {
    if (pattern[at] === '%') [retry, retryText] = [++at, inText]
    else if (at < pattern.length && (pattern[at] === '_' || pattern[at] === text[inText])) {
      at++
      inText++
    } else if (retry < 0) return false
    else [at, inText] = [retry, ++retryText]
  }
  while (pattern[at] === '%') at++
  return at === pattern.length
}

/** SQLite hands LIKE a C string. */
function beforeNul(text: string): string {
  const nul = text.indexOf('\0')
  return nul < 0 ? text : text.slice(0, nul)
}

const beyondAscii = /[^\0-\x7f]/

/** Of ASCII alone, all lower-case letters are those of ASCII. */
const asciiLower = (text: string): string =>
  beyondAscii.test(text) ? text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text.toLowerCase()
