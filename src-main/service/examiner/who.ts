import { userInfo } from 'node:os'
import type { Examiner } from '../../../src-shared/model/examiner-log.ts'
import type { Settings } from '../settings.ts'

const setting = 'trailproof-examiner'

/** Who works on the case. `given`: the option of a command, which counts before what was set. */
export interface Who {
  now(): Examiner
  /** An empty name: that of the account counts again. */
  name(name: string): Examiner
}

export function createWho(settings: Settings, given: string | null): Who {
  let named = given
  const now = (): Examiner => {
    const name = named ?? settings.all()[setting] ?? ''
    return name === '' ? { name: accountName(), is: 'account' } : { name, is: 'given' }
  }
  return {
    now,
    name: (name) => {
      named = null
      settings.keep(setting, name)
      return now()
    },
  }
}

/** A system may know no account of this number. */
function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
