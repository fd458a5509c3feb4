/** Where the lines of one log are kept, in their order; without their line breaks. Both reject where that fails. */
export interface LogStore {
  lines(): Promise<readonly string[]>
  /** Behind all others. */
  append(line: string): Promise<void>
}
