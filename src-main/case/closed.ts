/** The case was closed while something was still being done for it: nobody wants that any more, not even a part of it. */
export class CaseClosed extends Error {
  constructor() {
    super('The case was closed.')
  }
}
