/** Compression methods that are read (PKWARE APPNOTE.TXT, 4.4.5). */
export const zipMethods = { stored: 0, deflated: 8 } as const

export const isReadMethod = (method: number): boolean => method === zipMethods.stored || method === zipMethods.deflated
