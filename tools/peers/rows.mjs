/** A row as a text that is the same for the same values, whatever form each engine gives them. */
export const comparable = (row) => JSON.stringify(row.map(comparableCell))

export function comparableCell(cell) {
  if (typeof cell !== 'string') return cell
  if (cell === 'true' || cell === 'false') return cell === 'true' ? 1 : 0
  const time = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.000)?(?:Z| UTC)?$/.exec(cell)
  if (time !== null) return `${time[1]} ${time[2]}`
  return /^[{[]/.test(cell) ? inOrder(cell) : cell
}

/** JSON with its members in order. Of names that differ in upper and lower case only, Trino's reader keeps the last. */
function inOrder(text) {
  try {
    return JSON.stringify(sorted(JSON.parse(text)))
  } catch {
    return text
  }
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const kept = new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), [name, sorted(member)]]))
  return Object.fromEntries([...kept.values()].sort(([a], [b]) => (a < b ? -1 : 1)))
}
