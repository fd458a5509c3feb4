/**
 * Waits until the work has ended, fulfilled or rejected, at most `ms`. Resolves to false when it has not ended by then.
 */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const ended = work.then(
    () => true,
    () => true,
  )
  const inTime = await Promise.race([ended, late])
  clearTimeout(timer)
  return inTime
}
