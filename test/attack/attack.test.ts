import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from '../fixtures/engine.ts'
import { attacked, genuineKeys, removeFolder } from './attacked.ts'
import { faultsOf } from './judge.ts'

/*
 * Random things done to a signed trail, and every answer about it held against what was delivered. `npm test` tries a
 * fixed number of folders; `npm run attack` goes on for as long as it is told.
 */

const minutes = Number(process.env.TRAILPROOF_ATTACK_MINUTES ?? 0)
const seed = process.env.TRAILPROOF_ATTACK_SEED ?? '2024-03-05'
const perTurn = 20
const turns = 2

let engine: Engine
let keys: string
beforeAll(() => {
  engine = startEngine()
  keys = genuineKeys()
})
afterAll(() => engine.dispose())

async function attack(from: number): Promise<void> {
  for (let number = from; number < from + perTurn; number++) {
    const folder = attacked(seed, number)
    expect([folder.story, ...(await faultsOf(folder, engine, keys))]).toEqual([folder.story])
    removeFolder(folder)
  }
}

test.each(Array.from({ length: turns }, (_, turn) => turn * perTurn))(
  'answers about attacked folders %i and on are true',
  attack,
  600_000,
)

if (minutes > 0) {
  test(
    `answers stay true for ${minutes} minutes`,
    async () => {
      const until = Date.now() + minutes * 60_000
      let from = turns * perTurn
      for (; Date.now() < until; from += perTurn) await attack(from)
      console.log(`${from} folders were attacked.`)
    },
    (minutes + 5) * 60_000,
  )
}
