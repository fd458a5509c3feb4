import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDirectory } from '../../../src-main/service/directory.ts'

let folder: string
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'trailproof-directory-')))
  for (const name of ['.hidden', 'logs 10', 'logs 9']) mkdirSync(join(folder, name))
  for (const name of ['b.txt', '.a.txt', 'a.txt']) writeFileSync(join(folder, name), '')
  symlinkSync(join(folder, 'logs 9'), join(folder, 'linked'))
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'))
  mkdirSync(join(folder, 'logs 9', 'many'))
  for (let i = 0; i < 250; i++) writeFileSync(join(folder, 'logs 9', 'many', `${i}.json.gz`), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('names of folders and files, hidden ones last, links as what they lead to', async () => {
  expect(await listDirectory(folder)).toMatchObject({
    ok: true,
    value: {
      path: folder,
      parent: dirname(folder),
      folders: ['linked', 'logs 9', 'logs 10', '.hidden'],
      files: ['a.txt', 'b.txt', 'dangling', '.a.txt'],
      fileCount: 4,
    },
  })
})

test('of many files 200 are named and all are counted', async () => {
  const listed = await listDirectory(join(folder, 'logs 9', 'many'))
  expect(listed.ok && [listed.value.files.length, listed.value.fileCount]).toEqual([200, 250])
})

test('nothing given is home, and the root has no parent', async () => {
  const [home, root] = [await listDirectory(null), await listDirectory('/')]
  expect(home.ok && home.value.path).toBe(homedir())
  expect(home.ok && home.value.roots[0]).toBe(homedir())
  expect(root.ok && root.value.parent).toBe(null)
})

test.each([
  ['absent', 'there is no such folder'],
  ['a.txt', 'it is a file'],
])('%s is a failure with a reason', async (name, reason) => {
  const path = join(folder, name)
  expect(await listDirectory(path)).toEqual({
    ok: false,
    code: 'unreadable',
    message: `The folder ${path} cannot be listed: ${reason}`,
  })
})
