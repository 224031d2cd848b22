-- Accounts with several grants, sessions, tokens for programs, invitations, and each tenant's rules for them. Secrets are stored hashed.

alter table accounts no force row level security;
alter table accounts
    add column must_change      boolean not null default false,   -- the password is somebody else's choice
    add column failed           integer not null default 0,       -- wrong passwords and codes in a row
    add column locked_until     timestamptz,
    add column totp_secret      bytea,
    add column totp_on          boolean not null default false,
    add column totp_step        bigint not null default 0,        -- the last code's time step: each code counts once
    add column created_at       timestamptz not null default now(),
    add column created_by       text,
    add column last_at          timestamptz,                      -- the last successful sign-in
    add column last_address     text;

create table grants (
    id          uuid primary key,
    tenant_id   uuid not null,
    account_id  uuid not null references accounts on delete cascade,
    role        text not null,
    division_id uuid not null references divisions,
    reveal      boolean not null default false,                   -- may look at masked personal data
    granted_by  text,
    granted_at  timestamptz not null default now(),
    unique (account_id, role, division_id)
);
insert into grants (id, tenant_id, account_id, role, division_id) select gen_random_uuid(), tenant_id, id, role, division_id from accounts;
create index grants_division on grants (division_id);
alter table accounts drop column role, drop column division_id;
alter table accounts force row level security;

create table sessions (
    id            uuid primary key,
    tenant_id     uuid not null,
    account_id    uuid not null references accounts on delete cascade,
    begun_at      timestamptz not null,
    seen_at       timestamptz not null,
    address       text,
    agent         text,
    refresh_hash  bytea not null,                                 -- of the refresh token in force
    spent         bytea[] not null default '{}',                    -- of those before it: one that comes back was stolen
    ended_at      timestamptz,
    ended_why     text
);
create index sessions_account on sessions (account_id) where ended_at is null;

create table api_tokens (
    id          uuid primary key,
    tenant_id   uuid not null,
    account_id  uuid not null references accounts on delete cascade,
    name        text not null,
    hash        bytea not null,
    may_write   boolean not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    revoked_at  timestamptz
);

create table invitations (
    id           uuid primary key,
    tenant_id    uuid not null,
    hash         bytea not null,
    display_name text not null,
    role         text not null,
    division_id  uuid not null references divisions,
    invited_by   text not null,
    expires_at   timestamptz not null,
    used_at      timestamptz
);

create table tenant_rules (
    tenant_id       uuid primary key references tenants,
    separate_admins boolean not null default false,               -- 三员分立
    single_session  boolean not null default false,
    idle_minutes    integer not null default 30 check (idle_minutes between 5 and 720)
);

alter table grants enable row level security;
alter table grants force row level security;
create policy own_tenant on grants using (tenant_id = acting_tenant());
alter table sessions enable row level security;
alter table sessions force row level security;
create policy own_tenant on sessions using (tenant_id = acting_tenant());
alter table api_tokens enable row level security;
alter table api_tokens force row level security;
create policy own_tenant on api_tokens using (tenant_id = acting_tenant());
alter table invitations enable row level security;
alter table invitations force row level security;
create policy own_tenant on invitations using (tenant_id = acting_tenant());
alter table tenant_rules enable row level security;
alter table tenant_rules force row level security;
create policy own_tenant on tenant_rules using (tenant_id = acting_tenant());
