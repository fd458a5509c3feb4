/** A single value stands for a list of one. Numbers and truth values may stand without quotes. */
export const valuesOf = (written: unknown): readonly string[] =>
  (Array.isArray(written) ? written : [written])
    .filter((value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    .map(String)
