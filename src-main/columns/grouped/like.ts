/**
 * `text LIKE pattern` as DuckDB and Trino have it: % is any text, _ any one character. Takes no more steps than text times
 * pattern, however many % there are.
 */
export function exactLikeTest(pattern: string): (text: string) => boolean {
  const wanted = Array.from(pattern)
  return (text) => matches(wanted, Array.from(text))
}

/** The same in SQLite, where of letters only those of ASCII ignore case (https://www.sqlite.org/lang_expr.html#like). */
export function likeTest(pattern: string): (text: string) => boolean {
  const wanted = Array.from(pattern, asciiLower)
  return (text) => matches(wanted, Array.from(beforeNul(text), asciiLower))
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

const asciiLower = (character: string): string =>
  character >= 'A' && character <= 'Z' && character.length === 1 ? character.toLowerCase() : character
