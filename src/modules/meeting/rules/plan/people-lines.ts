import type { Sentence } from '#kit/problem.ts'

export interface Person {
  name: string
  title?: string
  office?: string
  email?: string
}

const mostLine = 300
const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/

export const isEmail = (text: string): boolean => text.length <= 254 && address.test(text)

/**
 * People as they are typed or pasted from a sheet, one a line: "Nama; jabatan; instansi; surel", parted by semicolons or
 * tabs; what is missing may be left out, and the address is found wherever it stands. A line that cannot be read is told
 * with its number.
 */
export function readPeople(text: string): { people: Person[]; fault: Sentence | undefined } {
  const people: Person[] = []
  const lines = text.split(/\r?\n/)
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue
    const cells = line.split(/[;\t]/).map(cell => cell.replace(/\s+/g, ' ').trim())
    const where = cells.findIndex(cell => cell.includes('@'))
    const email = cells[where]
    const [name = '', title = '', office = ''] = cells.filter((_, index) => index !== where)
    const fault = faultOf(line, name, email)
    if (fault) {
      return {
        people: [],
        fault: { id: `Baris ${at + 1}: ${fault.id}`, en: `Line ${at + 1}: ${fault.en}` },
      }
    }
    people.push({
      name: name || (email ?? ''),
      ...(title === '' ? {} : { title }),
      ...(office === '' ? {} : { office }),
      ...(email === undefined ? {} : { email: email.toLowerCase() }),
    })
  }
  return { people, fault: undefined }
}

function faultOf(line: string, name: string, email: string | undefined): Sentence | undefined {
  if (line.length > mostLine) {
    return { id: `paling banyak ${mostLine} huruf. Pendekkan.`, en: `at most ${mostLine} letters. Shorten it.` }
  }
  if (email !== undefined && !isEmail(email)) {
    return {
      id: `“${email}” bukan alamat surel. Tulis satu alamat saja, misalnya nama@contoh.go.id.`,
      en: `“${email}” is no e-mail address. Write one address only, for example name@example.go.id.`,
    }
  }
  if (name === '' && email === undefined) {
    return { id: 'tidak ada nama di depan. Tulis: Nama; jabatan; instansi; surel.', en: 'there is no name in front.' }
  }
  return undefined
}
