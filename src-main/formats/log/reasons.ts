/** Why a piece of a file is no event, in words. */

export const noEvent =
  'no CloudTrail event: it has neither eventVersion, nor eventSource and eventName, nor eventID and eventTime'

/** In the order of `Fault` in wasm/json.ts. */
export const faults = [
  'expected a key',
  'expected a colon',
  'expected a comma',
  'text ends inside an object',
  'expected a comma or the end of the records',
  'expected a comma or the end of the resources',
  'expected a comma or the end',
  'text ends inside a value',
  'text ends inside a string',
  'control character in a string',
  'bad escape',
  'bad \\u escape',
  'no value',
  'bad number',
  'bad literal',
  'text goes on behind its end',
]

/** What a JSON value is that begins with this byte, in words. */
export function kindOf(first: number): string {
  switch (first) {
    case 0x22:
      return 'text'
    case 0x5b:
      return 'a list'
    case 0x74:
    case 0x66:
      return 'true or false'
    case 0x6e:
      return 'null'
    default:
      return 'a number'
  }
}
