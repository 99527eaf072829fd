import type { planId } from './plan-id.ts'

export const planEn: typeof planId = {
  nav: {
    label: 'Parts of meetings',
    country: 'Indonesia',
    meetings: 'Meetings',
    sections: {
      daftar: 'Meetings',
      kalender: 'Calendar',
      tugas: 'Tasks',
      persiapan: 'Preparation',
      lembaga: 'Institutions',
      pengaturan: 'Letterhead and numbers',
    },
  },
}
