import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void

/**
 * Collects garbage at once. V8 delays the collection of buffers, since they lie outside of its heap: without this, a
 * reader keeps a hundred megabytes of files that it has finished, and the arrays that a case was made from stay while
 * its database is built. Call it where much memory was just dropped. `minor` takes about a millisecond, `major` some
 * tens of them.
 */
export function collectGarbage(type: 'minor' | 'major'): void {
  if (type === 'minor') collect({ type })
  // V8 11 takes any object for `true`, which means the minor collection (extensions/gc-extension.cc).
  else collect()
}
