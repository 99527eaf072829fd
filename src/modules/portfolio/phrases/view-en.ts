import type { viewId } from './view-id.ts'

export const viewEn: typeof viewId = {
  nav: {
    label: 'Sections of the portfolio',
    country: 'Indonesia',
    programmes: 'Programmes',
    sections: {
      papan: 'Board',
      program: 'Programmes',
      'peta-jalan': 'Roadmap',
      anggaran: 'Budget',
      indikator: 'Indicators',
      'quick-win': 'Quick wins',
      sebaran: 'Spread',
      peta: 'Map',
      tagihan: 'Owed',
      'serah-terima': 'Handover',
      banding: 'Comparison',
      impor: 'Import',
    },
  },
}
