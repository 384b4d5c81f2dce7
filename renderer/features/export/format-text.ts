import type { LabelFormatEntry, ShapeFate } from '#core/model/dataset-reports'
import type { LabelShape } from '#core/model/dataset'

type Kind = LabelShape['kind']

const kinds: readonly Kind[] = ['box', 'polygon', 'mask', 'tag']
const kindNames: Readonly<Record<Kind, string>> = { box: 'boxes', polygon: 'outlines', mask: 'masks', tag: 'tags' }
const fateTexts: Readonly<Record<Exclude<ShapeFate, 'exact' | 'none'>, string>> = {
  box: 'as the boxes around them',
  polygon: 'as outlines',
  mask: 'as masks',
}

/** What a format can hold, in a line: "Boxes and tags; outlines and masks as the boxes around them". */
export function describeFormat(writes: NonNullable<LabelFormatEntry['writes']>): string {
  const withFate = (fate: ShapeFate): readonly Kind[] => kinds.filter((kind) => writes.shapes[kind] === fate)
  const kept = withFate('exact')
  const changed = (['box', 'polygon', 'mask'] as const).flatMap((fate) => {
    const turned = withFate(fate)
    return turned.length === 0 ? [] : [`${listed(turned)} ${fateTexts[fate]}`]
  })
  const left = withFate('none')
  const parts = [kept.length === 0 ? '' : listed(kept), ...changed, left.length === 0 ? '' : `no ${listed(left, 'or')}`, writes.scores ? 'scores of predictions' : '']
  const text = parts.filter((part) => part !== '').join('; ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function listed(shapes: readonly Kind[], last: 'and' | 'or' = 'and'): string {
  const names = shapes.map((kind) => kindNames[kind])
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1) ?? ''}`
}
