import type { SchemaElement, SchemaTree } from 'hyparquet/src/types.js'

/**
 * One step from a row to a value: into the member of an object, or (`name` is null) into the element of a list. Levels
 * are Dremel's, as pages state them for every value (parquet-format, README.md, "Nested Encoding").
 */
export interface Step {
  readonly name: string | null
  /** Lists that the step lies within, its own included. */
  readonly repetition: number
  /** The definition level from which on the member or the element is there. */
  readonly isThere: number
  /** The same for a value of it other than null. */
  readonly isSaid: number
}

/** A column of values: the path that names it, and its steps from the row. */
export interface Leaf {
  readonly path: string
  readonly schemaPath: readonly SchemaTree[]
  readonly steps: readonly Step[]
}

/** A map lies in rows as a list of its entries until all columns are read. The steps lead to that list. */
export type MapSteps = readonly Step[]

export interface Shape {
  readonly leaves: readonly Leaf[]
  readonly maps: readonly MapSteps[]
}

interface Level {
  readonly repetition: number
  readonly definition: number
}

/** The columns below the root of a schema, of those with these names; all where no names are given. */
export function shapeOf(root: SchemaTree, names?: readonly string[]): Shape {
  const leaves: Leaf[] = []
  const maps: MapSteps[] = []
  for (const child of root.children)
    if (names?.includes(child.element.name) ?? true)
      addMember(child, [root], [], { repetition: 0, definition: 0 }, { leaves, maps })
  return { leaves, maps }
}

interface Found {
  readonly leaves: Leaf[]
  readonly maps: MapSteps[]
}

function addMember(
  node: SchemaTree,
  above: readonly SchemaTree[],
  steps: readonly Step[],
  level: Level,
  into: Found,
): void {
  const { name } = node.element
  const own = levelOf(node.element, level)
  if (isRepeated(node.element)) {
    // A list without a group of its own: an empty one cannot be told from none.
    const member: Step = { name, repetition: level.repetition, isThere: own.definition, isSaid: own.definition }
    const element: Step = { name: null, repetition: own.repetition, isThere: own.definition, isSaid: own.definition }
    addContent(node, above, [...steps, member, element], own, into)
    return
  }
  const member: Step = { name, repetition: own.repetition, isThere: own.definition, isSaid: own.definition }
  addContent(node, above, [...steps, member], own, into)
}

function addContent(
  node: SchemaTree,
  above: readonly SchemaTree[],
  steps: readonly Step[],
  level: Level,
  into: Found,
): void {
  const schemaPath = [...above, node]
  const [repeated] = node.children
  if (repeated === undefined) into.leaves.push({ path: node.path.join('.'), schemaPath, steps })
  else if (isListOrMap(node) && isRepeated(repeated.element))
    addElements(node, repeated, schemaPath, steps, level, into)
  else for (const child of node.children) addMember(child, schemaPath, steps, level, into)
}

function addElements(
  node: SchemaTree,
  repeated: SchemaTree,
  schemaPath: readonly SchemaTree[],
  steps: readonly Step[],
  level: Level,
  into: Found,
): void {
  const each = levelOf(repeated.element, level)
  if (isMap(node)) into.maps.push(steps)
  // The repeated group is the element itself, or wraps it (parquet-format, LogicalTypes.md, "Lists", compatibility rules).
  const wrapped = isMap(node) || isElement(node, repeated) ? null : repeated.children[0]!
  const said = wrapped === null ? each : levelOf(wrapped.element, each)
  const element: Step = { name: null, repetition: each.repetition, isThere: each.definition, isSaid: said.definition }
  if (wrapped === null) addContent(repeated, schemaPath, [...steps, element], each, into)
  else addContent(wrapped, [...schemaPath, repeated], [...steps, element], said, into)
}

const isRepeated = ({ repetition_type }: SchemaElement): boolean => repetition_type === 'REPEATED'

const levelOf = ({ repetition_type }: SchemaElement, { repetition, definition }: Level): Level => ({
  repetition: repetition + (repetition_type === 'REPEATED' ? 1 : 0),
  definition: definition + (repetition_type === 'REQUIRED' ? 0 : 1),
})

const isMap = ({ element }: SchemaTree): boolean =>
  element.converted_type === 'MAP' || element.converted_type === 'MAP_KEY_VALUE' || element.logical_type?.type === 'MAP'

const isListOrMap = (node: SchemaTree): boolean =>
  node.children.length === 1 &&
  (isMap(node) || node.element.converted_type === 'LIST' || node.element.logical_type?.type === 'LIST')

const isElement = (list: SchemaTree, { element, children }: SchemaTree): boolean =>
  children.length !== 1 || element.name === 'array' || element.name === `${list.element.name}_tuple`
