export interface Memory {
  readonly buffer: ArrayBuffer
}
export type Imports = Readonly<Record<string, unknown>>
export interface Instance {
  readonly exports: Readonly<Record<string, unknown>>
}

/**
 * SQLite's machine code: a `WebAssembly.Module`. Compile it once and hand it to every thread that runs SQL: what V8
 * optimizes for one database is optimized for all that come after, which takes longer than to open a small case.
 */
export type SqliteProgram = object

/** TypeScript declares it with the DOM only, and this process has no DOM. */
export const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => SqliteProgram
    readonly Instance: new (program: SqliteProgram, imports: Imports) => Instance
    readonly Memory: new () => Memory
  }
}

/** `wasm`: the bytes of sql.js/dist/sql-wasm.wasm. */
export const compileSqlite = (wasm: Uint8Array): SqliteProgram => new WebAssembly.Module(wasm)
