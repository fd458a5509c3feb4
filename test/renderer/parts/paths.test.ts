import { expect, test } from 'vitest'
import { crumbsOf, extensionOf, joinPath, nameOf } from '../../../src-renderer/parts/paths.ts'

test.each([
  ['/', [['/', '/']]],
  [
    '/home/ana',
    [
      ['/', '/'],
      ['home', '/home'],
      ['ana', '/home/ana'],
    ],
  ],
  [
    'C:\\Users\\ana',
    [
      ['C:\\', 'C:\\'],
      ['Users', 'C:\\Users'],
      ['ana', 'C:\\Users\\ana'],
    ],
  ],
  [
    '\\\\server\\share\\case',
    [
      ['\\\\server\\share\\', '\\\\server\\share\\'],
      ['case', '\\\\server\\share\\case'],
    ],
  ],
])('%s as crumbs', (path, expected) => expect(crumbsOf(path).map(({ name, path: to }) => [name, to])).toEqual(expected))

test.each([
  ['/', 'home', '/home'],
  ['/home', 'ana', '/home/ana'],
  ['C:\\', 'Users', 'C:\\Users'],
  ['C:\\Users', 'ana', 'C:\\Users\\ana'],
])('%s and %s joined', (folder, name, expected) => expect(joinPath(folder, name)).toBe(expected))

test('names and endings', () => {
  expect(nameOf('/home/ana/case 7')).toBe('case 7')
  expect(nameOf('/')).toBe('/')
  expect(extensionOf('/a.b/events.csv')).toBe('.csv')
  expect(extensionOf('/a.b/events')).toBe('')
})
