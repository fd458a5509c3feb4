/** The outcome of a call that can fail in ways its user must be told about. Bugs throw; these are returned. */
export type Result<T, Code extends string = string> = Ok<T> | Failure<Code>

export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

/** `code` is for programs (closed union per call); `message` is a whole sentence that names the thing and the reason. */
export interface Failure<Code extends string = string> {
  readonly ok: false
  readonly code: Code
  readonly message: string
  /** Of a bug, for whoever mends it: where it broke. Copied by who reports it, never shown. */
  readonly details?: string
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })

export const fail = <Code extends string>(code: Code, message: string): Failure<Code> => ({ ok: false, code, message })
