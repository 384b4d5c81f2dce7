import { passesThreshold, type Finding } from '../../canvas/scene'

/** What of one model's answer is compared: all from the threshold up, and its best tag however unsure it is, which is its answer. */
export function comparedFindings(findings: readonly Finding[], threshold: number): readonly Finding[] {
  const bestTag = findings.find(({ kind }) => kind === 'tag')
  return findings.filter((finding) => finding === bestTag || passesThreshold(finding, threshold))
}
