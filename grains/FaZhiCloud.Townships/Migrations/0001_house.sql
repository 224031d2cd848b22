-- Divisions, townships' journals and the rows that lists and boards read.
-- Every table carries its tenant (province); the service role may read and write rows, never change tables.

create table divisions (
    id          uuid primary key,
    tenant_id   uuid not null,
    parent_id   uuid references divisions,
    level       smallint not null check (level between 0 and 3),   -- 0 province, 1 city, 2 county, 3 township
    kind        text not null,
    code        text not null,
    name        text not null,
    path        text not null,                                     -- ids from the province down: /a/b/c/
    unique (tenant_id, code)
);
create index divisions_path on divisions (path text_pattern_ops);
create index divisions_parent on divisions (parent_id);

create table journal (
    tenant_id   uuid not null,
    township_id uuid not null,
    version     bigint not null,
    name        text not null,
    record_id   text,
    payload     json not null,
    actor       text not null,
    at          timestamptz not null,
    why         text,
    constraint journal_version primary key (township_id, version)
);
create index journal_record on journal (township_id, record_id, version);

create table answers (
    tenant_id    uuid not null,
    actor        text not null,
    key          text not null,
    township_id  uuid not null,
    request_hash bytea not null,
    answer       bytea not null,
    at           timestamptz not null,
    constraint answers_key primary key (tenant_id, actor, key)
);
create index answers_at on answers (at);

create table snapshots (
    township_id uuid primary key,
    tenant_id   uuid not null,
    version     bigint not null,
    format      smallint not null,
    payload     bytea not null,
    at          timestamptz not null
);

create table records (
    township_id uuid not null,
    record_id   text not null,
    tenant_id   uuid not null,
    area        text not null,
    kind        text not null,
    year        smallint,
    starts_on   date,
    title       text not null,
    is_void     boolean not null,
    version     bigint not null,
    primary key (township_id, record_id)
);

create table due_items (
    township_id uuid not null,
    item_id     text not null,
    tenant_id   uuid not null,
    record_id   text not null,
    kind        text not null,
    rule_id     text not null,
    subject     text not null,
    due_on      date not null,
    known_on    date not null,
    is_open     boolean not null,
    primary key (township_id, item_id)
);
create index due_items_open on due_items (due_on) where is_open;

create table alerts (
    id              bigint generated always as identity primary key,
    tenant_id       uuid not null,
    township_id     uuid not null,
    item_id         text not null,
    record_id       text not null,
    step            smallint not null,                              -- days before (+) or after (-) the due day
    kind            text not null,
    rule_id         text not null,
    subject         text not null,
    due_on          date not null,
    raised_at       timestamptz not null,
    state           text not null check (state in ('open', 'acknowledged', 'cancelled')),
    settled_at      timestamptz,
    settled_by      text,
    note            text,
    constraint alerts_once unique (township_id, item_id, due_on, step)
);
create index alerts_open on alerts (township_id) where state = 'open';

create table sweeps (
    day         date primary key,
    at          timestamptz not null,
    raised      integer not null
);

create table accounts (
    id            uuid primary key,
    tenant_id     uuid not null,
    user_name     text not null unique,
    display_name  text not null,
    password_hash text not null,
    role          text not null,
    division_id   uuid not null references divisions,
    disabled      boolean not null default false
);

create table signing_keys (
    id          text primary key,
    private_key text not null,
    created_at  timestamptz not null
);

create table settings (
    key   text primary key,
    value text not null
);
