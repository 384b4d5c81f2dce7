import { passesThreshold, type Finding } from './scene'

const kindRank: Readonly<Record<Finding['kind'], number>> = { tag: 0, box: 1, area: 2 }

/** An area smaller than this share of the photo is a detail, not what the photo shows. */
const leastNamingShare = 0.05

/** The one finding that names a photo best: its best tag, else its best box, else its largest area; null when all are weak. */
export function topFinding(findings: readonly Finding[], threshold: number): Finding | null {
  const shown = findings.filter((finding) => passesThreshold(finding, threshold) && (finding.kind !== 'area' || finding.score >= leastNamingShare))
  return shown.sort((a, b) => kindRank[a.kind] - kindRank[b.kind] || b.score - a.score)[0] ?? null
}
