/** One word of a question as it was typed, or a value that is told by its form alone. */
export interface Lexeme {
  readonly kind: LexemeKind
  /** As typed, without quotes. */
  readonly text: string
  /** In small letters. */
  readonly word: string
  readonly from: number
  readonly to: number
}

/**
 * Forms of values: an ARN; an address or a CIDR block of IPv4 or IPv6; an access key ID (IAM user guide, "Understanding
 * unique ID prefixes"); an account of twelve digits; a Region; an event ID; a day, a month or a moment of ISO 8601; the
 * name of an API, which has a capital letter within, and of an error, by how it ends. 0.0.0.0/0 is what a rule is opened to and
 * no address of a caller.
 */
export type LexemeKind =
  | 'word'
  | 'quoted'
  | 'arn'
  | 'address'
  | 'cidr'
  | 'accessKey'
  | 'account'
  | 'region'
  | 'eventId'
  | 'moment'
  | 'clock'
  | 'number'
  | 'everyAddress'
  | 'errorCode'
  | 'api'

const forms: readonly (readonly [LexemeKind, RegExp])[] = [
  ['quoted', /"([^"]*)"|“([^”]*)”|'([^']*)'(?!\w)/y],
  ['arn', /arn:aws[a-z-]*:[^\s,;?!]+/y],
  ['eventId', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy],
  ['everyAddress', /(?:0\.0\.0\.0|::)\/0(?!\w)/y],
  ['cidr', /(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*)\/\d{1,3}(?!\w)/iy],
  ['address', /\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)|[0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*(?!\w)/iy],
  ['accessKey', /(?:AKIA|ASIA)[A-Z0-9]{12,}(?!\w)/y],
  ['moment', /\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?)?(?![\w-])/y],
  ['clock', /\d{1,2}:\d{2}(?::\d{2})?(?!\w)/y],
  ['account', /\d{12}(?!\w)/y],
  ['number', /\d+(?![\w.-])/y],
  ['region', /(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-\d(?!\w)/y],
  ['errorCode', /(?:(?:Client|Server)\.)?(?:Throttling|UnauthorizedOperation|[A-Z]\w*(?:Exception|Error|Fault|Exceeded|NotFound|Denied|NotAllowed))(?!\w)/y],
  ['api', /[A-Z][a-z0-9]+(?:[A-Z]+[A-Za-z0-9]*)+(?!\w)/y],
  ['word', /[\p{L}\p{N}_@][\p{L}\p{N}_@./:+=-]*/uy],
] // biome-ignore format: a table

/** Splits a question into words and values. Punctuation between them is dropped. */
export function lexemesOf(text: string): readonly Lexeme[] {
  const lexemes: Lexeme[] = []
  let at = 0
  while (at < text.length) {
    const found = lexemeAt(text, at)
    if (found !== null) lexemes.push(found)
    at = found?.to ?? at + 1
  }
  return lexemes
}

function lexemeAt(text: string, at: number): Lexeme | null {
  for (const [kind, form] of forms) {
    form.lastIndex = at
    const match = form.exec(text)
    if (match === null) continue
    const whole = kind === 'word' || kind === 'arn' ? match[0].replace(/[.:]+$/, '') : match[0]
    const said = match.slice(1).find((group) => group !== undefined) ?? whole
    return { kind, text: said, word: said.toLowerCase(), from: at, to: at + whole.length }
  }
  return null
}
