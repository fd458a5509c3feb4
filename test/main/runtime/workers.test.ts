import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { builtWorker, type WorkerName, workers } from '../../../src-main/runtime/workers.ts'
import { workersFolder } from '../../fixtures/engine.ts'

const root = join(import.meta.dirname, '../../..')

test.each(Object.entries(workers))(
  '%s is built from a file that is there, under the name it is started by',
  (name, entry) => {
    expect(existsSync(join(root, entry))).toBe(true)
    expect(existsSync(builtWorker(workersFolder, name as WorkerName))).toBe(true)
  },
)
