/** Whether there is memory for more events than these. */
export type HasRoom = (events: number) => boolean

/**
 * What putting in order, the SQL database and the rules take on top of what reading has taken, and what is left to
 * others: measured at one million events, the peak is 1.5 times what there was when all was read.
 */
const takenLater = 0.6
const leftToOthers = 300 * 1024 * 1024

/** By what the machine, or the container the process is in, has left. */
export const machineHasRoom: HasRoom = () =>
  process.availableMemory() > process.memoryUsage.rss() * takenLater + leftToOthers
