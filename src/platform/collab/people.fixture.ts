import type { BarePlatform } from '../../../test/support/bare.ts'

/** One regency, and so many accounts; gives their ids. */
export async function regionWithPeople(platform: BarePlatform, count = 2): Promise<string[]> {
  await platform.ask(`insert into region.region
      (region_code, parent_code, level, kind, name, short_name, sort_name, search_words, timezone, edition)
    values ('73', null, 1, 'provinsi', 'Sulawesi Selatan', 'Sulawesi Selatan', 'a', '{}', 'WITA', 'uji'),
      ('73.24', '73', 2, 'kabupaten', 'Kabupaten Luwu Timur', 'Luwu Timur', 'b', '{}', 'WITA', 'uji'),
      ('73.22', '73', 2, 'kabupaten', 'Kabupaten Luwu Utara', 'Luwu Utara', 'c', '{}', 'WITA', 'uji')`)
  const rows = await platform.ask<{ id: string }>(
    `insert into people.account (name, email)
      select 'Orang ' || n, 'orang-' || n || '@contoh.invalid' from generate_series(1, $1) n returning id`,
    [count],
  )
  return rows.map(({ id }) => id)
}

export const region = '73.24'
