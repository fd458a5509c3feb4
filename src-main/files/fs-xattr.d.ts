/** What is used of it. Declared here, because the package is optional: where it cannot be built, it is not there. */
declare module 'fs-xattr' {
  export function listAttributesSync(path: string): string[]
  export function getAttributeSync(path: string, name: string): Buffer
  export function setAttributeSync(path: string, name: string, value: Buffer | string): void
}
