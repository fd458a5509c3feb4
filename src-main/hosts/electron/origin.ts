/** The window's own address: a standard, secure scheme with one host, so that pages have a real origin. */
export const appScheme = 'app'
export const appOrigin = 'app://trailproof'
export const appUrl = `${appOrigin}/`

/** Whether an address is one of our own pages. WHATWG URLs of schemes unknown to Node have the origin “null”. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, username, password } = new URL(address)
  return `${protocol}//${host}` === appOrigin && username === '' && password === ''
}
