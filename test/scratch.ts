import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { output } from './vitest.config.ts'

export function setup() {
  mkdirSync(join(output, 'scratch'), { recursive: true })
}

export function teardown() {
  rmSync(output, { recursive: true, force: true })
}
