/** The database and the rules take memory, too. */
const leftToOthers = 300 << 20

/** What may be taken for a case file, bytes. */
export const freeMemory = (): number => Math.max(0, process.availableMemory() - leftToOthers)
