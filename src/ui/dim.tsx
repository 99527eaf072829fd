import type { Lang } from '#kit/format.ts'
import { Icon, type IconName } from './icon.tsx'

/** The six smart-city dimensions, always in this order. */
export const dimensionKeys = ['gov', 'bra', 'eco', 'liv', 'soc', 'env'] as const
export type DimensionKey = (typeof dimensionKeys)[number]

const looks: Record<DimensionKey, { icon: IconName; id: string; en: string }> = {
  gov: { icon: 'landmark', id: 'Tata kelola', en: 'Smart Governance' },
  bra: { icon: 'megaphone', id: 'Citra daerah', en: 'Smart Branding' },
  eco: { icon: 'coins', id: 'Ekonomi', en: 'Smart Economy' },
  liv: { icon: 'house', id: 'Hunian', en: 'Smart Living' },
  soc: { icon: 'users', id: 'Masyarakat', en: 'Smart Society' },
  env: { icon: 'leaf', id: 'Lingkungan', en: 'Smart Environment' },
}

/** The name alone, for options and files, where no sign can stand. */
export const dimensionName = (dimension: DimensionKey, lang: Lang): string => looks[dimension][lang]

/** A dimension: coloured square with its icon, and its name. */
export function Dim({ dimension, lang }: { dimension: DimensionKey; lang: Lang }) {
  return (
    <span class={`dim d-${dimension}`}>
      <span>
        <Icon name={looks[dimension].icon} />
      </span>
      <span>{looks[dimension][lang]}</span>
    </span>
  )
}
