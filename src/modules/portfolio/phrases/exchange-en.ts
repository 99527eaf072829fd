import type { exchangeId } from './exchange-id.ts'

export const exchangeEn: typeof exchangeId = {
  workbook: {
    sheetLists: 'Pilihan',
    sheetPlaces: 'Tempat',
    sheetHelp: 'Help',
    sheetAbout: 'About',
    placeCode: 'Code',
    placeName: 'Name',
    placeIn: 'District',
    helpTitle: (name, code) => `Programmes of ${name} (${code})`,
    help: most => [
      'Fill in the sheet Programmes, one row a programme, right below the heads. Change no head and merge no cells.',
      'The code knows a programme. A known code is changed, a new one added; the same file imported twice changes nothing.',
      'An optional cell that is emptied (partners, places, references, promise) empties that entry. A column that is deleted changes nothing.',
      'Status, realisation and completion left empty do not delete what was reported.',
      'More than one budget line: in the sheet Budget, with the code of the programme. Milestones: in the sheet Milestones.',
      'Money is whole rupiah. Dates: 31/12/2027, 31 Dec 2027 or 2027-12-31.',
      `At most ${most} programmes in one file. Nothing is stored while one row is wrong.`,
    ],
    columnHead: 'Column',
    columnNeeded: 'Needed?',
    columnHint: 'How to fill it in',
    needed: 'needed',
    optional: 'may be empty',
  },
  about: {
    region: 'Region',
    filter: 'Filter',
    noFilter: 'none, all programmes',
    rows: 'Programmes',
    sha256: 'SHA-256 of the sheet Programmes',
    made: 'Made at',
    publicOnly: 'What is open to the public',
    sight: 'Holds',
    all: 'Everything, for officers',
  },
}
