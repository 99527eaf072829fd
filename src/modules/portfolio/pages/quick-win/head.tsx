import type { Child } from 'hono/jsx'
import type { Visit } from '#platform/http/door.ts'
import { Dim } from '#ui/dim.tsx'
import { Tabbar } from '#ui/switch-links.tsx'
import { type Ground } from '../../actions/quick-win/ground.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { programmeHref, quickWinHref } from './place.ts'

export type Part = 'check' | 'risks' | 'validation' | 'profile' | 'presentation'

const ends: Record<Part, string> = {
  check: '',
  risks: 'risiko',
  validation: 'validasi',
  profile: 'profil',
  presentation: 'unggulan',
}

/** Above each working page of a quick win: its dimension and programme, the title, and the parts as tabs. */
export function QuickWinHead({
  visit: { lang },
  ground: { region, programme },
  current,
  title,
  children,
}: {
  visit: Visit
  ground: Ground
  current: Part
  title: Child
  children?: Child
}) {
  const t = quickWinPhrases(lang)
  const parts: readonly Part[] = programme.quickWin
    ? ['check', 'risks', 'validation', 'profile', 'presentation']
    : ['check', 'risks', 'profile']
  return (
    <>
      <div class="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Dim dimension={programme.dimension} lang={lang} />
        <a class="a" href={programmeHref(region.code, programme.id)}>
          {programme.code}, {programme.name}
        </a>
      </div>
      <h1 class="mt-3">{title}</h1>
      {children}
      <div class="no-print mt-6 mb-8">
        <Tabbar
          label={t.parts}
          links={parts.map(part => ({
            href: quickWinHref(region.code, programme.id, ends[part]),
            label: t.tab[part],
            current: part === current,
          }))}
        />
      </div>
    </>
  )
}
