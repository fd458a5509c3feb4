// What is rare is told to or asked of JavaScript. Places are bytes from the start of the file.

/** The batch is full: must take it. */
@external('host', 'full')
export declare function full(): void

/** Takes back what was written to the line at hand. */
@external('host', 'clearLine')
export declare function clearLine(): void

/** Writes the line by JSON.parse; false when the text is too long for that and was kept as unparsed. */
@external('host', 'byJsonParse')
export declare function byJsonParse(from: u32, to: u32): bool

/** Keeps a record that is no object (`first` is its first byte) or, `first` being 0, an object that is no event. */
@external('host', 'unparsed')
export declare function unparsed(from: u32, to: u32, first: u32): void

/** The field behind a key that is written with escapes, or 0. */
@external('host', 'fieldOfEscaped')
export declare function fieldOfEscaped(tree: usize, from: u32, to: u32): usize

/** The field behind a key in another spelling than CloudTrail's, or 0. */
@external('host', 'fieldOfOther')
export declare function fieldOfOther(tree: usize, from: u32, to: u32): usize

/** The code of a text that is written with escapes. */
@external('host', 'codeOfEscaped')
export declare function codeOfEscaped(dictionary: usize, from: u32, to: u32): u32

/** Any form of time; NaN when it is none. */
@external('host', 'timeOf')
export declare function timeOf(from: u32, to: u32): f64

/** Keeps an id that does not fit into 16 bytes. */
@external('host', 'longId')
export declare function longId(column: usize, from: u32, to: u32): void
