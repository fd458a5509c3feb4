import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAssetHandler } from '../../../../src-main/hosts/browser/assets.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailproof-assets-'))
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.html'), 'secret')
  writeFileSync(join(folder, 'renderer', 'index.html'), 'page')
  writeFileSync(join(folder, 'renderer', 'case.json.gz'), 'evidence')
  writeFileSync(join(folder, 'renderer', '.hidden.html'), 'hidden')
  writeFileSync(join(folder, 'renderer', 'assets', 'code icon-1.ttf'), 'font')
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = (address: string, method = 'GET') =>
  createAssetHandler(join(folder, 'renderer'))(new Request(address, { method }))

test.each([
  ['app://trailproof/', 'page', 'text/html; charset=utf-8'],
  ['http://127.0.0.1:1/?panel=events', 'page', 'text/html; charset=utf-8'],
  ['http://127.0.0.1:1/assets/code%20icon-1.ttf', 'font', 'font/ttf'],
])('%s is served', async (address, body, type) => {
  const answer = await get(address)
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, type, body])
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

// `new URL` resolves plain dots itself; what is left is every way to bring them past it.
test.each([
  '/../secret.html', '/%2e%2e/secret.html', '/..%2fsecret.html', '/%2e%2e%2fsecret.html', '/..%5csecret.html',
  '/assets/..%2f..%2fsecret.html', '/%252e%252e/secret.html', '//secret.html', '/.hidden.html', '/%00.html',
  '/index.html%00', '/%E0%A4%A', '/assets', '/assets/', '/nothing.html', '/case.json.gz', '/C:%5Csecret.html',
  '/index.html::$DATA',
])('%s is not', async (path) => {
  const answer = await get(`http://127.0.0.1:1${path}`)
  expect([answer.status, await answer.text()]).toEqual([404, 'There is no such page.\n'])
}) // biome-ignore format: a list

test('HEAD has no body and other methods are refused', async () => {
  expect(await (await get('http://127.0.0.1:1/', 'HEAD')).text()).toBe('')
  expect((await get('http://127.0.0.1:1/', 'POST')).status).toBe(405)
})
