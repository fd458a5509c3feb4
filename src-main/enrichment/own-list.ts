import { type Block, readBlock } from '../../src-shared/base/ip.ts'
import { hasWildcard, readWildcards } from '../../src-shared/base/regex/regex.ts'
import type { ListKind, LookupColumn } from '../../src-shared/model/enrichment.ts'
import { listWords } from '../../src-shared/words/enrichment.ts'
import type { ListedAgent } from '../columns/lookups.ts'
import { type ListLine, linesOf } from './list-lines.ts'
import { type LookupFile, Problems } from './lookup-file.ts'
import { Prefixes } from './prefixes.ts'

/** Each is looked for in every agent of the case. */
const mostAgents = 1_000
const shortestPattern = 3
const longestPattern = 200
const longestName = 200

/** A list of the user's own: see `linesOf` for its forms. Lines that say nothing are told, and the others are used. */
export function readList(bytes: Buffer): LookupFile {
  const list = new OwnList()
  for (const line of linesOf(bytes)) list.take(line)
  return list.file()
}

/** The accounts of an organization, as `aws organizations list-accounts` prints them. */
export function readAccounts(listed: readonly unknown[]): LookupFile {
  const list = new OwnList()
  for (const [at, entry] of listed.entries()) {
    const { Id, Name } = (entry ?? {}) as Record<string, unknown>
    list.take({ number: at + 1, kind: 'account', value: String(Id ?? ''), name: String(Name ?? ''), fault: null })
  }
  return list.file()
}

class OwnList {
  readonly #networks = new Prefixes<string>()
  readonly #vpns = new Prefixes<string>()
  readonly #accounts = new Map<string, string>()
  readonly #agents: ListedAgent[] = []
  readonly #entries: Partial<Record<ListKind, number>> = {}
  readonly #problems = new Problems()

  take({ number, kind, value, name, fault }: ListLine): void {
    const problem = fault ?? this.#add(kind ?? kindOf(value), value, name.slice(0, longestName))
    if (problem !== null) this.#problems.add(listWords.line(number, problem))
  }

  /** Why the line is not used; null where it is. */
  #add(kind: ListKind | null, value: string, name: string): string | null {
    switch (kind) {
      case null:
        return listWords.noKind(value)
      case 'network':
      case 'vpn': {
        const block = readBlock(value.includes('/') ? value : `${value}/${value.includes(':') ? 128 : 32}`)
        if (!block.ok) return block.message
        if (block.value.length === 0) return listWords.everyAddress(value)
        this.#addBlock(kind === 'network' ? this.#networks : this.#vpns, block.value, name === '' ? value : name)
        break
      }
      case 'account': {
        const id = value.replace(/^(\d{4})-(\d{4})-(\d{4})$/, '$1$2$3')
        if (!/^\d{12}$/.test(id)) return listWords.noAccount(value)
        if (name === '') return listWords.noName(id)
        if (!this.#accounts.has(id)) this.#accounts.set(id, name)
        break
      }
      case 'test-agent':
      case 'known-agent': {
        const fault = agentFault(value, this.#agents.length)
        if (fault !== null) return fault
        this.#agents.push({ kind, pattern: value, name: name === '' ? value : name })
      }
    }
    this.#entries[kind] = (this.#entries[kind] ?? 0) + 1
    return null
  }

  /** Of a block that is listed twice, the first line holds. */
  #addBlock(blocks: Prefixes<string>, block: Block, name: string): void {
    if (blocks.get(block) === undefined) blocks.set(block, name)
  }

  file(): LookupFile {
    const columns: LookupColumn[] = [
      ...(this.#entries.network === undefined ? [] : ['owner' as const]),
      ...(this.#entries.account === undefined ? [] : ['accountName' as const]),
    ]
    return {
      kind: 'list',
      type: null,
      builtAt: null,
      entries: this.#entries,
      problems: this.#problems,
      find: (address) => {
        const trusted = this.#networks.find(address)
        const vpn = this.#vpns.find(address)
        return trusted === undefined && vpn === undefined ? null : { trusted, vpn }
      },
      end: () => ({ columns, problems: [], unusable: null }),
      accounts: this.#accounts,
      agents: this.#agents,
    }
  }
}

/** What a line without a kind is about, as far as its form tells. An agent may look like anything. */
function kindOf(value: string): ListKind | null {
  if (/^\d{12}$|^\d{4}-\d{4}-\d{4}$/.test(value)) return 'account'
  return /^[\d.]+(\/\d+)?$|^[\da-f:.]*:[\da-f:.]*(\/\d+)?$/i.test(value) ? 'network' : null
}

function agentFault(pattern: string, before: number): string | null {
  if (pattern.replace(/[*?]/g, '').length < shortestPattern) return listWords.shortAgent(pattern, shortestPattern)
  if (pattern.length > longestPattern) return listWords.longAgent(longestPattern)
  if (before >= mostAgents) return listWords.manyAgents(mostAgents)
  if (!hasWildcard(pattern)) return null
  const read = readWildcards(pattern)
  return read.ok ? null : read.message
}
