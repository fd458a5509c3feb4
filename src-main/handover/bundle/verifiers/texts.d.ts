/** The text of a file, as the build takes it in. */
declare module '*.mjs?raw' {
  const text: string
  export default text
}
declare module '*.py?raw' {
  const text: string
  export default text
}
