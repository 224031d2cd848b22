-- The audit trail: who did what to whom, from where. (What happened to a township's records stands in the journal.) Each row carries the hash
-- of itself and of the row before it, so that a changed or missing row shows. Operators' deeds and failures without a tenant stand under the
-- nil tenant.

create table audit (
    tenant_id uuid not null,
    number    bigint not null,                -- 1, 2, 3 … in each tenant, without gaps
    at        timestamptz not null,
    actor     text not null,                  -- user name
    action    text not null,                  -- session.begun, account.disabled …
    subject   text,                           -- whom or what it concerns
    path      text collate "C",               -- where: path of the division; null concerns the tenant as a whole
    address   text,                           -- network address
    detail    text,                           -- JSON
    previous  bytea not null,
    hash      bytea not null,
    primary key (tenant_id, number)
);
create index audit_at on audit (tenant_id, at);
alter table audit enable row level security;
alter table audit force row level security;
create policy own_tenant on audit using (tenant_id = acting_tenant());

-- A field as it enters the hash: its length in bytes and itself, or a dash.
create function audit_field(field text) returns text language sql immutable parallel safe
    return coalesce(octet_length(field)::text || ':' || field, '-');

-- One at a time in each tenant: the chain has one end.
create function tell_audit(at timestamptz, actor text, action text, subject text, path text, address text, detail text) returns bigint language plpgsql as $$
declare
    tenant uuid := acting_tenant();
    last   record;
    place  bigint;
begin
    perform pg_advisory_xact_lock(1635083369, hashtext(tenant::text));
    select a.number, a.hash into last from audit a where a.tenant_id = tenant order by a.number desc limit 1;
    place := coalesce(last.number, 0) + 1;
    insert into audit (tenant_id, number, at, actor, action, subject, path, address, detail, previous, hash)
    values (tenant, place, at, actor, action, subject, path, address, detail, coalesce(last.hash, ''::bytea), sha256(coalesce(last.hash, ''::bytea) || convert_to(
        audit_field(tenant::text) || audit_field(place::text) || audit_field((extract(epoch from at) * 1000000)::bigint::text) || audit_field(actor) || audit_field(action)
        || audit_field(subject) || audit_field(path) || audit_field(address) || audit_field(detail), 'UTF8')));
    return place;
end $$;
