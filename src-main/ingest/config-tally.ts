import { configItemsLeftOut } from '../../src-shared/words/files.ts'
import {
  type ConfigItem,
  type ConfigItems,
  configItemsInOrder,
  mostConfigItems,
  type PlacedConfigItem,
} from '../columns/config-items.ts'
import type { SameText } from '../runtime/same-text.ts'

/** Configuration items of all files, as many as a case keeps. */
export class ConfigTally {
  private readonly items: PlacedConfigItem[] = []
  /** By file number, how many are beyond what a case keeps. */
  private readonly leftOut = new Map<number, number>()
  private readonly files = new Set<number>()

  constructor(
    private readonly words: SameText,
    private readonly most = mostConfigItems,
  ) {}

  add(file: number, items: readonly ConfigItem[]): void {
    if (items.length > 0) this.files.add(file)
    const kept = items.slice(0, this.most - this.items.length)
    for (const item of kept) this.items.push({ ...this.slimmed(item), file })
    if (kept.length < items.length) this.leftOut.set(file, items.length - kept.length)
  }

  /** Undefined where there are none. */
  inOrder(): ConfigItems | undefined {
    return this.items.length === 0 ? undefined : configItemsInOrder(this.items)
  }

  hasItemsOf(file: number): boolean {
    return this.files.has(file)
  }

  /** What is to be said of a file. */
  notesOn(file: number): readonly string[] {
    const items = this.leftOut.get(file)
    return items === undefined ? [] : [configItemsLeftOut(items, this.most)]
  }

  /** Items come from other threads with texts of their own, of which these are few different ones. */
  private slimmed(item: ConfigItem): ConfigItem {
    const same = (text: string | null): string | null => (text === null ? null : this.words.of(text))
    return {
      ...item,
      resourceType: same(item.resourceType),
      accountId: same(item.accountId),
      awsRegion: same(item.awsRegion),
      status: same(item.status),
      snapshotId: same(item.snapshotId),
    }
  }
}
