import { fail, ok, type Result } from '../../src-shared/base/result.ts'
import type { FilterColumn } from '../../src-shared/filter/columns.ts'
import type { Stage } from '../../src-shared/model/job.ts'
import { layerMissing } from '../../src-shared/words/layers.ts'
import { Pending } from '../runtime/pending.ts'
import type { Part } from '../store/parts.ts'

/**
 * A layer: something that a case comes to know later than others, such as verdicts. `Ground` is the case as its layers
 * see it, `Value` what the layer knows.
 */
export interface LayerSpec<Ground, Value> {
  /** Layers that must be there before it can be built. */
  readonly needs: readonly string[]
  /** What the job that builds it says it does. */
  readonly stage: Stage
  /** Columns of the filter that it adds: they say nothing before it is there. */
  readonly columns: readonly FilterColumn[]
  /** Parts of the SQL database that it adds. */
  readonly parts: readonly Part[]
  /** To be stopped by the signal, if it can be: it may throw the signal's reason then, and is cancelled without a value. */
  build(ground: Ground, signal: AbortSignal): Promise<LayerBuilt<Value>>
  /** Resolves when its parts are in the database; called once it is built. */
  store(ground: Ground): Promise<void>
}

/** What was cancelled may be there all the same: its value says then what it lacks. */
export type LayerBuilt<Value> = { readonly state: 'ready' | 'cancelled'; readonly value: Value }
type LayerEnd<Value> = LayerBuilt<Value> | { readonly state: 'cancelled' | 'failed'; readonly value: null }
export type LayerState = 'building' | LayerEnd<unknown>['state']

/** The layers of a case by name, in the order in which they are built. */
// biome-ignore lint/suspicious/noExplicitAny: every layer knows something else
export type LayerTable<Ground> = Readonly<Record<string, LayerSpec<Ground, any>>>
type ValueOf<Spec> = Spec extends { build(...given: never[]): Promise<LayerBuilt<infer Value>> } ? Value : never

/** Where one layer of one case has come to. */
class Slot {
  end: LayerEnd<unknown> | null = null
  readonly ended = new Pending<LayerEnd<unknown>>()
  readonly stored = new Pending<void>()

  finish(end: LayerEnd<unknown>): void {
    if (this.end !== null) return
    this.end = end
    this.ended.give(end)
  }
}

/** The layers of one case: each is built, and calls and queries wait for those that they name. */
export class Layers<Ground, Table extends LayerTable<Ground>> {
  readonly #slots: Map<string, Slot>

  constructor(
    private readonly table: Table,
    private readonly ground: Ground,
  ) {
    this.#slots = new Map(Object.keys(table).map((name) => [name, new Slot()]))
  }

  state(name: keyof Table & string): LayerState {
    return this.#slot(name).end?.state ?? 'building'
  }

  /** Null where it is not there. */
  value<Name extends keyof Table & string>(name: Name): ValueOf<Table[Name]> | null {
    return (this.#slot(name).end?.value ?? null) as ValueOf<Table[Name]> | null
  }

  /** Resolves when it is built or cancelled; rejects with the reason for which it failed. */
  async build(name: keyof Table & string, signal: AbortSignal): Promise<void> {
    const slot = this.#slot(name)
    const spec = this.table[name]!
    try {
      const needed = await this.whenThere(spec.needs)
      if (!needed.ok) return slot.finish({ state: 'cancelled', value: null })
      const built: LayerBuilt<unknown> = await spec.build(this.ground, signal)
      slot.finish(built)
      spec.store(this.ground).then(slot.stored.give, slot.stored.refuse)
    } catch (error) {
      slot.finish({ state: signal.aborted ? 'cancelled' : 'failed', value: null })
      throw error
    }
  }

  /** Waits until these layers have ended; fails where one of them is not there. */
  async whenThere(names: readonly string[]): Promise<Result<void, 'layer-missing'>> {
    for (const name of names) {
      const { state, value } = await this.#slot(name).ended.value
      if (value === null) return fail('layer-missing', layerMissing(name, state === 'failed' ? 'failed' : 'cancelled'))
    }
    return ok(undefined)
  }

  /** Waits until these layers have ended, whether or not they are there. */
  async whenEnded(names: readonly string[]): Promise<void> {
    for (const name of names) await this.#slot(name).ended.value
  }

  /** These are to be built anew: whoever asks for them from now on waits. To be called once they have ended. */
  renew(names: readonly (keyof Table & string)[]): void {
    for (const name of names) this.#slots.set(name, new Slot())
  }

  /** Waits until the layers that add these parts are in the database; rejects where the database could not take them. */
  async whenStored(parts: ReadonlySet<Part>): Promise<Result<void, 'layer-missing'>> {
    const names = Object.keys(this.table).filter((name) => this.table[name]!.parts.some((part) => parts.has(part)))
    const there = await this.whenThere(names)
    if (there.ok) for (const name of names) await this.#slot(name).stored.value
    return there
  }

  /** Columns of the filter that say nothing yet. */
  get missingColumns(): readonly FilterColumn[] {
    return Object.keys(this.table).flatMap((name) => (this.value(name) === null ? this.table[name]!.columns : []))
  }

  /** What these would be built on could not be made: whoever waits for them is told. */
  giveUp(names: readonly (keyof Table & string)[]): void {
    for (const name of names) this.#slot(name).finish({ state: 'failed', value: null })
  }

  /** The case is closed: what is not built never will be. */
  end(): void {
    for (const slot of this.#slots.values()) slot.finish({ state: 'cancelled', value: null })
  }

  #slot(name: string): Slot {
    const slot = this.#slots.get(name)
    if (slot === undefined) throw new Error(`There is no layer ${name}`)
    return slot
  }
}
