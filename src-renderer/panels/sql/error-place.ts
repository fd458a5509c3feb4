/** Half-open places in the text, in characters. */
export interface Place {
  readonly from: number
  readonly until: number
}

const form =
  /near "(?<token>.+?)": |no such (?:column|table|function): (?<name>\S+)|ambiguous column name: (?<name2>\S+)/

/**
 * Where the words of SQLite's message point in the text. SQLite gives no offset through sql.js, only the token: a
 * token that stands in one place is that place; a syntax error near one of several commas is left unmarked, since a
 * mark at the wrong one misleads. A name that does not exist is wrong wherever it stands.
 */
export function errorPlaces(message: string, sql: string): readonly Place[] {
  if (/incomplete input/.test(message)) return [{ from: Math.max(0, sql.trimEnd().length - 1), until: sql.length }]
  const { token, name, name2 } = form.exec(message)?.groups ?? {}
  const wanted = token ?? name ?? name2
  if (wanted === undefined) return []
  const places = placesOf(wanted, sql)
  return token !== undefined && places.length > 1 ? [] : places
}

const skipped = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g
const isWord = (character: string | undefined) => character !== undefined && /[\w$]/.test(character)

function placesOf(token: string, sql: string): readonly Place[] {
  // Text and comments are blanked, not removed, so that places stay true; a token that is itself text is looked for as is.
  const searched = token.startsWith("'") ? sql : sql.replace(skipped, (text) => ' '.repeat(text.length))
  const lower = searched.toLowerCase()
  const places: Place[] = []
  for (let at = lower.indexOf(token.toLowerCase()); at >= 0; at = lower.indexOf(token.toLowerCase(), at + 1)) {
    const until = at + token.length
    const isPart = (isWord(token[0]) && isWord(searched[at - 1])) || (isWord(token.at(-1)) && isWord(searched[until]))
    if (!isPart) places.push({ from: at, until })
  }
  return places
}
