-- Who: accounts and how they sign in, organisations, roles held in them for a period, invitations.
create schema people;

create table people.account (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table people.account is 'One person who can sign in; made only by accepting an invitation (or by the demo world)';

create table people.credential (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references people.account on delete cascade,
  provider_id text not null,
  provider_account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, provider_account_id)
);
create index credential_account on people.credential (account_id);
comment on column people.credential.provider_id is 'credential: a password (scrypt); sso: the OpenID provider, whose tokens are not kept';

create table people.organisation (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in (
    'opd', 'district-office', 'village-office', 'ministry', 'province', 'university', 'partner')),
  name text not null check (name <> ''),
  region_code text references region.region,
  parent_id uuid references people.organisation,
  example boolean not null default false,
  archived_at timestamptz,
  check (kind not in ('opd', 'district-office', 'village-office', 'province') or region_code is not null)
);
create index organisation_region on people.organisation (region_code, name, id);
create index organisation_name on people.organisation (name, id);
create index organisation_search on people.organisation using gin (name gin_trgm_ops);
create index organisation_parent on people.organisation (parent_id);
comment on column people.organisation.example is 'Invented for the demo world; shown with the word contoh';
comment on column people.organisation.region_code is 'Null for the ministry, and for universities and partners that work nationally';

create table people.membership (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references people.account,
  organisation_id uuid references people.organisation,
  role text not null,
  region_code text references region.region,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  check (valid_to is null or valid_to >= valid_from)
);
create index membership_region on people.membership (region_code, role);
create index membership_account on people.membership (account_id, valid_from);
create index membership_organisation on people.membership (organisation_id, valid_from, id);
create unique index membership_once on people.membership
  (account_id, role, coalesce(organisation_id::text, ''), coalesce(region_code, '')) where valid_to is null;
comment on column people.membership.region_code is 'Where the role is held; null for a national role';
comment on column people.membership.valid_to is 'From this moment on the role is no longer held; rows are never deleted';

create table people.session (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references people.account on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  active_membership_id uuid references people.membership on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_account on people.session (account_id, created_at);
create index session_membership on people.session (active_membership_id);
create index session_expiry on people.session (expires_at);

create table people.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on people.verification (identifier);
create index verification_expiry on people.verification (expires_at);
comment on table people.verification is 'Short-lived challenges: second step of sign-in, passkeys, OpenID state';

create table people.two_factor (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references people.account on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count int not null default 0,
  locked_until timestamptz,
  started_at timestamptz not null default now()
);
create unique index two_factor_account on people.two_factor (account_id);
comment on column people.two_factor.secret is 'Encrypted with TUDANG_SECRET, as are the backup codes';
comment on column people.two_factor.started_at is 'While not verified, secret and codes are shown for some minutes after this moment';

create table people.passkey (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references people.account on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter int not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz not null default now()
);
create index passkey_account on people.passkey (account_id, created_at);

create table people.invitation (
  id uuid primary key default gen_random_uuid(),
  email text not null check (email = lower(email)),
  role text not null,
  organisation_id uuid not null references people.organisation,
  region_code text references region.region,
  token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
  invited_by uuid references people.account,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz
);
create index invitation_region on people.invitation (region_code, created_at);
create index invitation_organisation on people.invitation (organisation_id, created_at, id);
create index invitation_invited_by on people.invitation (invited_by);
create unique index invitation_open on people.invitation (email, role, organisation_id)
  where accepted_at is null and withdrawn_at is null;
comment on column people.invitation.token_sha256 is 'The token itself stands only in the mail';
