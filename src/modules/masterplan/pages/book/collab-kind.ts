import type { CollabKind } from '#platform/http/door.ts'
import { SECTION_TEXT } from '../../actions/book/insert-plan.ts'
import { authorizeSectionText, sectionTextStored } from '../../actions/book/section-collab.ts'

/** The texts of sections in the editor: who opens them, and what follows when they are stored. */
export const sectionTextKind: CollabKind = {
  kind: SECTION_TEXT,
  authorize: authorizeSectionText,
  stored: (tx, text, accountIds) => sectionTextStored(tx, text, accountIds, new Date()),
}
