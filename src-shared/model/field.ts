/**
 * What JSON values are, a bit each: a text that is written both as a string and as a number has both. JSON null is no
 * value.
 */
export const fieldKind = { string: 1, number: 2, boolean: 4, object: 8, array: 16 } as const

export type FieldKind = (typeof fieldKind)[keyof typeof fieldKind]
