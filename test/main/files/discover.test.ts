import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { discover } from '../../../src-main/files/discover.ts'
import { type Disk, localDisk } from '../../../src-main/files/disk.ts'

const folder = mkdtempSync(join(tmpdir(), 'trailproof-discover-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string, text = 'x') {
  const target = join(folder, path)
  mkdirSync(join(target, '..'), { recursive: true })
  writeFileSync(target, text)
  return target
}

describe('discover', () => {
  test('lists every file below the opened paths once, in the order of paths', async () => {
    put('a/z/late.json', '12345')
    put('a/b.json')
    put('a/a.json')
    const single = put('single.json')
    const found = await discover([join(folder, 'a'), join(folder, 'a', 'z'), single])
    expect(found.map(({ name, bytes, problem }) => [name, bytes, problem])).toEqual([
      ['a.json', 1, null],
      ['b.json', 1, null],
      ['z/late.json', 5, null],
      ['single.json', 1, null],
    ])
  })

  test('lists links and does not follow them, neither out of the folder nor round in circles', async () => {
    put('outside/secret.json')
    put('links/inside.json')
    symlinkSync(join(folder, 'outside'), join(folder, 'links', 'out'))
    symlinkSync(join(folder, 'links'), join(folder, 'links', 'round'))
    symlinkSync(join(folder, 'outside', 'secret.json'), join(folder, 'links', 'secret.json'))
    const found = await discover([join(folder, 'links')])
    expect(found.map(({ name, nature }) => [name, nature])).toEqual([
      ['inside.json', 'file'],
      ['out', 'symbolic-link'],
      ['round', 'symbolic-link'],
      ['secret.json', 'symbolic-link'],
    ])
    expect(found[1]?.problem).toBe('It is a symbolic link and was not followed.')
  })

  test('follows an opened path that is a link itself: its user named it', async () => {
    put('target/file.json')
    symlinkSync(join(folder, 'target'), join(folder, 'opened'))
    expect((await discover([join(folder, 'opened')])).map(({ name }) => name)).toEqual(['file.json'])
  })

  test('says of a path that is not there that it is not there', async () => {
    const found = await discover([join(folder, 'nothing')])
    expect(found).toMatchObject([{ nature: 'vanished', problem: expect.stringContaining('not there') }])
  })

  test('tells of an empty folder under the name of a file, and of no other', async () => {
    for (const path of ['empty/a.json.gz', 'empty/b.JSON', 'empty/2024', 'empty/c.json/d.json'])
      mkdirSync(join(folder, path), { recursive: true })
    const found = await discover([join(folder, 'empty')])
    expect(found.map(({ name, nature }) => [name, nature])).toEqual([
      ['a.json.gz/', 'empty-folder'],
      ['b.JSON/', 'empty-folder'],
      ['c.json/d.json/', 'empty-folder'],
    ])
    expect(await discover([join(folder, 'empty', 'a.json.gz')])).toEqual([])
  })

  test('stops when it is told to', async () => {
    put('stop/file.json')
    const signal = AbortSignal.abort()
    await expect(discover([join(folder, 'stop')], { signal })).rejects.toThrow()
  })
})

describe('a slow disk', () => {
  /** A disk of which each answer takes 5 ms of its clock. What was asked is answered when as much waits as is going to. */
  function aSlowDisk() {
    let time = 0
    let waiting: (() => void)[] = []
    const counts = { now: 0, later: 0, most: 0 }
    const takesLong = () => {
      time += 5
      counts.now++
    }
    const later = async <T>(answer: () => T): Promise<T> => {
      counts.later++
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        counts.most = Math.max(counts.most, waiting.length)
        // The last one that was asked is answered first.
        if (waiting.length === 1) setImmediate(() => answerAll())
      })
      return answer()
    }
    const answerAll = () => {
      const all = waiting.reverse()
      waiting = []
      for (const answered of all) answered()
    }
    const disk: Disk = {
      entriesNow: (folder) => {
        takesLong()
        return localDisk.entriesNow(folder)
      },
      sizeNow: (path) => {
        takesLong()
        return localDisk.sizeNow(path)
      },
      entries: (folder) => later(() => localDisk.entriesNow(folder)),
      size: (path) => later(() => localDisk.sizeNow(path)),
      clock: () => time,
    }
    return { disk, counts }
  }

  test('is asked 32 questions at a time, and the list is that of a fast one', async () => {
    for (let file = 0; file < 300; file++) put(`slow/${file % 60}/${file}.json`, 'x'.repeat(file))
    put('slow/many/a.json')
    for (let file = 0; file < 100; file++) put(`slow/many/${file}.json`)
    put('slow/empty.json/x')
    rmSync(join(folder, 'slow/empty.json/x'))
    symlinkSync(join(folder, 'slow'), join(folder, 'slow', 'link'))
    const { disk, counts } = aSlowDisk()
    expect(await discover([join(folder, 'slow')], { disk })).toEqual(await discover([join(folder, 'slow')]))
    expect(counts).toEqual({ now: 4, later: expect.any(Number), most: 32 })
    // Each folder and each file was asked about once.
    expect(counts.now + counts.later).toBe(63 + 401)
  })

  test('that fails now and then is told of, file by file', async () => {
    for (let file = 0; file < 40; file++) put(`failing/${file}.json`)
    const { disk } = aSlowDisk()
    const failing: Disk = {
      ...disk,
      size: async (path) => {
        if (path.endsWith('39.json')) throw Object.assign(new Error('gone'), { code: 'ENOENT' })
        return disk.size(path)
      },
    }
    const found = await discover([join(folder, 'failing')], { disk: failing })
    expect(found.filter(({ nature }) => nature === 'vanished').map(({ name }) => name)).toEqual(['39.json'])
    expect(found).toHaveLength(40)
  })
})
