declare module 'proxy-from-env' {
  /** Empty where no proxy is to be used for the address. */
  export function getProxyForUrl(url: string): string
}
