import type { workshopId } from './workshop-id.ts'

export const workshopEn: typeof workshopId = {
  all: 'All',
  nav: {
    label: 'Parts of the masterplan',
    country: 'Indonesia',
    sections: { '': 'Overview', bimtek: 'Workshops', lembar: 'Worksheets', buku: 'Books', edisi: 'Editions' },
  },
}
