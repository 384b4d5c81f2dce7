/** What is used of the WebAssembly JavaScript Interface (W3C), which every Node has but whose types come with the DOM's. */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { readonly initial: number })
    /** `initial` pages of 64 KiB. */
    readonly buffer: ArrayBuffer
  }

  class Module {
    constructor(bytes: Uint8Array)
    readonly [Symbol.toStringTag]: 'WebAssembly.Module'
  }

  class Instance {
    constructor(module: Module, imports: { readonly env: { readonly memory: Memory } })
    readonly exports: Readonly<Record<string, unknown>>
  }
}
