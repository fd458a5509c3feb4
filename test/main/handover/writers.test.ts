import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AwsStandIn } from '../../fixtures/aws-stand-in.ts'
import { closedFolder, fullDisk } from '../../fixtures/disks.ts'
import { open } from '../../fixtures/engine.ts'
import { aTrail, temporaryFolder, type WrittenTrail } from '../../fixtures/trail.ts'
import { type Writer, type WritersGround, writers } from '../../fixtures/writers.ts'
import { aGround } from '../../fixtures/writers-ground.ts'

const root = join(import.meta.dirname, '../../../src-main')
let ground: WritersGround & { end(): Promise<void> }
let trail: WrittenTrail
beforeAll(async () => {
  trail = await aTrail().hours(2).write()
  ground = await aGround(trail, new AwsStandIn().putTrail(aTrail().hours(1).build()))
})
afterAll(() => ground.end())

/** Every file below, with its content. */
const contentOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  )
const all = writers.map((writer) => [writer.name, writer] as const)
const notWithout = (fault: keyof NonNullable<Writer['without']>) =>
  all.filter(([, { without }]) => without?.[fault] === undefined)
const endingOf = ({ name }: Writer) =>
  name.startsWith('the ') && name.includes(' as ') ? name.replace(/.* as /, '.') : ''
const nameOf = (writer: Writer) => `out${endingOf(writer)}`

test('every file of the program that opens another to write it is behind one of these writers', () => {
  const opening = /'(?:wx|w|a|wx\+|r\+)'(?:,|\)| :)|\b(?:writeFile|writeFileSync|appendFile|createWriteStream)\(/
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const found = files.filter((name) => {
    const text = readFileSync(join(root, name), 'utf8')
    return text.includes("from 'node:fs") && opening.test(text)
  })
  expect(found.sort()).toEqual([...new Set(writers.flatMap(({ through }) => through))].sort())
})

test.each(all)('%s: written where nothing is in the way', async (_, writer) => {
  const folder = temporaryFolder()
  expect(await writer.write(join(folder, nameOf(writer)), ground)).toMatchObject({ isWritten: true })
  expect(readdirSync(folder).filter((name) => /partial|draft/.test(name))).toEqual([])
})

const disks = [0, 1].flatMap((pages) => {
  const disk = fullDisk(pages)
  return disk === null ? [] : [{ pages, disk }]
})
if (disks.length === 0) process.stdout.write('writers on a full disk: not run, for no small disk can be mounted here\n')

describe.each(disks)('on a disk with $pages free pages', ({ pages, disk: { folder, end } }) => {
  afterAll(end)

  test.each(all)('%s: it is said, and nothing is left', async (_, writer) => {
    const before = readdirSync(folder)
    const target = join(folder, `${writers.indexOf(writer)}${nameOf(writer)}`)
    const { isWritten, said } = await writer.write(target, ground)
    if (pages > 0 && isWritten) return rmSync(target, { recursive: true })
    expect([isWritten, said]).toEqual([false, expect.stringContaining(folder)])
    expect(said).toMatch(/no room|ENOSPC|was not written/)
    const left = leftIn(folder, before)
    if (writer.leaves === undefined) expect(left).toEqual([])
    expect(left.filter((name) => /partial|draft|lock/.test(name))).toEqual([])
  })
})

/** What a fetch has in place is whole, and stays for the next run. */
const leftIn = (folder: string, before: readonly string[]) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !before.includes(name))

test.each(all)('%s: without permission it is said, and nothing is there', async (_, writer) => {
  const folder = closedFolder()
  if (folder === null) return
  const target = join(folder, `trailproof-test${endingOf(writer)}`)
  const { isWritten, said } = await writer.write(target, ground)
  expect([isWritten, said]).toEqual([false, expect.stringContaining(folder)])
  expect(said).toMatch(/may not be created|EACCES|EPERM|EROFS|was not written/)
  expect(readdirSync(folder).filter((name) => name.startsWith('trailproof-test'))).toEqual([])
})

test.each(all)('%s: in a folder that is a file it is said', async (_, writer) => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, 'mine')
  const { isWritten, said } = await writer.write(join(file, nameOf(writer)), ground)
  expect([isWritten, said]).toEqual([false, expect.stringContaining(file)])
  expect(readFileSync(file, 'utf8')).toBe('mine')
})

test.each(notWithout('exists'))('%s: a name that is taken is refused, and what is there stays', async (_, writer) => {
  const folder = temporaryFolder()
  const target = join(folder, nameOf(writer))
  writeFileSync(target, 'mine')
  const { isWritten, said } = await writer.write(target, ground)
  expect([isWritten, said]).toEqual([false, expect.stringContaining(target)])
  expect(contentOf(folder)).toEqual({ [nameOf(writer)]: 'mine' })
})

test.each(notWithout('directory'))('%s: a folder is not replaced', async (_, writer) => {
  const folder = temporaryFolder()
  const target = join(folder, nameOf(writer))
  mkdirSync(target)
  writeFileSync(join(target, 'mine'), 'mine')
  const { isWritten, said } = await writer.write(target, ground)
  expect([isWritten, said]).toEqual([false, expect.stringContaining(target)])
  expect(leftIn(folder, [nameOf(writer), join(nameOf(writer), 'mine')])).toEqual([])
})

test.each(notWithout('evidence'))('%s: nothing is written under what is opened', async (_, writer) => {
  const before = contentOf(trail.folder)
  const { isWritten, said } = await writer.write(join(trail.folder, nameOf(writer)), ground)
  expect([isWritten, said]).toEqual([false, expect.stringContaining(trail.folder)])
  expect(contentOf(trail.folder)).toEqual(before)
})

describe('of a log file that has changed since it was opened', () => {
  let log: string
  beforeAll(async () => {
    const changed = await aTrail().seed('changed').hours(2).write()
    await open(ground.engine, changed.folder)
    log = changed.logs[0]!.path!
    writeFileSync(log, gzipSync(gunzipSync(readFileSync(log)).toString().replaceAll('"eventName":"', '"eventName":"Not')))
  })

  test.each(all)('%s: what is no longer as it was is not written', async (_, writer) => {
    const folder = temporaryFolder()
    const { isWritten, said } = await writer.write(join(folder, nameOf(writer)), ground)
    const written = Object.values(contentOf(folder)).join('\n')
    const names = said.includes(log) || written.includes(`${relative('/', log)} has changed since it was opened`)
    expect({ isWritten, names }).toEqual({ isWritten: writer.changed !== 'refuses', names: writer.changed !== 'is not read again' })
    expect(written).not.toContain('"eventName":"Not')
    if (writer.changed === 'refuses') expect(existsSync(join(folder, nameOf(writer)))).toBe(false)
  })
}) // biome-ignore format: one line a thing
