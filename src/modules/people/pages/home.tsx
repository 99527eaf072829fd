import type { Page } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { refuseReadOutbox, refuseSignedOut } from '../access.ts'
import { homePanels } from '../contributions.ts'
import { phrases } from '../phrases/index.ts'
import { placeName } from '../phrases/place.ts'

/** `/beranda`: where one lands after signing in: who one is here, and what the modules have waiting. */
export const homePage: Page = {
  path: '/beranda',
  permission: 'people.home.read',
  may: refuseSignedOut,
  async show(visit) {
    const t = phrases(visit.lang)
    const { actor, lang } = visit
    const here = actor.membership
    const subject = here?.regionCode === undefined ? {} : { regionCode: here.regionCode }
    const panels = here === undefined ? [] : await Promise.all(homePanels().map(panel => panel.render(visit, subject)))
    const filled = panels.filter(panel => panel !== null && panel !== undefined && panel !== false && panel !== '')
    const others = actor.memberships.filter(held => held.id !== here?.id)
    return {
      title: t.homeTitle,
      section: '/beranda',
      body: (
        <div class="pt-6">
          <h1>{t.greeting(actor.name ?? '')}</h1>
          {here && <p class="lead mt-3">{t.actingAs(t.roles[here.role], placeName(here, lang))}</p>}
          <div class="mt-8 [&>.sec:first-child]:pt-2">
            {here === undefined ? (
              <Empty fact={t.noRole} reason={t.noRoleWhy} action={t.noRoleDo} />
            ) : filled.length === 0 ? (
              <Empty
                fact={t.nothingWaits}
                reason={t.nothingWaitsWhy}
                action={<Button href="/hasil">{t.lookAtResults}</Button>}
              />
            ) : (
              filled
            )}
          </div>
          <ul class="mt-10 grid gap-3">
            {here?.organisationId !== undefined && (
              <li>
                <a class="a" href={`/organisasi/${here.organisationId}`}>
                  {t.openOrganisation(here.organisationName ?? '')}
                </a>
              </li>
            )}
            <li>
              <a class="a" href="/organisasi">
                {t.allOrganisations}
              </a>
            </li>
            {refuseReadOutbox(actor) === undefined && visit.platform.config.TUDANG_WORLD === 'demo' && (
              <li>
                <a class="a" href="/dev/outbox">
                  {t.outboxTitle}
                </a>
              </li>
            )}
          </ul>
          {others.length > 0 && (
            <section class="sec">
              <h2>{t.yourRoles}</h2>
              <ul class="list mt-4">
                {actor.memberships.map(held => (
                  <li class="item">
                    <span>
                      <b>{t.roles[held.role]}</b>
                      <small class="block text-muted">{placeName(held, lang)}</small>
                    </span>
                    {held.id === here?.id ? (
                      <span class="text-muted">{t.inUse}</span>
                    ) : (
                      <form method="post" action="/peran">
                        <input type="hidden" name="role" value={held.id} />
                        <Button>
                          {t.useRole}
                          <span class="sr-only">
                            : {t.roles[held.role]}, {placeName(held, lang)}
                          </span>
                        </Button>
                      </form>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      ),
    }
  },
}
