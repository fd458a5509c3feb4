/** An AssemblyScript source compiled with all it imports: the WebAssembly module in base64. See tools/compiled.ts. */
declare module '*?compiled' {
  const base64: string
  export default base64
}

/** The part that is used here. The type definitions of Node 20 lack it, and those of the DOM do not belong here. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array)
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
    readonly exports: unknown
  }
  interface Memory {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  interface Global {
    value: number
  }
}
