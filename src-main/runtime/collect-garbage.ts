import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void

/**
 * V8 sees no hurry in collecting buffers, which lie outside its heap: left alone, a reader holds a hundred megabytes of
 * files it is done with, and the arrays a case was made from stay while its database is built. To be called where much
 * has just been dropped: `minor` takes about a millisecond, `major` some tens of them.
 */
export function collectGarbage(type: 'minor' | 'major'): void {
  if (type === 'minor') collect({ type })
  // Asked for by name, V8 11 takes it for the minor one (extensions/gc-extension.cc): any object counts as true.
  else collect()
}
