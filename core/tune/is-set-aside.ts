import type { TuneLabel } from './tune-task'

/** Marks of exchange formats for objects that are neither to be found nor to be missed. */
const marks = ['iscrowd', 'difficult'] as const

/** True for crowds and objects marked as difficult: what is there is neither learnt nor counted. */
export function isSetAside({ attributes }: Pick<TuneLabel, 'attributes'>): boolean {
  return marks.some((mark) => attributes[mark] === true || attributes[mark] === 1)
}
