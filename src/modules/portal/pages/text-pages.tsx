import type { Page } from '#platform/http/door.ts'
import type { Language } from '#platform/i18n/language.ts'
import { everybody } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import { aboutText, accessibilityText, type Text } from '../phrases/texts.ts'

interface Words {
  title: string
  lead?: string
  texts: Text[]
}

function textPage(path: string, words: (lang: Language) => Words): Page {
  return {
    path,
    permission: 'portal.text.read',
    may: everybody,
    async show({ lang }) {
      const { title, lead, texts } = words(lang)
      const body = (
        <div class="max-w-2xl">
          <h1>{title}</h1>
          {lead && <p class="lead mt-3">{lead}</p>}
          {texts.map(text => (
            <section class="sec">
              <h2>{text.title}</h2>
              {text.paragraphs.map(paragraph => (
                <p class="mt-3">{unbrokenNumbers(paragraph)}</p>
              ))}
            </section>
          ))}
        </div>
      )
      return { title, body, crumbs: [{ label: 'Tudang', href: '/' }, { label: title }] }
    },
  }
}

/** Numbers of letters do not break at the end of a line. */
function unbrokenNumbers(paragraph: string) {
  return paragraph
    .split(/(B-\d+\/[\w./]*\d)/)
    .map((part, at) => (at % 2 === 1 ? <span class="whitespace-nowrap">{part}</span> : part))
}

/** Where the figures come from. */
export const aboutPage = textPage('/tentang-data', lang => ({
  title: phrases(lang).aboutTitle,
  lead: phrases(lang).aboutLead,
  texts: aboutText(lang),
}))

/** What works for whom, and what does not yet. */
export const accessibilityPage = textPage('/aksesibilitas', lang => ({
  title: phrases(lang).accessibilityTitle,
  texts: accessibilityText(lang),
}))
