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
  preset: {
    offices: 'all offices',
    'office-heads': 'all heads of offices',
    'office-secretaries': 'all secretaries of offices',
    districts: 'all heads of districts',
    villages: 'all heads of villages',
    'regional-head': 'regional head',
    secretariat: 'secretariat of the region',
    coordinators: 'dimension coordinators',
    council: 'members of the council',
  },
  why: {
    office: 'chosen as an office',
    account: 'chosen by account',
    person: 'written by name',
    institution: (name: string) => `member of ${name}`,
  },
}
