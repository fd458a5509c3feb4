import { everything } from '../../../../src-shared/filter/model.ts'
import { ask } from '../../../ask/ask.ts'
import { formatCounted } from '../../../widgets/format.ts'
import { type Language, suggestions } from './completion.ts'
import { docAt } from './hover.ts'
import { type editor, type IDisposable, languages, type Position } from './monaco.ts'
import { statementAt } from './statement.ts'
import { valueAt } from './value-at.ts'

const kinds = {
  table: languages.CompletionItemKind.Struct,
  column: languages.CompletionItemKind.Field,
  function: languages.CompletionItemKind.Function,
  keyword: languages.CompletionItemKind.Keyword,
} as const

/** Completion from the case's schema and the values of its columns, and what names mean on hover, until disposed of. */
export function registerLanguage(language: Language): IDisposable {
  const completion = languages.registerCompletionItemProvider('sql', {
    triggerCharacters: ['.', ' ', "'"],
    provideCompletionItems: async (model: editor.ITextModel, position: Position) =>
      (await valuesFor(model, position)) ?? namesFor(language, model, position),
  })
  const hover = languages.registerHoverProvider('sql', {
    provideHover(model: editor.ITextModel, position: Position) {
      const found = docAt(language, model.getValue(), model.getOffsetAt(position))
      if (found === null) return null
      return {
        range: rangeOf(model, found.from, found.until),
        contents: [{ value: `**${found.title}** · ${found.detail}` }, { value: found.doc }],
      }
    },
  })
  return {
    dispose: () => {
      completion.dispose()
      hover.dispose()
    },
  }
}

function namesFor(language: Language, model: editor.ITextModel, position: Position) {
  const word = model.getWordUntilPosition(position)
  const text = model.getValue()
  const offset = model.getOffsetAt(position)
  const range = rangeOf(model, offset - word.word.length, offset)
  const { from, until } = statementAt(text, offset)
  return {
    suggestions: suggestions(language, text.slice(from, offset), text.slice(from, until)).map((one) => ({
      label: { label: one.label, description: one.detail },
      kind: kinds[one.kind],
      insertText: one.insert,
      documentation: one.doc,
      sortText: `${one.rank}${one.label.toLowerCase()}`,
      range,
    })),
  }
}

const mostValues = 60

/** Within the quotes behind `column =`: values that the column has in the case. Null where the cursor is elsewhere. */
async function valuesFor(model: editor.ITextModel, position: Position) {
  const offset = model.getOffsetAt(position)
  const found = valueAt(model.getValue(), offset)
  if (found === null) return null
  if (found.column === null) return { suggestions: [] }
  const { column, typed, from, until, isClosed } = found
  const answer = await ask('facet', { filter: everything, column, search: typed, limit: mostValues })
  const range = rangeOf(model, from, until)
  return {
    // What is typed next may find values that are not among these.
    incomplete: true,
    suggestions: (answer.ok ? answer.value.values : []).map(({ value, events }, at) => ({
      label: { label: value, description: formatCounted(events, 'event') },
      kind: languages.CompletionItemKind.Value,
      insertText: `${value.replaceAll("'", "''")}${isClosed ? '' : "'"}`,
      filterText: value,
      sortText: String(at).padStart(4, '0'),
      range,
    })),
  }
}

function rangeOf(model: editor.ITextModel, from: number, until: number) {
  const [start, end] = [model.getPositionAt(from), model.getPositionAt(until)]
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  }
}
