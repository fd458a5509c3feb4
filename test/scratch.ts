import { mkdirSync, rmSync } from 'node:fs'
import { scratch } from './vitest.config.ts'

export function setup() {
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { recursive: true })
}

export function teardown() {
  rmSync(scratch, { recursive: true, force: true })
}
