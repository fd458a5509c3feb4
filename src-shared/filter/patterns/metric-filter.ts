import { deepestGroup, type Where } from '../model.ts'
import { anyOf, columnAt, compared, condition, exactly, isAbsent, isThere, like, NoTwin } from './pattern-parts.ts'

/**
 * The JSON patterns of metric and subscription filters. Source: CloudWatch Logs user guide, "Filter pattern syntax for
 * metric filters, subscription filters, filter log events, and Live Tail". Of an absent field `!=` holds, as the pattern of
 * CIS 4.2 needs it for sign-ins that tell no MFA.
 *
 *     either = all (|| all)*
 *     all    = part (&& part)*
 *     part   = ( either ) | selector sign value | selector IS NULL | selector IS TRUE | selector NOT EXISTS
 */
export function readMetricFilter(text: string): Where {
  return new Reader(text).whole()
}

interface Part {
  readonly kind: 'sign' | 'selector' | 'quoted' | 'regex' | 'word' | 'end'
  readonly text: string
  readonly at: number
}

const parts =
  /\s*(?:(?<sign>&&|\|\||!=|>=|<=|[(){}=<>])|(?<selector>\$(?:\.[\w:@-]+|\[\d+\]|\[["'][^"']*["']\])*)|"(?<quoted>(?:[^"\\]|\\.)*)"|%(?<regex>[^%]*)%|(?<word>[^\s()&|=!<>{}"]+))/y

class Reader {
  readonly #parts: readonly Part[]
  #next = 0
  #depth = 0

  constructor(text: string) {
    this.#parts = partsOf(text)
  }

  whole(): Where {
    this.#take('{')
    const where = this.#either()
    this.#take('}')
    if (this.#peek().kind !== 'end') throw this.#wrong('Nothing may follow the closing brace')
    return where
  }

  #either(): Where {
    const any = [this.#all()]
    while (this.#peek().text === '||') {
      this.#next++
      any.push(this.#all())
    }
    return anyOf(any)
  }

  #all(): Where {
    const all = [this.#part()]
    while (this.#peek().text === '&&') {
      this.#next++
      all.push(this.#part())
    }
    return all.length === 1 ? all[0]! : { all }
  }

  #part(): Where {
    if (this.#peek().text === '(') {
      if (++this.#depth > deepestGroup) throw this.#wrong('Groups are nested too deeply')
      this.#next++
      const where = this.#either()
      this.#take(')')
      this.#depth--
      return where
    }
    const selector = this.#peek()
    if (selector.kind !== 'selector') throw this.#wrong('Here belongs a field, such as $.eventName')
    this.#next++
    return this.#claim(pathOf(selector.text))
  }

  #claim(path: string): Where {
    const word = this.#peek().text.toUpperCase()
    if (word === 'IS' || word === 'NOT') {
      this.#next++
      return this.#state(path, word)
    }
    const sign = this.#peek()
    if (!['=', '!=', '>', '<', '>=', '<='].includes(sign.text)) throw this.#wrong('Here belongs =, !=, <, >, IS or NOT EXISTS')
    this.#next++
    const value = this.#peek()
    if (value.kind === 'sign' || value.kind === 'selector' || value.kind === 'end') throw this.#wrong('Here belongs a value')
    this.#next++
    if (sign.text === '!=') return { not: equal(path, value) }
    return sign.text === '=' ? equal(path, value) : compared(path, sign.text, value.text)
  } // biome-ignore format: one line a check

  #state(path: string, word: string): Where {
    const state = `${word} ${this.#peek().text.toUpperCase()}`
    this.#next++
    const column = columnAt(path)
    switch (state) {
      case 'IS NULL':
      case 'NOT EXISTS':
        return isAbsent(column)
      case 'IS TRUE':
        return exactly(column, 'true')
      case 'IS FALSE':
        return exactly(column, 'false')
      case 'IS EXISTS':
        return isThere(column)
      default:
        this.#next--
        throw this.#wrong('After IS belongs NULL, TRUE or FALSE, after NOT belongs EXISTS')
    }
  }

  #peek(): Part {
    return this.#parts[this.#next]!
  }

  #take(sign: string): void {
    if (this.#peek().text !== sign || this.#peek().kind !== 'sign') throw this.#wrong(`Here belongs “${sign}”`)
    this.#next++
  }

  #wrong(what: string): NoTwin {
    return new NoTwin(`${what},`, this.#peek().at)
  }
}

function equal(path: string, { kind, text }: Part): Where {
  const column = columnAt(path)
  if (kind === 'regex') return condition(column, 'matches', `(?-i)${text}`)
  return text.includes('*') ? like(column, text) : exactly(column, text)
}

function partsOf(text: string): readonly Part[] {
  const found: Part[] = []
  parts.lastIndex = 0
  while (text.slice(parts.lastIndex).trim() !== '') {
    const from = parts.lastIndex
    const match = parts.exec(text)
    if (match === null) throw new NoTwin('What stands here is no part of a pattern,', from)
    const [kind, read] = Object.entries(match.groups!).find(([, value]) => value !== undefined)!
    const said = kind === 'quoted' ? read.replaceAll(/\\(.)/g, '$1') : read
    found.push({ kind: kind as Part['kind'], text: said, at: parts.lastIndex - match[0].trimStart().length })
  }
  return [...found, { kind: 'end', text: '', at: text.length }]
}

/** `$.a["b"][0]` as `a.b[0]`. */
function pathOf(selector: string): string {
  const path = selector.slice(1).replaceAll(/\[["']([^"']*)["']\]/g, '.$1')
  if (path === '') throw new NoTwin('$ alone is the whole record,')
  return path.replace(/^\./, '')
}
