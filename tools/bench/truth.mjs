// What was counted, held against what was written: fast and wrong is no result. Each returns what is wrong, sentences.

export const counts = ({ truth, got }) =>
  Object.entries(got).flatMap(([name, value]) =>
    value === truth[name] ? [] : [`${name} is ${value}, not ${truth[name]}`],
  )

/** Of a table without duplicates. */
export function sameTable(output, truth) {
  const { events, errorEvents, ids } = JSON.parse(output)
  return counts({ truth: { ...truth, ids: truth.events }, got: { events, errorEvents, ids } })
}

/** Of exports. */
export function sameEvents(output, truth) {
  const got = Object.entries(JSON.parse(output)).map(([format, { events }]) => [`events as ${format}`, events])
  const wanted = Object.fromEntries(got.map(([name]) => [name, truth.events]))
  return counts({ truth: wanted, got: Object.fromEntries(got) })
}
