import type { SignatoryInput } from '../../model-edition.ts'

interface Institution {
  kind: string
  name: string
  members: { position: string; office: string | undefined; title: string | undefined }[]
}

/**
 * Who signs an edition, as a start for the secretariat: the head of the region, who presides over every council and team.
 * "Kabupaten Luwu Utara" has a Bupati, a Kota a Wali Kota. An institution is signed for by its first member with the word
 * "ketua" in their position, else the first member. The secretariat changes the list as it likes.
 */
export function proposeSignatories(regionName: string, institutions: readonly Institution[]): SignatoryInput[] {
  const signing = institutions.filter(one => one.kind === 'council' || one.kind === 'team')
  return [
    ...signing.map((one): SignatoryInput => {
      const first = one.members.find(member => /\bketua\b/i.test(member.position)) ?? one.members[0]
      return {
        body: one.kind === 'council' ? 'council' : 'team',
        title: `${first?.position ?? 'Ketua'} ${one.name}`,
        name: undefined,
      }
    }),
    { body: 'head', title: titleOfHead(regionName), name: undefined },
  ]
}

/** "Bupati Luwu Utara", "Wali Kota Palopo". */
export function titleOfHead(regionName: string): string {
  const city = /^Kota\s+(Administrasi\s+)?(.+)$/i.exec(regionName)
  if (city) return `Wali Kota ${city[2] ?? ''}`
  return `Bupati ${regionName.replace(/^Kab(upaten|\.)\s+/i, '')}`
}
