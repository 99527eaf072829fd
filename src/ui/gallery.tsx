import type { Lang } from '#kit/format.ts'
import { Absent } from './absent.tsx'
import { Button } from './button.tsx'
import { Call } from './call.tsx'
import { ChartBars } from './chart-bars.tsx'
import { ChartRadar } from './chart-radar.tsx'
import { Chip } from './chip.tsx'
import { Delta } from './delta.tsx'
import { Dim, dimensionKeys } from './dim.tsx'
import { Empty } from './empty.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { EvidenceRow } from './evidence-row.tsx'
import { Facts } from './facts.tsx'
import { Field } from './field.tsx'
import { Figures } from './figures.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Frame, type Theme } from './frame.tsx'
import { nationalGeography, provinceDrawing, regencyDrawing } from './boundaries.ts'
import { MapCounted } from './map-counted.tsx'
import { MapLocator, MapNumbered } from './map-locator.tsx'
import { MapNational, type MapValue } from './map-national.tsx'
import { Meter } from './meter.tsx'
import { Pager } from './pager.tsx'
import { Progress } from './progress.tsx'
import { Saved } from './saved.tsx'
import { ScoreField } from './score-field.tsx'
import { Stages } from './stages.tsx'
import { Seg, Tabbar } from './switch-links.tsx'
import { Table } from './table.tsx'
import { Timeline } from './timeline.tsx'
import { TodoRow } from './todo-row.tsx'

type Row = { name: string; province: string; group: string; index: string; change: string | undefined }
const rows: Row[] = [
  { name: 'Kota Surakarta', province: 'Jawa Tengah', group: 'Wisata & IKN', index: '3.84', change: '0.04' },
  { name: 'Kota Bandung', province: 'Jawa Barat', group: 'Umum', index: '3.83', change: '-0.06' },
  { name: 'Kota Madiun', province: 'Jawa Timur', group: 'Umum', index: '3.71', change: undefined },
]

/** Every component with sample words, for the eye, html-validate and axe. Page `a` is public, page `b` a working form. */
export function Gallery({ page, lang = 'id', theme }: { page: 'a' | 'b'; lang?: Lang; theme?: Theme | undefined }) {
  const nav = [
    { href: '/peta', label: 'Peta' },
    { href: '/daerah', label: 'Daerah' },
    { href: '/program', label: 'Program' },
    { href: '/warga', label: 'Warga' },
    { href: '/data', label: 'Data terbuka' },
  ]
  return page === 'a' ? (
    <Frame
      lang={lang}
      theme={theme}
      title="Ragam tampilan"
      path="/daerah/73.24"
      nav={nav}
      crumbs={[
        { href: '/', label: 'Indonesia' },
        { href: '/daerah/73', label: 'Sulawesi Selatan' },
        { label: 'Ragam' },
      ]}
      flash="Usulan Anda terkirim. Jawaban paling lambat 4 Desember 2023."
      demo
    >
      <PublicParts lang={lang} />
    </Frame>
  ) : (
    <Frame
      lang={lang}
      theme={theme}
      title="Laporan kemajuan"
      path="/program/1/laporan"
      nav={[
        { href: '/beranda', label: 'Beranda' },
        { href: '/program', label: 'Program' },
      ]}
      crumbs={[{ href: '/daerah/73.22', label: 'Kabupaten Luwu Utara' }, { label: 'Bank sampah desa' }]}
      account={{
        name: 'Petugas peragaan',
        place: 'DLH Luwu Utara',
        roleLabel: 'Petugas OPD',
        roles: [
          { id: '1', label: 'Petugas OPD, DLH Luwu Utara', current: true },
          { id: '2', label: 'Koordinator dimensi, Luwu Utara', current: false },
        ],
      }}
      errors
      working
    >
      <WorkingParts lang={lang} />
    </Frame>
  )
}

function PublicParts({ lang }: { lang: Lang }) {
  return (
    <>
      <div class="page-head">
        <div>
          <h1>Ragam tampilan</h1>
          <p class="lead mt-3">Semua bagian yang dipakai halaman, dengan isi contoh.</p>
        </div>
        <Seg
          label="Tahun"
          links={[
            { href: '?tahun=2022', label: '2022' },
            { href: '?tahun=2023', label: '2023', current: true },
          ]}
        />
      </div>
      <Figures
        figures={[
          { label: 'Rata-rata indeks', number: '2,81', line: 'nilai tengah 2,94' },
          { label: 'Tertinggi', number: '3,84', line: 'Kota Surakarta' },
          { label: 'Naik dari 2022', number: '59', unit: 'daerah', line: 'turun 68 daerah' },
          {
            label: 'Tidak hadir',
            number: '11',
            unit: 'dari 141',
            line: (
              <a class="a" href="#daftar">
                lihat daftarnya
              </a>
            ),
          },
        ]}
      />
      <div class="mt-10">
        <Tabbar
          label="Bagian"
          links={['Ringkasan', 'Evaluasi', 'Program', 'Masterplan', 'Warga', 'Dokumen'].map((label, index) => ({
            href: `#${label.toLowerCase()}`,
            label,
            current: index === 1,
          }))}
        />
      </div>
      <section class="sec" aria-labelledby="daftar">
        <h2 id="daftar">Peringkat</h2>
        <p class="note mt-2 mb-5">Bandingkan dalam kelompok yang sama.</p>
        <FilterBar
          lang={lang}
          action="/evaluasi"
          search={{ name: 'q', label: 'Cari daerah', value: 'Kota' }}
          selects={[
            {
              name: 'prov',
              label: 'Provinsi',
              options: [
                { value: '', label: 'Semua provinsi' },
                { value: '33', label: 'Jawa Tengah' },
              ],
            },
            {
              name: 'kel',
              label: 'Kelompok',
              options: [
                { value: '', label: 'Semua' },
                { value: 'umum', label: 'Umum (75)' },
              ],
              value: 'umum',
            },
            { name: 'urut', label: 'Urutkan', options: [{ value: '-indeks', label: 'Indeks tertinggi' }] },
          ]}
          active={[
            { label: 'Cari: Kota', removeHref: '/evaluasi?kel=umum' },
            { label: 'Kelompok: Umum', removeHref: '/evaluasi?q=Kota' },
          ]}
          clearHref="/evaluasi"
        />
        <Table
          lang={lang}
          caption="Peringkat indeks 2023, tiga teratas"
          count="1–3 dari 130 daerah"
          csvHref="/evaluasi.csv"
          xlsxHref="/evaluasi.xlsx"
          rows={rows}
          columns={[
            { key: 'no', label: 'No.', align: 'right', class: 'w-10 text-muted', cell: (_, index) => index + 1 },
            {
              key: 'name',
              label: 'Daerah',
              rowHeader: true,
              sortHref: '?urut=nama',
              cell: row => (
                <>
                  <a class="a" href="#daerah">
                    {row.name}
                  </a>
                  <small class="block font-normal text-muted">{row.province}</small>
                </>
              ),
            },
            { key: 'group', label: 'Kelompok', onlyWide: true, class: 'text-muted', cell: row => row.group },
            {
              key: 'index',
              label: 'Indeks',
              align: 'right',
              sortHref: '?urut=indeks',
              sorted: 'descending',
              class: 'font-bold',
              cell: row => (
                <>
                  {row.index.replace('.', ',')}
                  <Meter value={row.index} max={4} class="narrow" />
                </>
              ),
            },
            {
              key: 'change',
              label: 'Beda 2022',
              align: 'right',
              cell: row => <Delta change={row.change} lang={lang} />,
            },
          ]}
          foot={{ name: 'Rata-rata', index: '3,79' }}
        />
        <Pager
          lang={lang}
          previousHref="?sebelum=1"
          nextHref="?setelah=25"
          nextLabel="25 berikutnya"
          where="Halaman 2 dari 6"
        />
      </section>
      <section class="sec" aria-labelledby="dimensi">
        <h2 id="dimensi">Enam dimensi kota cerdas</h2>
        <p class="note mt-2 mb-4">Rata-rata pertanyaan hasil per dimensi.</p>
        <ul class="dims">
          {dimensionKeys.map((dimension, index) => (
            <li>
              <Dim dimension={dimension} lang={lang} />
              <b>{['3,04', '2,50', '2,67', '3,25', '3,54', '3,00'][index]}</b>
              <Meter value={[3.04, 2.5, 2.67, 3.25, 3.54, 3][index]} max={4} dimension={dimension} />
            </li>
          ))}
        </ul>
      </section>
      <section class="sec" aria-labelledby="bagan">
        <h2 id="bagan">Bagan</h2>
        <div class="two mt-6">
          <ChartRadar
            lang={lang}
            axes={['Kondisi awal', 'Keluaran', 'Hasil', 'Dampak', 'Quick win', 'Kerja sama']}
            now={{ name: '2023', values: ['3.60', '2.29', '3.41', '2.81', '3.13', '2.53'] }}
            before={{ name: '2022', values: ['1.40', '1.54', '2.92', '2.56', '3.08', undefined] }}
            label="Diagram jaring enam bagian evaluasi, contoh. Angkanya ada di tabel."
          />
          <ChartBars
            lang={lang}
            id="tetangga"
            max={4}
            label="Indeks daerah tetangga, contoh. Angkanya ada di tabel."
            absent="tidak hadir"
            bars={[
              { label: 'Kab. Malang', value: '2.94', mark: true },
              { label: 'Kota Malang', value: '2.93' },
              { label: 'Kota Batu', value: '2.27' },
              { label: 'Kab. Dairi', value: undefined },
            ]}
          />
        </div>
      </section>
      <Maps lang={lang} />
      <section class="sec two" aria-labelledby="catatan">
        <div>
          <h2 id="catatan">Jejak</h2>
          <div class="mt-4">
            <Timeline
              moments={[
                {
                  when: '8 Mei 2018',
                  datetime: '2018-05-08',
                  fact: 'Nota kesepakatan ditandatangani',
                  line: 'Bersama 49 daerah lain.',
                },
                {
                  when: '2023',
                  fact: (
                    <>
                      Tidak hadir{' '}
                      <Chip status="due" icon="circle-slash">
                        perlu perhatian
                      </Chip>
                    </>
                  ),
                  line: 'Alasannya belum dicatat.',
                },
              ]}
            />
          </div>
        </div>
        <div class="grid gap-6 content-start">
          <Call title="Mengapa naik 0,44, bukan 0,43?">
            <p>Pada 2022 tiap suku dibulatkan dulu. Aturan 2023 membandingkan dengan angka itu.</p>
          </Call>
          <p class="flex flex-wrap gap-3">
            <Chip status="ok">selesai</Chip>
            <Chip status="due">jatuh tempo 7 hari</Chip>
            <Chip status="late">terlambat 12 hari</Chip>
            <Chip status="info">2 November</Chip>
            <Chip status="idle">belum mulai</Chip>
          </p>
          <p>
            Perubahan: <Delta change="0.44" lang={lang} />, <Delta change="-0.2" lang={lang} />,{' '}
            <Delta change="0" lang={lang} />, tidak ada nilai: <Absent lang={lang} />
          </p>
          <Empty
            fact="Nilai sebelum 2023 belum dimuat."
            reason="Laporan evaluasi 2019 sampai 2021 belum ada di Tudang. Punya salinannya?"
            action={
              <Button href="/dokumen/kirim" icon="upload">
                Kirim laporan lama
              </Button>
            }
          />
        </div>
      </section>
    </>
  )
}

function Maps({ lang }: { lang: Lang }) {
  const geography = nationalGeography()
  const values = new Map<string, MapValue>(
    Object.keys(geography.regencies)
      .filter((_, index) => index % 4 === 1)
      .map((code, index) => [
        code,
        {
          step: ([1, 2, 3, 4, 5, 'absent'] as const)[index % 6] ?? 1,
          href: `/daerah/${code}`,
          label: `Daerah ${code}`,
        },
      ]),
  )
  const province = provinceDrawing('73')
  const regency = regencyDrawing('73.24')
  return (
    <section class="sec" aria-labelledby="peta-judul">
      <h2 id="peta-judul">Peta</h2>
      <MapNational
        lang={lang}
        geography={geography}
        values={values}
        label="Peta Indonesia dengan warna contoh"
        legendTitle="Warna contoh, jumlah daerah"
        legend={{
          5: '3,50 ke atas',
          4: '3,00–3,49',
          3: '2,50–2,99',
          2: '2,00–2,49',
          1: 'di bawah 2,00',
          absent: 'tidak hadir',
        }}
        movable
      />
      <div class="two mt-10">
        {province && (
          <MapLocator drawing={province} highlight="73.24" label="Letak Kabupaten Luwu Timur di Sulawesi Selatan" />
        )}
        {regency && (
          <MapNumbered
            drawing={regency}
            label="Kecamatan di Luwu Timur, bernomor"
            places={regency.shapes.map(({ code }) => ({ code, name: `Kecamatan ${code}` }))}
            caption="Sebelas kecamatan."
          />
        )}
        {regency && (
          <MapCounted
            drawing={regency}
            label="Kecamatan di Luwu Timur, diwarnai menurut jumlah program"
            places={regency.shapes.map(({ code }, at) => ({
              code,
              number: at + 1,
              step: ([undefined, 1, 2, 3, 4, 5] as const)[at % 6],
              href: '#peta',
              label: `Kecamatan ${code}: ${at % 6} program`,
            }))}
          />
        )}
      </div>
    </section>
  )
}

function WorkingParts({ lang }: { lang: Lang }) {
  return (
    <>
      <div class="grid gap-x-20 lg:grid-cols-[40rem_1fr]">
        <div>
          <ErrorSummary
            lang={lang}
            problems={[
              { field: 'spent', message: 'Tulis realisasi dalam rupiah, tanpa huruf' },
              { field: 'reached', message: 'Tanggal tidak boleh setelah hari ini' },
              { message: 'Putaran ditutup 20 Oktober' },
            ]}
          />
          <p class="eyebrow">Bank sampah desa</p>
          <h1 class="mb-2">Laporan kemajuan</h1>
          <p class="flex flex-wrap items-center gap-x-5 gap-y-2 mb-8">
            <Dim dimension="env" lang={lang} />
            <Saved words="tersimpan 10.42 WITA" />
          </p>
          <form method="post" action="/laporan" novalidate>
            <Field
              lang={lang}
              kind="select"
              name="quarter"
              label="Triwulan"
              options={[{ value: '3', label: 'Triwulan III 2023 (Juli sampai September)' }]}
              value="3"
            />
            <Field
              lang={lang}
              kind="textarea"
              name="result"
              label="Apa yang sudah dicapai?"
              hint="Dua atau tiga kalimat. Sebut tempat dan jumlah."
              value="Enam bank sampah baru dibuka di Kecamatan Masamba."
            />
            <Field
              lang={lang}
              name="spent"
              label="Realisasi anggaran"
              hint="Pagu Rp 1,2 miliar. Contoh: 875.000.000"
              error="“delapan ratus juta” bukan angka. Tulis 800.000.000."
              prefix="Rp"
              inputmode="numeric"
              value="delapan ratus juta"
            />
            <Field
              lang={lang}
              name="reached"
              label="Tanggal capaian"
              hint="Hari, bulan, tahun. Contoh: 30 9 2023"
              error="30 November 2023 belum terjadi."
              short
              value="30 11 2023"
            />
            <Field lang={lang} name="share" label="Capaian" suffix="%" inputmode="decimal" value="34" optional />
            <Field
              lang={lang}
              kind="file"
              name="files"
              label="Bukti"
              hint="PDF, foto, atau XLSX. Paling besar 20 MB tiap berkas."
              multiple
            >
              <ul class="mt-4">
                <EvidenceRow
                  icon="image"
                  title="foto-kegiatan.heic"
                  line="31 MB, lebih besar dari 20 MB. Kecilkan foto, lalu unggah lagi."
                >
                  <Chip status="late" icon="circle-x">
                    ditolak
                  </Chip>
                </EvidenceRow>
                <EvidenceRow
                  icon="file-text"
                  title="SK pembentukan"
                  href="/bukti/1"
                  line="PDF, 2,4 MB, 38 halaman, 18 September 2023"
                >
                  <Chip status="ok" icon="badge-check">
                    diperiksa
                  </Chip>
                </EvidenceRow>
              </ul>
            </Field>
            <Field
              lang={lang}
              kind="radio"
              name="audience"
              label="Siapa boleh melihat bukti ini?"
              value="all"
              options={[
                { value: 'all', label: 'Semua orang', note: 'tampil di halaman program' },
                { value: 'assessors', label: 'Asesor dan pemerintah daerah saja' },
              ]}
            />
            <Field
              lang={lang}
              kind="checks"
              name="places"
              label="Desa yang ikut"
              error="Pilih paling sedikit satu desa."
              options={[
                { value: '1', label: 'Radda' },
                { value: '2', label: 'Maipi' },
              ]}
            />
            <ScoreField
              name="score"
              label="Bilangan bulat, 0 terendah, 4 tertinggi"
              scores={[0, 1, 2, 3, 4]}
              value={3}
            />
            <Field lang={lang} kind="checkbox" name="agree" label="Data di atas sudah diperiksa kepala bidang" />
            <div class="flex flex-wrap gap-3 pt-2">
              <Button look="primary">Kirim laporan</Button>
              <Button name="draft" value="yes" formnovalidate>
                Simpan draf
              </Button>
              <Button look="danger" icon="archive">
                Arsipkan
              </Button>
            </div>
          </form>
        </div>
        <aside class="pt-10 lg:pt-0" aria-labelledby="ini">
          <h2 id="ini" class="side-title">
            Program ini
          </h2>
          <Facts
            facts={[
              { label: 'Pagu 2023', value: 'Rp 1,2 miliar' },
              { label: 'Penanggung jawab', value: 'Bidang Persampahan' },
            ]}
          />
          <h2 class="side-title mt-10">Empat hal menunggu Anda</h2>
          <ul class="todo">
            <TodoRow href="/t/1" title="Unggah bukti triwulan III" line="Bank sampah desa, 20 Oktober">
              <Chip status="due">4 hari lagi</Chip>
            </TodoRow>
            <TodoRow href="/t/2" title="Jawab asesor" line="Evaluasi 2023, 14 Oktober">
              <Chip status="late">terlambat 2 hari</Chip>
            </TodoRow>
          </ul>
          <h2 class="side-title mt-10">Tahap</h2>
          <Stages
            lang={lang}
            stages={[
              { state: 'done', name: 'Surat kementerian', line: '25 Sep' },
              { state: 'now', name: 'Bukti dan verifikasi', line: 'sampai 20 Okt, 4 hari lagi' },
              { state: 'later', name: 'Hasil', line: 'Desember' },
            ]}
          />
        </aside>
      </div>
      <section class="sec" aria-labelledby="baris">
        <h2 id="baris" class="mb-5">
          Tahap putaran 2023
        </h2>
        <Stages
          lang={lang}
          row
          stages={[
            { state: 'done', name: 'Surat kementerian', line: '25 Sep' },
            { state: 'done', name: 'Jawaban OPD', line: 'sampai 6 Okt' },
            { state: 'now', name: 'Bukti dan verifikasi', line: 'sampai 20 Okt, 4 hari lagi' },
            { state: 'later', name: 'Survei dampak', line: '23–27 Okt' },
          ]}
        />
        <div class="mt-8">
          <Progress lang={lang} percent={42} words="Membaca baris 3.360 dari 8.000" />
        </div>
      </section>
    </>
  )
}
