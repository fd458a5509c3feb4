import { dirname, posix } from 'node:path'

/**
 * What the text of a source file imports: static, type-only and dynamic imports, `export … from`, `require`, and
 * `import()` in a type. Relative names become paths below the root, seen from `path`; packages keep their names.
 * A query (`?asset`) is cut off. Names made at run time are not seen: a computed `import(name)` is invisible here.
 */
export function importsIn(text: string, path: string): readonly string[] {
  const forms = [
    /(?:^|[;}])\s*(?:import|export)\b(?:[^'"`;=()]|\/\*.*?\*\/)*?\bfrom\s*['"]([^'"\n]+)['"]/gm,
    /(?:^|[;}])\s*import\s*['"]([^'"\n]+)['"]/gm,
    /\b(?:import|require|getBuiltinModule)\(\s*(?:\/\*.*?\*\/\s*)?['"`]([^'"`\n$]+)['"`]/g,
  ]
  const code = withoutComments(text)
  return forms
    .flatMap((form) => [...code.matchAll(form)].map((match) => match[1]!.replace(/\?.*$/, '')))
    .map((name) => (name.startsWith('.') ? posix.join(dirname(path), name) : name))
}

/** Comments become blanks, strings stay. A quote within a regular expression may hide a comment, never an import. */
export function withoutComments(text: string): string {
  const tokens = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
  return text.replace(tokens, (token) => (token.startsWith('//') || token.startsWith('/*') ? ' ' : token))
}

/** `src-main/engine/engine` is that one module, `src-main/engine/` all below, `react` the package with its subpaths. */
export const isAllowed = (name: string, allowed: string): boolean =>
  allowed.endsWith('/') || allowed.endsWith(':')
    ? name.startsWith(allowed)
    : name === allowed || name.startsWith(`${allowed}/`) || name.replace(/\.tsx?$/, '') === allowed

/** The longest of the folders and names that the path begins with. */
export const wallOf = (path: string, walls: readonly string[]): string | undefined =>
  walls.filter((folder) => path.startsWith(folder)).sort((a, b) => b.length - a.length)[0]

/**
 * Files that import each other, directly or over others: each circle's files in alphabetical order, once. Of circles
 * that share a file one is told, with the files of all. Tarjan's algorithm.
 */
export function circlesIn(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const index = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []
  const visit = (file: string) => {
    index.set(file, index.size)
    lowest.set(file, index.get(file)!)
    stack.push(file)
    for (const next of imports.get(file) ?? []) {
      if (!index.has(next)) visit(next)
      if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!))
    }
    if (lowest.get(file) !== index.get(file)) return
    const together = stack.splice(stack.indexOf(file))
    if (together.length > 1 || (imports.get(file) ?? []).includes(file)) circles.push(together.sort())
  }
  for (const file of imports.keys()) if (!index.has(file)) visit(file)
  return circles.sort((a, b) => (a[0]! < b[0]! ? -1 : 1))
}

/** Modules of Node that open or resolve connections, with and without `node:`. */
const networkModule = /^(?:node:)?(?:net|tls|http|https|http2|dgram|dns|quic)(?:\/|$)/
/** Packages that do. Whatever else could is refused by its room's wall, which names every package. */
const networkPackage =
  /^(?:ws|undici|axios|got|node-fetch|isomorphic-ws|https-proxy-agent|aws-sdk|@aws-sdk\/|@smithy\/)/
/** Globals of Node and the browser that do; `electron.net` under its own name. */
const networkGlobal =
  /\bfetch\s*\(|\bnew\s+(?:WebSocket|XMLHttpRequest|EventSource|RTCPeerConnection|WebTransport)\b|\bsendBeacon\s*\(|\bglobalThis\s*(?:\.\s*|\[\s*['"])(?:fetch|WebSocket)\b|\bnet\.(?:request|connect|createConnection)\s*\(/g

/** What in a source file could open a connection, in the words of the file: imported modules and globals. */
export const networkIn = (text: string, path: string): readonly string[] => [
  ...importsIn(text, path).filter((name) => networkModule.test(name) || networkPackage.test(name)),
  ...[...withoutComments(text).matchAll(networkGlobal)].map(([use]) => use),
]
