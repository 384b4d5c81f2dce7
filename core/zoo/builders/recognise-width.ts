import type { ArchitectureOutline } from '#core/onnx/analysis/outline/architecture-outline'
import { mobilenetV2Layout } from './mobilenet-v2-layout'
import { paperWidthMultipliers } from './paper-grid'

/**
 * The width multiplier at which the outline has exactly the channels of MobileNetV2 (Sandler et al. 2018, table 2), or null when it is
 * another network. Strides are left aside: segmentation trades them for dilation.
 */
export function recogniseWidth(outline: ArchitectureOutline): number | null {
  const stem = outline.parts.find((part) => part.kind === 'stem')
  const blocks = outline.parts.flatMap((part) => (part.kind === 'bottlenecks' ? part.blocks : []))
  const found = paperWidthMultipliers.find((width) => {
    const layout = mobilenetV2Layout(width)
    return (
      stem?.output?.channels === layout.stemChannels &&
      blocks.length === layout.blocks.length &&
      layout.blocks.every((wanted, position) => {
        const block = blocks[position]
        return block?.expandedChannels === wanted.expandedChannels && block.outputChannels === wanted.outputChannels
      })
    )
  })
  return found ?? null
}
