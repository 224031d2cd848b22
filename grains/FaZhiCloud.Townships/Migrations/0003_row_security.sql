-- The second wall: whatever a statement forgets to say, the service sees and writes the rows of one tenant only, the one named for the
-- transaction in fazhi.tenant. Nothing named, no rows. FORCE: the owner of the tables is held to it as well.

create table tenants (
    id         uuid primary key,
    name       text not null,
    state      text not null default 'active' check (state in ('active', 'suspended')),
    created_at timestamptz not null default now()
);
insert into tenants (id, name) select tenant_id, name from divisions where level = 0;

-- An unnamed placeholder reads as null before and as '' after its first use in a session.
create function acting_tenant() returns uuid language sql stable parallel safe
    return nullif(current_setting('fazhi.tenant', true), '')::uuid;

alter table divisions enable row level security;
alter table divisions force row level security;
create policy own_tenant on divisions using (tenant_id = acting_tenant());

alter table journal enable row level security;
alter table journal force row level security;
create policy own_tenant on journal using (tenant_id = acting_tenant());

alter table answers enable row level security;
alter table answers force row level security;
create policy own_tenant on answers using (tenant_id = acting_tenant());

alter table snapshots enable row level security;
alter table snapshots force row level security;
create policy own_tenant on snapshots using (tenant_id = acting_tenant());

alter table records enable row level security;
alter table records force row level security;
create policy own_tenant on records using (tenant_id = acting_tenant());

alter table due_items enable row level security;
alter table due_items force row level security;
create policy own_tenant on due_items using (tenant_id = acting_tenant());

alter table alerts enable row level security;
alter table alerts force row level security;
create policy own_tenant on alerts using (tenant_id = acting_tenant());

alter table accounts enable row level security;
alter table accounts force row level security;
create policy own_tenant on accounts using (tenant_id = acting_tenant());

-- Sweeps work through one tenant after another.
create index due_items_tenant on due_items (tenant_id, due_on) where is_open;
drop index due_items_open;

-- What a user may see is a range of paths: comparisons that PostgreSQL lets use an index behind the wall, which LIKE may not.
drop index divisions_path;
alter table divisions alter column path type text collate "C";
create index divisions_path on divisions (tenant_id, path);

-- Who signs in says a user name and no tenant. This function tells the tenant of one account by its exact name and nothing else; the role
-- it runs as may read these three columns and nothing else.
create policy sign_in on accounts for select to fazhi_sign_in using (true);
grant select (id, tenant_id, user_name) on accounts to fazhi_sign_in;
create function find_account(name text) returns table (tenant_id uuid, account_id uuid) language sql stable security definer set search_path = public, pg_temp as
    'select a.tenant_id, a.id from accounts a where a.user_name = name';
revoke all on function find_account(text) from public;
grant execute on function find_account(text) to fazhi_service;
grant create on schema public to fazhi_sign_in;
alter function find_account(text) owner to fazhi_sign_in;
revoke create on schema public from fazhi_sign_in;
