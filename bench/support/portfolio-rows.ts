/**
 * SQL that fills portfolios with synthetic programmes, the same on every run: status, money of two years, two milestones and
 * places of each, by hashes of their number. Only for measurements and for looking at full pages.
 */
export function portfolioRows(regions: { code: string; programmes: number }[]): string {
  const list = regions.map(({ code, programmes }) => `('${code}', ${programmes})`).join(', ')
  return `
  create temporary table fill on commit drop as
    select v.code, n, abs(hashtext(v.code || '/' || n)) as h, gen_random_uuid() as id
    from (values ${list}) v(code, programmes) cross join lateral generate_series(1, v.programmes) n;
  insert into people.organisation (kind, name, region_code)
    select 'opd', o.name, v.code from (values ${list}) v(code, programmes)
    cross join unnest(array['Dinas Pekerjaan Umum (uji)', 'Dinas Pendidikan (uji)', 'Dinas Kesehatan (uji)',
      'Dinas Perhubungan (uji)', 'Dinas Lingkungan Hidup (uji)', 'Dinas Pariwisata (uji)', 'Dinas Sosial (uji)',
      'Dinas Pertanian (uji)', 'Dinas Koperasi dan UMKM (uji)', 'Diskominfo (uji)']) o(name);
  create temporary table fill_office on commit drop as
    select region_code, id, row_number() over (partition by region_code order by name, id) - 1 as k
    from people.organisation where name like '%(uji)';
  create index on fill_office (region_code, k);
  create temporary table fill_place on commit drop as
    select left(region_code, 5) as region, region_code as place,
      row_number() over (partition by left(region_code, 5) order by region_code) - 1 as k,
      count(*) over (partition by left(region_code, 5)) as places
    from region.region where level in (3, 4) and archived_at is null
      and left(region_code, 5) in (select code from fill);
  create index on fill_place (region, k);
  insert into portfolio.programme (region_code, id, code, name, problem, catalogue_id, dimension, sub_dimension, sector,
      stream, lead_id, term, start_year, end_year, quick_win, status, status_reason, status_since, search_words)
    select f.code, f.id, f.d || '-' || lpad(n::text, 5, '0'), f.name, 'Masalah yang ditulis untuk uji beban.',
      (select max(id) from portfolio.catalogue), lower(f.d), f.d || '-' || 1 + h / 7 % 3,
      (array['pendidikan', 'pariwisata', 'ekonomi', 'pemerintahan', 'kesehatan', 'perhubungan', 'lingkungan', 'pertanian',
        'pekerjaan-umum', 'sosial', 'keamanan', 'lainnya'])[1 + h / 11 % 12],
      (array['policy', 'people', 'infrastructure', 'application', 'literacy'])[1 + h / 13 % 5], o.id, f.term, f.first,
      f.first + f.term - 1, h % 25 = 0, f.status, case when f.status in ('changed', 'stopped') then 'anggaran' end,
      make_date(f.first, 1, 1 + h % 28), lower(f.d || ' ' || lpad(n::text, 5, '0') || ' ' || f.name)
    from (select *, (array['GOV', 'BRA', 'ECO', 'LIV', 'SOC', 'ENV'])[1 + h % 6] as d,
        (array[1, 5, 5, 5, 10])[1 + h / 3 % 5] as term,
        extract(year from now())::int - (array[0, 3, 2, 1, 4])[1 + h / 3 % 5] as first,
        (array['running', 'running', 'running', 'running', 'running', 'running', 'done', 'done', 'planned', 'planned',
          'planned', 'changed', 'stopped'])[1 + h / 5 % 13] as status,
        (array['Layanan', 'Pelatihan', 'Sistem', 'Penataan', 'Pendampingan', 'Kampanye'])[1 + h / 17 % 6] || ' ' ||
        (array['pengaduan warga', 'posyandu', 'jalan desa', 'bank sampah', 'UMKM', 'sekolah', 'air bersih', 'wisata danau',
          'data desa', 'irigasi'])[1 + h / 19 % 10] || ' ' || n as name
      from fill) f
    join fill_office o on o.region_code = f.code and o.k = h / 23 % 10;
  insert into portfolio.status_change (region_code, programme_id, status, since, reason, recorded_at)
    select region_code, id, 'planned', make_date(start_year, 1, 1), null, now() - interval '400 days'
    from portfolio.programme where id in (select id from fill)
    union all
    select region_code, id, status, status_since, status_reason, now() - (abs(hashtext(id::text)) % 300) * interval '1 day'
    from portfolio.programme where id in (select id from fill) and status <> 'planned';
  insert into portfolio.budget (region_code, programme_id, year, source, planned, realised)
    select p.region_code, p.id, y, s, 50000000 + v.h % 4000 * 1000000::bigint,
      case when v.h % 10 < 3 then null else (50000000 + v.h % 4000 * 1000000::bigint) * (v.h % 100) / 100 end
    from portfolio.programme p
    cross join generate_series(extract(year from now())::int - 1, extract(year from now())::int) y
    cross join lateral (select abs(hashtext(p.id::text || y)) as h) v
    cross join lateral (select (array['apbd-kabupaten', 'apbd-kabupaten', 'apbn', 'dak', 'dana-desa', 'csr'])[1 + v.h % 6] as s) t
    where p.id in (select id from fill) and y between p.start_year and p.end_year;
  insert into portfolio.milestone (region_code, programme_id, title, due_on, done_on, owner_id)
    select p.region_code, p.id, (array['Aturan ditetapkan', 'Petugas dilatih', 'Layanan dibuka', 'Laporan diserahkan'])[1 + v.h % 4]
        || ', tahap ' || k, current_date + (v.h % 400 - 250), case when v.h % 20 < 16 then current_date - v.h % 200 end, p.lead_id
    from portfolio.programme p
    cross join generate_series(1, 2) k
    cross join lateral (select abs(hashtext(p.id::text || '/' || k)) as h) v
    where p.id in (select id from fill);
  insert into portfolio.programme_place (region_code, programme_id, place_code)
    select distinct f.code, f.id, w.place
    from fill f cross join generate_series(1, 3) s
    join fill_place w on w.region = f.code and w.k = (f.h / s) % w.places
    where f.h % 5 < 3;
  insert into portfolio.region_setting (region_code, public) select distinct code, true from fill
    on conflict (region_code) do update set public = true;
  analyze portfolio.programme; analyze portfolio.budget; analyze portfolio.milestone; analyze portfolio.status_change;
  analyze portfolio.programme_place; analyze portfolio.programme_office; analyze portfolio.region_setting;`
}
