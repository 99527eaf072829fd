import { invalid, Problem } from '#kit/problem.ts'
import { tokenSetBy } from '#platform/auth/auth.ts'
import { findActor } from '../store/actor.ts'
import { claimCode } from '../store/session.ts'
import { throughAuth, type Caller } from './caller.ts'

/**
 * The second step of signing in: six figures of the app, or one of the backup codes, which then is spent. Returns the
 * cookies of the session. Throws `invalid` for a wrong code or one that was just used, `too-many` after ten wrong ones, and
 * `expired` when the first step is more than ten minutes ago or five codes were wrong.
 */
export async function confirmCode(caller: Caller, typed: string | undefined): Promise<string[]> {
  const { platform } = caller
  const code = (typed ?? '').replace(/\s+/g, '')
  const figures = /^\d{6}$/.test(code)
  if (!figures && !/^[A-Za-z0-9]{5}-[A-Za-z0-9]{5}$/.test(code)) {
    throw invalid({
      field: 'kode',
      sentence: {
        id: 'Tulis enam angka dari aplikasi Anda, atau satu kode cadangan seperti AbC12-dEf34.',
        en: 'Enter the six digits of your app, or one backup code like AbC12-dEf34.',
      },
    })
  }
  const call = { body: { code }, headers: caller.headers, asResponse: true } as const
  const answer = await throughAuth(
    caller,
    async (auth, tx) => {
      if (!figures) return await auth.api.verifyBackupCode(call)
      const response = await auth.api.verifyTOTP(call)
      const account = await findActor(tx, (await tokenSetBy(platform, response)) ?? '', platform.clock.now())
      if (account?.accountId !== undefined && !(await claimCode(tx, account.accountId, code, platform.clock.now()))) {
        throw invalid({
          field: 'kode',
          sentence: {
            id: 'Kode ini baru saja dipakai. Tunggu kode berikutnya, paling lama 30 detik.',
            en: 'This code was used a moment ago. Wait for the next one, 30 seconds at most.',
          },
        })
      }
      return response
    },
    result => ({
      event: result.ok ? 'people.session.started' : 'people.session.refused',
      subject: { kind: 'account', id: 'unknown' },
      data: { by: figures ? 'code' : 'backup-code' },
    }),
  )
  if (answer.ok) return answer.cookies
  if (answer.code === 'ACCOUNT_TEMPORARILY_LOCKED') {
    throw new Problem(
      'too-many',
      {
        id: 'Terlalu banyak kode salah. Tunggu 15 menit, lalu masuk lagi dari awal.',
        en: 'Too many wrong codes. Wait 15 minutes, then sign in again from the start.',
      },
      { retryAfter: 15 * 60 },
    )
  }
  if (answer.code === 'INVALID_CODE' || answer.code === 'INVALID_BACKUP_CODE') {
    throw invalid({
      field: 'kode',
      sentence: {
        id: 'Kode ini tidak cocok. Kode berganti tiap 30 detik: tulis yang sedang tampil.',
        en: 'This code does not match. It changes every 30 seconds: enter the one shown now.',
      },
    })
  }
  throw new Problem('expired', {
    id: 'Langkah kedua ini sudah berakhir. Masuk lagi dari awal dengan surel dan kata sandi.',
    en: 'This second step has ended. Sign in again from the start with e-mail and password.',
  })
}
