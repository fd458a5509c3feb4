import { describe, expect, test } from 'vitest'
import { circlesIn, importsIn, isAllowed, networkIn, wallOf, withoutComments } from './imports.ts'

/** The walls test is only as good as what it sees: these are the ways in which TypeScript names another file. */
describe('what a file imports', () => {
  const seenIn = (text: string) => importsIn(text, 'src-main/case/case.ts')

  test.each([
    ['on one line', `import { a } from './a.ts'`],
    ['on many lines', `import {\n  type A,\n  b,\n} from './a.ts'`],
    ['with a comment between', `import {\n  a, // why\n} from './a.ts'`],
    ['of a type', `import type { A } from './a.ts'`],
    ['of a default', `import a from './a.ts'`],
    ['of all names', `import * as a from './a.ts'`],
    ['for its effect', `import './a.ts'`],
    ['passed on', `export { a } from './a.ts'`],
    ['passed on, on many lines', `export {\n  a,\n  b,\n} from './a.ts'`],
    ['passed on as types', `export type { A } from './a.ts'`],
    ['passed on whole', `export * from './a.ts'`],
    ['passed on under a name', `export * as a from './a.ts'`],
    ['when needed', `const a = await import('./a.ts')`],
    ['when needed, on many lines', `const a = await import(\n  './a.ts'\n)`],
    ['when needed, as a template', 'const a = await import(`./a.ts`)'],
    ['as a type in place', `let a: import('./a.ts').A`],
    ['by require', `const a = require('./a.ts')`],
    ['by require, as TypeScript writes it', `import a = require('./a.ts')`],
    ['in double quotes', `import { a } from "./a.ts"`],
    ['after another statement', `const b = 1; import { a } from './a.ts'`],
    ['as an asset', `import a from './a.ts?asset'`],
  ])('is seen %s', (_, text) => {
    expect(seenIn(text)).toEqual(['src-main/case/a.ts'])
  })

  test('a name upwards becomes a path below the root; a package keeps its name', () => {
    const text = `import { a } from '../../src-shared/a.ts'\nimport { parse } from 'node:path'\nimport React from 'react'`
    expect(seenIn(text)).toEqual(['src-shared/a.ts', 'node:path', 'react'])
  })

  test.each([
    ['in a comment', `// import { a } from './a.ts'\n/* import './b.ts' */`],
    ['in a string', `const text = "copied from './a.ts'"`],
    ['that is exported here', `export const from = './a.ts'`],
  ])('is not what stands %s', (_, text) => {
    expect(seenIn(text)).toEqual([])
  })

  test('an address in a string is no comment', () => {
    expect(withoutComments(`const at = 'https://a' // there`)).toBe(`const at = 'https://a'  `)
  })
})

describe('a wall', () => {
  test('lets through one module, a folder, or a package with its subpaths, and nothing that only begins alike', () => {
    expect(isAllowed('src-main/engine/engine.ts', 'src-main/engine/engine')).toBe(true)
    expect(isAllowed('src-main/engine/engine-room.ts', 'src-main/engine/engine')).toBe(false)
    expect(isAllowed('src-main/files/inflate/inflate.ts', 'src-main/files/')).toBe(true)
    expect(isAllowed('react-dom/client', 'react-dom')).toBe(true)
    expect(isAllowed('react-dom', 'react')).toBe(false)
    expect(isAllowed('node:fs/promises', 'node:fs')).toBe(true)
    expect(isAllowed('node:fsx', 'node:fs')).toBe(false)
  })

  test('the longest name that a path begins with is its wall', () => {
    const walls = ['src-renderer/panels/', 'src-renderer/panels/sql/', 'src-main/cli.ts']
    expect(wallOf('src-renderer/panels/sql/editor.ts', walls)).toBe('src-renderer/panels/sql/')
    expect(wallOf('src-renderer/panels/events/grid.tsx', walls)).toBe('src-renderer/panels/')
    expect(wallOf('src-main/new.ts', walls)).toBe(undefined)
  })
})

describe('a circle', () => {
  const circles = (imports: Readonly<Record<string, readonly string[]>>) => circlesIn(new Map(Object.entries(imports)))

  test('is found over two files, over three, and where a file imports itself', () => {
    expect(circles({ a: ['b'], b: ['a'] })).toEqual([['a', 'b']])
    expect(circles({ a: ['b'], b: ['c'], c: ['a'] })).toEqual([['a', 'b', 'c']])
    expect(circles({ a: ['a'] })).toEqual([['a']])
  })

  test('is told apart from another, and from two ways to one file', () => {
    expect(circles({ d: ['c'], c: ['d', 'a'], a: ['b'], b: ['a'] })).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(circles({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([])
  })
})

describe('a way to the network', () => {
  const seenIn = (text: string) => networkIn(text, 'src-main/files/read.ts')

  test.each([
    [`import { connect } from 'node:net'`, 'node:net'],
    [`import { connect } from 'net'`, 'net'],
    [`import tls from 'node:tls'`, 'node:tls'],
    [`import type { Server } from 'node:http'`, 'node:http'],
    [`const { get } = await import('node:https')`, 'node:https'],
    [`const http2 = require('http2')`, 'http2'],
    [`const net = process.getBuiltinModule('node:net')`, 'node:net'],
    [`import { createSocket } from 'node:dgram'`, 'node:dgram'],
    [`import { lookup } from 'node:dns/promises'`, 'node:dns/promises'],
    [`import { S3Client } from '@aws-sdk/client-s3'`, '@aws-sdk/client-s3'],
    [`import { WebSocketServer } from 'ws'`, 'ws'],
    [`const answer = await fetch('https://example.com')`, 'fetch('],
    [`const get = globalThis.fetch`, 'globalThis.fetch'],
    [`const socket = new WebSocket(address)`, 'new WebSocket'],
    [`navigator.sendBeacon(address)`, 'sendBeacon('],
    [`new EventSource(address)`, 'new EventSource'],
  ])('is seen in %s', (text, use) => {
    expect(seenIn(text)).toContain(use)
  })

  test.each([
    [`import { parse } from 'node:path'`],
    [`import { within } from './network.ts'`],
    [`// node:http would be refused; so would fetch()`],
    [`const commands = fetchCommands(missing)`],
    [`const noted: WebSocket | null = null`],
    [`const next = prefetch(row)`],
  ])('is not seen in %s', (text) => {
    expect(seenIn(text)).toEqual([])
  })
})
