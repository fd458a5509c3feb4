/** Fewer characters are found only where a text is nothing else: within texts they would be everywhere. */
const shortestWithin = 3

const isWordCode = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127

interface Word {
  readonly text: string
  readonly from: number
}

/**
 * Finds names within texts: where neither of them goes on with a letter or a digit. They are looked up by their first
 * word, so that the time does not grow with the number of names.
 */
export class NameFinder {
  readonly #all: ReadonlySet<string>
  /** Names by the first word in them; the longest first. */
  readonly #byWord = new Map<string, { readonly name: string; readonly wordAt: number }[]>()

  constructor(names: ReadonlySet<string>) {
    this.#all = names
    for (const name of names) {
      if (name.length < shortestWithin) continue
      const word = wordFrom(name, 0)
      if (word === null) continue
      const found = { name, wordAt: word.from }
      const same = this.#byWord.get(word.text)
      if (same === undefined) this.#byWord.set(word.text, [found])
      else same.push(found)
    }
    for (const same of this.#byWord.values()) same.sort((a, b) => b.name.length - a.name.length)
  }

  has(text: string): boolean {
    return this.#all.has(text)
  }

  /** The text with every name in it changed. */
  changed(text: string, change: (name: string) => string): string {
    let result = ''
    let kept = 0
    for (let word = wordFrom(text, 0); word !== null; ) {
      const name = this.#nameAt(text, word.text, word.from, kept) ?? this.#behindEscape(text, word, kept)
      const end = name === null ? word.from + word.text.length : name.from + name.text.length
      if (name !== null) {
        result += text.slice(kept, name.from) + change(name.text)
        kept = end
      }
      word = wordFrom(text, end)
    }
    return kept === 0 ? text : result + text.slice(kept)
  }

  /** `\\nalice` within JSON that is written as text in a text: the first letter may belong to the backslash. */
  #behindEscape(text: string, word: Word, least: number): Word | null {
    const isEscape = text[word.from - 1] === '\\' && /[bfnrt]/.test(text[word.from]!)
    return isEscape ? this.#nameAt(text, word.text.slice(1), word.from + 1, least, true) : null
  }

  #nameAt(text: string, word: string, wordFrom: number, least: number, isEscaped = false): Word | null {
    for (const { name, wordAt } of this.#byWord.get(word) ?? []) {
      const from = wordFrom - wordAt
      const end = from + name.length
      if (from < least || !text.startsWith(name, from)) continue
      if (goesOn(text, name, from, end, isEscaped)) continue
      return { text: name, from }
    }
    return null
  }
}

/** Whether the word at either end of the name is longer in the text. */
function goesOn(text: string, name: string, from: number, end: number, isEscaped: boolean): boolean {
  if (isWordCode(name.charCodeAt(name.length - 1)) && end < text.length && isWordCode(text.charCodeAt(end))) return true
  return !isEscaped && from > 0 && isWordCode(name.charCodeAt(0)) && isWordCode(text.charCodeAt(from - 1))
}

function wordFrom(text: string, at: number): Word | null {
  let from = at
  while (from < text.length && !isWordCode(text.charCodeAt(from))) from++
  if (from === text.length) return null
  let end = from
  while (end < text.length && isWordCode(text.charCodeAt(end))) end++
  return { text: text.slice(from, end), from }
}
