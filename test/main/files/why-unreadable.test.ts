import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { whyUnreadable } from '../../../src-main/files/why-unreadable.ts'
import { temporaryFolder } from '../../fixtures/trail.ts'

test('what is there is readable, what is not there is said', () => {
  const folder = temporaryFolder()
  expect(whyUnreadable(folder)).toBeNull()
  expect(whyUnreadable(join(folder, 'none'))).toBe(`${join(folder, 'none')} does not exist.`)
})

/** As a user whom the mode of files binds: root, as whom tests may run, gives its rights away for the time. */
function asNobody<T>(work: () => T): T {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid!(65_534)
  try {
    return work()
  } finally {
    if (isRoot) process.seteuid!(0)
  }
}

test.skipIf(process.platform === 'win32')(
  'a folder or file that the operating system refuses to read is said to be unreadable, and not to be empty',
  () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o755)
    const [list, closed] = [join(folder, 'keys.json'), join(folder, 'closed')]
    writeFileSync(list, '{}')
    mkdirSync(closed)
    for (const path of [list, closed]) {
      chmodSync(path, 0o000)
      expect(asNobody(() => whyUnreadable(path))).toBe(`${path} may not be read: permission denied.`)
    }
  },
)
