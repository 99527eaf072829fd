import { type Actor, actsAs, type Refusal } from '#kit/actor.ts'

/** Published results, instruments and verification are for everybody. */
export const mayReadResults = (_actor: Actor): Refusal => undefined

/** Checking and applying a results file. */
export const mayImportResults = (actor: Actor): Refusal =>
  actsAs(actor, 'ministry-secretariat', 'administrator')
    ? undefined
    : {
        id: 'Hanya sekretariat kementerian dan pengelola sistem yang boleh mengimpor hasil evaluasi. Ganti peran Anda, atau hubungi mereka.',
        en: 'Only the ministry secretariat and the system administrator may import results. Switch your role, or ask them.',
      }

/** Seeing imports and their reports; they may hold figures that are not published yet. */
export const mayReadImports = (actor: Actor): Refusal =>
  actsAs(actor, 'ministry-secretariat', 'administrator', 'auditor')
    ? undefined
    : {
        id: 'Hanya sekretariat kementerian, pengelola sistem dan auditor yang boleh melihat impor hasil.',
        en: 'Only the ministry secretariat, the system administrator and auditors may see imports of results.',
      }
