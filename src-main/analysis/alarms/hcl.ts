import { Unreadable } from './found.ts'

/**
 * Blocks and attributes of Terraform code (HCL native syntax specification, "Bodies", "Attribute Definitions", "Blocks",
 * "Template Expressions"). Expressions other than literals are kept as their text, and not computed.
 */
export interface HclBody {
  readonly attributes: ReadonlyMap<string, HclValue>
  readonly blocks: readonly HclBlock[]
}

export interface HclBlock {
  readonly type: string
  readonly labels: readonly string[]
  readonly body: HclBody
}

export type HclValue = { readonly text: string } | { readonly expression: string }

const deepest = 32

/** Throws `Unreadable`. */
export function readHcl(text: string): HclBody {
  return new HclReader(text).whole()
}

const space = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y
const identifier = /[\p{L}_][\p{L}\p{N}_-]*/uy
const quoted = /"((?:[^"\\\n]|\\.)*)"/y
const heredoc = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s|[,)}\]#/]|$)/y

class HclReader {
  #at = 0

  constructor(private readonly text: string) {}

  whole(): HclBody {
    const body = this.#body(0)
    if (this.#at < this.text.length) throw this.#wrong('A block or an attribute is expected')
    return body
  }

  #body(depth: number): HclBody {
    if (depth > deepest) throw this.#wrong(`Blocks are nested more than ${deepest} deep`)
    const attributes = new Map<string, HclValue>()
    const blocks: HclBlock[] = []
    for (;;) {
      this.#take(space)
      const name = this.#take(identifier)?.[0]
      if (name === undefined) return { attributes, blocks }
      this.#take(space)
      if (this.text[this.#at] === '=') {
        this.#at++
        attributes.set(name, this.#value())
        continue
      }
      blocks.push({ type: name, labels: this.#labels(), body: this.#block(depth) })
    }
  }

  #labels(): readonly string[] {
    const labels: string[] = []
    for (;;) {
      this.#take(space)
      const label = this.#take(quoted)?.[1] ?? this.#take(identifier)?.[0]
      if (label === undefined) return labels
      labels.push(label)
    }
  }

  #block(depth: number): HclBody {
    if (this.text[this.#at] !== '{') throw this.#wrong('“{” or “=” is expected')
    this.#at++
    const body = this.#body(depth + 1)
    if (this.text[this.#at] !== '}') throw this.#wrong('“}” is expected')
    this.#at++
    return body
  }

  #value(): HclValue {
    this.#take(space)
    const from = this.#at
    const said = this.#literal()
    if (said !== null && /^[ \t]*(?:\r?\n|#|\/\/|\/\*|\}|$)/.test(this.text.slice(this.#at, this.#at + 200)))
      return said
    this.#at = from
    this.#skipExpression()
    const expression = this.text.slice(from, this.#at).trim()
    if (expression === '') throw this.#wrong('A value is expected')
    return { expression }
  }

  #literal(): HclValue | null {
    const begin = this.#take(heredoc)
    if (begin !== null) return this.#heredoc(begin[1] === '-', begin[2]!)
    const inQuotes = this.#take(quoted)
    if (inQuotes !== null) return template(unescaped(inQuotes[1]!))
    const plain = this.#take(number) ?? this.#take(/(?:true|false|null)\b/y)
    return plain === null ? null : { text: plain[0] }
  }

  #heredoc(isIndented: boolean, mark: string): HclValue {
    const lines: string[] = []
    while (this.#at < this.text.length) {
      const end = this.text.indexOf('\n', this.#at)
      const line = this.text.slice(this.#at, end === -1 ? undefined : end).replace(/\r$/, '')
      this.#at = end === -1 ? this.text.length : end
      if (line.trim() === mark) return template(lines.join('\n').trim())
      lines.push(isIndented ? line.trimStart() : line)
      if (end !== -1) this.#at++
    }
    throw this.#wrong(`“${mark}” ends no text`)
  }

  /** Up to the line's end outside of all brackets, or the bracket that ends the block. */
  #skipExpression(): void {
    let open = 0
    while (this.#at < this.text.length) {
      if (this.#take(quoted) !== null || this.#take(/#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//y) !== null) continue
      const sign = this.text[this.#at]!
      if (open === 0 && (sign === '\n' || sign === '}')) return
      if ('([{'.includes(sign)) open++
      else if (')]}'.includes(sign)) open--
      this.#at++
    }
    if (open > 0) throw this.#wrong('A bracket is not closed')
  }

  #take(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.#at
    const match = form.exec(this.text)
    if (match !== null) this.#at = form.lastIndex
    return match
  }

  #wrong(what: string): Unreadable {
    return new Unreadable(`${what} in line ${this.text.slice(0, this.#at).split('\n').length}`)
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign)

/** A template that is one interpolation is its expression; `$${` is a literal `${`. */
function template(text: string): HclValue {
  const only = /^\$\{([^{}]*)\}$/.exec(text)
  if (only !== null) return { expression: only[1]!.trim() }
  return /(^|[^$])\$\{/.test(text) ? { expression: text } : { text: text.replaceAll('$${', '${') }
}
