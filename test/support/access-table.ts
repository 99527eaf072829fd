/** Who the walk of all doors is made as. "Here" is Luwu Timur (73.24), where the samples lie; "elsewhere" Luwu Utara. */
export const personas = [
  'visitor',
  'citizen',
  'village-officer-here',
  'opd-officer-here',
  'opd-head-here',
  'secretariat-here',
  'regional-head-here',
  'secretariat-elsewhere',
  'province-viewer',
  'mentor-here',
  'assessor',
  'ministry',
  'auditor',
  'administrator',
] as const
export type Persona = (typeof personas)[number]

/** The demo account of each persona; the visitor has none. */
export const accountOf: Record<Exclude<Persona, 'visitor'>, string> = {
  citizen: 'warga',
  'village-officer-here': 'petugas-desa',
  'opd-officer-here': 'petugas-dinkes-luwu-timur',
  'opd-head-here': 'kepala-dinkes-luwu-timur',
  'secretariat-here': 'sekretariat-luwu-timur',
  'regional-head-here': 'kepala-daerah-luwu-timur',
  'secretariat-elsewhere': 'sekretariat-luwu-utara',
  'province-viewer': 'provinsi',
  'mentor-here': 'pembimbing',
  assessor: 'asesor-satu',
  ministry: 'kementerian',
  auditor: 'auditor',
  administrator: 'pengelola',
}

const signedIn = personas.filter(persona => persona !== 'visitor')

/** Everybody who works for Luwu Timur. */
const insideHere: Persona[] = [
  'village-officer-here',
  'opd-officer-here',
  'opd-head-here',
  'secretariat-here',
  'regional-head-here',
]

/** The written table: permission → who is let in. A door without a row fails the test, so does a row without a door. */
export const accessTable: Record<string, 'everybody' | Persona[]> = {
  'portal.appearance.choose': 'everybody',
  'portal.text.read': 'everybody',
  'portal.api.read': 'everybody',
  // The sample job belongs to the administrator; others get 404, as if it did not exist.
  'portal.job.read': ['auditor', 'administrator'],
  'region.read': 'everybody',
  'region.import': ['administrator'],
  'people.sign_in': 'everybody',
  'people.sign_out': 'everybody',
  'people.role.switch': signedIn,
  'people.home.read': signedIn,
  'people.account.read': signedIn,
  'people.account.change': signedIn,
  'people.me.read': signedIn,
  'people.organisations.read': signedIn,
  // The sample is the health office of Luwu Timur: its head gives roles in it, so do the secretariat of the region, the
  // ministry and the administrator; the secretariat of another region does not.
  'people.role.give': ['opd-head-here', 'secretariat-here', 'ministry', 'administrator'],
  'people.invitation.accept': 'everybody',
  // An abolished office: the secretariat of its region, or the administrator.
  'people.organisation.archive': ['secretariat-here', 'administrator'],
  // Only the demo world has this door.
  'people.outbox.read': ['ministry', 'administrator'],
  'evidence.library.read': [
    'village-officer-here',
    'opd-officer-here',
    'opd-head-here',
    'secretariat-here',
    'regional-head-here',
    'secretariat-elsewhere',
    'auditor',
  ],
  'evidence.item.add': [
    'village-officer-here',
    'opd-officer-here',
    'opd-head-here',
    'secretariat-here',
    'regional-head-here',
    'secretariat-elsewhere',
  ],
  // The sample belongs to the secretariat of Luwu Timur and holds no personal data; the village sees only its own.
  'evidence.item.read': ['opd-officer-here', 'opd-head-here', 'secretariat-here', 'regional-head-here', 'auditor'],
  'evidence.item.change': ['secretariat-here'],
  // A ticket carries its own right.
  'evidence.file.read': 'everybody',
  'evaluation.instrument.read': 'everybody',
  'evaluation.result.read': 'everybody',
  'evaluation.result.verify': 'everybody',
  'evaluation.imports.read': ['ministry', 'auditor', 'administrator'],
  'evaluation.results.import': ['ministry', 'administrator'],
  // Rounds: the samples lie in the open round of the demo world; Luwu Timur fills in, Luwu Utara has handed in.
  'evaluation.rounds.read': 'everybody',
  'evaluation.rounds.run': ['ministry'],
  'evaluation.board.read': ['province-viewer', 'ministry', 'auditor', 'administrator'],
  'evaluation.panels.read': ['ministry', 'auditor', 'administrator'],
  'evaluation.letters.read': [
    'opd-officer-here',
    'opd-head-here',
    'secretariat-here',
    'regional-head-here',
    'ministry',
    'auditor',
  ],
  'evaluation.notices.read': ['ministry', 'auditor', 'administrator'],
  'evaluation.closing.read': ['ministry', 'auditor'],
  'evaluation.assessment.read': [
    'opd-officer-here',
    'opd-head-here',
    'secretariat-here',
    'regional-head-here',
    'auditor',
  ],
  // The page of a region in a round; who has no part in the region sees its dates only.
  'evaluation.assessment.open': [
    'opd-officer-here',
    'opd-head-here',
    'secretariat-here',
    'regional-head-here',
    'secretariat-elsewhere',
    'assessor',
    'ministry',
    'auditor',
  ],
  'evaluation.assessment.review': ['secretariat-here', 'regional-head-here'],
  'evaluation.submission.read': ['secretariat-here', 'regional-head-here', 'auditor'],
  'evaluation.assessment.comment': ['opd-officer-here', 'opd-head-here', 'secretariat-here', 'regional-head-here'],
  'evaluation.answer.save': ['opd-officer-here', 'opd-head-here', 'secretariat-here'],
  'evaluation.answers.upload': ['opd-officer-here', 'opd-head-here', 'secretariat-here'],
  'evaluation.questions.assign': ['secretariat-here'],
  'evaluation.answers.sign': ['opd-head-here'],
  'evaluation.answers.verify': ['secretariat-here'],
  'evaluation.assessment.submit': ['regional-head-here'],
  'evaluation.sheets.list': ['assessor'],
  'evaluation.sheet.read': ['assessor', 'ministry', 'auditor'],
  'evaluation.sheet.resume': ['assessor'],
  'evaluation.score.write': ['assessor'],
  'evaluation.sheet.submit': ['assessor'],
  'evaluation.sheet.reopen': ['ministry'],
  'evaluation.remark.read': ['assessor', 'ministry', 'auditor'],
  'evaluation.remark.write': ['assessor'],
  // Portfolios: Luwu Timur has opened its own to the public in the demo world; Luwu Utara has not.
  'portfolio.read': 'everybody',
  'portfolio.inside.read': [
    'village-officer-here',
    'opd-officer-here',
    'opd-head-here',
    'secretariat-here',
    'regional-head-here',
    'province-viewer',
    'ministry',
    'auditor',
  ],
  'portfolio.programme.add': ['village-officer-here', 'opd-officer-here', 'opd-head-here', 'secretariat-here'],
  // The sample programme is led by the health office of Luwu Timur.
  'portfolio.programme.change': ['opd-officer-here', 'opd-head-here', 'secretariat-here'],
  'portfolio.keep': ['secretariat-here'],
  'portfolio.remind': ['secretariat-here'],
  'portfolio.setting.change': ['secretariat-here', 'regional-head-here'],
  // The sample indicator belongs to the health office, the sample place is the village.
  'portfolio.reading.write': ['village-officer-here', 'opd-officer-here', 'opd-head-here', 'secretariat-here'],
  'portfolio.reading.verify': ['opd-head-here', 'secretariat-here'],
  'trace.read': 'everybody',
  // Meetings: the samples lie in Luwu Timur; its health office and the lead mentor stand on the list of the sample meeting.
  'meeting.token': 'everybody',
  'meeting.read': [...insideHere, 'mentor-here', 'province-viewer', 'ministry', 'auditor'],
  // The list shows who is only invited elsewhere their own meetings, and strangers an empty one.
  'meeting.list.read': signedIn,
  'meeting.inside.read': [...insideHere, 'province-viewer', 'ministry', 'auditor'],
  'meeting.keep': ['secretariat-here'],
  'meeting.minutes.write': ['opd-officer-here', 'opd-head-here', 'secretariat-here'],
  // The sample task and the sample item of the preparation board are owed by the health office.
  'meeting.task.report': ['opd-officer-here', 'opd-head-here', 'secretariat-here'],
  'meeting.invitation.answer': [
    'opd-officer-here',
    'opd-head-here',
    'secretariat-here',
    'regional-head-here',
    'mentor-here',
  ],
  // Pictures of the text of the sample section.
  'collab.picture.add': ['opd-officer-here', 'opd-head-here', 'secretariat-here'],
  'collab.picture.read': [...insideHere, 'mentor-here', 'province-viewer', 'ministry', 'auditor'],
  // Masterplans: Luwu Timur has published an edition in the demo world; its lead mentor guides the series that runs.
  'masterplan.read': 'everybody',
  'masterplan.inside.read': [...insideHere, 'mentor-here', 'province-viewer', 'ministry', 'auditor'],
  'masterplan.keep': ['secretariat-here'],
  // The sample card and the sample section belong to the health office.
  'masterplan.card.write': ['opd-officer-here', 'opd-head-here', 'secretariat-here'],
  'masterplan.card.add': ['village-officer-here', 'opd-officer-here', 'opd-head-here', 'secretariat-here'],
  'masterplan.section.write': ['opd-officer-here', 'opd-head-here', 'secretariat-here'],
  'masterplan.vote': insideHere,
  'masterplan.comment': [...insideHere, 'mentor-here'],
  'masterplan.judge': ['mentor-here', 'ministry'],
  'masterplan.review': ['secretariat-here', 'mentor-here'],
  'masterplan.sign': ['opd-head-here', 'secretariat-here', 'regional-head-here'],
  'masterplan.publish': ['secretariat-here', 'regional-head-here'],
}
