/** Whether the text is an IPv4 or IPv6 address. A service is recorded by its name. */
export const isAddress = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || (text.includes(':') && /^[0-9a-f:.]+$/i.test(text))

/**
 * The network of an address at the size of a provider or an office: the first 16 bits of IPv4, the first 32 bits of
 * IPv6, which registries allocate to one operator (RFC 6177 and the registries' minimum allocations). Null for services.
 */
export function networkOf(address: string): string | null {
  if (!isAddress(address)) return null
  const mapped = /^::ffff:(\d+\.\d+)\.\d+\.\d+$/i.exec(address)
  if (mapped !== null) return `${mapped[1]}.0.0/16`
  if (!address.includes(':')) return `${address.split('.').slice(0, 2).join('.')}.0.0/16`
  const [head = ''] = address.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const [first = '0', second = '0'] = groups
  return `${Number.parseInt(first, 16).toString(16)}:${Number.parseInt(second, 16).toString(16)}::/32`
}
